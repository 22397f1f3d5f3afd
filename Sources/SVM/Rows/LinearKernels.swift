import Core

/// The hot loops of the linear machines: rows of a matrix against vectors of weights.
enum LinearKernels {
    typealias Row = UnsafePointer<Float>

    /// xᵀx of row `row`.
    static func squaredNorm(_ features: Matrix, row: Int) -> Float {
        precondition(row >= 0 && row < features.rows)
        return features.values.withUnsafeBufferPointer {
            guard let base = $0.baseAddress else { return 0 }
            let x = base + row * features.columns
            return dot(x, x, features.columns)
        }
    }

    /// xᵀw. The order of the additions is that of ``dots(_:_:_:_:)``.
    @inline(__always)
    static func dot(_ x: Row, _ w: Row, _ count: Int) -> Float {
        var first = SIMD16<Float>.zero, second = SIMD16<Float>.zero
        var third = SIMD16<Float>.zero, fourth = SIMD16<Float>.zero
        var index = 0
        while index + 64 <= count {
            first.accumulate(SIMD16<Float>(at: x + index), SIMD16<Float>(at: w + index))
            second.accumulate(SIMD16<Float>(at: x + index + 16), SIMD16<Float>(at: w + index + 16))
            third.accumulate(SIMD16<Float>(at: x + index + 32), SIMD16<Float>(at: w + index + 32))
            fourth.accumulate(SIMD16<Float>(at: x + index + 48), SIMD16<Float>(at: w + index + 48))
            index += 64
        }
        while index + 16 <= count {
            first.accumulate(SIMD16<Float>(at: x + index), SIMD16<Float>(at: w + index))
            index += 16
        }
        return ((first + second) + (third + fourth)).sum() + tail(x, w, index, count)
    }

    /// xᵀw of two vectors of weights, each with the same result as by ``dot(_:_:_:)``: x is loaded once.
    @inline(__always)
    static func dots(_ x: Row, _ w: Row, _ v: Row, _ count: Int) -> (Float, Float) {
        var first = SIMD16<Float>.zero, second = SIMD16<Float>.zero
        var third = SIMD16<Float>.zero, fourth = SIMD16<Float>.zero
        var fifth = SIMD16<Float>.zero, sixth = SIMD16<Float>.zero
        var seventh = SIMD16<Float>.zero, eighth = SIMD16<Float>.zero
        var index = 0
        while index + 64 <= count {
            let x0 = SIMD16<Float>(at: x + index), x1 = SIMD16<Float>(at: x + index + 16),
                x2 = SIMD16<Float>(at: x + index + 32), x3 = SIMD16<Float>(at: x + index + 48)
            first.accumulate(x0, SIMD16<Float>(at: w + index))
            fifth.accumulate(x0, SIMD16<Float>(at: v + index))
            second.accumulate(x1, SIMD16<Float>(at: w + index + 16))
            sixth.accumulate(x1, SIMD16<Float>(at: v + index + 16))
            third.accumulate(x2, SIMD16<Float>(at: w + index + 32))
            seventh.accumulate(x2, SIMD16<Float>(at: v + index + 32))
            fourth.accumulate(x3, SIMD16<Float>(at: w + index + 48))
            eighth.accumulate(x3, SIMD16<Float>(at: v + index + 48))
            index += 64
        }
        while index + 16 <= count {
            let x0 = SIMD16<Float>(at: x + index)
            first.accumulate(x0, SIMD16<Float>(at: w + index))
            fifth.accumulate(x0, SIMD16<Float>(at: v + index))
            index += 16
        }
        return (
            ((first + second) + (third + fourth)).sum() + tail(x, w, index, count),
            ((fifth + sixth) + (seventh + eighth)).sum() + tail(x, v, index, count)
        )
    }

    @inline(__always)
    private static func tail(_ x: Row, _ w: Row, _ start: Int, _ count: Int) -> Float {
        var sum: Float = 0
        var index = start
        while index < count {
            sum += x[index] * w[index]
            index += 1
        }
        return sum
    }

    /// Adds `scale`·x to w.
    @inline(__always)
    static func add(_ x: Row, _ scale: Float, _ w: UnsafeMutablePointer<Float>, _ count: Int) {
        let factor = SIMD16<Float>(repeating: scale)
        var index = 0
        while index + 16 <= count {
            var sum = SIMD16<Float>(at: w + index)
            sum.accumulate(SIMD16<Float>(at: x + index), factor)
            sum.store(at: w + index)
            index += 16
        }
        while index < count {
            w[index] += x[index] * scale
            index += 1
        }
    }
}
