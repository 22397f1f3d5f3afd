import Core

/// Support vector machines with a kernel: C-SVC of several classes by machines of two.
///
/// C. Cortes and V. Vapnik, *Support-Vector Networks*, Machine Learning 1995, trained by sequential minimal optimisation with
/// second-order working set selection (Fan, Chen, Lin, JMLR 2005), see ``SequentialMinimalOptimisation``. For two classes with
/// yₜ = 1 for the first and −1 for the second it solves
///
///     min over α   ½ Σₛₜ yₛ yₜ αₛ αₜ K(xₛ, xₜ) − Σ αₜ   subject to 0 ≤ αₜ ≤ Cₜ, Σ yₜ αₜ = 0
///
/// and decides by the sign of Σ yₜ αₜ K(xₜ, x) − ρ. Several classes are told apart one against one, by votes, with LIBSVM's
/// layout and its rule for ties, or one against the rest, by the largest decision value.
///
/// Cases at the border: with one class only, that class is always predicted, without support vectors. A class may have a single
/// example. Rows may occur twice, with opposite labels too: where the kernel cannot tell two examples apart, their curvature of
/// 0 counts as 10⁻¹². Constant features change nothing but the kernel values. A number that is not finite, or that is negative
/// where the kernel does not allow it, is an error that names its row and column.
public struct KernelSVM: Classifier {
    /// Penalty of a training error, 10⁻¹⁰…10¹⁰.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public let C: Double
    /// The kernel: how like two examples are.
    public let kernel: KernelKind
    /// Factor in the kernel. The default was chosen by validation (the report kernel-gamma): 1 / columns is far too small for
    /// features whose blocks or rows have length 1.
    public let gamma: KernelGamma
    /// Exponent of the polynomial kernel, 0…20.
    public let degree: Int
    /// Summand in the polynomial and the sigmoid kernel.
    public let coef0: Double
    /// Stops where m(α) − M(α) is at most this, 10⁻¹⁰…10.
    public let tolerance: Double
    /// Memory for kernel rows in MiB, of all threads together. Changes the time only. Four rows fit in any case.
    public let cacheMiB: Int
    /// Leaves out examples that have settled at a bound; changes the time only, and the solution within the tolerance.
    public let shrinking: Bool
    /// How machines for two classes decide among many.
    public let multiclass: Multiclass
    /// Factors of C, one a class in the order of the labels; empty for ones.
    public let classWeights: [Double]
    /// Multiplies C of each class by n / (classes × examples of that class).
    public let balanced: Bool
    /// Gives up on a machine after this many steps; 0 for ten millions or a hundred an example, whatever is more.
    public let maximumIterations: Int
    /// Kernels on ranges of the columns whose weighted sum replaces `kernel`; empty for one kernel on all columns.
    public let groups: [KernelGroup]
    /// Fits probabilities by cross-validation (``FittedKernelSVM/probabilities(_:threads:)``); one against one only.
    public let probability: Bool

    public enum Multiclass: String, Codable, Sendable, CaseIterable {
        case oneVersusOne = "one-versus-one"
        case oneVersusRest = "one-versus-rest"
    }

    public init() { self.init(C: 1) }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    public init(
        C: Double, kernel: KernelKind = .rbf, gamma: KernelGamma = .scale, degree: Int = 3, coef0: Double = 0,
        tolerance: Double = 1e-3, cacheMiB: Int = 512, shrinking: Bool = true, multiclass: Multiclass = .oneVersusOne,
        classWeights: [Double] = [], balanced: Bool = false, maximumIterations: Int = 0, groups: [KernelGroup] = [],
        probability: Bool = false
    ) {
        self.C = C
        self.kernel = kernel
        self.gamma = gamma
        self.degree = degree
        self.coef0 = coef0
        self.tolerance = tolerance
        self.cacheMiB = cacheMiB
        self.shrinking = shrinking
        self.multiclass = multiclass
        self.classWeights = classWeights
        self.balanced = balanced
        self.maximumIterations = maximumIterations
        self.groups = groups
        self.probability = probability
    }

    /// With a number for gamma, 0 for 1 / columns.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public init(
        C: Double, kernel: KernelKind = .rbf, gamma: Double, degree: Int = 3, coef0: Double = 0,
        tolerance: Double = 1e-3, cacheMiB: Int = 512, shrinking: Bool = true, multiclass: Multiclass = .oneVersusOne,
        classWeights: [Double] = [], balanced: Bool = false, maximumIterations: Int = 0, groups: [KernelGroup] = [],
        probability: Bool = false
    ) {
        self.init(
            C: C, kernel: kernel, gamma: .number(gamma), degree: degree, coef0: coef0, tolerance: tolerance,
            cacheMiB: cacheMiB, shrinking: shrinking, multiclass: multiclass, classWeights: classWeights,
            balanced: balanced, maximumIterations: maximumIterations, groups: groups, probability: probability)
    }

    public static let card = Card(
        name: "kernel-svm", title: "Kernel support vector machine", year: 1995,
        paper:
            "C. Cortes and V. Vapnik, Support-Vector Networks, Machine Learning 1995; solver: R.-E. Fan, P.-H. Chen and "
            + "C.-J. Lin, Working Set Selection Using Second Order Information for Training SVM, JMLR 2005",
        deviations: [
            "Several classes are handled one against one with votes (or one against the rest); the paper treats "
                + "two.",
            "Kernel values are in single precision, and in double where rounding could change an answer.",
            "The second-order gains by which the working set is chosen are compared in single precision.",
            "Shrinking drops examples only when at least half of them can go.",
        ])

    public static var hasSupportVectors: Bool { true }

    public static var choices: [String: [String]] {
        [
            "kernel": KernelKind.allCases.map(\.rawValue), "multiclass": Multiclass.allCases.map(\.rawValue),
            "gamma": [KernelGamma.word, "a number, 0 for 1 / columns"],
        ]
    }

    public func validate() throws {
        try require((1e-10...1e10).contains(C), "C", C, "above 0 (from 1e-10 to 1e10)")
        try Self.validate(gamma: gamma, degree: degree, coef0: coef0, "")
        try require((1e-10...10).contains(tolerance), "tolerance", tolerance, "above 0 (from 1e-10 to 10)")
        try require((1...1_000_000).contains(cacheMiB), "cacheMiB", cacheMiB, "from 1 to 1000000")
        try require(
            classWeights.allSatisfy { (1e-10...1e10).contains($0) }, "classWeights", "\(classWeights)",
            "numbers above 0 (from 1e-10 to 1e10)")
        try require(
            classWeights.isEmpty || !balanced, "balanced", balanced, "false where classWeights are given")
        try require(
            (0...1 << 40).contains(maximumIterations), "maximumIterations", maximumIterations,
            "from 1 to \(1 << 40), or 0 for LIBSVM's limit")
        try require(
            !probability || multiclass == .oneVersusOne, "probability", probability,
            "false unless multiclass is one-versus-one")
        for group in groups {
            let most = CheckedSize.limit
            try require((0...most).contains(group.first), "groups.first", group.first, "from 0 to \(most)")
            try require((1...most).contains(group.columns), "groups.columns", group.columns, "from 1 to \(most)")
            try require((1e-10...1e10).contains(group.weight), "groups.weight", group.weight, "above 0")
            try require(group.kernel != .precomputed, "groups.kernel", group.kernel.rawValue, "a kernel of columns")
            try Self.validate(gamma: .number(group.gamma), degree: group.degree, coef0: group.coef0, "groups.")
        }
    }

    private static func validate(gamma: KernelGamma, degree: Int, coef0: Double, _ prefix: String) throws {
        try require(gamma.isAllowed, "\(prefix)gamma", gamma, "from 0 (for 1 / columns) to 1e10")
        try require((0...20).contains(degree), "\(prefix)degree", degree, "from 0 to 20")
        try require((-1e10...1e10).contains(coef0), "\(prefix)coef0", coef0, "from -1e10 to 1e10")
    }

    /// The kernel with every setting decided, for rows of so many columns. Throws ``ConfigurationError``.
    ///
    /// - Parameter variance: That of the training features, for a gamma of ``KernelGamma/scale``.
    public func kernelFunction(columns: Int, variance: @autoclosure () -> Double = 1) throws -> KernelFunction {
        for group in groups {
            try require(
                group.first + group.columns <= columns, "groups", "\(group.first)…\(group.first + group.columns - 1)",
                "among the columns 0…\(columns - 1)")
        }
        let whole = KernelGroup(
            first: 0, columns: columns, kernel: kernel, gamma: decidedGamma(columns: columns, variance: variance),
            degree: degree, coef0: coef0)
        return KernelFunction(terms: groups.isEmpty ? [whole] : groups)
    }

    /// The number that gamma stands for; the variance is asked for only where it decides something.
    func decidedGamma(columns: Int, variance: () -> Double) -> Double {
        let isUsed = groups.isEmpty && [.polynomial, .rbf, .sigmoid, .exponentialChi2].contains(kernel)
        return gamma.decided(columns: columns) { isUsed ? variance() : 1 }
    }

    /// Trains the machines of all classes that occur in `labels`; a class that does not occur is never predicted.
    ///
    /// Throws ``UserError`` where a value of the features cannot be used.
    public func fit(_ features: Matrix, labels: [Int], classCount: Int, context: RunContext) throws -> FittedKernelSVM {
        try validate()
        precondition(features.rows == labels.count && features.rows > 0)
        let function = try kernelFunction(
            columns: features.columns, variance: features.variance(threads: context.threads))
        try function.check(features)
        if function.isPrecomputed, features.columns != features.rows {
            throw UserError(
                "kernel-svm: a precomputed kernel needs as many columns as rows, not \(features.rows)×\(features.columns)"
            )
        }
        let training = KernelTraining(
            self, function, features, rows: Array(0..<features.rows), labels: labels, context: context)
        return try training.run()
    }
}
