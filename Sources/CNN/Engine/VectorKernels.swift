import Core

/// Loops over plain numbers.
enum VectorKernels {
    /// target = the sum of `count` rows that lie `stride` numbers apart, in `range`.
    static func sum<Scalar: NetworkScalar>(
        _ rows: UnsafePointer<Scalar>, stride: Int, _ count: Int, _ range: Range<Int>,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        var index = range.lowerBound
        while index + 16 <= range.upperBound {
            var sum = SIMD16(at: rows + index)
            for row in 1..<count { sum += SIMD16(at: rows + row * stride + index) }
            sum.store(at: target + index)
            index += 16
        }
        while index < range.upperBound {
            var sum = rows[index]
            for row in 1..<count { sum += rows[row * stride + index] }
            target[index] = sum
            index += 1
        }
    }

    /// The largest of sixteen numbers.
    @inline(__always)
    static func largest<Scalar: NetworkScalar>(_ value: SIMD16<Scalar>) -> Scalar {
        let eight = lanewiseMax(value.lowHalf, value.highHalf)
        let four = lanewiseMax(eight.lowHalf, eight.highHalf)
        let two = lanewiseMax(four.lowHalf, four.highHalf)
        return two[0] < two[1] ? two[1] : two[0]
    }

    /// `count` numbers, a multiple of 16, as vectors.
    @inline(__always)
    static func vectors<Scalar: NetworkScalar>(_ pointer: UnsafeMutablePointer<Scalar>) -> UnsafeMutablePointer<
        SIMD16<Scalar>
    > {
        UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: SIMD16<Scalar>.self)
    }
}
