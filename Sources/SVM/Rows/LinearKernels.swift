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

    @inline(__always)
    static func load(_ pointer: UnsafePointer<Float>) -> SIMD16<Float> {
        UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<Float>.self)
    }

    @inline(__always)
    static func store(_ value: SIMD16<Float>, _ pointer: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD16<Float>.self)
    }

    /// xᵀw. The order of the additions is that of ``dots(_:_:_:_:)``.
    @inline(__always)
    static func dot(_ x: Row, _ w: Row, _ count: Int) -> Float {
        var first = SIMD16<Float>.zero, second = SIMD16<Float>.zero
        var third = SIMD16<Float>.zero, fourth = SIMD16<Float>.zero
        var index = 0
        while index + 64 <= count {
            first.accumulate(load(x + index), load(w + index))
            second.accumulate(load(x + index + 16), load(w + index + 16))
            third.accumulate(load(x + index + 32), load(w + index + 32))
            fourth.accumulate(load(x + index + 48), load(w + index + 48))
            index += 64
        }
        while index + 16 <= count {
            first.accumulate(load(x + index), load(w + index))
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
            let x0 = load(x + index), x1 = load(x + index + 16), x2 = load(x + index + 32), x3 = load(x + index + 48)
            first.accumulate(x0, load(w + index))
            fifth.accumulate(x0, load(v + index))
            second.accumulate(x1, load(w + index + 16))
            sixth.accumulate(x1, load(v + index + 16))
            third.accumulate(x2, load(w + index + 32))
            seventh.accumulate(x2, load(v + index + 32))
            fourth.accumulate(x3, load(w + index + 48))
            eighth.accumulate(x3, load(v + index + 48))
            index += 64
        }
        while index + 16 <= count {
            let x0 = load(x + index)
            first.accumulate(x0, load(w + index))
            fifth.accumulate(x0, load(v + index))
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
            var sum = load(w + index)
            sum.accumulate(load(x + index), factor)
            store(sum, w + index)
            index += 16
        }
        while index < count {
            w[index] += x[index] * scale
            index += 1
        }
    }
}
