import Core

/// Functions of single numbers; counts are multiples of 16.
enum ElementwiseKernels {
    static func forward<Scalar: NetworkScalar>(
        _ activation: Activation, _ source: UnsafeMutablePointer<Scalar>, _ count: Int,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        let x = VectorKernels.vectors(source)
        let y = VectorKernels.vectors(target)
        let one = SIMD16<Scalar>(repeating: 1)
        switch activation {
        case .relu:
            let zero = SIMD16<Scalar>.zero
            for index in 0..<count / 16 { y[index] = lanewiseMax(zero, x[index]) }
        case .tanh:
            for index in 0..<count / 16 { y[index] = Scalar.hyperbolicTangent(x[index]) }
        case .scaledTanh:
            for index in 0..<count / 16 { y[index] = Scalar.hyperbolicTangent(x[index] * (2 / 3)) * 1.7159 }
        case .sigmoid:
            for index in 0..<count / 16 { y[index] = one / (one + Scalar.exponential(-x[index])) }
        case .gelu:
            for index in 0..<count / 16 { y[index] = x[index] * Scalar.normalDistribution(x[index]) }
        }
    }

    /// The gradient of the input. `output` may be the same memory as `input`, `gradient` as `target`, in place.
    static func backward<Scalar: NetworkScalar>(
        _ activation: Activation, input: UnsafeMutablePointer<Scalar>, output: UnsafeMutablePointer<Scalar>,
        gradient: UnsafeMutablePointer<Scalar>, _ count: Int, accumulates: Bool, into target: UnsafeMutablePointer<Scalar>
    ) {
        let x = VectorKernels.vectors(input)
        let y = VectorKernels.vectors(output)
        let one = SIMD16<Scalar>(repeating: 1)
        @inline(__always)
        func each(_ derivative: (Int, SIMD16<Scalar>) -> SIMD16<Scalar>) {
            let from = VectorKernels.vectors(gradient)
            let to = VectorKernels.vectors(target)
            if accumulates {
                for index in 0..<count / 16 { to[index] += derivative(index, from[index]) }
            } else {
                for index in 0..<count / 16 { to[index] = derivative(index, from[index]) }
            }
        }
        switch activation {
        case .relu:
            let zero = SIMD16<Scalar>.zero
            each { choose(where: zero, isBelow: y[$0], $1, else: $1 - $1) }
        case .tanh: each { $1 * (one - y[$0] * y[$0]) }
        case .scaledTanh:
            // y' = 1.7159 · 2/3 (1 − (y / 1.7159)²).
            let scale = SIMD16<Scalar>(repeating: 1.7159 * 2 / 3)
            let curve = SIMD16<Scalar>(repeating: 2 / (3 * 1.7159))
            each { $1 * (scale - curve * y[$0] * y[$0]) }
        case .sigmoid: each { $1 * y[$0] * (one - y[$0]) }
        case .gelu:
            // Φ(x) + x φ(x).
            let density = Scalar(0.398_942_280_401_432_7)
            each {
                let x = x[$0]
                let slope = Scalar.normalDistribution(x) + x * density * Scalar.exponential(x * x * -0.5)
                return $1 * slope
            }
        }
    }
}
