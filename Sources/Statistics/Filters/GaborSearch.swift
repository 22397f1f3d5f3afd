import Foundation

/// The search for the Gabor function that is nearest to a filter of mean 0 and norm 1; its terms are those of
/// ``GaborFit``.
///
/// A cos φ, A sin φ and c are linear and follow from the other six in closed form (variable projection: G. H. Golub and
/// V. Pereyra, SIAM Journal on Numerical Analysis 10, 1973; L. Kaufman's shorter Jacobian, BIT 15, 1975). The six are
/// descended by the method of Levenberg and Marquardt in a box, from the best starts of a grid of orientations,
/// frequencies and widths.
struct GaborSearch {
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

    /// - Parameter weights: `[row][column]`, of mean 0 and norm 1.
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

    /// The best of the descents, one from the best start of each orientation.
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
