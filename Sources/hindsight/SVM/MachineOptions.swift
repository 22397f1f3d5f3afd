import ArgumentParser
import Core
import SVM

/// The options that decide what machine is trained.
struct MachineOptions: ParsableArguments {
    @Option(
        name: .customShort("s"), parsing: .unconditional,
        help: ArgumentHelp(
            "Type: only 0, C-SVC; LIBSVM's other types are not supported.", valueName: "type"))
    var type = 0

    @Option(
        name: .customShort("t"), parsing: .unconditional,
        help: ArgumentHelp(
            "Kernel: 0 linear, 1 polynomial, 2 RBF, 3 sigmoid, 4 precomputed; or its name, such as chi2.",
            valueName: "kernel"))
    var kernel = "2"

    @Option(name: .customShort("d"), parsing: .unconditional, help: "Degree of the polynomial kernel.")
    var degree = 3

    @Option(
        name: .customShort("r"), parsing: .unconditional,
        help: ArgumentHelp("Constant term of the polynomial and sigmoid kernels.", valueName: "coef0"))
    var coef0 = 0.0

    @Option(
        name: .customShort("e"), parsing: .unconditional,
        help: ArgumentHelp("Tolerance of the stopping criterion.", valueName: "tolerance"))
    var tolerance = 0.001

    @Option(
        name: .customShort("m"), parsing: .unconditional,
        help: ArgumentHelp("Memory for kernel values, in MiB.", valueName: "cache"))
    var cache = 512.0

    @Option(
        name: .customShort("h"), parsing: .unconditional,
        help: ArgumentHelp("Shrinking: 1 on, 0 off.", valueName: "shrinking"))
    var shrinking = 1

    @Option(
        name: .customLong("weight"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Factor of C for examples with this label; LIBSVM's form -wLABEL WEIGHT works, too.",
            valueName: "label=weight"))
    var weights: [String] = []

    @Option(help: "Threads. (default: all cores)")
    var threads: Int?

    private static let kernels = [KernelKind.linear, .polynomial, .rbf, .sigmoid, .precomputed]

    /// Throws ``UserError`` where a value has no meaning.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    func machine(C: Double, gamma: KernelGamma, probability: Bool = false) throws -> KernelSVM {
        guard type == 0 else {
            throw UserError(
                "-s: \(type) is not supported, only 0 (C-SVC); use LIBSVM's svm-train for it")
        }
        let kind = Int(kernel).flatMap { Self.kernels.indices.contains($0) ? Self.kernels[$0] : nil }
        guard let kind = kind ?? KernelKind(rawValue: kernel) else {
            throw UserError(
                "-t: '\(kernel)' is not a kernel; use 0 to 4, or "
                    + KernelKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard [0, 1].contains(shrinking) else { throw UserError("-h: \(shrinking) is not allowed; it must be 0 or 1") }
        guard cache > 0, cache <= 1_000_000 else {
            throw UserError("-m: \(cache) is not allowed; it must be above 0, at most 1000000")
        }
        let machine = KernelSVM(
            C: C, kernel: kind, gamma: gamma, degree: degree, coef0: coef0, tolerance: tolerance,
            cacheMiB: max(Int(cache.rounded(.up)), 1),
            shrinking: shrinking == 1, probability: probability)
        do { try machine.validate() } catch let error as ConfigurationError {
            let letters = [
                "C": "-c", "gamma": "-g", "degree": "-d", "coef0": "-r", "tolerance": "-e",
            ]
            throw UserError(
                "\(letters[error.field] ?? error.field): \(error.value) is not allowed; it must be \(error.allowed)")
        }
        return machine
    }

    /// What `-g` says: a number, or `scale`.
    static func gamma(_ text: String) throws -> KernelGamma {
        if text == KernelGamma.scale.description { return .scale }
        guard let number = Double(text) else {
            throw UserError("-g: '\(text)' is neither a number nor \(KernelGamma.scale)")
        }
        return .number(number)
    }

    /// Factors of C by label.
    func weightsByLabel() throws -> [Int: Double] {
        try weights.reduce(into: [:]) { result, text in
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let label = Int(parts[0]), let weight = Double(parts[1]), weight > 0, weight <= 1e10
            else { throw UserError("--weight: '\(text)' is not LABEL=WEIGHT with a weight above 0, such as 1=0.5") }
            guard result[label] == nil else { throw UserError("--weight: the label \(label) has two weights") }
            result[label] = weight
        }
    }

    func context(quiet: Bool) throws -> RunContext {
        let threads = try ThreadOption.count(threads)
        return quiet ? RunContext(threads: threads) : RunContext(threads: threads, progress: ProgressLine.show)
    }
}
