import Core

/// What a term of a kernel adds up over the features, and what it makes of the sum.
struct KernelShape: Sendable {
    enum Product: Sendable {
        /// Σ x y
        case dot
        /// Σ min(x, y)
        case minimum
        /// Σ x y / (x + y)
        case harmonic
    }

    enum Form: Sendable {
        /// factor · s
        case scaled
        /// (γ s + coef0)^degree
        case power
        /// exp(−γ (n(x) + n(y) − factor · s)) with n(x) = factor / 2 · s(x, x)
        case gaussian
        /// tanh(γ s + coef0)
        case tanh
    }

    let columns: Range<Int>
    let weight: Float
    let product: Product
    let form: Form
    let factor: Float
    let gamma: Float
    let coef0: Float
    let degree: Int

    init(_ term: KernelGroup) {
        columns = term.first..<term.first + term.columns
        weight = Float(term.weight)
        gamma = Float(term.gamma)
        coef0 = Float(term.coef0)
        degree = term.degree
        switch term.kernel {
        case .linear, .precomputed: (product, form, factor) = (.dot, .scaled, 1)
        case .polynomial: (product, form, factor) = (.dot, .power, 1)
        case .rbf: (product, form, factor) = (.dot, .gaussian, 2)
        case .sigmoid: (product, form, factor) = (.dot, .tanh, 1)
        case .intersection: (product, form, factor) = (.minimum, .scaled, 1)
        case .chi2: (product, form, factor) = (.harmonic, .scaled, 2)
        case .exponentialChi2: (product, form, factor) = (.harmonic, .gaussian, 4)
        }
    }
}

/// The arithmetic of kernel values on sixteen columns at a time.
enum KernelValueKernels {
    typealias Lanes = SIMD16<Float>

    /// One feature of a product: `x` in all lanes against a line of sixteen columns.
    @inline(__always)
    static func add(_ product: KernelShape.Product, _ sum: inout Lanes, _ line: Lanes, _ x: Lanes) {
        switch product {
        case .dot: sum.accumulate(line, x)
        case .minimum: sum += lanewiseMin(line, x)
        // The small number keeps 0 / 0 at 0 and is lost in every other sum.
        case .harmonic: sum += line * x / (line + x + 1e-30)
        }
    }

    /// Σ x² of sixteen columns, lines of which lie `stride` apart, in double precision.
    static func squares(_ lines: UnsafePointer<Float>, count: Int, stride: Int) -> Lanes {
        var (low, high) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
        for index in 0..<count {
            let line = Lanes(at: lines + index * stride)
            let (first, second) = (SIMD8<Double>(widening: line.lowHalf), SIMD8<Double>(widening: line.highHalf))
            low.accumulate(first, first)
            high.accumulate(second, second)
        }
        return Lanes(lowHalf: SIMD8<Float>(low), highHalf: SIMD8<Float>(high))
    }

    /// The kernel values of a row with norm `norm` and sixteen columns with norms `norms`, from the sums over the features.
    @inline(__always)
    static func finish(_ shape: KernelShape, _ sum: Lanes, norm: Float, norms: Lanes) -> Lanes {
        switch shape.form {
        case .scaled: return sum * (shape.factor * shape.weight)
        case .power:
            let base = sum * shape.gamma + shape.coef0
            var power = Lanes(repeating: 1)
            for _ in 0..<shape.degree { power *= base }
            return power * shape.weight
        case .gaussian:
            let distance = norms + norm - sum * shape.factor
            let clipped = lanewiseMax(distance, distance - distance)
            return TileKernels.exponential(clipped * -shape.gamma) * shape.weight
        case .tanh:
            let limit = Lanes(repeating: 9)
            let clipped = lanewiseMax(lanewiseMin(sum * shape.gamma + shape.coef0, limit), -limit)
            let e = TileKernels.exponential(clipped * 2)
            return (e - 1) / (e + 1) * shape.weight
        }
    }

    /// The place of the first number that is not finite (or that is negative, where that is asked for), in row order.
    static func firstFlaw(_ features: Matrix, forbidNegative: Bool) -> Int? {
        features.values.withUnsafeBufferPointer { values in
            let bound: Float = forbidNegative ? 0 : -Float.greatestFiniteMagnitude
            var start = 0
            while start < values.count {
                let end = min(start + 4096, values.count)
                var bad: UInt32 = 0
                for index in start..<end {
                    let value = values[index]
                    bad |= value >= bound && value <= Float.greatestFiniteMagnitude ? 0 : 1
                }
                if bad != 0 {
                    return (start..<end).first { !(values[$0] >= bound && values[$0] <= Float.greatestFiniteMagnitude) }
                }
                start = end
            }
            return nil
        }
    }
}
