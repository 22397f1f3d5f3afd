import Core
import Foundation

/// How the rate of learning changes in the course of training, as a share of its peak.
///
/// With T steps in all, t from 0, and r = `warmUp` · T, each shape but `one-cycle` rises by (t + 1) / (r + 1) for t < r, and then,
/// with x = (t − r) / (T − r):
///
/// - `constant`: 1.
/// - `step`: `factor` to the power of how many `milestones` lie at or before t / T.
/// - `cosine`: ½ (1 + cos πx), from 1 to `final` (Loshchilov and Hutter, ICLR 2017, equation 5, without restarts).
/// - `linear`: from 1 to `final` in a straight line.
///
/// `one-cycle` rises in a straight line from `start` at t = 0 to 1 at t = ⌊r⌋ and falls in another to `final` at t = T (Smith and
/// Topin 2019). Deviation: the momentum does not change, and there is no last phase of very small rates; this triangle is
/// that of K. Jordan, *94 % on CIFAR-10 in 3.29 Seconds on a Single GPU*, 2024 (there `start` 0.2, `warmUp` 0.23, `final` 0.07).
public struct Schedule: Configuration {
    public enum Shape: String, Codable, Sendable, CaseIterable {
        case constant
        case step
        case cosine
        case oneCycle = "one-cycle"
        case linear
    }

    /// The course of the learning rate.
    public let shape: Shape
    /// Share of the steps over which the rate rises, from 0 to below 1.
    public let warmUp: Double
    /// Share of the peak at which `one-cycle` starts, from 0 to 1.
    public let start: Double
    /// Share of the peak at which `cosine`, `linear` and `one-cycle` end, from 0 to 1.
    public let final: Double
    /// Shares of training, ascending, each above 0 and below 1, at which `step` multiplies the rate by `factor`.
    public let milestones: [Double]
    /// What `step` multiplies the rate by at each milestone, above 0 and at most 1.
    public let factor: Double

    public init() { self.init(shape: .cosine) }

    public init(
        shape: Shape, warmUp: Double = 0.1, start: Double = 0.2, final: Double = 0, milestones: [Double] = [0.5, 0.75],
        factor: Double = 0.1
    ) {
        self.shape = shape
        self.warmUp = warmUp
        self.start = start
        self.final = final
        self.milestones = milestones
        self.factor = factor
    }

    public static var choices: [String: [String]] { ["shape": Shape.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((0..<1).contains(warmUp), "warmUp", warmUp, "from 0 to below 1")
        try require((0...1).contains(start), "start", start, "from 0 to 1")
        try require((0...1).contains(final), "final", final, "from 0 to 1")
        let ascends = zip(milestones, milestones.dropFirst()).allSatisfy { $0 < $1 }
        try require(
            ascends && milestones.allSatisfy { $0 > 0 && $0 < 1 }, "milestones", milestones,
            "a list of ascending numbers above 0 and below 1")
        try require(factor > 0 && factor <= 1, "factor", factor, "above 0 and at most 1")
    }

    /// The rate at `step`, from 0, of `total`, at least 1, where the largest is `peak`. Steps beyond the last one have its end.
    public func rate(step: Int, total: Int, peak: Double) -> Double {
        let t = Double(step)
        let length = Double(total)
        if shape == .oneCycle { return peak * triangle(t, length) }
        let rising = warmUp * length
        if t < rising { return peak * (t + 1) / (rising + 1) }
        let x = min((t - rising) / max(length - rising, 1), 1)
        switch shape {
        case .constant, .oneCycle: return peak
        // Compared as steps, with a hair's breadth for shares such as 0.3 that no binary number is.
        case .step: return peak * pow(factor, Double(milestones.count { $0 * length <= t + 1e-9 * length }))
        case .cosine: return peak * (final + (1 - final) * 0.5 * (1 + cos(Double.pi * x)))
        case .linear: return peak * (1 - (1 - final) * x)
        }
    }

    private func triangle(_ t: Double, _ length: Double) -> Double {
        let top = (warmUp * length + 1e-9).rounded(.down)
        if t < top { return start + (1 - start) * t / top }
        return 1 - (1 - final) * min((t - top) / max(length - top, 1), 1)
    }
}
