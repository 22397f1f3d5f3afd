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
/// Method: A cos φ, A sin φ and c are linear and follow from the other six in closed form (variable projection: G. H.
/// Golub and V. Pereyra, SIAM Journal on Numerical Analysis 10, 1973; L. Kaufman's shorter Jacobian, BIT 15, 1975).
/// The six are descended by the method of Levenberg and Marquardt in a box, from the best starts of a grid of
/// orientations, frequencies and widths. The same numbers give the same fit; a filter times any number but zero gives
/// the same fit but for A, c and, where the number is negative, φ.
///
/// The box keeps the function a filter of its window, of S the longer side: the centre lies in the window; f from
/// 1/(2S), half a cycle, to ½ cycle a pixel; fσ from 0.24 to 2, a bandwidth of 3 to 0.27 octaves, since an envelope
/// far shorter than a wave leaves f without meaning; the Gaussian's deviation across the wave, σ/γ, from ½ to S
/// pixels.
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

/// The search for the Gabor function that is nearest to a filter of mean 0 and norm 1.
private struct GaborSearch {
    /// The six nonlinear parameters, the three linear ones that belong to them, and the sum of squared residuals.
    struct Point {
        var x, y, angle, logFrequency: Double
        /// log fσ, the cycles within a deviation.
        var logCycles: Double
        /// log of the deviation across the wave.
        var logAcross: Double
        var cosine = 0.0, sine = 0.0, constant = 0.0, error = Double.infinity

        subscript(index: Int) -> Double {
            get {
                switch index {
                case 0: x
                case 1: y
                case 2: angle
                case 3: logFrequency
                case 4: logCycles
                default: logAcross
                }
            }
            set {
                switch index {
                case 0: x = newValue
                case 1: y = newValue
                case 2: angle = newValue
                case 3: logFrequency = newValue
                case 4: logCycles = newValue
                default: logAcross = newValue
                }
            }
        }
    }

    private static let nonlinear = 6
    private static let orientations = 8
    private static let frequencies = 4
    private static let steps = 80

    private let weights: [Double]
    private let height: Int
    private let width: Int
    private let bounds: [ClosedRange<Double>]
    /// Of the function last evaluated, at each pixel: u, v, both waves under the envelope.
    private var along: [Double]
    private var across: [Double]
    private var even: [Double]
    private var odd: [Double]
    /// An orthonormal basis of what the linear parameters reach: the constant, then the two waves.
    private var basis: [[Double]]
    private var residual: [Double]
    private var jacobian: [[Double]]

    init(_ weights: [Double], height: Int, width: Int) {
        self.weights = weights
        self.height = height
        self.width = width
        let side = Double(max(height, width))
        bounds = [
            -0.5...Double(width) - 0.5, -0.5...Double(height) - 0.5, -Double.infinity...Double.infinity,
            log(0.5 / side)...log(0.5), log(0.24)...log(2.0), log(0.5)...log(side),
        ]
        let empty = [Double](repeating: 0, count: weights.count)
        (along, across, even, odd, residual) = (empty, empty, empty, empty, empty)
        basis = [[Double](repeating: 1 / Double(weights.count).squareRoot(), count: weights.count), empty, empty]
        jacobian = [[Double]](repeating: empty, count: Self.nonlinear)
    }

    mutating func best() -> Point {
        var starts: [Point] = []
        let (low, high) = (bounds[3].lowerBound, log(0.45))
        for orientation in 0..<Self.orientations {
            var nearest: Point?
            for centre in centres() {
                for step in 0..<Self.frequencies {
                    let logFrequency = low + (high - low) * (Double(step) + 0.5) / Double(Self.frequencies)
                    for cycles in [0.3, 0.6] {
                        let logCycles = log(cycles)
                        var point = Point(
                            x: centre.x, y: centre.y, angle: .pi * Double(orientation) / Double(Self.orientations),
                            logFrequency: logFrequency, logCycles: logCycles, logAcross: logCycles - logFrequency)
                        clamp(&point)
                        evaluate(&point)
                        if point.error < nearest?.error ?? .infinity { nearest = point }
                    }
                }
            }
            if let nearest { starts.append(nearest) }
        }
        var best = starts[0]
        for start in starts {
            let end = descended(start)
            if end.error < best.error { best = end }
        }
        return best
    }

    /// The middle of the window, and the centre of gravity of the squared weights.
    private func centres() -> [(x: Double, y: Double)] {
        var centre = (x: 0.0, y: 0.0)
        for (index, weight) in weights.enumerated() {
            centre.x += weight * weight * Double(index % width)
            centre.y += weight * weight * Double(index / width)
        }
        return [(Double(width - 1) / 2, Double(height - 1) / 2), centre]
    }

    private func clamp(_ point: inout Point) {
        for index in 0..<Self.nonlinear {
            point[index] = min(max(point[index], bounds[index].lowerBound), bounds[index].upperBound)
        }
    }

    /// The linear parameters and the error of a point. Leaves the waves, the basis and the residual of the point
    /// behind.
    private mutating func evaluate(_ point: inout Point) {
        let (cosine, sine) = (cos(point.angle), sin(point.angle))
        let frequency = exp(point.logFrequency)
        let wave = 2 * Double.pi * frequency
        let halfAlong = 0.5 * exp(2 * (point.logFrequency - point.logCycles))
        let halfAcross = 0.5 * exp(-2 * point.logAcross)
        // The wave at (x, y) is a product of complex waves of x and of y: sines and cosines of a row and a column
        // suffice.
        let columns = (0..<width).map { wave * cosine * (Double($0) - point.x) }.map { (cos($0), sin($0)) }
        for row in 0..<height {
            let y = Double(row) - point.y
            let (rowCosine, rowSine) = (cos(wave * sine * y), sin(wave * sine * y))
            for column in 0..<width {
                let x = Double(column) - point.x
                let u = x * cosine + y * sine
                let v = y * cosine - x * sine
                let envelope = exp(-halfAlong * u * u - halfAcross * v * v)
                let index = row * width + column
                along[index] = u
                across[index] = v
                even[index] = envelope * (columns[column].0 * rowCosine - columns[column].1 * rowSine)
                odd[index] = envelope * (columns[column].1 * rowCosine + columns[column].0 * rowSine)
            }
        }
        project(&point)
    }

    /// Least squares by an orthonormal basis (Gram and Schmidt). A wave that is almost a combination of those before
    /// it, such as the odd one of half a cycle a pixel, is left out.
    private mutating func project(_ point: inout Point) {
        let count = weights.count
        let root = Double(count).squareRoot()
        let evenMean = sum(even) / root
        for index in 0..<count { basis[1][index] = even[index] - evenMean / root }
        let evenNorm = normalize(1, least: 1e-6 * dot(even, even).squareRoot())
        let oddMean = sum(odd) / root
        let common = dot(basis[1], odd)
        for index in 0..<count { basis[2][index] = odd[index] - oddMean / root - common * basis[1][index] }
        let oddNorm = normalize(2, least: 1e-6 * dot(odd, odd).squareRoot())
        let (first, second) = (dot(basis[1], weights), dot(basis[2], weights))
        for index in 0..<count {
            residual[index] = weights[index] - first * basis[1][index] - second * basis[2][index]
        }
        point.sine = oddNorm > 0 ? second / oddNorm : 0
        point.cosine = evenNorm > 0 ? (first - common * point.sine) / evenNorm : 0
        point.constant = -(evenMean * point.cosine + oddMean * point.sine) / root
        point.error = dot(residual, residual)
    }

    private mutating func normalize(_ vector: Int, least: Double) -> Double {
        let norm = dot(basis[vector], basis[vector]).squareRoot()
        let factor = norm > least ? 1 / norm : 0
        for index in 0..<weights.count { basis[vector][index] *= factor }
        return norm > least ? norm : 0
    }

    /// The method of Levenberg and Marquardt, each step cut off at the box.
    private mutating func descended(_ start: Point) -> Point {
        var point = start
        evaluate(&point)
        var damping = 1e-2
        var equations = normalEquations(point)
        for _ in 0..<Self.steps {
            // A parameter at its bound that wants to leave the box stays there.
            let isFree = (0..<Self.nonlinear).map { index in
                let pull = equations.gradient[index]
                return !(pull < 0 && point[index] <= bounds[index].lowerBound)
                    && !(pull > 0 && point[index] >= bounds[index].upperBound)
            }
            let step = solved(equations, damping, isFree)
            var next = point
            for index in 0..<Self.nonlinear { next[index] += step[index] }
            // A linear model is not to be trusted further than this: half a pixel, a sixth of a turn, a factor of 1.6.
            for index in 0..<Self.nonlinear {
                next[index] = min(max(next[index], point[index] - 0.5), point[index] + 0.5)
            }
            clamp(&next)
            evaluate(&next)
            if next.error < point.error {
                let gain = point.error - next.error
                point = next
                damping = max(1e-9, damping * 0.3)
                if gain < 1e-7 * point.error || point.error < 1e-14 { break }
                equations = normalEquations(point)
            } else {
                damping *= 5
                if damping > 1e6 { break }
            }
        }
        return point
    }

    private struct Equations {
        var matrix: [Double]
        /// Along which the error falls.
        var gradient: [Double]
    }

    /// JᵀJ and Jᵀr at the point last evaluated: derivatives of the function with the linear parameters held, less
    /// what the linear parameters could make up for.
    private mutating func normalEquations(_ point: Point) -> Equations {
        let (cosine, sine) = (cos(point.angle), sin(point.angle))
        let wave = 2 * Double.pi * exp(point.logFrequency)
        let inverseAlong = exp(2 * (point.logFrequency - point.logCycles))
        let inverseAcross = exp(-2 * point.logAcross)
        for index in 0..<weights.count {
            let (u, v) = (along[index], across[index])
            let value = point.cosine * even[index] + point.sine * odd[index]
            let slope = wave * (point.sine * even[index] - point.cosine * odd[index])
            let byAlong = slope - inverseAlong * u * value
            let byAcross = -inverseAcross * v * value
            jacobian[0][index] = byAcross * sine - byAlong * cosine
            jacobian[1][index] = -byAlong * sine - byAcross * cosine
            jacobian[2][index] = byAlong * v - byAcross * u
            jacobian[3][index] = u * byAlong
            jacobian[4][index] = inverseAlong * u * u * value
            jacobian[5][index] = inverseAcross * v * v * value
        }
        for parameter in 0..<Self.nonlinear {
            for vector in 0..<3 {
                let share = dot(basis[vector], jacobian[parameter])
                for index in 0..<weights.count { jacobian[parameter][index] -= share * basis[vector][index] }
            }
        }
        let count = Self.nonlinear
        var equations = Equations(matrix: [Double](repeating: 0, count: count * count), gradient: [])
        for row in 0..<count {
            for column in 0...row {
                let value = dot(jacobian[row], jacobian[column])
                equations.matrix[row * count + column] = value
                equations.matrix[column * count + row] = value
            }
            equations.gradient.append(dot(jacobian[row], residual))
        }
        return equations
    }

    /// (JᵀJ + λ diag JᵀJ) δ = Jᵀr for the free parameters, by Gauss elimination; 0 for the others.
    private func solved(_ equations: Equations, _ damping: Double, _ isFree: [Bool]) -> [Double] {
        let count = Self.nonlinear
        var matrix = equations.matrix
        var right = equations.gradient
        for index in 0..<count {
            if isFree[index] {
                matrix[index * count + index] += damping * matrix[index * count + index] + 1e-12
            } else {
                for other in 0..<count {
                    matrix[index * count + other] = 0
                    matrix[other * count + index] = 0
                }
                matrix[index * count + index] = 1
                right[index] = 0
            }
        }
        // The matrix is symmetric and positive: no pivots are needed.
        for pivot in 0..<count {
            let diagonal = matrix[pivot * count + pivot]
            guard diagonal > 0 else { return [Double](repeating: 0, count: count) }
            for row in pivot + 1..<count where matrix[row * count + pivot] != 0 {
                let factor = matrix[row * count + pivot] / diagonal
                for column in pivot..<count { matrix[row * count + column] -= factor * matrix[pivot * count + column] }
                right[row] -= factor * right[pivot]
            }
        }
        for row in (0..<count).reversed() {
            for column in row + 1..<count { right[row] -= matrix[row * count + column] * right[column] }
            right[row] /= matrix[row * count + row]
        }
        return right
    }

    private func dot(_ first: [Double], _ second: [Double]) -> Double {
        // Four sums, so that an addition need not wait for the one before it.
        var sums = SIMD4<Double>.zero
        let whole = weights.count & ~3
        for index in stride(from: 0, to: whole, by: 4) {
            let left = SIMD4(first[index], first[index + 1], first[index + 2], first[index + 3])
            let right = SIMD4(second[index], second[index + 1], second[index + 2], second[index + 3])
            sums += left * right
        }
        var total = sums.sum()
        for index in whole..<weights.count { total += first[index] * second[index] }
        return total
    }

    private func sum(_ values: [Double]) -> Double { values.reduce(0, +) }
}
