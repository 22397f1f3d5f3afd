import Core
import Foundation

/// Numbers whose inner products approximate an additive kernel, so that a linear classifier learns nearly what one
/// with that kernel would, in the time of a linear one.
///
/// A. Vedaldi and A. Zisserman, *Efficient additive kernels via explicit feature maps*, PAMI 2012. A homogeneous
/// kernel is k(x, y) = √(xy) K(log y − log x). Its signature K, cut off by a rectangular window of width `period` and
/// continued periodically, is a Fourier series with coefficients cⱼ = ∫ K(ω) cos(jLω) dω / `period` over the window,
/// L = 2π/`period`, so that every x becomes the 2·`order` + 1 numbers (eq. 17 and §5)
///
///     √(x^γ c₀),   √(2 x^γ cⱼ) cos(jL log x),   √(2 x^γ cⱼ) sin(jL log x),   for the first `order` positive cⱼ
///
/// with (table 1)
///
///     intersection     min(x, y)                                           K(ω) = exp(−|ω|/2)
///     chi2             2xy / (x + y)                                       K(ω) = sech(ω/2)
///     jensen-shannon   x/2 log₂((x + y)/x) + y/2 log₂((x + y)/y)           K(ω) = ½e^(ω/2) log₂(1 + e^(−ω))
///                                                                                 + ½e^(−ω/2) log₂(1 + e^ω)
///
/// Conventions: columns are `[number][feature]`: first the numbers without a cosine of all features, then the first
/// cosines, the first sines, and so on. Negative x are mapped to −ψ(−x). Period 0 chooses a good one for the order
/// and the kernel, by the authors' fits. The largest error for x and y in 0…1 with order 1 is 0.03 for chi2, 0.01 for
/// jensen-shannon and 0.14 for the intersection, whose signature has a corner (0.03, 0.003 and 0.03 in the root of
/// the mean square).
public struct HomogeneousKernelMap: FeatureTransform {
    /// The kernel that is approximated.
    public let kernel: Kernel
    /// n: a feature becomes 2n + 1 numbers, 0…8.
    public let order: Int
    /// Period of the approximated signature; 0 chooses one.
    public let period: Double
    /// Degree of homogeneity γ, 0 < γ ≤ 2: 1 for the kernels as they are; smaller values tell large from small
    /// numbers less.
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
        deviations: ["Values are computed, not looked up in a table."])

    public static var choices: [String: [String]] { ["kernel": Kernel.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((0...8).contains(order), "order", order, "from 0 to 8")
        try require(
            period == 0 || (0.1...1000).contains(period), "period", period,
            "0 (chosen by order and kernel), or from 0.1 to 1000")
        try require(gamma > 0 && gamma <= 2, "gamma", gamma, "above 0 and at most 2")
    }

    public func fit(_ features: Matrix, context: RunContext) throws -> FittedHomogeneousKernelMap {
        try validate()
        return FittedHomogeneousKernelMap(self, columns: features.columns)
    }

    /// K of the difference of two logarithms.
    func signature(_ difference: Double) -> Double {
        switch kernel {
        case .intersection: return exp(-abs(difference) / 2)
        case .chi2: return 1 / cosh(difference / 2)
        case .jensenShannon:
            return 0.5 * exp(difference / 2) * log2(1 + exp(-difference))
                + 0.5 * exp(-difference / 2) * log2(1 + exp(difference))
        }
    }

    /// The coefficients of the Fourier series, from 0 to the last that is used; −1 for those that are passed over
    /// since they are not positive. At most three times as many as the order are looked at; what is missing then is
    /// 0.
    func coefficients() -> [Double] {
        let period = chosenPeriod
        var result = [coefficient(0, period)]
        var used = 0
        while used < order {
            let value = coefficient(result.count, period)
            let isLast = result.count >= 3 * (used + 1)
            result.append(value > 0 ? value : isLast ? 0 : -1)
            if value > 0 || isLast { used += 1 }
        }
        return result
    }

    /// ∫ K(ω) cos(2πjω/period) dω / period from 0 to period/2, twice, by Simpson's rule.
    private func coefficient(_ index: Int, _ period: Double) -> Double {
        let steps = 4096
        let width = period / 2 / Double(steps)
        var sum = 0.0
        for step in 0...steps {
            let place = Double(step) * width
            let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
            sum += weight * signature(place) * cos(2 * Double.pi * Double(index) * place / period)
        }
        return 2 * sum * width / 3 / period
    }

    /// The period in use.
    var chosenPeriod: Double {
        guard period == 0 else { return period }
        let order = Double(max(order, 1))
        switch kernel {
        case .intersection: return 2 * log(order + 0.99) + 3.52
        case .chi2: return 8.8 * (order + 4.44).squareRoot() - 12.6
        case .jensenShannon: return 9.63 * (order + 1).squareRoot() - 2.93
        }
    }
}

public struct FittedHomogeneousKernelMap: FittedTransform {
    public let configuration: HomogeneousKernelMap
    /// Columns of what is mapped.
    let columns: Int
    /// L of the paper.
    let step: Float
    /// √c₀, then √(2cⱼ) for all j up to the last that is used; −1 for those that are passed over.
    let amplitudes: [Float]

    init(_ configuration: HomogeneousKernelMap, columns: Int) {
        self.configuration = configuration
        self.columns = columns
        step = Float(2 * Double.pi / configuration.chosenPeriod)
        amplitudes = configuration.coefficients().enumerated().map { index, value in
            value < 0 ? -1 : Float((value * (index == 0 ? 1 : 2)).squareRoot())
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
                    source, rows: rows, amplitudes: amplitudes, order: configuration.order, step: step,
                    gamma: Float(configuration.gamma),
                    into: target.base + rows.lowerBound * featureCount)
            }
        }
    }
}
