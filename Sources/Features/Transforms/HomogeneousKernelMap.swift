import Core
import Foundation

/// Numbers whose inner products approximate an additive kernel, so that a linear classifier learns nearly what one with that
/// kernel would, in the time of a linear one.
///
/// A. Vedaldi and A. Zisserman, *Efficient additive kernels via explicit feature maps*, PAMI 2012. A homogeneous kernel is
/// k(x, y) = √(xy) K(log y − log x); sampling the spectrum κ of its signature K at multiples of L = 2π/`period` gives for
/// every x the 2·`order` + 1 numbers (eq. 17)
///
///     √(x^γ L κ(0)),   √(2 x^γ L κ(jL)) cos(jL log x),   √(2 x^γ L κ(jL)) sin(jL log x),   j = 1 … order
///
/// with (table 1)
///
///     intersection     min(x, y)              κ(λ) = 2 / (π (1 + 4λ²))
///     chi2             2xy / (x + y)          κ(λ) = sech(πλ)
///     jensen-shannon   x/2 log₂((x + y)/x) + y/2 log₂((x + y)/y)    κ(λ) = 2 sech(πλ) / (log 4 (1 + 4λ²))
///
/// Conventions: columns are `[number][feature]`: first the number without a cosine for all features, then the first cosines, the first sines, and so on.
/// Negative x are mapped to −ψ(−x). Period 0 chooses the period that suits the order and kernel without a window, by fits of the authors.
public struct HomogeneousKernelMap: FeatureTransform {
    public let kernel: Kernel
    /// n: a feature becomes 2n + 1 numbers, 0…16.
    public let order: Int
    /// Period of the approximated signature; 0 chooses one.
    public let period: Double
    /// Degree of homogeneity γ, 0 < γ ≤ 2: 1 for the kernels as they are; smaller values tell large from small numbers less.
    public let gamma: Double

    public enum Kernel: String, Codable, Sendable, CaseIterable {
        case intersection
        case chi2
        case jensenShannon = "jensen-shannon"
    }

    public init() { self.init(kernel: .chi2) }

    public init(kernel: Kernel, order: Int = 1, period: Double = 0, gamma: Double = 1) {
        self.kernel = kernel
        self.order = order
        self.period = period
        self.gamma = gamma
    }

    public static let card = Card(
        name: "kernel-map", title: "Homogeneous kernel map", year: 2012,
        paper: "A. Vedaldi and A. Zisserman, Efficient Additive Kernels via Explicit Feature Maps, PAMI 2012",
        deviations: ["Numbers are computed and not looked up in a table."])

    public static var choices: [String: [String]] { ["kernel": Kernel.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((0...16).contains(order), "order", order, "from 0 to 16")
        try require(period >= 0 && period.isFinite, "period", period, "0 (chosen by order and kernel) or more")
        try require(gamma > 0 && gamma <= 2, "gamma", gamma, "above 0 and at most 2")
    }

    public func fit(_ features: Matrix, context: RunContext) throws -> FittedHomogeneousKernelMap {
        try validate()
        return FittedHomogeneousKernelMap(self, columns: features.columns)
    }

    /// Spectrum of the signature.
    func spectrum(_ frequency: Double) -> Double {
        let lorentz = 1 / (1 + 4 * frequency * frequency)
        switch kernel {
        case .intersection: return 2 / Double.pi * lorentz
        case .chi2: return 1 / cosh(Double.pi * frequency)
        case .jensenShannon: return 2 / log(4) * lorentz / cosh(Double.pi * frequency)
        }
    }

    /// The period in use.
    var chosenPeriod: Double {
        guard period == 0 else { return period }
        let order = Double(max(order, 1))
        switch kernel {
        case .intersection: return 2.38 * log(order + 0.8) + 5.6
        case .chi2: return 5.86 * order.squareRoot() + 3.65
        case .jensenShannon: return 6.64 * order.squareRoot() + 7.24
        }
    }
}

public struct FittedHomogeneousKernelMap: FittedTransform {
    public let configuration: HomogeneousKernelMap
    /// Columns of what is mapped.
    let columns: Int
    /// L of the paper.
    let step: Float
    /// √(L κ(0)), then √(2 L κ(jL)).
    let amplitudes: [Float]

    init(_ configuration: HomogeneousKernelMap, columns: Int) {
        self.configuration = configuration
        self.columns = columns
        let step = 2 * Double.pi / configuration.chosenPeriod
        self.step = Float(step)
        amplitudes = (0...configuration.order).map {
            Float(((($0 == 0) ? 1 : 2) * step * configuration.spectrum(Double($0) * step)).squareRoot())
        }
    }

    public var featureCount: Int { columns * (2 * configuration.order + 1) }
    /// 60 for the logarithm, root, sine and cosine of a feature, 8 for each further order.
    public var flopsPerRow: Double { Double(columns) * (52 + 8 * Double(configuration.order)) }

    /// - Precondition: `features` has the columns of the training rows.
    public func apply(_ features: consuming Matrix, threads: Int) -> Matrix {
        precondition(features.columns == columns, "\(features.columns) columns given to a kernel map of \(columns)")
        let source = features
        return Matrix(rows: source.rows, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(source.rows, of: 16, threads: threads) { rows, _ in
                KernelMapKernels.map(
                    source, rows: rows, amplitudes: amplitudes, step: step, gamma: Float(configuration.gamma),
                    into: target.base + rows.lowerBound * featureCount)
            }
        }
    }
}
