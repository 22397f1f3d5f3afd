import Core
import Synchronization

/// The support vectors of a machine in panels of single precision, with their coefficients beside them.
///
/// Decision values are of single precision, which is fast. Where classes are asked for (``classes(_:threads:)``), an example counts
/// as decided only if no error that single precision can have made (``DecisionBound``) would change its class; for the others
/// the decision values in question are computed again in double precision. Of the pixels and descriptors of digits that is
/// less than one example in a hundred.
final class PackedDecision: Sendable {
    private let parts: FittedKernelSVM.Parts
    /// Support vectors, class after class, each class padded to panels; nothing for a precomputed kernel.
    private let packed: PackedExamples?
    /// What is subtracted from support vectors and rows.
    private let centre: [Float]?
    /// For a precomputed kernel, the column of the support vector at each position; any for padding.
    private let columns: [Int32]
    /// Panels with the same machines: those of one class, or all.
    private let sections: [(panels: Range<Int>, machines: [Int])]
    /// `[panel][row of coefficients][16]`
    private let coefficients: AlignedFloats

    private let bound: DecisionBound
    /// Do the coefficients of a machine have the same sign for all support vectors of a class, and is no kernel value negative?
    private let addsUp: Bool
    private let votes: Votes

    /// Rows of features that are worked on together, and panels of which their kernel values are kept.
    private static let blockRows = 8 * TileKernels.tileRows
    private static let blockPanels = 8

    init(_ parts: FittedKernelSVM.Parts, threads: Int) {
        self.parts = parts
        let count = parts.labels.count
        var order: [Int32] = []
        var sections: [(panels: Range<Int>, machines: [Int])] = []
        var groups: [[Int32]] = []
        for size in parts.supportCounts {
            let start = groups.reduce(0) { $0 + $1.count }
            groups.append((start..<start + size).map(Int32.init))
        }
        let centre = parts.function.centre(of: parts.supportVectors)
        let vectors = parts.supportVectors.moved(by: centre, threads: threads)
        if !parts.function.isPrecomputed { groups = SimilarityKernels.sorted(vectors, groups, threads: threads) }
        self.centre = centre
        for (part, group) in groups.enumerated() {
            let first = order.count / 16
            order += group + [Int32](repeating: -1, count: (16 - group.count % 16) % 16)
            let machines =
                parts.multiclass == .oneVersusOne
                ? (0..<count - 1).map { Self.machine(part, $0 < part ? $0 : $0 + 1, of: count) } : Array(0..<count)
            sections.append((first..<order.count / 16, machines))
        }
        columns =
            parts.function.isPrecomputed ? order.map { $0 < 0 ? 0 : Int32(parts.supportIndices[Int($0)]) } : []
        self.sections = sections
        let height = parts.coefficients.count
        coefficients = AlignedFloats(uninitialised: order.count * height)
        for (position, place) in order.enumerated() {
            for row in 0..<height {
                coefficients.base[(position / 16 * height + row) * 16 + position % 16] =
                    place < 0 ? 0 : Float(parts.coefficients[row][Int(place)])
            }
        }
        let packed =
            parts.function.isPrecomputed
            ? nil
            : PackedExamples(vectors, kernel: parts.function, order: order, hasExactNorms: true, threads: threads)
        self.packed = packed
        votes = Votes(parts)
        let shapes = parts.function.terms.map(KernelShape.init)
        let largest = shapes.indices.map { term in
            (packed?.largestNorm(term: term) ?? 0) / Double(shapes[term].factor / 2)
        }
        let counts = shapes.indices.map { packed?.mostLines(term: $0) ?? 0 }
        // What `LeftTiles` does carefully.
        bound = DecisionBound(
            parts.function, weights: parts.machineWeights, rho: parts.rho, largest: largest,
            counts: zip(shapes, counts).map { shape, count in
                shape.product == .dot ? min(count, LeftTiles.block) + count / LeftTiles.block : count
            }, normCounts: zip(shapes, counts).map { $0.product == .dot ? 1 : $1 }, unit: 0x1p-24, additions: 14)
        addsUp = bound.isProportional && parts.hasOneSignAClass
    }

    /// The machine of two classes, of which the first comes first.
    static func machine(_ first: Int, _ second: Int, of count: Int) -> Int {
        let (a, b) = (min(first, second), max(first, second))
        return a * count - a * (a + 1) / 2 + b - a - 1
    }

    /// Σ y α K(xₜ, x) − ρ of each row and machine, in single precision.
    func decisionValues(_ features: Matrix, threads: Int) -> Matrix {
        let machines = parts.rho.count
        return Matrix(rows: features.rows, columns: machines) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            decide(features, threads: threads) { row, sums, _, _ in
                for machine in 0..<machines { output.base[row * machines + machine] = Float(sums[machine]) }
            }
        }
    }

    /// The place of the class of each row; see the beginning.
    func classes(_ features: Matrix, threads: Int) -> [Int] {
        let machines = parts.rho.count
        let doubtful = Mutex<[(row: Int, values: [Double], machines: [Int])]>([])
        var places = [Int](unsafeUninitializedCapacity: features.rows) { target, count in
            count = features.rows
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            decide(features, threads: threads) { row, sums, masses, scale in
                let values = UnsafeBufferPointer(start: sums, count: machines)
                @inline(__always)
                func error(_ machine: Int) -> Double {
                    addsUp
                        ? bound.error(machine: machine, scale, mass: masses[machine])
                        : bound.error(machine: machine, scale)
                }
                let sure = votes.certainWinner(values, errors: error)
                output.base[row] = sure ?? -1
                guard sure == nil else { return }
                let open = votes.doubtful(values, errors: error)
                if open.isEmpty {
                    output.base[row] = votes.winner(values)
                } else {
                    doubtful.withLock { $0.append((row, Array(values), open)) }
                }
            }
        }
        let rest = doubtful.withLock { $0.sorted { $0.row < $1.row } }
        guard !rest.isEmpty else { return places }
        let exact = exactValues(features.selecting(rest.map(\.row)), rest.map(\.machines), threads: threads)
        for (found, exact) in zip(rest, exact) {
            var values = found.values
            for machine in found.machines { values[machine] = exact[machine] }
            places[found.row] = votes.winner(values)
        }
        return places
    }

    /// Decision values in double precision, of the machines that each row asks for: the others mean nothing. Few rows ask, so that the
    /// support vectors are used as they lie there.
    private func exactValues(_ features: Matrix, _ machines: [[Int]], threads: Int) -> [[Double]] {
        guard !parts.function.isPrecomputed else { return (0..<features.rows).map { exactSums(features, row: $0) } }
        let shapes = parts.function.doubleShapes(whole: false)
        let isPairwise = parts.multiclass == .oneVersusOne
        let classes = machines.map { list in
            Set(list.flatMap { [votes.pairs[$0].first, votes.pairs[$0].second] })
        }
        var tasks: [(section: Int, rows: [Int])] = []
        for section in sections.indices {
            let list = machines.indices.filter { !isPairwise || classes[$0].contains(section) }
            for first in stride(from: 0, to: list.count, by: 16) {
                tasks.append((section, Array(list[first..<min(first + 16, list.count)])))
            }
        }
        let work = tasks
        let sums = Parallel.map(work.count, threads: threads) { index in
            exactSums(features, rows: work[index].rows, section: work[index].section, shapes)
        }
        var values = machines.map { _ in parts.rho.map { -$0 } }
        for (task, sums) in zip(work, sums) {
            for (row, sums) in zip(task.rows, sums) {
                for (line, machine) in sections[task.section].machines.enumerated() {
                    values[row][machine] += sums[line]
                }
            }
        }
        return values
    }

    /// What the support vectors of a section add to its machines, for some rows: `[row][machine of the section]`.
    private func exactSums(
        _ features: Matrix, rows: [Int], section: Int, _ shapes: [DoubleShape]
    ) -> [[Double]] {
        let start = parts.supportCounts[..<section].reduce(0, +)
        let lines = sections[section].machines.indices
        var sums = rows.map { _ in [Double](repeating: 0, count: lines.count) }
        parts.supportVectors.values.withUnsafeBufferPointer { vectors in
            features.values.withUnsafeBufferPointer { values in
                guard let vectors = vectors.baseAddress, let values = values.baseAddress else { return }
                let columns = features.columns
                let (own, vector) = (
                    AlignedDoubles(uninitialised: rows.count * columns), AlignedDoubles(uninitialised: columns)
                )
                for (index, row) in rows.enumerated() {
                    DoubleKernels.widen(values + row * columns, count: columns, to: own.base + index * columns)
                }
                for place in start..<start + parts.supportCounts[section] {
                    DoubleKernels.widen(vectors + place * columns, count: columns, to: vector.base)
                    for index in rows.indices {
                        let value = DoubleKernels.value(shapes, vector.base, own.base + index * columns)
                        for line in lines { sums[index][line] += parts.coefficients[line][place] * value }
                    }
                }
            }
        }
        return sums
    }

    private func exactSums(_ features: Matrix, row: Int) -> [Double] {
        var values = parts.rho.map { -$0 }
        var start = 0
        for (section, size) in zip(sections, parts.supportCounts) {
            for (line, machine) in section.machines.enumerated() {
                for place in start..<start + size {
                    values[machine] +=
                        parts.coefficients[line][place] * Double(features[row, parts.supportIndices[place]])
                }
            }
            start += size
        }
        return values
    }

    /// Calls `body` for every row with its decision values, Σ α K of each machine where ``addsUp``, and with what bounds errors.
    private func decide(
        _ features: Matrix, threads: Int,
        _ body:
            @Sendable (
                _ row: Int, _ sums: UnsafePointer<Double>, _ masses: UnsafePointer<Double>, _ scale: DecisionBound.Scale
            ) -> Void
    ) {
        if parts.function.isPrecomputed {
            precondition(parts.supportIndices.allSatisfy { $0 < features.columns })
        }
        let machines = parts.rho.count
        let block = Self.blockRows
        let blocks = (features.rows + block - 1) / block
        let workers = max(min(threads, blocks), 1)
        let scratch = (0..<workers).map { _ in
            Scratch(packed, rows: block, panels: Self.blockPanels, machines: machines)
        }
        Parallel.run(blocks, threads: workers) { index, worker in
            let rows = index * block..<min((index + 1) * block, features.rows)
            let scratch = scratch[worker]
            decide(features, rows, scratch)
            for row in rows {
                let scale = scale(features, row, row - rows.lowerBound, scratch)
                let place = (row - rows.lowerBound) * machines
                body(row, scratch.sums.base + place, scratch.masses.base + place, scale)
            }
        }
    }

    private func scale(_ features: Matrix, _ row: Int, _ index: Int, _ scratch: Scratch) -> DecisionBound.Scale {
        guard let left = scratch.left else {
            return bound.scale(largestValue: Double(features.row(row).reduce(0) { max($0, abs($1)) }))
        }
        return bound.scale { left.norm(index, term: $0) / (Double(left.shapes[$0].factor) / 2) }
    }

    private final class Scratch: @unchecked Sendable {
        let left: LeftTiles?
        /// `[row][panel][16]`
        let values: AlignedFloats
        let targets: [UnsafeMutablePointer<Float>]
        /// `[row][machine]`
        let sums: AlignedDoubles
        let masses: AlignedDoubles

        init(_ packed: PackedExamples?, rows: Int, panels: Int, machines: Int) {
            left = packed.map { LeftTiles($0.shapes, columns: $0.features.columns, capacity: rows, isCareful: true) }
            let memory = AlignedFloats(uninitialised: rows * panels * 16)
            values = memory
            targets = (0..<rows).map { memory.base + $0 * panels * 16 }
            sums = AlignedDoubles(uninitialised: rows * machines)
            masses = AlignedDoubles(uninitialised: rows * machines)
        }
    }

    private func decide(_ features: Matrix, _ rows: Range<Int>, _ scratch: Scratch) {
        let machines = parts.rho.count
        for row in 0..<rows.count {
            for machine in 0..<machines {
                scratch.sums.base[row * machines + machine] = -parts.rho[machine]
                scratch.masses.base[row * machines + machine] = 0
            }
        }
        scratch.left?.pack(features, Array(rows), centre: centre)
        for section in sections {
            for first in stride(from: section.panels.lowerBound, to: section.panels.upperBound, by: Self.blockPanels) {
                let panels = first..<min(first + Self.blockPanels, section.panels.upperBound)
                if let packed, let left = scratch.left {
                    scratch.targets.withUnsafeBufferPointer {
                        KernelTileKernels.compute(left, packed, panels: panels, targets: $0.baseAddress!, offset: 0)
                    }
                } else {
                    gather(features, rows, panels, scratch)
                }
                accumulate(rows.count, panels, section.machines, scratch)
            }
        }
    }

    /// Kernel values out of rows that hold them.
    private func gather(_ features: Matrix, _ rows: Range<Int>, _ panels: Range<Int>, _ scratch: Scratch) {
        let places = Array(columns[16 * panels.lowerBound..<16 * panels.upperBound])
        features.values.withUnsafeBufferPointer { all in
            for (index, row) in rows.enumerated() {
                SMOKernels.gather(
                    all.baseAddress! + row * features.columns, places, to: scratch.targets[index], width: places.count)
            }
        }
    }

    /// Adds coefficients times kernel values: eight panels in single precision, their sums in double, and the sizes of these.
    private func accumulate(_ rows: Int, _ panels: Range<Int>, _ machines: [Int], _ scratch: Scratch) {
        let height = parts.coefficients.count
        let width = parts.rho.count
        let count = panels.count
        let first = UnsafePointer(coefficients.base) + panels.lowerBound * height * 16
        let (sums, masses) = (scratch.sums.base, scratch.masses.base)
        for row in 0..<rows {
            let values = UnsafePointer(scratch.targets[row])
            for (line, machine) in machines.enumerated() {
                let factors = first + line * 16
                var sum = SIMD16<Float>.zero
                var other = sum
                var panel = 0
                while panel + 2 <= count {
                    sum.accumulate(
                        SIMD16<Float>(aligned: values + panel * 16),
                        SIMD16<Float>(aligned: factors + panel * height * 16))
                    other.accumulate(
                        SIMD16<Float>(aligned: values + panel * 16 + 16),
                        SIMD16<Float>(aligned: factors + (panel + 1) * height * 16))
                    panel += 2
                }
                if panel < count {
                    sum.accumulate(
                        SIMD16<Float>(aligned: values + panel * 16),
                        SIMD16<Float>(aligned: factors + panel * height * 16))
                }
                sum += other
                let half = sum.lowHalf + sum.highHalf
                let quarter = half.lowHalf + half.highHalf
                let value = (Double(quarter[0]) + Double(quarter[1])) + (Double(quarter[2]) + Double(quarter[3]))
                sums[row * width + machine] += value
                masses[row * width + machine] += abs(value)
            }
        }
    }
}
