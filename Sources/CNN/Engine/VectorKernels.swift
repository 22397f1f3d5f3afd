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
            var sum = load(rows + index)
            for row in 1..<count { sum += load(rows + row * stride + index) }
            store(sum, target + index)
            index += 16
        }
        while index < range.upperBound {
            var sum = rows[index]
            for row in 1..<count { sum += rows[row * stride + index] }
            target[index] = sum
            index += 1
        }
    }

    @inline(__always)
    static func load<Scalar: NetworkScalar>(_ pointer: UnsafePointer<Scalar>) -> SIMD16<Scalar> {
        UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<Scalar>.self)
    }

    /// The largest of sixteen numbers.
    @inline(__always)
    static func largest<Scalar: NetworkScalar>(_ value: SIMD16<Scalar>) -> Scalar {
        let eight = lanewiseMax(value.lowHalf, value.highHalf)
        let four = lanewiseMax(eight.lowHalf, eight.highHalf)
        let two = lanewiseMax(four.lowHalf, four.highHalf)
        return two[0] < two[1] ? two[1] : two[0]
    }

    @inline(__always)
    static func store<Scalar: NetworkScalar>(_ value: SIMD16<Scalar>, _ pointer: UnsafeMutablePointer<Scalar>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD16<Scalar>.self)
    }

    /// `count` numbers, a multiple of 16, as vectors.
    @inline(__always)
    static func vectors<Scalar: NetworkScalar>(_ pointer: UnsafeMutablePointer<Scalar>) -> UnsafeMutablePointer<
        SIMD16<Scalar>
    > {
        UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: SIMD16<Scalar>.self)
    }
}
