import Core

// A block of rows of one product: `rows` sums of vectors that stay in registers while the depth of the product passes by. For each
// step of depth a line (a vector of the right operand) meets one number of each row of the left one. With AVX-512's thirty-two
// registers two lines go side by side, so that each number of the left operand serves twice; AVX2 has room for one.

/// The sums of some rows and one line.
protocol RowBlock<Vector> {
    associatedtype Vector: Lanes
    static var rows: Int { get }
    init(_ value: Vector)
    /// Starts every row with its own number.
    init(each start: UnsafePointer<Vector.Scalar>)
    /// Adds `line` times each of `rows` numbers that lie `stride` apart.
    mutating func accumulate(_ line: Vector, _ left: UnsafePointer<Vector.Scalar>, _ stride: Int)
    /// As ``accumulate(_:_:_:)`` for two blocks with a line each.
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lineA: Vector, _ lineB: Vector, _ left: UnsafePointer<Vector.Scalar>,
        _ stride: Int)
    /// Adds products of vectors: each of two or four lines with each of `rows` vectors that lie `stride` apart.
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lines: (Vector, Vector), vectors: UnsafePointer<Vector>, _ stride: Int)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ c: inout Self, _ d: inout Self, _ lines: (Vector, Vector, Vector, Vector),
        vectors: UnsafePointer<Vector>, _ stride: Int)
    /// Writes the first `count` rows, `stride` vectors apart.
    func store(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int)
    /// As ``store(_:_:_:)``, negative numbers as zeros.
    func storeRectified(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int)
    /// Adds the first `count` rows to what is there.
    func add(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int)
    /// Adds all rows to what is there, `stride` numbers apart, at any address.
    func addUnaligned(_ target: UnsafeMutablePointer<Vector.Scalar>, _ stride: Int)
}

/// One row.
struct Rows1<Vector: Lanes>: RowBlock {
    typealias Scalar = Vector.Scalar
    static var rows: Int { 1 }
    var r0: Vector

    @inline(__always)
    init(_ value: Vector) {
        r0 = value
    }

    @inline(__always)
    init(each start: UnsafePointer<Scalar>) {
        r0 = Vector(repeating: start[0])
    }

    @inline(__always)
    mutating func accumulate(_ line: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int) {
        r0.accumulate(line, left[0])
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lineA: Vector, _ lineB: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int
    ) {
        let w0 = Vector(repeating: left[0]); a.r0.accumulate(lineA, w0); b.r0.accumulate(lineB, w0)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lines: (Vector, Vector), vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let v0 = vectors[0]; a.r0.accumulate(lines.0, v0); b.r0.accumulate(lines.1, v0)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ c: inout Self, _ d: inout Self, _ lines: (Vector, Vector, Vector, Vector),
        vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let v0 = vectors[0]
        a.r0.accumulate(lines.0, v0); b.r0.accumulate(lines.1, v0)
        c.r0.accumulate(lines.2, v0); d.r0.accumulate(lines.3, v0)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = r0
    }

    @inline(__always)
    func storeRectified(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        let zero = Vector(repeating: 0)
        target[0] = Vector.larger(zero, r0)
    }

    @inline(__always)
    func add(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = target[0] + r0
    }

    @inline(__always)
    func addUnaligned(_ target: UnsafeMutablePointer<Scalar>, _ stride: Int) {
        r0.addUnaligned(target)
    }
}

/// Two rows.
struct Rows2<Vector: Lanes>: RowBlock {
    typealias Scalar = Vector.Scalar
    static var rows: Int { 2 }
    var r0: Vector, r1: Vector

    @inline(__always)
    init(_ value: Vector) {
        r0 = value
        r1 = value
    }

    @inline(__always)
    init(each start: UnsafePointer<Scalar>) {
        r0 = Vector(repeating: start[0])
        r1 = Vector(repeating: start[1])
    }

    @inline(__always)
    mutating func accumulate(_ line: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int) {
        r0.accumulate(line, left[0])
        r1.accumulate(line, left[stride])
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lineA: Vector, _ lineB: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int
    ) {
        let w0 = Vector(repeating: left[0]); a.r0.accumulate(lineA, w0); b.r0.accumulate(lineB, w0)
        let w1 = Vector(repeating: left[stride]); a.r1.accumulate(lineA, w1); b.r1.accumulate(lineB, w1)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lines: (Vector, Vector), vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let v0 = vectors[0]; a.r0.accumulate(lines.0, v0); b.r0.accumulate(lines.1, v0)
        let v1 = vectors[stride]; a.r1.accumulate(lines.0, v1); b.r1.accumulate(lines.1, v1)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ c: inout Self, _ d: inout Self, _ lines: (Vector, Vector, Vector, Vector),
        vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let v0 = vectors[0]
        a.r0.accumulate(lines.0, v0); b.r0.accumulate(lines.1, v0)
        c.r0.accumulate(lines.2, v0); d.r0.accumulate(lines.3, v0)
        let v1 = vectors[stride]
        a.r1.accumulate(lines.0, v1); b.r1.accumulate(lines.1, v1)
        c.r1.accumulate(lines.2, v1); d.r1.accumulate(lines.3, v1)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = r0
        if count > 1 { target[stride] = r1 }
    }

    @inline(__always)
    func storeRectified(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        let zero = Vector(repeating: 0)
        target[0] = Vector.larger(zero, r0)
        if count > 1 { target[stride] = Vector.larger(zero, r1) }
    }

    @inline(__always)
    func add(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = target[0] + r0
        if count > 1 { target[stride] = target[stride] + r1 }
    }

    @inline(__always)
    func addUnaligned(_ target: UnsafeMutablePointer<Scalar>, _ stride: Int) {
        r0.addUnaligned(target)
        r1.addUnaligned(target + 1 * stride)
    }
}

/// Four rows.
struct Rows4<Vector: Lanes>: RowBlock {
    typealias Scalar = Vector.Scalar
    static var rows: Int { 4 }
    var r0: Vector, r1: Vector, r2: Vector, r3: Vector

    @inline(__always)
    init(_ value: Vector) {
        r0 = value
        r1 = value
        r2 = value
        r3 = value
    }

    @inline(__always)
    init(each start: UnsafePointer<Scalar>) {
        r0 = Vector(repeating: start[0])
        r1 = Vector(repeating: start[1])
        r2 = Vector(repeating: start[2])
        r3 = Vector(repeating: start[3])
    }

    @inline(__always)
    mutating func accumulate(_ line: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int) {
        r0.accumulate(line, left[0])
        r1.accumulate(line, left[stride])
        r2.accumulate(line, left[2 * stride])
        r3.accumulate(line, left[3 * stride])
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lineA: Vector, _ lineB: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int
    ) {
        let w0 = Vector(repeating: left[0]); a.r0.accumulate(lineA, w0); b.r0.accumulate(lineB, w0)
        let w1 = Vector(repeating: left[stride]); a.r1.accumulate(lineA, w1); b.r1.accumulate(lineB, w1)
        let w2 = Vector(repeating: left[2 * stride]); a.r2.accumulate(lineA, w2); b.r2.accumulate(lineB, w2)
        let w3 = Vector(repeating: left[3 * stride]); a.r3.accumulate(lineA, w3); b.r3.accumulate(lineB, w3)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lines: (Vector, Vector), vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let v0 = vectors[0]; a.r0.accumulate(lines.0, v0); b.r0.accumulate(lines.1, v0)
        let v1 = vectors[stride]; a.r1.accumulate(lines.0, v1); b.r1.accumulate(lines.1, v1)
        let v2 = vectors[2 * stride]; a.r2.accumulate(lines.0, v2); b.r2.accumulate(lines.1, v2)
        let v3 = vectors[3 * stride]; a.r3.accumulate(lines.0, v3); b.r3.accumulate(lines.1, v3)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ c: inout Self, _ d: inout Self, _ lines: (Vector, Vector, Vector, Vector),
        vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let v0 = vectors[0]
        a.r0.accumulate(lines.0, v0); b.r0.accumulate(lines.1, v0)
        c.r0.accumulate(lines.2, v0); d.r0.accumulate(lines.3, v0)
        let v1 = vectors[stride]
        a.r1.accumulate(lines.0, v1); b.r1.accumulate(lines.1, v1)
        c.r1.accumulate(lines.2, v1); d.r1.accumulate(lines.3, v1)
        let v2 = vectors[2 * stride]
        a.r2.accumulate(lines.0, v2); b.r2.accumulate(lines.1, v2)
        c.r2.accumulate(lines.2, v2); d.r2.accumulate(lines.3, v2)
        let v3 = vectors[3 * stride]
        a.r3.accumulate(lines.0, v3); b.r3.accumulate(lines.1, v3)
        c.r3.accumulate(lines.2, v3); d.r3.accumulate(lines.3, v3)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = r0
        if count > 1 { target[stride] = r1 }
        if count > 2 { target[2 * stride] = r2 }
        if count > 3 { target[3 * stride] = r3 }
    }

    @inline(__always)
    func storeRectified(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        let zero = Vector(repeating: 0)
        target[0] = Vector.larger(zero, r0)
        if count > 1 { target[stride] = Vector.larger(zero, r1) }
        if count > 2 { target[2 * stride] = Vector.larger(zero, r2) }
        if count > 3 { target[3 * stride] = Vector.larger(zero, r3) }
    }

    @inline(__always)
    func add(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = target[0] + r0
        if count > 1 { target[stride] = target[stride] + r1 }
        if count > 2 { target[2 * stride] = target[2 * stride] + r2 }
        if count > 3 { target[3 * stride] = target[3 * stride] + r3 }
    }

    @inline(__always)
    func addUnaligned(_ target: UnsafeMutablePointer<Scalar>, _ stride: Int) {
        r0.addUnaligned(target)
        r1.addUnaligned(target + 1 * stride)
        r2.addUnaligned(target + 2 * stride)
        r3.addUnaligned(target + 3 * stride)
    }
}
