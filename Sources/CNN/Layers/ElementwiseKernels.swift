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
        gradient: UnsafeMutablePointer<Scalar>, _ count: Int, accumulates: Bool,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        let x = VectorKernels.vectors(input)
        let y = VectorKernels.vectors(output)
        let from = VectorKernels.vectors(gradient)
        let to = VectorKernels.vectors(target)
        // Two loops each, so that none decides anything inside.
        switch (activation, accumulates) {
        case (.relu, false): for index in 0..<count / 16 { to[index] = relu(from[index], y[index]) }
        case (.relu, true): for index in 0..<count / 16 { to[index] += relu(from[index], y[index]) }
        case (.tanh, false): for index in 0..<count / 16 { to[index] = tanh(from[index], y[index]) }
        case (.tanh, true): for index in 0..<count / 16 { to[index] += tanh(from[index], y[index]) }
        case (.scaledTanh, false): for index in 0..<count / 16 { to[index] = scaledTanh(from[index], y[index]) }
        case (.scaledTanh, true): for index in 0..<count / 16 { to[index] += scaledTanh(from[index], y[index]) }
        case (.sigmoid, false): for index in 0..<count / 16 { to[index] = sigmoid(from[index], y[index]) }
        case (.sigmoid, true): for index in 0..<count / 16 { to[index] += sigmoid(from[index], y[index]) }
        case (.gelu, false): for index in 0..<count / 16 { to[index] = gelu(from[index], x[index]) }
        case (.gelu, true): for index in 0..<count / 16 { to[index] += gelu(from[index], x[index]) }
        }
    }

    @inline(__always)
    private static func relu<Scalar: NetworkScalar>(_ slope: SIMD16<Scalar>, _ y: SIMD16<Scalar>) -> SIMD16<Scalar> {
        choose(where: SIMD16<Scalar>.zero, isBelow: y, slope, else: slope - slope)
    }

    @inline(__always)
    private static func tanh<Scalar: NetworkScalar>(_ slope: SIMD16<Scalar>, _ y: SIMD16<Scalar>) -> SIMD16<Scalar> {
        slope * (SIMD16(repeating: 1) - y * y)
    }

    /// y' = 1.7159 · 2/3 (1 − (y / 1.7159)²).
    @inline(__always)
    private static func scaledTanh<Scalar: NetworkScalar>(
        _ slope: SIMD16<Scalar>, _ y: SIMD16<Scalar>
    ) -> SIMD16<Scalar> {
        let curve: SIMD16<Scalar> = y * y * Scalar(2 / (3 * 1.7159))
        return slope * (SIMD16(repeating: Scalar(1.7159 * 2 / 3)) - curve)
    }

    @inline(__always)
    private static func sigmoid<Scalar: NetworkScalar>(
        _ slope: SIMD16<Scalar>, _ y: SIMD16<Scalar>
    ) -> SIMD16<Scalar> {
        slope * y * (SIMD16(repeating: 1) - y)
    }

    /// Φ(x) + x φ(x).
    @inline(__always)
    private static func gelu<Scalar: NetworkScalar>(_ slope: SIMD16<Scalar>, _ x: SIMD16<Scalar>) -> SIMD16<Scalar> {
        let bell = Scalar.exponential(x * x * Scalar(-0.5))
        let density: SIMD16<Scalar> = x * bell * Scalar(0.398_942_280_401_432_7)
        return slope * (Scalar.normalDistribution(x) + density)
    }
}
