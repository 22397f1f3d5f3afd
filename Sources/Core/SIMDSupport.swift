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

// Only for what is known to be copied bit by bit: for other types the standard library's loads go through a temporary.
extension SIMD where Self: BitwiseCopyable {
    /// The numbers from `pointer` on, which may lie anywhere.
    @inlinable @inline(__always)
    public init(at pointer: UnsafePointer<Scalar>) {
        self = UnsafeRawPointer(pointer).loadUnaligned(as: Self.self)
    }

    /// The numbers from `pointer` on, a multiple of the size of this vector: in a form that the compiler never makes a call of.
    @inlinable @inline(__always)
    public init(aligned pointer: UnsafePointer<Scalar>) {
        self = UnsafeRawPointer(pointer).assumingMemoryBound(to: Self.self).pointee
    }

    /// Writes the numbers to memory from `pointer` on, which may lie anywhere.
    @inlinable @inline(__always)
    public func store(at pointer: UnsafeMutablePointer<Scalar>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Self.self)
    }

    /// Writes the numbers to memory from `pointer` on, a multiple of the size of this vector.
    @inlinable @inline(__always)
    public func store(aligned pointer: UnsafeMutablePointer<Scalar>) {
        UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: Self.self).pointee = self
    }
}

extension SIMD where Scalar: FloatingPoint {
    /// One step of Horner's scheme: self · x + coefficient.
    @inlinable @inline(__always)
    public func horner(_ x: Self, _ coefficient: Scalar) -> Self {
        var sum = Self(repeating: coefficient)
        sum.accumulate(self, x)
        return sum
    }
}

// In generic code the standard library's `pointwiseMax`, `pointwiseMin` and `replacing(with:where:)` are calls that take lane after
// lane, a branch each, also once that code is specialised. The loops below become one instruction, or a compare and a blend, as long
// as neither alternative is a constant: then the compiler may turn the choice into branches again. Where zero is wanted, `x - x` is
// one that it cannot see through. The loops use up the inliner's budget after a dozen calls. For one concrete type `replacing` is
// one instruction, too, constants included: hence the forms for eight floats, of which kernels have many.

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

/// As ``lanewiseMax(_:_:)-(Lanes,_)``.
@inlinable @inline(__always)
public func lanewiseMax(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> { a.replacing(with: b, where: a .< b) }

/// As ``lanewiseMin(_:_:)-(Lanes,_)``.
@inlinable @inline(__always)
public func lanewiseMin(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> { a.replacing(with: b, where: b .< a) }

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
