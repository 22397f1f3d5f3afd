import Core

/// Normalisation of single rows. Rows begin at multiples of sixteen numbers; what stands behind their last number is left alone.
enum LayerNormalisationKernels {
    /// μ and 1 / √(σ² + ε) of a row, with σ² = Σ (x − μ)² / n.
    @inline(__always)
    static func moments<Scalar: NetworkScalar>(
        _ row: UnsafePointer<Scalar>, _ width: Int, epsilon: Scalar
    ) -> (mean: Scalar, inverse: Scalar) {
        let vectors = UnsafeRawPointer(row).assumingMemoryBound(to: SIMD16<Scalar>.self)
        let whole = width / 16
        var (even, odd) = (SIMD16<Scalar>.zero, SIMD16<Scalar>.zero)
        var index = 0
        while index + 2 <= whole {
            even += vectors[index]
            odd += vectors[index + 1]
            index += 2
        }
        if index < whole { even += vectors[index] }
        var sum = (even + odd).total
        for place in 16 * whole..<width { sum += row[place] }
        let mean = sum / Scalar(width)
        (even, odd) = (.zero, .zero)
        index = 0
        while index + 2 <= whole {
            let (a, b) = (vectors[index] - mean, vectors[index + 1] - mean)
            even.accumulate(a, a)
            odd.accumulate(b, b)
            index += 2
        }
        if index < whole {
            let a = vectors[index] - mean
            even.accumulate(a, a)
        }
        var squares = (even + odd).total
        for place in 16 * whole..<width { squares += (row[place] - mean) * (row[place] - mean) }
        return (mean, 1 / (squares / Scalar(width) + epsilon).squareRoot())
    }

    /// target = (x − μ) / √(σ² + ε) · scale + bias, for `count` rows.
    static func forward<Scalar: NetworkScalar>(
        _ rows: UnsafePointer<Scalar>, _ count: Int, width: Int, stride: Int, epsilon: Scalar,
        scale: UnsafePointer<Scalar>, bias: UnsafePointer<Scalar>, into target: UnsafeMutablePointer<Scalar>
    ) {
        let whole = width / 16
        for row in 0..<count {
            let from = rows + row * stride
            let to = target + row * stride
            let (mean, inverse) = moments(from, width, epsilon: epsilon)
            let vectors = UnsafeRawPointer(from).assumingMemoryBound(to: SIMD16<Scalar>.self)
            let results = VectorKernels.vectors(to)
            for index in 0..<whole {
                var sum = SIMD16(at: bias + 16 * index)
                sum.accumulate((vectors[index] - mean) * inverse, SIMD16(at: scale + 16 * index))
                results[index] = sum
            }
            for place in 16 * whole..<width { to[place] = (from[place] - mean) * inverse * scale[place] + bias[place] }
        }
    }

    /// The gradient of the input, with x̂ = (x − μ) / √(σ² + ε) and h = g · scale: (h − Σ h / n − x̂ Σ h x̂ / n) / √(σ² + ε).
    static func backward<Scalar: NetworkScalar>(
        _ rows: UnsafePointer<Scalar>, gradient: UnsafePointer<Scalar>, _ count: Int, width: Int, stride: Int,
        epsilon: Scalar, scale: UnsafePointer<Scalar>, accumulates: Bool, into target: UnsafeMutablePointer<Scalar>
    ) {
        let whole = width / 16
        for row in 0..<count {
            let from = rows + row * stride
            let slope = gradient + row * stride
            let to = target + row * stride
            let (mean, inverse) = moments(from, width, epsilon: epsilon)
            let x = UnsafeRawPointer(from).assumingMemoryBound(to: SIMD16<Scalar>.self)
            let g = UnsafeRawPointer(slope).assumingMemoryBound(to: SIMD16<Scalar>.self)
            var (sums, products) = (SIMD16<Scalar>.zero, SIMD16<Scalar>.zero)
            for index in 0..<whole {
                let h = g[index] * SIMD16(at: scale + 16 * index)
                sums += h
                products.accumulate(h, x[index] - mean)
            }
            var (sum, product) = (sums.total, products.total)
            for place in 16 * whole..<width {
                let h = slope[place] * scale[place]
                sum += h
                product += h * (from[place] - mean)
            }
            let offset = sum / Scalar(width)
            let factor = product * inverse * inverse / Scalar(width)
            let results = VectorKernels.vectors(to)
            for index in 0..<whole {
                let h = g[index] * SIMD16(at: scale + 16 * index)
                let value = (h - offset - (x[index] - mean) * factor) * inverse
                results[index] = accumulates ? results[index] + value : value
            }
            for place in 16 * whole..<width {
                let h = slope[place] * scale[place]
                let value = (h - offset - (from[place] - mean) * factor) * inverse
                to[place] = accumulates ? to[place] + value : value
            }
        }
    }

    /// Adds Σ g x̂ to `scales` and Σ g to `biases`.
    static func gradients<Scalar: NetworkScalar>(
        _ rows: UnsafePointer<Scalar>, gradient: UnsafePointer<Scalar>, _ count: Int, width: Int, stride: Int,
        epsilon: Scalar, scales: UnsafeMutablePointer<Scalar>, biases: UnsafeMutablePointer<Scalar>
    ) {
        let whole = width / 16
        for row in 0..<count {
            let from = rows + row * stride
            let slope = gradient + row * stride
            let (mean, inverse) = moments(from, width, epsilon: epsilon)
            let x = UnsafeRawPointer(from).assumingMemoryBound(to: SIMD16<Scalar>.self)
            let g = UnsafeRawPointer(slope).assumingMemoryBound(to: SIMD16<Scalar>.self)
            for index in 0..<whole {
                var sum = SIMD16(at: scales + 16 * index)
                sum.accumulate(g[index], (x[index] - mean) * inverse)
                sum.store(at: scales + 16 * index)
                (SIMD16(at: biases + 16 * index) + g[index]).store(at: biases + 16 * index)
            }
            for place in 16 * whole..<width {
                scales[place] += slope[place] * (from[place] - mean) * inverse
                biases[place] += slope[place]
            }
        }
    }
}
