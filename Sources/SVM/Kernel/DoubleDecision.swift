import Core

/// The support vectors of a machine in panels of double precision, with their coefficients beside them.
final class DoubleDecision: Sendable {
    let panels: DoublePanels
    private let parts: FittedKernelSVM.Parts
    /// Panels with the same machines: those of one class, or all.
    private let sections: [(panels: Range<Int>, machines: [Int])]
    /// `[panel][row of coefficients][16]`
    private let coefficients: AlignedDoubles
    private let tileCapacity: Int

    /// - Parameters:
    ///   - vectors: The support vectors.
    ///   - whole: Does the kernel look at all columns, whatever its terms say?
    init(_ parts: FittedKernelSVM.Parts, vectors: SparseRows, whole: Bool, threads: Int) {
        precondition(vectors.rows == parts.supportIndices.count && !parts.function.isPrecomputed)
        self.parts = parts
        let count = parts.labels.count
        var order: [Int32] = []
        var sections: [(panels: Range<Int>, machines: [Int])] = []
        var start = 0
        for (part, size) in parts.supportCounts.enumerated() {
            let first = order.count / 16
            order += (start..<start + size).map(Int32.init)
            order += [Int32](repeating: -1, count: (16 - size % 16) % 16)
            start += size
            // By row of coefficients: the machines with the other classes.
            let machines =
                parts.multiclass == .oneVersusOne
                ? (0..<count - 1).map { PackedDecision.machine(part, $0 < part ? $0 : $0 + 1, of: count) }
                : Array(parts.rho.indices)
            sections.append((first..<order.count / 16, machines))
        }
        self.sections = sections
        let height = parts.coefficients.count
        coefficients = AlignedDoubles(uninitialised: order.count * height)
        for (position, place) in order.enumerated() {
            for row in 0..<height {
                coefficients.base[(position / 16 * height + row) * 16 + position % 16] =
                    place < 0 ? 0 : parts.coefficients[row][Int(place)]
            }
        }
        let shapes = parts.function.doubleShapes(whole: whole)
        let map = ColumnMap(vectors)
        let centre = shapes.allSatisfy(\.isTranslationInvariant) ? DoubleCentre.of(vectors, map) : .none
        panels = DoublePanels(vectors, shapes: shapes, map: map, centre: centre, order: order, threads: threads)
        // Not more than 64 MiB a worker, or one tile.
        tileCapacity = max(min(8 * DoubleKernels.tileRows, (8 << 20) / max(map.count, 1)), DoubleKernels.tileRows)
    }

    /// What bounds the error of the decision values.
    ///
    /// The error of what LIBSVM computes, in another order, is no larger; both together are twice the bound.
    func bound() -> DecisionBound {
        let terms = panels.shapes.indices
        let largest = terms.map { term in
            let factor = panels.shapes[term].factor / 2
            return (0..<panels.positions).reduce(0) {
                max($0, panels.norms.base[term * panels.positions + $1] / factor)
            }
        }
        let counts = terms.map { term in
            (0..<panels.panelCount).reduce(0) { max($0, Int(panels.counts[$1 * terms.count + term])) }
        }
        return DecisionBound(
            parts.function, weights: parts.machineWeights, rho: parts.rho, largest: largest, counts: counts,
            unit: 0x1p-53, additions: panels.positions + 16)
    }

    /// The memory of one worker.
    final class Scratch: @unchecked Sendable {
        let left: DoubleTiles
        let values: AlignedDoubles
        let targets: [UnsafeMutablePointer<Double>]

        fileprivate init(_ panels: DoublePanels, rows: Int, width: Int) {
            left = DoubleTiles(panels, capacity: rows)
            let memory = AlignedDoubles(uninitialised: left.capacity * width * 16)
            values = memory
            targets = (0..<left.capacity).map { memory.base + $0 * width * 16 }
        }
    }

    private static let blockPanels = 8
    /// Rows that are worked on together.
    var blockRows: Int { tileCapacity }

    func scratch() -> Scratch { Scratch(panels, rows: tileCapacity, width: Self.blockPanels) }

    /// Σ y α K(xₜ, x) − ρ of some rows, at most ``blockRows``: `[row][machine]`. With them, s(x, x) of each term.
    func decide(_ rows: SparseRows, _ list: [Int], _ scratch: Scratch) -> [(values: [Double], own: [Double])] {
        scratch.left.pack(rows, list)
        var values = list.map { _ in parts.rho.map { -$0 } }
        for section in sections.indices {
            let sums = sums(section: section, count: list.count, scratch)
            for row in list.indices {
                for (line, machine) in sections[section].machines.enumerated() {
                    values[row][machine] += sums[row][line]
                }
            }
        }
        return list.indices.map { row in
            (
                values[row],
                panels.shapes.indices.map { scratch.left.norm(row, term: $0) / (panels.shapes[$0].factor / 2) }
            )
        }
    }

    /// What a section's support vectors add to its machines, for the rows that were packed: `[row][machine of the section]`.
    private func sums(section: Int, count: Int, _ scratch: Scratch) -> [[Double]] {
        let (whole, machines) = sections[section]
        var sums = [[Double]](repeating: Array(repeating: 0, count: machines.count), count: count)
        for first in stride(from: whole.lowerBound, to: whole.upperBound, by: Self.blockPanels) {
            let range = first..<min(first + Self.blockPanels, whole.upperBound)
            scratch.targets.withUnsafeBufferPointer {
                DoubleKernels.compute(scratch.left, panels, panels: range, targets: $0.baseAddress!, offset: 0)
            }
            for row in 0..<count { accumulate(scratch.targets[row], range, &sums[row]) }
        }
        return sums
    }

    private func accumulate(_ values: UnsafePointer<Double>, _ range: Range<Int>, _ sums: inout [Double]) {
        let height = parts.coefficients.count
        let first = UnsafePointer(coefficients.base) + range.lowerBound * height * 16
        for line in sums.indices {
            var sum = SIMD8<Double>.zero
            for panel in 0..<range.count {
                let factors = first + (panel * height + line) * 16
                sum.accumulate(SIMD8<Double>(aligned: values + panel * 16), SIMD8<Double>(aligned: factors))
                sum.accumulate(SIMD8<Double>(aligned: values + panel * 16 + 8), SIMD8<Double>(aligned: factors + 8))
            }
            let half = sum.lowHalf + sum.highHalf
            let quarter = half.lowHalf + half.highHalf
            sums[line] += quarter[0] + quarter[1]
        }
    }
}
