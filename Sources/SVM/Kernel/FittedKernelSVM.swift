import Core

/// How the training of one machine of two sides ended.
public struct MachineReport: Codable, Hashable, Sendable {
    /// Such as "3 against 5".
    public let name: String
    public let iterations: Int
    /// ½ αᵀQα − Σ α
    public let objective: Double
    /// m(α) − M(α)
    public let violation: Double
    public let converged: Bool

    public init(name: String, iterations: Int, objective: Double, violation: Double, converged: Bool) {
        self.name = name
        self.iterations = iterations
        self.objective = objective
        self.violation = violation
        self.converged = converged
    }

    enum CodingKeys: CodingKey { case name, iterations, objective, violation, converged }

    /// Throws `DecodingError` where the number of iterations is not possible.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        iterations = try values.decode(Int.self, forKey: .iterations)
        objective = try values.decode(Double.self, forKey: .objective)
        violation = try values.decode(Double.self, forKey: .violation)
        converged = try values.decode(Bool.self, forKey: .converged)
        try decoder.check((0...1 << 40).contains(iterations), "\(iterations) iterations are not possible")
    }
}

/// A trained ``KernelSVM``, or one that was read from a file.
public struct FittedKernelSVM: FittedClassifier {
    /// What a machine consists of, in LIBSVM's layout.
    public struct Parts: Sendable {
        public var function: KernelFunction
        public var multiclass: KernelSVM.Multiclass
        /// The classes, in the order of the machines and of votes.
        public var labels: [Int]
        /// One row a support vector, those of the first of `labels` first. Without columns for a precomputed kernel.
        public var supportVectors: Matrix
        /// The row of each support vector in the training features.
        public var supportIndices: [Int]
        /// Support vectors of each of `labels`.
        public var supportCounts: [Int]
        /// y α of each support vector. One against one: `labels.count` − 1 rows, of which a support vector of class a has that
        /// of the machine against b in row b − 1 where b > a, and in row b elsewhere (a and b count places in `labels`). One
        /// against the rest: a row for each machine.
        public var coefficients: [[Double]]
        /// What is subtracted in each machine. One against one: 0–1, 0–2, …, 1–2, …
        public var rho: [Double]
        /// What makes a probability of the decision value of each machine; empty without probabilities.
        public var sigmoids: [PlattSigmoid]

        public init(
            function: KernelFunction, multiclass: KernelSVM.Multiclass, labels: [Int], supportVectors: Matrix,
            supportIndices: [Int], supportCounts: [Int], coefficients: [[Double]], rho: [Double],
            sigmoids: [PlattSigmoid] = []
        ) {
            self.function = function
            self.multiclass = multiclass
            self.labels = labels
            self.supportVectors = supportVectors
            self.supportIndices = supportIndices
            self.supportCounts = supportCounts
            self.coefficients = coefficients
            self.rho = rho
            self.sigmoids = sigmoids
        }

        /// Throws ``UserError`` where the parts do not fit together.
        func validate() throws {
            let count = labels.count
            let pairs = multiclass == .oneVersusOne
            let support = supportCounts.reduce(0, +)
            let fits =
                count > 0 && supportCounts.count == count && supportCounts.allSatisfy { $0 >= 0 }
                && (supportIndices.count == support) && (function.isPrecomputed || supportVectors.rows == support)
                && coefficients.count == (pairs ? count - 1 : count)
                && rho.count == (pairs ? count * (count - 1) / 2 : count)
                && coefficients.allSatisfy { $0.count == support }
                && (sigmoids.isEmpty || (pairs && sigmoids.count == rho.count))
                && function.terms.allSatisfy {
                    $0.kernel == .precomputed || ($0.first >= 0 && $0.first + $0.columns <= supportVectors.columns)
                }
            guard fits else { throw UserError("kernel-svm: the parts of this machine do not fit together") }
        }
    }

    public let parts: Parts
    public let machines: [MachineReport]
    public internal(set) var summary: TrainingSummary
    /// Σ over the machines of ½ αᵀQα − Σ α.
    public var dualObjective: Double { machines.reduce(0) { $0 + $1.objective } }

    private let packed: PackedDecision

    /// Puts a machine together. Throws ``UserError`` where the parts do not fit.
    public init(parts: Parts, machines: [MachineReport] = [], threads: Int = 1) throws {
        try parts.validate()
        self.init(parts, machines: machines, tolerance: nil, threads: threads)
    }

    init(_ parts: Parts, machines: [MachineReport], tolerance: Double?, threads: Int) {
        self.parts = parts
        self.machines = machines
        packed = PackedDecision(parts, threads: threads)
        summary = TrainingSummary(
            parts, machines, numbers: parts.supportVectors.values.count, tolerance: tolerance)
    }

    public var flopsPerPrediction: Double {
        let count = Double(max(parts.supportIndices.count, 1))
        return count * 2 * (parts.function.operations + Double(parts.coefficients.count))
    }

    /// y α of each support vector in one machine; 0 for those of other classes.
    public func coefficients(machine: Int) -> [Double] {
        guard parts.multiclass == .oneVersusOne else { return parts.coefficients[machine] }
        var result = [Double](repeating: 0, count: parts.supportIndices.count)
        let (a, b) = Self.pair(machine, of: parts.labels.count)
        var start = 0
        for (part, count) in parts.supportCounts.enumerated() {
            if part == a || part == b {
                let row = parts.coefficients[part == a ? b - 1 : a]
                for index in start..<start + count { result[index] = row[index] }
            }
            start += count
        }
        return result
    }

    /// The places of the classes of machine `index` among `count`.
    static func pair(_ index: Int, of count: Int) -> (Int, Int) {
        var rest = index
        for first in 0..<count {
            if rest < count - 1 - first { return (first, first + 1 + rest) }
            rest -= count - 1 - first
        }
        preconditionFailure("machine \(index) of \(count) classes")
    }

    /// Σ y α K(xₜ, x) − ρ: a row an example and a column a machine, in single precision.
    public func decisionValues(_ features: Matrix, threads: Int) -> Matrix {
        precondition(
            features.rows == 0 || parts.function.isPrecomputed || features.columns == parts.supportVectors.columns)
        return packed.decisionValues(features, threads: threads)
    }

    /// One against one the class with most votes, of several the first of `labels`; else that with the largest decision value,
    /// of several the first. What single precision leaves in doubt is decided in double precision.
    public func predict(_ features: Matrix, threads: Int) -> [Int] {
        guard parts.labels.count > 1 else { return Array(repeating: parts.labels[0], count: features.rows) }
        precondition(
            features.rows == 0 || parts.function.isPrecomputed || features.columns == parts.supportVectors.columns)
        return packed.classes(features, threads: threads).map { parts.labels[$0] }
    }

    /// The class that each row of decision values means.
    public func classes(_ decisions: Matrix) -> [Int] {
        precondition(decisions.columns == parts.rho.count)
        let count = parts.labels.count
        let pairs = (0..<parts.rho.count).map {
            parts.multiclass == .oneVersusOne ? Self.pair($0, of: count) : ($0, $0)
        }
        var scores = [Float](repeating: 0, count: count)
        return (0..<decisions.rows).map { row in
            let values = decisions.row(row)
            for index in scores.indices { scores[index] = 0 }
            for (index, value) in values.enumerated() {
                if parts.multiclass == .oneVersusOne {
                    scores[value > 0 ? pairs[index].0 : pairs[index].1] += 1
                } else {
                    scores[index] = value
                }
            }
            var best = 0
            for index in scores.indices where scores[index] > scores[best] { best = index }
            return parts.labels[best]
        }
    }
}

extension TrainingSummary {
    /// How the training of a kernel machine ended.
    ///
    /// - Parameter numbers: Those of the support vectors.
    init(_ parts: FittedKernelSVM.Parts, _ machines: [MachineReport], numbers: Int, tolerance: Double?) {
        self.init()
        let stopped = machines.filter { !$0.converged }
        let steps = machines.reduce(0) { $0 + $1.iterations }
        let support = "\(parts.supportIndices.count) support vectors"
        converged = stopped.isEmpty
        parameterCount = numbers + parts.supportIndices.count * parts.coefficients.count + parts.rho.count
        if parts.rho.isEmpty {
            outcome = "one class only: there is nothing to train"
        } else if stopped.isEmpty {
            outcome =
                (tolerance.map { "tolerance \($0) reached after \(steps) steps of \(machines.count) machines, " } ?? "")
                + support
        } else {
            let names = stopped.prefix(5).map(\.name).joined(separator: ", ")
            outcome =
                "stopped early: \(stopped.count) of \(machines.count) machines (\(names)\(stopped.count > 5 ? ", …" : "")), "
                + support
        }
    }
}
