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
struct OneRow<Vector: Lanes>: RowBlock {
    typealias Scalar = Vector.Scalar
    private var sum: Vector

    static var rows: Int { 1 }

    @inline(__always)
    init(_ value: Vector) { sum = value }

    @inline(__always)
    init(each start: UnsafePointer<Scalar>) { sum = Vector(repeating: start[0]) }

    @inline(__always)
    mutating func accumulate(_ line: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int) {
        sum.accumulate(line, left[0])
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lineA: Vector, _ lineB: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int
    ) {
        let weight = Vector(repeating: left[0])
        a.sum.accumulate(lineA, weight); b.sum.accumulate(lineB, weight)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lines: (Vector, Vector), vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let vector = vectors[0]
        a.sum.accumulate(lines.0, vector); b.sum.accumulate(lines.1, vector)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ c: inout Self, _ d: inout Self, _ lines: (Vector, Vector, Vector, Vector),
        vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let vector = vectors[0]
        a.sum.accumulate(lines.0, vector); b.sum.accumulate(lines.1, vector)
        c.sum.accumulate(lines.2, vector); d.sum.accumulate(lines.3, vector)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        if count > 0 { target[0] = sum }
    }

    @inline(__always)
    func storeRectified(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        if count > 0 { target[0] = Vector.larger(Vector(repeating: 0), sum) }
    }

    @inline(__always)
    func add(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        if count > 0 { target[0] = target[0] + sum }
    }

    @inline(__always)
    func addUnaligned(_ target: UnsafeMutablePointer<Scalar>, _ stride: Int) { sum.addUnaligned(target) }
}

/// The rows of one block above those of another: all wider blocks are made of it, and of nothing that the compiler does not see through.
struct StackedRows<Upper: RowBlock, Lower: RowBlock>: RowBlock where Upper.Vector == Lower.Vector {
    typealias Vector = Upper.Vector
    typealias Scalar = Vector.Scalar
    private var upper: Upper
    private var lower: Lower

    static var rows: Int {
        @inline(__always) get { Upper.rows + Lower.rows }
    }

    @inline(__always)
    init(_ value: Vector) {
        upper = Upper(value)
        lower = Lower(value)
    }

    @inline(__always)
    init(each start: UnsafePointer<Scalar>) {
        upper = Upper(each: start)
        lower = Lower(each: start + Upper.rows)
    }

    @inline(__always)
    mutating func accumulate(_ line: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int) {
        upper.accumulate(line, left, stride)
        lower.accumulate(line, left + Upper.rows * stride, stride)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lineA: Vector, _ lineB: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int
    ) {
        Upper.accumulate(&a.upper, &b.upper, lineA, lineB, left, stride)
        Lower.accumulate(&a.lower, &b.lower, lineA, lineB, left + Upper.rows * stride, stride)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lines: (Vector, Vector), vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        Upper.accumulate(&a.upper, &b.upper, lines, vectors: vectors, stride)
        Lower.accumulate(&a.lower, &b.lower, lines, vectors: vectors + Upper.rows * stride, stride)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ c: inout Self, _ d: inout Self, _ lines: (Vector, Vector, Vector, Vector),
        vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        Upper.accumulate(&a.upper, &b.upper, &c.upper, &d.upper, lines, vectors: vectors, stride)
        Lower.accumulate(
            &a.lower, &b.lower, &c.lower, &d.lower, lines, vectors: vectors + Upper.rows * stride, stride)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        upper.store(target, stride, count)
        lower.store(target + Upper.rows * stride, stride, count - Upper.rows)
    }

    @inline(__always)
    func storeRectified(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        upper.storeRectified(target, stride, count)
        lower.storeRectified(target + Upper.rows * stride, stride, count - Upper.rows)
    }

    @inline(__always)
    func add(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        upper.add(target, stride, count)
        lower.add(target + Upper.rows * stride, stride, count - Upper.rows)
    }

    @inline(__always)
    func addUnaligned(_ target: UnsafeMutablePointer<Scalar>, _ stride: Int) {
        upper.addUnaligned(target, stride)
        lower.addUnaligned(target + Upper.rows * stride, stride)
    }
}

typealias Rows1<Vector: Lanes> = OneRow<Vector>
typealias Rows2<Vector: Lanes> = StackedRows<Rows1<Vector>, Rows1<Vector>>
typealias Rows4<Vector: Lanes> = StackedRows<Rows2<Vector>, Rows2<Vector>>
typealias Rows6<Vector: Lanes> = StackedRows<Rows4<Vector>, Rows2<Vector>>
typealias Rows8<Vector: Lanes> = StackedRows<Rows4<Vector>, Rows4<Vector>>
typealias Rows12<Vector: Lanes> = StackedRows<Rows8<Vector>, Rows4<Vector>>
