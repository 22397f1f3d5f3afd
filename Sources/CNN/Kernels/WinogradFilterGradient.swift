import Core

/// The gradient of the filters of a convolution by minimal filtering, dg = Gᵀ [Σ (A dy Aᵀ) ⊙ (Bᵀ d B)] G, the sum over windows and
/// images. Each row of the 6 × 6 products is worked out by itself for all images, so that threads share nothing.
final class WinogradFilterGradient<Scalar: NetworkScalar>: @unchecked Sendable {
    private let grid: WinogradGrid
    private let inputs: Int
    private let outputs: Int
    /// Inputs rounded up to whole vectors.
    private let columns: Int
    /// `[group][product][output][input]`.
    private let sums: NumberMemory<Scalar>
    private let windowsAtOnce: Int

    init(grid: WinogradGrid, inputs: Int, outputs: Int, groups: Int) {
        self.grid = grid
        self.inputs = inputs
        self.outputs = outputs
        columns = (inputs + 15) / 16 * 16
        sums = NumberMemory(groups * 36 * outputs * columns)
        windowsAtOnce = inputs + outputs <= 160 ? 16 : 8
    }

    var scratchCount: Int {
        16 * (6 * windowsAtOnce * (columns + outputs) + 6 * 16 * windowsAtOnce + grid.paddedCount)
    }

    /// Sums the products of row `row` over all windows of `tiles`.
    func accumulate<Element: Lanes>(
        group: Int, row: Int, tiles: Range<Int>, source: (Int) -> UnsafePointer<Element>,
        gradient: (Int) -> UnsafePointer<Element>, _ scratch: UnsafeMutablePointer<Element>
    ) where Element.Scalar == Scalar {
        let turned = scratch
        let gradients = turned + 6 * windowsAtOnce * columns
        let some = gradients + 6 * windowsAtOnce * outputs
        let padded = some + 6 * 16 * windowsAtOnce
        let area = outputs * columns
        let own = sums.base + (group * 36 + row * 6) * area
        own.update(repeating: 0, count: 6 * area)
        let total = tiles.count * grid.windows
        for first in stride(from: 0, to: total, by: windowsAtOnce) {
            let count = min(windowsAtOnce, total - first)
            let range = first..<first + count
            turnInputs(range, tiles.lowerBound, row, source, some, padded, into: turned, count)
            WinogradGrid.forEachTile(range, perTile: grid.windows) { tile, windows, place in
                let plane = gradient(tiles.lowerBound + tile)
                for channel in 0..<outputs {
                    WinogradKernels.gradient(
                        plane + channel * grid.rows * grid.columns, grid, windows: windows, row: row,
                        into: gradients + channel * count + place, productStride: outputs * count)
                }
            }
            for product in 0..<6 {
                let lines = UnsafeRawPointer(turned + product * count * columns).assumingMemoryBound(
                    to: SIMD16<Scalar>.self)
                LinearKernels.accumulate(
                    rows: outputs, depth: 16 * count,
                    left: UnsafeRawPointer(gradients + product * outputs * count).assumingMemoryBound(to: Scalar.self),
                    leftStride: 16 * count, lines: lines, lineStride: columns / 16, columns: columns,
                    into: own + product * area, targetStride: columns)
            }
        }
    }

    /// The inputs' products with channels side by side instead of images: `[product][window][lane][channel]`.
    private func turnInputs<Element: Lanes>(
        _ range: Range<Int>, _ firstTile: Int, _ row: Int, _ source: (Int) -> UnsafePointer<Element>,
        _ some: UnsafeMutablePointer<Element>, _ padded: UnsafeMutablePointer<Element>,
        into turned: UnsafeMutablePointer<Element>, _ count: Int
    ) where Element.Scalar == Scalar {
        for block in 0..<columns / 16 {
            // `[product][channel of the block][window]`.
            for index in 0..<16 {
                let channel = 16 * block + index
                guard channel < inputs else {
                    for product in 0..<6 {
                        (some + (product * 16 + index) * count).update(repeating: Element(repeating: 0), count: count)
                    }
                    continue
                }
                WinogradGrid.forEachTile(range, perTile: grid.windows) { tile, windows, place in
                    let plane = source(firstTile + tile) + channel * grid.height * grid.width
                    WinogradKernels.pad(plane, grid, into: padded)
                    WinogradKernels.input(
                        padded, grid, windows: windows, row: row, into: some + index * count + place,
                        productStride: 16 * count)
                }
            }
            for product in 0..<6 {
                for window in 0..<count {
                    WinogradKernels.transpose(
                        UnsafeRawPointer(some + product * 16 * count + window)
                            .assumingMemoryBound(to: SIMD16<Scalar>.self), stride: count,
                        into: UnsafeMutableRawPointer(turned + (product * count + window) * columns)
                            .assumingMemoryBound(to: SIMD16<Scalar>.self) + block, targetStride: columns / 16)
                }
            }
        }
    }

    /// Adds the gradients of the filters `range`, counted over all groups, to `gradient`.
    func finish(_ range: Range<Int>, into gradient: UnsafeMutablePointer<Scalar>) {
        let area = grid.kernel * grid.kernel
        withUnsafeTemporaryAllocation(of: SIMD16<Scalar>.self, capacity: 36) { room in
            guard let room = room.baseAddress else { return }
            for filter in range {
                let (group, output) = (filter / outputs, filter % outputs)
                let products = sums.base + (group * 36 * outputs + output) * columns
                for first in stride(from: 0, to: inputs, by: 16) {
                    WinogradKernels.filterGradient(
                        kernel: grid.kernel, count: min(16, inputs - first), products + first,
                        productStride: outputs * columns, into: gradient + (filter * inputs + first) * area, room: room)
                }
            }
        }
    }
}
