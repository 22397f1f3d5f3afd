import Core

/// A convolution by minimal filtering: the filters as products, and the sweep over the windows of some tiles of images.
final class WinogradSweep<Scalar: NetworkScalar>: @unchecked Sendable {
    let grid: WinogradGrid
    let inputs: Int
    let outputs: Int
    /// Filters and their inputs are turned around: for the gradient of the input.
    private let isTransposed: Bool
    private let blocks: [(first: Int, count: Int, width: Int)]
    private let blockStarts: [Int]
    private let productStride: Int
    private let products: NumberMemory<Scalar>
    /// Windows that are worked on at a time: so many that the filters are read seldom, so few that their products stay near.
    let windowsAtOnce: Int

    /// - Parameters:
    ///   - inputs, outputs: Channels of a group that come in and go out of this sweep.
    init(grid: WinogradGrid, inputs: Int, outputs: Int, isTransposed: Bool) {
        self.grid = grid
        self.inputs = inputs
        self.outputs = outputs
        self.isTransposed = isTransposed
        blocks = RowBlocks.split(outputs)
        var starts: [Int] = []
        var next = 0
        for block in blocks {
            starts.append(next)
            // Whole vectors are written, the last of which reaches beyond its block.
            next += inputs * block.width + 16
        }
        blockStarts = starts
        productStride = (next + 15) / 16 * 16
        products = NumberMemory(36 * productStride)
        windowsAtOnce = inputs + outputs <= 160 ? 4 : 8
    }

    /// Numbers of scratch memory.
    var scratchCount: Int {
        16 * (36 * windowsAtOnce * (inputs + outputs) + grid.paddedCount + 72)
    }

    /// Brings filters up to date: blocks of this part. `tensor` begins at the group's filters, `[output][input][row][column]` of the
    /// forward convolution.
    func pack(_ tensor: UnsafePointer<Scalar>, _ part: WorkPart) {
        let kernel = grid.kernel
        let area = kernel * kernel
        withUnsafeTemporaryAllocation(of: SIMD16<Scalar>.self, capacity: 36) { room in
            guard let room = room.baseAddress else { return }
            for index in part.range(of: blocks.count) {
                let block = blocks[index]
                let target = products.base + blockStarts[index]
                for input in 0..<inputs {
                    // The filter from `input` to the first output of the block, and the way to that of the next one.
                    let first: UnsafePointer<Scalar>
                    let stride: Int
                    if isTransposed {
                        (first, stride) = (tensor + (input * outputs + block.first) * area, area)
                    } else {
                        (first, stride) = (tensor + (block.first * inputs + input) * area, inputs * area)
                    }
                    let last = area - 1
                    let turned = isTransposed
                    WinogradKernels.filter(
                        kernel: kernel, count: block.count,
                        { lane, row, column in
                            let place = row * kernel + column
                            return first[lane * stride + (turned ? last - place : place)]
                        }, into: target + input * block.width, productStride: productStride, room: room)
                }
            }
        }
    }

    var pieces: Int { blocks.count }

    /// What the sweep reads and writes: the first channel of its group in each tile.
    struct WindowPlanes<Element: Lanes> {
        let source: (Int) -> UnsafePointer<Element>
        let target: (Int) -> UnsafeMutablePointer<Element>
        let bias: UnsafePointer<Element.Scalar>?
        let rectifies: Bool
        let accumulates: Bool
    }

    /// Carries the windows `range` through, counted on over the tiles from `firstTile` on.
    func run<Element: Lanes>(
        _ planes: WindowPlanes<Element>, firstTile: Int, windows range: Range<Int>,
        _ scratch: UnsafeMutablePointer<Element>
    ) where Element.Scalar == Scalar {
        let inputProducts = scratch
        let outputProducts = inputProducts + 36 * windowsAtOnce * inputs
        let padded = outputProducts + 36 * windowsAtOnce * outputs
        let room = padded + grid.paddedCount
        for first in stride(from: range.lowerBound, to: range.upperBound, by: windowsAtOnce) {
            let columns = min(windowsAtOnce, range.upperBound - first)
            forEachTile(first..<first + columns) { tile, windows, column in
                let source = planes.source(firstTile + tile)
                for channel in 0..<inputs {
                    WinogradKernels.pad(source + channel * grid.height * grid.width, grid, into: padded)
                    WinogradKernels.input(
                        padded, grid, windows: windows, into: inputProducts + channel * columns + column,
                        productStride: inputs * columns, room: room)
                }
            }
            for product in 0..<36 {
                multiply(
                    product, inputProducts + product * inputs * columns, columns,
                    into: outputProducts + product * outputs * columns)
            }
            forEachTile(first..<first + columns) { tile, windows, column in
                let target = planes.target(firstTile + tile)
                for channel in 0..<outputs {
                    let end = WinogradKernels.Output(
                        bias: Element(repeating: planes.bias.map { $0[channel] } ?? 0), rectifies: planes.rectifies,
                        accumulates: planes.accumulates)
                    WinogradKernels.output(
                        outputProducts + channel * columns + column, productStride: outputs * columns, grid,
                        windows: windows, end, into: target + channel * grid.rows * grid.columns, room: room)
                }
            }
        }
    }

    /// Splits windows that are counted on over tiles: the tile, its own windows, and how many came before.
    @inline(__always)
    private func forEachTile(_ range: Range<Int>, _ body: (Int, Range<Int>, Int) -> Void) {
        WinogradGrid.forEachTile(range, perTile: grid.windows, body)
    }

    /// One of the 36 matrix products: filters × numbers of the windows.
    private func multiply<Element: Lanes>(
        _ product: Int, _ lines: UnsafePointer<Element>, _ columns: Int, into target: UnsafeMutablePointer<Element>
    ) where Element.Scalar == Scalar {
        for (index, block) in blocks.enumerated() {
            let left = products.base + product * productStride + blockStarts[index]
            let to = target + block.first * columns
            switch block.width {
            case 12: multiply(Rows12<Element>.self, left, lines, columns, block.count, to)
            case 8: multiply(Rows8<Element>.self, left, lines, columns, block.count, to)
            case 6: multiply(Rows6<Element>.self, left, lines, columns, block.count, to)
            case 4: multiply(Rows4<Element>.self, left, lines, columns, block.count, to)
            case 2: multiply(Rows2<Element>.self, left, lines, columns, block.count, to)
            default: multiply(Rows1<Element>.self, left, lines, columns, block.count, to)
            }
        }
    }

    @inline(__always)
    private func multiply<Block: RowBlock>(
        _: Block.Type, _ left: UnsafePointer<Scalar>, _ lines: UnsafePointer<Block.Vector>, _ columns: Int,
        _ count: Int,
        _ target: UnsafeMutablePointer<Block.Vector>
    ) where Block.Vector.Scalar == Scalar {
        let zero = Block.Vector(repeating: 0)
        var column = 0
        while column < columns {
            var weights = left
            var line = lines + column
            var a = Block(zero)
            if RowBlocks.lines == 2, column + 1 < columns {
                var b = Block(zero)
                for _ in 0..<inputs {
                    Block.accumulate(&a, &b, line[0], line[1], weights, 1)
                    weights += Block.rows
                    line += columns
                }
                a.store(target + column, columns, count)
                b.store(target + column + 1, columns, count)
                column += 2
            } else {
                for _ in 0..<inputs {
                    a.accumulate(line[0], weights, 1)
                    weights += Block.rows
                    line += columns
                }
                a.store(target + column, columns, count)
                column += 1
            }
        }
    }
}

extension WinogradGrid {
    /// Splits windows that are counted on over tiles of `perTile`: calls `body` with the tile, its own windows, and how many of
    /// the range came before.
    @inline(__always)
    static func forEachTile(_ range: Range<Int>, perTile: Int, _ body: (Int, Range<Int>, Int) -> Void) {
        var next = range.lowerBound
        while next < range.upperBound {
            let tile = next / perTile
            let end = min(range.upperBound, (tile + 1) * perTile)
            body(tile, next - tile * perTile..<end - tile * perTile, next - range.lowerBound)
            next = end
        }
    }
}
