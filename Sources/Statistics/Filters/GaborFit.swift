import Foundation

/// A two-dimensional Gabor function fitted to one filter by least squares.
///
/// J. P. Jones and L. A. Palmer, *An evaluation of the two-dimensional Gabor filter model of simple receptive fields
/// in cat striate cortex*, Journal of Neurophysiology 58, 1987, fitted receptive fields with a plane wave under a
/// Gaussian that is an ellipse,
///
///     g(x, y) = A · exp(−(u² + γ²v²) / 2σ²) · cos(2πfu + φ) + c,
///     u = (x − x₀) cos θ + (y − y₀) sin θ,    v = −(x − x₀) sin θ + (y − y₀) cos θ.
///
/// Conventions are those of ``Features/Gabor``: x to the right, y down, pixel centres at whole numbers from (0, 0) at
/// the left upper corner; θ is the direction in which the wave advances, from +x towards +y, so that the edge itself
/// runs across it.
///
/// The function is found by ``GaborSearch``, in a box that keeps it a filter of its window, of S the longer side: the
/// centre lies in the window; f from 1/(2S), half a cycle, to ½ cycle a pixel; fσ from 0.24 to 2, a bandwidth of 3 to
/// 0.27 octaves, since an envelope far shorter than a wave leaves f without meaning; the Gaussian's deviation across
/// the wave, σ/γ, from ½ to S pixels. The same numbers give the same fit; a filter times any number but zero gives the
/// same fit but for A, c and, where the number is negative, φ.
///
/// Deviations from the paper: the axes of the ellipse lie along and across the wave (the paper lets them turn), the
/// offset c is free (the mean of a filter is not a matter of its form), and the box.
public struct GaborFit: Hashable, Sendable {
    /// Rows and columns of the filter.
    public let height: Int
    public let width: Int
    /// Centre of the envelope (x₀, y₀) in pixels.
    public let centreX: Double
    public let centreY: Double
    /// θ in degrees, 0 ≤ θ < 180.
    public let orientation: Double
    /// f in cycles a pixel, 1/(2S)…½.
    public let frequency: Double
    /// φ in degrees at the centre, −180 < φ ≤ 180: 0 and 180 are even (a line), ±90 odd (an edge).
    public let phase: Double
    /// σ, deviation of the Gaussian along the wave, in pixels.
    public let sigma: Double
    /// γ, the deviation along the wave over that across it.
    public let aspect: Double
    /// A > 0, in units of the filter.
    public let amplitude: Double
    /// c, in units of the filter.
    public let offset: Double
    /// Share of the filter's variance about its mean that the fit explains, 0…1.
    public let rSquared: Double

    /// Parameters of a fit: x₀, y₀, θ, f, σ, γ, A, φ, c.
    public static let parameterCount = 9
    /// Sides that can be fitted.
    public static let sides = 3...16

    /// Weights less parameters. Where none is left, a fit says nothing about a filter.
    public var degreesOfFreedom: Int { height * width - Self.parameterCount }

    /// R² with each sum of squares over its degrees of freedom: 1 − (1 − R²)(n − 1)/(n − 9) for n weights; nil
    /// without any left.
    ///
    /// The correction is that of linear regression. Six of the parameters are not linear and fit noise better than it
    /// allows for: compare with fits to noise.
    public var adjustedRSquared: Double? {
        guard degreesOfFreedom > 0 else { return nil }
        return 1 - (1 - rSquared) * Double(height * width - 1) / Double(degreesOfFreedom)
    }

    /// Width of the pass band at half its height, in octaves, 0.27…3: b with fσπ√(2/ln 2) = (2ᵇ + 1)/(2ᵇ − 1).
    public var bandwidth: Double {
        let ratio = .pi * frequency * sigma * (2 / log(2.0)).squareRoot()
        return log2((ratio + 1) / (ratio - 1))
    }

    /// Energy of the function's slope along the wave over that across it, from 0: 1 where both are alike, as in a
    /// round blob.
    ///
    /// In closed form over the whole plane, from the second moments of the spectrum: with k = 2πf, E = exp(−k²σ²) cos
    /// 2φ and s = 1/(2σ²), (k² + s + sE)/(1 + E) along and sγ² across.
    public var slopeRatio: Double {
        let wave = 2 * Double.pi * frequency
        let spread = 1 / (2 * sigma * sigma)
        let overlap = exp(-wave * wave * sigma * sigma) * cos(2 * phase * .pi / 180)
        return (wave * wave + spread * (1 + overlap)) / (1 + overlap) / (spread * aspect * aspect)
    }

    /// The function at a place, in units of the filter.
    public func value(x: Double, y: Double) -> Double {
        let angle = orientation * .pi / 180
        let along = (x - centreX) * cos(angle) + (y - centreY) * sin(angle)
        let across = (y - centreY) * cos(angle) - (x - centreX) * sin(angle)
        let envelope = exp(-(along * along + aspect * aspect * across * across) / (2 * sigma * sigma))
        return amplitude * envelope * cos(2 * .pi * frequency * along + phase * .pi / 180) + offset
    }

    /// The function at the pixels of the filter, `[row][column]`.
    public var values: [Double] {
        (0..<height * width).map { value(x: Double($0 % width), y: Double($0 / width)) }
    }

    /// Fits `weights`, `[row][column]` in any unit; nil where all are equal, or one is not finite.
    ///
    /// - Precondition: `weights.count == height * width`, both in ``sides``.
    public init?(_ weights: [Double], height: Int, width: Int) {
        precondition(Self.sides.contains(height) && Self.sides.contains(width), "a filter of \(height)×\(width)")
        precondition(weights.count == height * width, "\(weights.count) weights of \(height)×\(width)")
        let mean = weights.reduce(0, +) / Double(weights.count)
        let deviations = weights.map { $0 - mean }
        let largest = deviations.reduce(0) { max($0, abs($1)) }
        guard mean.isFinite, largest.isFinite, largest > 1e-12 * abs(mean) else { return nil }
        // By the largest first, so that no square is too small or too large for a number.
        let norm = largest * deviations.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
        var search = GaborSearch(deviations.map { $0 / norm }, height: height, width: width)
        let best = search.best()

        let turns = (best.angle / .pi).rounded(.down)
        let isTurned = Int(turns) % 2 != 0
        let (cosine, sine) = (best.cosine, isTurned ? -best.sine : best.sine)
        let degrees = (best.angle - turns * .pi) * 180 / .pi
        self.height = height
        self.width = width
        centreX = best.x
        centreY = best.y
        orientation = degrees >= 180 ? 0 : degrees
        frequency = exp(best.logFrequency)
        sigma = exp(best.logCycles - best.logFrequency)
        aspect = sigma / exp(best.logAcross)
        // a cos ku + b sin ku = A cos(ku + φ) with a = A cos φ and b = −A sin φ.
        let angle = atan2(-sine, cosine) * 180 / .pi
        phase = angle <= -180 ? 180 : angle
        amplitude = norm * (cosine * cosine + sine * sine).squareRoot()
        offset = mean + norm * best.constant
        rSquared = min(1, max(0, 1 - best.error))
    }
}
