import Core

/// What a kernel machine can compare two rows x and y with.
public enum KernelKind: String, Codable, Sendable, CaseIterable {
    /// xᵀy
    case linear
    /// (γ xᵀy + coef0)^degree
    case polynomial
    /// exp(−γ |x − y|²)
    case rbf
    /// tanh(γ xᵀy + coef0); not positive definite in general
    case sigmoid
    /// Σ min(xₖ, yₖ), for values that are not negative
    case intersection
    /// Σ 2 xₖ yₖ / (xₖ + yₖ), for values that are not negative
    case chi2
    /// exp(−γ Σ (xₖ − yₖ)² / (xₖ + yₖ)), for values that are not negative
    case exponentialChi2 = "exponential-chi2"
    /// The row of an example holds its kernel values with every training example, in their order.
    case precomputed

    /// True where a negative value has no meaning.
    var needsPositiveValues: Bool { [.intersection, .chi2, .exponentialChi2].contains(self) }
}

/// A kernel on a range of the columns, as one term of a weighted sum of kernels.
public struct KernelGroup: Codable, Hashable, Sendable {
    /// First column of the group.
    public let first: Int
    /// Number of columns.
    public let columns: Int
    /// Factor of this kernel in the sum, above 0.
    public let weight: Double
    public let kernel: KernelKind
    /// 0 stands for 1 / columns.
    public let gamma: Double
    public let degree: Int
    public let coef0: Double

    public init(
        first: Int, columns: Int, weight: Double = 1, kernel: KernelKind = .rbf, gamma: Double = 0, degree: Int = 3,
        coef0: Double = 0
    ) {
        self.first = first
        self.columns = columns
        self.weight = weight
        self.kernel = kernel
        self.gamma = gamma
        self.degree = degree
        self.coef0 = coef0
    }

    /// Whatever is not written keeps the default of ``init(first:columns:weight:kernel:gamma:degree:coef0:)``.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        first = try values.decode(Int.self, forKey: .first)
        columns = try values.decode(Int.self, forKey: .columns)
        weight = try values.decodeIfPresent(Double.self, forKey: .weight) ?? 1
        kernel = try values.decodeIfPresent(KernelKind.self, forKey: .kernel) ?? .rbf
        gamma = try values.decodeIfPresent(Double.self, forKey: .gamma) ?? 0
        degree = try values.decodeIfPresent(Int.self, forKey: .degree) ?? 3
        coef0 = try values.decodeIfPresent(Double.self, forKey: .coef0) ?? 0
    }
}

/// A weighted sum of kernels with every setting decided: what the kernels of this folder compute.
public struct KernelFunction: Codable, Hashable, Sendable {
    public let terms: [KernelGroup]

    /// - Parameter terms: As the groups of ``KernelSVM``, of which each gamma of 0 is replaced by 1 / columns.
    public init(terms: [KernelGroup]) {
        self.terms = terms.map {
            KernelGroup(
                first: $0.first, columns: $0.columns, weight: $0.weight, kernel: $0.kernel,
                gamma: $0.gamma == 0 ? 1 / Double(max($0.columns, 1)) : $0.gamma, degree: $0.degree, coef0: $0.coef0)
        }
    }

    /// - Parameter terms: With gammas that are meant as they are, 0 too.
    init(decided terms: [KernelGroup]) {
        self.terms = terms
    }

    public var isPrecomputed: Bool { terms.contains { $0.kernel == .precomputed } }

    /// Multiply-adds for one kernel value.
    var operations: Double { terms.reduce(0) { $0 + Double($1.kernel == .precomputed ? 0 : $1.columns) } }

    /// Throws ``UserError`` for the first value, in row order, that no kernel or not this one is defined for.
    func check(_ features: Matrix) throws {
        guard features.columns > 0 else { throw UserError("kernel-svm: the features have no columns") }
        guard let flaw = KernelValueKernels.firstFlaw(features, forbidNegative: false) else {
            try checkSigns(features)
            return
        }
        throw Self.error(features, flaw, "is not a finite number")
    }

    private func checkSigns(_ features: Matrix) throws {
        let signed = terms.filter { $0.kernel.needsPositiveValues }
        guard !signed.isEmpty, KernelValueKernels.firstFlaw(features, forbidNegative: true) != nil else { return }
        for row in 0..<features.rows {
            for term in signed {
                for column in term.first..<term.first + term.columns where features[row, column] < 0 {
                    throw Self.error(
                        features, row * features.columns + column,
                        "is negative, for which the kernel \(term.kernel.rawValue) is not defined")
                }
            }
        }
    }

    var overflow: UserError {
        UserError("kernel-svm: kernel values are too large for single precision; scale the features")
    }

    private static func error(_ features: Matrix, _ place: Int, _ what: String) -> UserError {
        UserError(
            "kernel-svm: the feature in row \(place / features.columns), column \(place % features.columns) (counted from 0) "
                + "\(what): \(features.values[place])")
    }
}
