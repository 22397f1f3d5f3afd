extension SIMD where Scalar: FloatingPoint {
    /// Adds `a` · `b`, lane by lane: fused where the machine's instructions are, multiplied and added elsewhere, where a
    /// fused product would be a library call for each lane.
    @inlinable @inline(__always)
    public mutating func accumulate(_ a: Self, _ b: Self) {
        #if HINDSIGHT_NATIVE || arch(arm64)
            addProduct(a, b)
        #else
            self += a * b
        #endif
    }

    /// As ``accumulate(_:_:)-(Self,Self)`` with one factor for all lanes.
    @inlinable @inline(__always)
    public mutating func accumulate(_ a: Self, _ b: Scalar) {
        accumulate(a, Self(repeating: b))
    }
}
