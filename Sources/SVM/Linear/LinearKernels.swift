import Core

/// The hot loops of the linear machines: a row of a matrix against a vector of weights.
enum LinearKernels {
    /// xᵀx of row `row`.
    static func squaredNorm(_ features: Matrix, row: Int) -> Float {
        features.values.withUnsafeBufferPointer {
            let x = $0.baseAddress! + row * features.columns
            return dot(x, x, features.columns)
        }
    }

    /// xᵀw of row `row`.
    @inline(__always)
    static func dot(_ features: Matrix, row: Int, _ weights: [Float]) -> Float {
        precondition(row < features.rows && weights.count == features.columns)
        return features.values.withUnsafeBufferPointer { x in
            weights.withUnsafeBufferPointer { w in
                dot(x.baseAddress! + row * features.columns, w.baseAddress!, features.columns)
            }
        }
    }

    /// w + `scale`·x of row `row`.
    @inline(__always)
    static func add(_ features: Matrix, row: Int, times scale: Float, to weights: inout [Float]) {
        precondition(row < features.rows && weights.count == features.columns)
        features.values.withUnsafeBufferPointer { x in
            weights.withUnsafeMutableBufferPointer { w in
                add(x.baseAddress! + row * features.columns, scale, w.baseAddress!, features.columns)
            }
        }
    }

    private static func dot(_ x: UnsafePointer<Float>, _ w: UnsafePointer<Float>, _ count: Int) -> Float {
        let rawX = UnsafeRawPointer(x)
        let rawW = UnsafeRawPointer(w)
        var first = SIMD16<Float>.zero
        var second = SIMD16<Float>.zero
        var index = 0
        while index + 32 <= count {
            first.accumulate(
                rawX.loadUnaligned(fromByteOffset: 4 * index, as: SIMD16<Float>.self),
                rawW.loadUnaligned(fromByteOffset: 4 * index, as: SIMD16<Float>.self))
            second.accumulate(
                rawX.loadUnaligned(fromByteOffset: 4 * index + 64, as: SIMD16<Float>.self),
                rawW.loadUnaligned(fromByteOffset: 4 * index + 64, as: SIMD16<Float>.self))
            index += 32
        }
        var tail: Float = 0
        while index < count {
            tail += x[index] * w[index]
            index += 1
        }
        return (first + second).sum() + tail
    }

    private static func add(
        _ x: UnsafePointer<Float>, _ scale: Float, _ w: UnsafeMutablePointer<Float>, _ count: Int
    ) {
        let rawX = UnsafeRawPointer(x)
        let rawW = UnsafeMutableRawPointer(w)
        let factor = SIMD16<Float>(repeating: scale)
        var index = 0
        while index + 16 <= count {
            var sum = rawW.loadUnaligned(fromByteOffset: 4 * index, as: SIMD16<Float>.self)
            sum.accumulate(rawX.loadUnaligned(fromByteOffset: 4 * index, as: SIMD16<Float>.self), factor)
            rawW.storeBytes(of: sum, toByteOffset: 4 * index, as: SIMD16<Float>.self)
            index += 16
        }
        while index < count {
            w[index] += x[index] * scale
            index += 1
        }
    }
}
