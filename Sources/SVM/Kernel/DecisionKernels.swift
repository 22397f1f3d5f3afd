import Core

/// The support vectors of a machine in panels, with their coefficients beside them.
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
    private let coefficients: FloatArena

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
        coefficients = FloatArena(order.count * height)
        for (position, place) in order.enumerated() {
            for row in 0..<height {
                coefficients.base[(position / 16 * height + row) * 16 + position % 16] =
                    place < 0 ? 0 : Float(parts.coefficients[row][Int(place)])
            }
        }
        packed =
            parts.function.isPrecomputed
            ? nil : PackedExamples(vectors, kernel: parts.function, order: order, threads: threads)
    }

    /// The machine of two classes, of which the first comes first.
    private static func machine(_ first: Int, _ second: Int, of count: Int) -> Int {
        let (a, b) = (min(first, second), max(first, second))
        return a * count - a * (a + 1) / 2 + b - a - 1
    }

    func decisionValues(_ features: Matrix, threads: Int) -> Matrix {
        let machines = parts.rho.count
        if parts.function.isPrecomputed {
            precondition(parts.supportIndices.allSatisfy { $0 < features.columns })
        }
        return Matrix(rows: features.rows, columns: machines) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            let block = Self.blockRows
            let blocks = (features.rows + block - 1) / block
            let workers = max(min(threads, blocks), 1)
            let scratch = (0..<workers).map { _ in
                Scratch(packed, rows: block, panels: Self.blockPanels, machines: machines)
            }
            Parallel.run(blocks, threads: workers) { index, worker in
                let rows = index * block..<min((index + 1) * block, features.rows)
                decide(features, rows, scratch[worker], output.base + rows.lowerBound * machines)
            }
        }
    }

    private final class Scratch: @unchecked Sendable {
        let left: LeftTiles?
        /// `[row][panel][16]`
        let values: FloatArena
        let targets: [UnsafeMutablePointer<Float>]
        var sums: [Double]

        init(_ packed: PackedExamples?, rows: Int, panels: Int, machines: Int) {
            left = packed.map { LeftTiles($0.shapes, columns: $0.features.columns, capacity: rows) }
            let memory = FloatArena(rows * panels * 16)
            values = memory
            targets = (0..<rows).map { memory.base + $0 * panels * 16 }
            sums = Array(repeating: 0, count: rows * machines)
        }
    }

    private func decide(
        _ features: Matrix, _ rows: Range<Int>, _ scratch: Scratch, _ output: UnsafeMutablePointer<Float>
    ) {
        let machines = parts.rho.count
        for row in 0..<rows.count {
            for machine in 0..<machines { scratch.sums[row * machines + machine] = -parts.rho[machine] }
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
        for index in 0..<rows.count * machines { output[index] = Float(scratch.sums[index]) }
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

    /// Adds coefficients times kernel values: eight panels in single precision, their sums in double.
    private func accumulate(_ rows: Int, _ panels: Range<Int>, _ machines: [Int], _ scratch: Scratch) {
        let height = parts.coefficients.count
        let width = parts.rho.count
        let count = panels.count
        let first = UnsafePointer(coefficients.base) + panels.lowerBound * height * 16
        scratch.sums.withUnsafeMutableBufferPointer { sums in
            for row in 0..<rows {
                let values = UnsafePointer(scratch.targets[row])
                for (line, machine) in machines.enumerated() {
                    let factors = first + line * 16
                    var sum = SIMD16<Float>.zero
                    var other = sum
                    var panel = 0
                    while panel + 2 <= count {
                        sum.accumulate(
                            TileKernels.aligned16(values + panel * 16),
                            TileKernels.aligned16(factors + panel * height * 16))
                        other.accumulate(
                            TileKernels.aligned16(values + panel * 16 + 16),
                            TileKernels.aligned16(factors + (panel + 1) * height * 16))
                        panel += 2
                    }
                    if panel < count {
                        sum.accumulate(
                            TileKernels.aligned16(values + panel * 16),
                            TileKernels.aligned16(factors + panel * height * 16))
                    }
                    sum += other
                    let half = sum.lowHalf + sum.highHalf
                    let quarter = half.lowHalf + half.highHalf
                    sums[row * width + machine] +=
                        (Double(quarter[0]) + Double(quarter[1])) + (Double(quarter[2]) + Double(quarter[3]))
                }
            }
        }
    }
}
