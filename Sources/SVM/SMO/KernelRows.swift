import Core

/// Where sequential minimal optimisation has its kernel values from. A problem's examples stand at positions 0 ..< width; where
/// they do not fill sixteen, positions hold padding, whose values mean nothing.
protocol KernelRowSource<Value>: Sendable {
    /// Single precision, or double.
    associatedtype Value: KernelScalar
    /// A multiple of sixteen.
    var width: Int { get }
    /// K(x, x) at each position.
    var diagonal: AlignedMemory<Value> { get }
    /// Floating-point operations for one kernel value.
    var flopsPerValue: Double { get }
    /// True where a row costs less in the company of others.
    var gainsFromCompany: Bool { get }
    /// Writes the rows of the examples at `positions`, `width` numbers each, to aligned memory. Neither the company in which a
    /// row is computed nor the number of threads changes a bit of it.
    func fill(
        _ positions: [Int], _ targets: [UnsafeMutablePointer<Value>], _ workspace: KernelWorkspace<Value>, threads: Int)
    /// The problem of the examples at `positions`, with padding behind them.
    func restricted(to positions: [Int32], threads: Int) -> any KernelRowSource<Value>
}

/// The memory of one worker: its share of the cache, and room for the left operand of a product.
final class KernelWorkspace<Value: KernelScalar>: @unchecked Sendable {
    /// Kernel rows, laid out by whoever solves a problem.
    let arena: AlignedMemory<Value>
    /// Rows that are computed together.
    let blockRows: Int
    /// The left operand, made when it is first needed.
    private var left: AnyObject?

    /// - Parameters:
    ///   - numbers: Numbers that the cache may hold; no more are taken than all rows of the widest problem and of its parts need.
    ///   - width: The width of the widest problem: four rows fit in any case.
    init(numbers: Int, width: Int) {
        arena = AlignedMemory(uninitialised: max(min(numbers, 3 * width * width), 4 * width))
        // More rows would save memory traffic, but half of them would never be asked for.
        blockRows = 12
    }

    /// What the same call made before, or `make` makes now.
    func left<Tiles: AnyObject>(_ make: () -> Tiles) -> Tiles {
        if let tiles = left as? Tiles { return tiles }
        let tiles = make()
        left = tiles
        return tiles
    }
}

/// Rows computed from packed examples: the columns are those of some ranges of panels.
struct PanelRows: KernelRowSource {
    let packed: PackedExamples
    let panels: [Range<Int>]
    let width: Int
    let diagonal: AlignedFloats
    let flopsPerValue: Double
    let gainsFromCompany = true

    init(_ packed: PackedExamples, panels: [Range<Int>]) {
        self.packed = packed
        self.panels = panels
        width = 16 * panels.reduce(0) { $0 + $1.count }
        diagonal = AlignedFloats(uninitialised: width)
        flopsPerValue = packed.shapes.reduce(0) { $0 + 2 * Double($1.columns.count) }
        var place = 0
        for range in panels {
            (diagonal.base + place).update(from: packed.diagonal.base + 16 * range.lowerBound, count: 16 * range.count)
            place += 16 * range.count
        }
    }

    /// The position in `packed` of a position here.
    func packedPosition(_ position: Int) -> Int {
        var rest = position
        for range in panels {
            if rest < 16 * range.count { return 16 * range.lowerBound + rest }
            rest -= 16 * range.count
        }
        preconditionFailure("position \(position) of \(width)")
    }

    func fill(
        _ positions: [Int], _ targets: [UnsafeMutablePointer<Float>], _ workspace: KernelWorkspace<Float>, threads: Int
    ) {
        precondition(positions.count == targets.count)
        let left = workspace.left {
            LeftTiles(packed.shapes, columns: packed.features.columns, capacity: workspace.blockRows)
        }
        for first in stride(from: 0, to: positions.count, by: left.capacity) {
            let part = first..<min(first + left.capacity, positions.count)
            left.pack(packed.features, part.map { Int(packed.order[packedPosition(positions[$0])]) })
            fill(left, Array(targets[part]), threads: threads)
        }
    }

    private func fill(_ left: LeftTiles, _ targets: [UnsafeMutablePointer<Float>], threads: Int) {
        // Parts that several threads can share; each panel belongs to one part only.
        let part = threads > 1 ? 16 : Int.max
        var parts: [(panels: Range<Int>, offset: Int)] = []
        var place = 0
        for range in panels {
            var first = range.lowerBound
            while first < range.upperBound {
                let last = part < range.upperBound - first ? first + part : range.upperBound
                parts.append((first..<last, place))
                place += 16 * (last - first)
                first = last
            }
        }
        let work = parts
        targets.withUnsafeBufferPointer { targets in
            let shared = SharedPointer(UnsafeMutablePointer(mutating: targets.baseAddress!))
            Parallel.run(work.count, threads: threads) { index, _ in
                KernelTileKernels.compute(
                    left, packed, panels: work[index].panels, targets: shared.base, offset: work[index].offset)
            }
        }
    }

    func restricted(to positions: [Int32], threads: Int) -> any KernelRowSource<Float> {
        let rows = positions.map { packed.order[packedPosition(Int($0))] }
        let padding = [Int32](repeating: -1, count: (16 - rows.count % 16) % 16)
        let subset = PackedExamples(packed, order: rows + padding, threads: threads)
        return PanelRows(subset, panels: [0..<subset.panelCount])
    }
}

/// Rows that are gathered from a whole matrix of kernel values.
struct MatrixRows: KernelRowSource {
    /// Square: a row and a column for every example.
    let values: Matrix
    /// The row and column of each position; −1 for padding.
    let order: [Int32]
    let diagonal: AlignedFloats
    let flopsPerValue = 0.0
    let gainsFromCompany = false
    /// `order` with a row in the place of padding.
    private let columns: [Int32]

    var width: Int { order.count }

    /// - Precondition: `order` has a multiple of sixteen rows of `values` or −1.
    init(_ values: Matrix, order: [Int32]) {
        precondition(values.rows == values.columns && order.count % 16 == 0)
        precondition(order.allSatisfy { $0 >= -1 && $0 < values.rows })
        self.values = values
        self.order = order
        columns = order.map { max($0, 0) }
        diagonal = AlignedFloats(uninitialised: order.count)
        for (position, row) in order.enumerated() {
            diagonal.base[position] = row < 0 ? 1 : values[Int(row), Int(row)]
        }
    }

    func fill(
        _ positions: [Int], _ targets: [UnsafeMutablePointer<Float>], _ workspace: KernelWorkspace<Float>, threads: Int
    ) {
        precondition(positions.count == targets.count)
        values.values.withUnsafeBufferPointer { all in
            for (position, target) in zip(positions, targets) {
                SMOKernels.gather(
                    all.baseAddress! + Int(order[position]) * values.columns, columns, to: target, width: width)
            }
        }
    }

    func restricted(to positions: [Int32], threads: Int) -> any KernelRowSource<Float> {
        let rows = positions.map { order[Int($0)] }
        return MatrixRows(values, order: rows + [Int32](repeating: -1, count: (16 - rows.count % 16) % 16))
    }
}
