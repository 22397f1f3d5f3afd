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

// The standard library's `pointwiseMax` and `pointwiseMin` compile to a branch a lane, and so does `replacing(with:where:)` in generic
// code, also once that is specialised. The loops below become one instruction, or a compare and a blend, in generic code too, as long as
// neither alternative is a constant: then the compiler may turn the choice into branches again. Where zero is wanted, `x - x` is one
// that it cannot see through. The loops use up the inliner's budget after a dozen calls; where one concrete type is all that is
// needed, `replacing` is one instruction as well, constants included, and takes none of it: see `Features/Planes/Lanes.swift`.

/// The larger value in each lane; the first where they are equal or either is not a number.
@inlinable @inline(__always)
public func lanewiseMax<Lanes: SIMD>(_ a: Lanes, _ b: Lanes) -> Lanes where Lanes.Scalar: FloatingPoint {
    var result = a
    for lane in 0..<Lanes.scalarCount { result[lane] = a[lane] < b[lane] ? b[lane] : a[lane] }
    return result
}

/// The smaller value in each lane; the first where they are equal or either is not a number.
@inlinable @inline(__always)
public func lanewiseMin<Lanes: SIMD>(_ a: Lanes, _ b: Lanes) -> Lanes where Lanes.Scalar: FloatingPoint {
    var result = a
    for lane in 0..<Lanes.scalarCount { result[lane] = b[lane] < a[lane] ? b[lane] : a[lane] }
    return result
}

/// In each lane `yes` where `a` < `b`, elsewhere `no`.
@inlinable @inline(__always)
public func choose<Lanes: SIMD>(
    where a: Lanes, isBelow b: Lanes, _ yes: Lanes, else no: Lanes
) -> Lanes where Lanes.Scalar: FloatingPoint {
    var result = no
    for lane in 0..<Lanes.scalarCount {
        // Both are read before the choice: it becomes a blend and not a branch.
        let first = yes[lane]
        let second = no[lane]
        let chosen = a[lane] < b[lane] ? first : second
        result[lane] = chosen
    }
    return result
}
