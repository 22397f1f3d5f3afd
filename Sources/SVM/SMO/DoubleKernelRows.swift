import Core

/// Rows computed from panels of double precision: the columns are those of some ranges of panels.
struct DoublePanelRows: KernelRowSource {
    let packed: DoublePanels
    let panels: [Range<Int>]
    let width: Int
    let diagonal: AlignedMemory<Double>
    let flopsPerValue: Double
    let gainsFromCompany = true

    init(_ packed: DoublePanels, panels: [Range<Int>]) {
        self.packed = packed
        self.panels = panels
        width = 16 * panels.reduce(0) { $0 + $1.count }
        diagonal = AlignedMemory(uninitialised: width)
        flopsPerValue = packed.spans.reduce(0) { $0 + 2 * Double($1.count) }
        var place = 0
        for range in panels {
            (diagonal.base + place).update(from: packed.diagonal.base + 16 * range.lowerBound, count: 16 * range.count)
            place += 16 * range.count
        }
    }

    /// The row at a position.
    private func row(_ position: Int) -> Int32 {
        var rest = position
        for range in panels {
            if rest < 16 * range.count { return packed.order[16 * range.lowerBound + rest] }
            rest -= 16 * range.count
        }
        preconditionFailure("position \(position) of \(width)")
    }

    func fill(
        _ positions: [Int], _ targets: [UnsafeMutablePointer<Double>], _ workspace: KernelWorkspace<Double>,
        threads: Int
    ) {
        precondition(positions.count == targets.count)
        let left = workspace.left { DoubleTiles(packed, capacity: workspace.blockRows) }
        for first in stride(from: 0, to: positions.count, by: left.capacity) {
            let part = first..<min(first + left.capacity, positions.count)
            left.pack(packed.rows, part.map { Int(row(positions[$0])) })
            fill(left, Array(targets[part]), threads: threads)
        }
    }

    private func fill(_ left: DoubleTiles, _ targets: [UnsafeMutablePointer<Double>], threads: Int) {
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
                DoubleKernels.compute(
                    left, packed, panels: work[index].panels, targets: shared.base, offset: work[index].offset)
            }
        }
    }

    func restricted(to positions: [Int32], threads: Int) -> any KernelRowSource<Double> {
        let rows = positions.map { row(Int($0)) }
        let padding = [Int32](repeating: -1, count: (16 - rows.count % 16) % 16)
        let subset = DoublePanels(
            packed.rows, shapes: packed.shapes, map: packed.map, centre: packed.centre, order: rows + padding,
            threads: threads)
        return DoublePanelRows(subset, panels: [0..<subset.panelCount])
    }
}

/// Kernel values that are given, in rows `0:SERIAL 1:K(x, x₁) 2:K(x, x₂) …` as files have them.
struct SerialRows: KernelRowSource {
    private let rows: SparseRows
    /// The row of each position, −1 for padding, and the column that holds the kernel values with it.
    private let order: [Int32]
    private let columns: [Int32]
    let diagonal: AlignedMemory<Double>
    let flopsPerValue = 0.0
    let gainsFromCompany = false

    var width: Int { order.count }

    /// - Precondition: `order` is a multiple of sixteen of rows, or −1; every row begins with a serial number from 1 on.
    init(_ rows: SparseRows, order: [Int32]) {
        precondition(order.count % 16 == 0)
        self.rows = rows
        self.order = order
        columns = order.map { $0 < 0 ? -1 : Int32(rows[Int($0), 0]) }
        diagonal = AlignedMemory(uninitialised: order.count)
        for (position, row) in order.enumerated() {
            diagonal.base[position] = row < 0 ? 1 : rows[Int(row), Int(columns[position])]
        }
    }

    func fill(
        _ positions: [Int], _ targets: [UnsafeMutablePointer<Double>], _ workspace: KernelWorkspace<Double>,
        threads: Int
    ) {
        precondition(positions.count == targets.count)
        for (position, target) in zip(positions, targets) {
            let row = Int(order[position])
            let (first, end) = (rows.starts[row], rows.starts[row + 1])
            for place in 0..<width {
                let column = columns[place]
                // Column j is the jth number unless zeros were left out.
                let near = first + Int(max(column, 0))
                target[place] =
                    column < 0
                    ? 0 : near < end && rows.indices[near] == column ? rows.values[near] : rows[row, Int(column)]
            }
        }
    }

    func restricted(to positions: [Int32], threads: Int) -> any KernelRowSource<Double> {
        let rows = positions.map { order[Int($0)] }
        return SerialRows(self.rows, order: rows + [Int32](repeating: -1, count: (16 - rows.count % 16) % 16))
    }
}
