import Core

/// One sweep of a direct convolution: at each place of a grid of outputs, for each block of filters, the sum over the taps.
///
/// The forward pass is one sweep. The gradient of the input is one for each phase of the stride: an input place with row
/// y = s q + a meets the filter rows k for which a + p − k is a multiple of s, and the output rows q + (a + p − k) / s.
final class ConvolutionSweep<Scalar: NetworkScalar>: @unchecked Sendable {
    /// Neighbouring filters that see the same taps.
    struct Block: Sendable {
        let first: Int
        let count: Int
        /// Rows of the kernel, of which the last may be empty.
        let width: Int
        let taps: Int
        /// Where this block's offsets and weights begin.
        let firstOffset: Int
        let firstWeight: Int
    }

    let blocks: [Block]
    /// From the first place of the window to each tap, in places.
    let offsets: UnsafeMutablePointer<Int>
    let weights: UnsafeMutablePointer<Scalar>
    /// The parameter that each packed weight is; −1 for none.
    private let sources: UnsafeMutablePointer<Int32>
    private let count: Int
    private let owned: [AnyObject]
    /// Where the grid lies in the target: rows and columns of the grid, and of the target from one to the next.
    let rows: Int
    let columns: Int
    let firstRow: Int
    let firstColumn: Int
    let step: Int

    /// - Parameters:
    ///   - filters: Outputs of this sweep.
    ///   - taps: For each filter its taps, each with the index of its weight.
    ///   - place: The offset of a tap in the source.
    init(
        filters: Int, taps: (Int) -> [(tap: ConvolutionTap, weight: Int)], place: (ConvolutionTap) -> Int, rows: Int,
        columns: Int,
        firstRow: Int = 0, firstColumn: Int = 0, step: Int = 1
    ) {
        self.rows = rows
        self.columns = columns
        self.firstRow = firstRow
        self.firstColumn = firstColumn
        self.step = step
        var blocks: [Block] = []
        var offsets: [Int] = []
        var sources: [Int32] = []
        for (first, count, width) in RowBlocks.split(filters) {
            let own = (first..<first + count).map { filter in
                Dictionary(taps(filter).map { ($0.tap, $0.weight) }) { first, _ in first }
            }
            var order = taps(first).map(\.tap)
            var seen = Set(order)
            for filter in first + 1..<max(first + count, first + 1) {
                for (tap, _) in taps(filter) where seen.insert(tap).inserted { order.append(tap) }
            }
            blocks.append(
                Block(
                    first: first, count: count, width: width, taps: order.count, firstOffset: offsets.count,
                    firstWeight: sources.count))
            for tap in order {
                offsets.append(place(tap))
                for row in 0..<width { sources.append(row < count ? Int32(own[row][tap] ?? -1) : -1) }
            }
        }
        self.blocks = blocks
        count = sources.count
        let (places, parameters) = (AlignedMemory<Int>(offsets.count), AlignedMemory<Int32>(sources.count))
        let packed = NumberMemory<Scalar>(sources.count)
        places.base.update(from: offsets, count: offsets.count)
        parameters.base.update(from: sources, count: sources.count)
        (self.offsets, self.sources, weights) = (places.base, parameters.base, packed.base)
        owned = [places, parameters, packed]
    }

    /// Copies this part's weights from the tensor that begins at `tensor`.
    func pack(_ tensor: UnsafePointer<Scalar>, _ part: WorkPart) {
        for index in part.range(of: count) {
            let source = Int(sources[index])
            weights[index] = source < 0 ? 0 : tensor[source]
        }
    }

    /// The sums at the rows of the grid in `range`.
    ///
    /// - Parameters:
    ///   - source: The first place of the first window; `sourceRow` and `sourceColumn` lead to the next one.
    ///   - bias: One number a filter, or nil.
    ///   - target: `[filter][row][column]`, rows of `targetWidth` places, planes of `plane`.
    func run<Element: Lanes>(
        _ source: UnsafePointer<Element>, sourceRow: Int, sourceColumn: Int, bias: UnsafePointer<Scalar>?,
        rectifies: Bool, accumulates: Bool = false, rows range: Range<Int>, into target: UnsafeMutablePointer<Element>,
        targetWidth: Int, plane: Int
    ) where Element.Scalar == Scalar {
        let end: SweepEnd = accumulates ? .add : rectifies ? .rectify : .store
        for row in range {
            var column = 0
            while column < columns {
                let pair = min(RowBlocks.lines, columns - column)
                let from = source + row * sourceRow + column * sourceColumn
                let to = target + (firstRow + row * step) * targetWidth + firstColumn + column * step
                for block in blocks {
                    let list = offsets + block.firstOffset
                    let packed = weights + block.firstWeight
                    let start = bias.map { $0 + block.first }
                    let line = to + block.first * plane
                    let window = SweepWindow(
                        source: from, offsets: list, taps: block.taps, next: sourceColumn, weights: packed)
                    let place = SweepTarget(
                        base: line, plane: plane, next: step, count: block.count, end: end)
                    switch block.width {
                    case 12: SweepKernels.run(Rows12<Element>.self, window, start, place, lines: pair)
                    case 8: SweepKernels.run(Rows8<Element>.self, window, start, place, lines: pair)
                    case 6: SweepKernels.run(Rows6<Element>.self, window, start, place, lines: pair)
                    case 4: SweepKernels.run(Rows4<Element>.self, window, start, place, lines: pair)
                    case 2: SweepKernels.run(Rows2<Element>.self, window, start, place, lines: pair)
                    default: SweepKernels.run(Rows1<Element>.self, window, start, place, lines: pair)
                    }
                }
                column += pair
            }
        }
    }
}

/// A place of a window: channel, row and column of the source, from the window's corner; may be negative.
struct ConvolutionTap: Hashable, Sendable {
    let channel: Int
    let row: Int
    let column: Int
}

/// What becomes of the sums.
enum SweepEnd {
    case store
    case rectify
    case add
}
