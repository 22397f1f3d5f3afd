import Core

// The wider blocks: see `RowBlockKernels.swift`.

/// Six rows.
struct Rows6<Vector: Lanes>: RowBlock {
    typealias Scalar = Vector.Scalar
    static var rows: Int { 6 }
    var r0: Vector, r1: Vector, r2: Vector, r3: Vector, r4: Vector, r5: Vector

    @inline(__always)
    init(_ value: Vector) {
        r0 = value
        r1 = value
        r2 = value
        r3 = value
        r4 = value
        r5 = value
    }

    @inline(__always)
    init(each start: UnsafePointer<Scalar>) {
        r0 = Vector(repeating: start[0])
        r1 = Vector(repeating: start[1])
        r2 = Vector(repeating: start[2])
        r3 = Vector(repeating: start[3])
        r4 = Vector(repeating: start[4])
        r5 = Vector(repeating: start[5])
    }

    @inline(__always)
    mutating func accumulate(_ line: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int) {
        r0.accumulate(line, left[0])
        r1.accumulate(line, left[stride])
        r2.accumulate(line, left[2 * stride])
        r3.accumulate(line, left[3 * stride])
        r4.accumulate(line, left[4 * stride])
        r5.accumulate(line, left[5 * stride])
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lineA: Vector, _ lineB: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int
    ) {
        let w0 = Vector(repeating: left[0]); a.r0.accumulate(lineA, w0); b.r0.accumulate(lineB, w0)
        let w1 = Vector(repeating: left[stride]); a.r1.accumulate(lineA, w1); b.r1.accumulate(lineB, w1)
        let w2 = Vector(repeating: left[2 * stride]); a.r2.accumulate(lineA, w2); b.r2.accumulate(lineB, w2)
        let w3 = Vector(repeating: left[3 * stride]); a.r3.accumulate(lineA, w3); b.r3.accumulate(lineB, w3)
        let w4 = Vector(repeating: left[4 * stride]); a.r4.accumulate(lineA, w4); b.r4.accumulate(lineB, w4)
        let w5 = Vector(repeating: left[5 * stride]); a.r5.accumulate(lineA, w5); b.r5.accumulate(lineB, w5)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lines: (Vector, Vector), vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let v0 = vectors[0]; a.r0.accumulate(lines.0, v0); b.r0.accumulate(lines.1, v0)
        let v1 = vectors[stride]; a.r1.accumulate(lines.0, v1); b.r1.accumulate(lines.1, v1)
        let v2 = vectors[2 * stride]; a.r2.accumulate(lines.0, v2); b.r2.accumulate(lines.1, v2)
        let v3 = vectors[3 * stride]; a.r3.accumulate(lines.0, v3); b.r3.accumulate(lines.1, v3)
        let v4 = vectors[4 * stride]; a.r4.accumulate(lines.0, v4); b.r4.accumulate(lines.1, v4)
        let v5 = vectors[5 * stride]; a.r5.accumulate(lines.0, v5); b.r5.accumulate(lines.1, v5)
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
        let v4 = vectors[4 * stride]
        a.r4.accumulate(lines.0, v4); b.r4.accumulate(lines.1, v4)
        c.r4.accumulate(lines.2, v4); d.r4.accumulate(lines.3, v4)
        let v5 = vectors[5 * stride]
        a.r5.accumulate(lines.0, v5); b.r5.accumulate(lines.1, v5)
        c.r5.accumulate(lines.2, v5); d.r5.accumulate(lines.3, v5)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = r0
        if count > 1 { target[stride] = r1 }
        if count > 2 { target[2 * stride] = r2 }
        if count > 3 { target[3 * stride] = r3 }
        if count > 4 { target[4 * stride] = r4 }
        if count > 5 { target[5 * stride] = r5 }
    }

    @inline(__always)
    func storeRectified(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        let zero = Vector(repeating: 0)
        target[0] = Vector.larger(zero, r0)
        if count > 1 { target[stride] = Vector.larger(zero, r1) }
        if count > 2 { target[2 * stride] = Vector.larger(zero, r2) }
        if count > 3 { target[3 * stride] = Vector.larger(zero, r3) }
        if count > 4 { target[4 * stride] = Vector.larger(zero, r4) }
        if count > 5 { target[5 * stride] = Vector.larger(zero, r5) }
    }

    @inline(__always)
    func add(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = target[0] + r0
        if count > 1 { target[stride] = target[stride] + r1 }
        if count > 2 { target[2 * stride] = target[2 * stride] + r2 }
        if count > 3 { target[3 * stride] = target[3 * stride] + r3 }
        if count > 4 { target[4 * stride] = target[4 * stride] + r4 }
        if count > 5 { target[5 * stride] = target[5 * stride] + r5 }
    }

    @inline(__always)
    func addUnaligned(_ target: UnsafeMutablePointer<Scalar>, _ stride: Int) {
        r0.addUnaligned(target)
        r1.addUnaligned(target + 1 * stride)
        r2.addUnaligned(target + 2 * stride)
        r3.addUnaligned(target + 3 * stride)
        r4.addUnaligned(target + 4 * stride)
        r5.addUnaligned(target + 5 * stride)
    }
}

/// Eight rows.
struct Rows8<Vector: Lanes>: RowBlock {
    typealias Scalar = Vector.Scalar
    static var rows: Int { 8 }
    var r0: Vector, r1: Vector, r2: Vector, r3: Vector, r4: Vector, r5: Vector, r6: Vector, r7: Vector

    @inline(__always)
    init(_ value: Vector) {
        r0 = value
        r1 = value
        r2 = value
        r3 = value
        r4 = value
        r5 = value
        r6 = value
        r7 = value
    }

    @inline(__always)
    init(each start: UnsafePointer<Scalar>) {
        r0 = Vector(repeating: start[0])
        r1 = Vector(repeating: start[1])
        r2 = Vector(repeating: start[2])
        r3 = Vector(repeating: start[3])
        r4 = Vector(repeating: start[4])
        r5 = Vector(repeating: start[5])
        r6 = Vector(repeating: start[6])
        r7 = Vector(repeating: start[7])
    }

    @inline(__always)
    mutating func accumulate(_ line: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int) {
        r0.accumulate(line, left[0])
        r1.accumulate(line, left[stride])
        r2.accumulate(line, left[2 * stride])
        r3.accumulate(line, left[3 * stride])
        r4.accumulate(line, left[4 * stride])
        r5.accumulate(line, left[5 * stride])
        r6.accumulate(line, left[6 * stride])
        r7.accumulate(line, left[7 * stride])
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lineA: Vector, _ lineB: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int
    ) {
        let w0 = Vector(repeating: left[0]); a.r0.accumulate(lineA, w0); b.r0.accumulate(lineB, w0)
        let w1 = Vector(repeating: left[stride]); a.r1.accumulate(lineA, w1); b.r1.accumulate(lineB, w1)
        let w2 = Vector(repeating: left[2 * stride]); a.r2.accumulate(lineA, w2); b.r2.accumulate(lineB, w2)
        let w3 = Vector(repeating: left[3 * stride]); a.r3.accumulate(lineA, w3); b.r3.accumulate(lineB, w3)
        let w4 = Vector(repeating: left[4 * stride]); a.r4.accumulate(lineA, w4); b.r4.accumulate(lineB, w4)
        let w5 = Vector(repeating: left[5 * stride]); a.r5.accumulate(lineA, w5); b.r5.accumulate(lineB, w5)
        let w6 = Vector(repeating: left[6 * stride]); a.r6.accumulate(lineA, w6); b.r6.accumulate(lineB, w6)
        let w7 = Vector(repeating: left[7 * stride]); a.r7.accumulate(lineA, w7); b.r7.accumulate(lineB, w7)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lines: (Vector, Vector), vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let v0 = vectors[0]; a.r0.accumulate(lines.0, v0); b.r0.accumulate(lines.1, v0)
        let v1 = vectors[stride]; a.r1.accumulate(lines.0, v1); b.r1.accumulate(lines.1, v1)
        let v2 = vectors[2 * stride]; a.r2.accumulate(lines.0, v2); b.r2.accumulate(lines.1, v2)
        let v3 = vectors[3 * stride]; a.r3.accumulate(lines.0, v3); b.r3.accumulate(lines.1, v3)
        let v4 = vectors[4 * stride]; a.r4.accumulate(lines.0, v4); b.r4.accumulate(lines.1, v4)
        let v5 = vectors[5 * stride]; a.r5.accumulate(lines.0, v5); b.r5.accumulate(lines.1, v5)
        let v6 = vectors[6 * stride]; a.r6.accumulate(lines.0, v6); b.r6.accumulate(lines.1, v6)
        let v7 = vectors[7 * stride]; a.r7.accumulate(lines.0, v7); b.r7.accumulate(lines.1, v7)
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
        let v4 = vectors[4 * stride]
        a.r4.accumulate(lines.0, v4); b.r4.accumulate(lines.1, v4)
        c.r4.accumulate(lines.2, v4); d.r4.accumulate(lines.3, v4)
        let v5 = vectors[5 * stride]
        a.r5.accumulate(lines.0, v5); b.r5.accumulate(lines.1, v5)
        c.r5.accumulate(lines.2, v5); d.r5.accumulate(lines.3, v5)
        let v6 = vectors[6 * stride]
        a.r6.accumulate(lines.0, v6); b.r6.accumulate(lines.1, v6)
        c.r6.accumulate(lines.2, v6); d.r6.accumulate(lines.3, v6)
        let v7 = vectors[7 * stride]
        a.r7.accumulate(lines.0, v7); b.r7.accumulate(lines.1, v7)
        c.r7.accumulate(lines.2, v7); d.r7.accumulate(lines.3, v7)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = r0
        if count > 1 { target[stride] = r1 }
        if count > 2 { target[2 * stride] = r2 }
        if count > 3 { target[3 * stride] = r3 }
        if count > 4 { target[4 * stride] = r4 }
        if count > 5 { target[5 * stride] = r5 }
        if count > 6 { target[6 * stride] = r6 }
        if count > 7 { target[7 * stride] = r7 }
    }

    @inline(__always)
    func storeRectified(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        let zero = Vector(repeating: 0)
        target[0] = Vector.larger(zero, r0)
        if count > 1 { target[stride] = Vector.larger(zero, r1) }
        if count > 2 { target[2 * stride] = Vector.larger(zero, r2) }
        if count > 3 { target[3 * stride] = Vector.larger(zero, r3) }
        if count > 4 { target[4 * stride] = Vector.larger(zero, r4) }
        if count > 5 { target[5 * stride] = Vector.larger(zero, r5) }
        if count > 6 { target[6 * stride] = Vector.larger(zero, r6) }
        if count > 7 { target[7 * stride] = Vector.larger(zero, r7) }
    }

    @inline(__always)
    func add(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = target[0] + r0
        if count > 1 { target[stride] = target[stride] + r1 }
        if count > 2 { target[2 * stride] = target[2 * stride] + r2 }
        if count > 3 { target[3 * stride] = target[3 * stride] + r3 }
        if count > 4 { target[4 * stride] = target[4 * stride] + r4 }
        if count > 5 { target[5 * stride] = target[5 * stride] + r5 }
        if count > 6 { target[6 * stride] = target[6 * stride] + r6 }
        if count > 7 { target[7 * stride] = target[7 * stride] + r7 }
    }

    @inline(__always)
    func addUnaligned(_ target: UnsafeMutablePointer<Scalar>, _ stride: Int) {
        r0.addUnaligned(target)
        r1.addUnaligned(target + 1 * stride)
        r2.addUnaligned(target + 2 * stride)
        r3.addUnaligned(target + 3 * stride)
        r4.addUnaligned(target + 4 * stride)
        r5.addUnaligned(target + 5 * stride)
        r6.addUnaligned(target + 6 * stride)
        r7.addUnaligned(target + 7 * stride)
    }
}

/// Twelve rows.
struct Rows12<Vector: Lanes>: RowBlock {
    typealias Scalar = Vector.Scalar
    static var rows: Int { 12 }
    var r0: Vector, r1: Vector, r2: Vector, r3: Vector, r4: Vector, r5: Vector, r6: Vector, r7: Vector, r8: Vector,
        r9: Vector, r10: Vector, r11: Vector

    @inline(__always)
    init(_ value: Vector) {
        r0 = value
        r1 = value
        r2 = value
        r3 = value
        r4 = value
        r5 = value
        r6 = value
        r7 = value
        r8 = value
        r9 = value
        r10 = value
        r11 = value
    }

    @inline(__always)
    init(each start: UnsafePointer<Scalar>) {
        r0 = Vector(repeating: start[0])
        r1 = Vector(repeating: start[1])
        r2 = Vector(repeating: start[2])
        r3 = Vector(repeating: start[3])
        r4 = Vector(repeating: start[4])
        r5 = Vector(repeating: start[5])
        r6 = Vector(repeating: start[6])
        r7 = Vector(repeating: start[7])
        r8 = Vector(repeating: start[8])
        r9 = Vector(repeating: start[9])
        r10 = Vector(repeating: start[10])
        r11 = Vector(repeating: start[11])
    }

    @inline(__always)
    mutating func accumulate(_ line: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int) {
        r0.accumulate(line, left[0])
        r1.accumulate(line, left[stride])
        r2.accumulate(line, left[2 * stride])
        r3.accumulate(line, left[3 * stride])
        r4.accumulate(line, left[4 * stride])
        r5.accumulate(line, left[5 * stride])
        r6.accumulate(line, left[6 * stride])
        r7.accumulate(line, left[7 * stride])
        r8.accumulate(line, left[8 * stride])
        r9.accumulate(line, left[9 * stride])
        r10.accumulate(line, left[10 * stride])
        r11.accumulate(line, left[11 * stride])
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lineA: Vector, _ lineB: Vector, _ left: UnsafePointer<Scalar>, _ stride: Int
    ) {
        let w0 = Vector(repeating: left[0]); a.r0.accumulate(lineA, w0); b.r0.accumulate(lineB, w0)
        let w1 = Vector(repeating: left[stride]); a.r1.accumulate(lineA, w1); b.r1.accumulate(lineB, w1)
        let w2 = Vector(repeating: left[2 * stride]); a.r2.accumulate(lineA, w2); b.r2.accumulate(lineB, w2)
        let w3 = Vector(repeating: left[3 * stride]); a.r3.accumulate(lineA, w3); b.r3.accumulate(lineB, w3)
        let w4 = Vector(repeating: left[4 * stride]); a.r4.accumulate(lineA, w4); b.r4.accumulate(lineB, w4)
        let w5 = Vector(repeating: left[5 * stride]); a.r5.accumulate(lineA, w5); b.r5.accumulate(lineB, w5)
        let w6 = Vector(repeating: left[6 * stride]); a.r6.accumulate(lineA, w6); b.r6.accumulate(lineB, w6)
        let w7 = Vector(repeating: left[7 * stride]); a.r7.accumulate(lineA, w7); b.r7.accumulate(lineB, w7)
        let w8 = Vector(repeating: left[8 * stride]); a.r8.accumulate(lineA, w8); b.r8.accumulate(lineB, w8)
        let w9 = Vector(repeating: left[9 * stride]); a.r9.accumulate(lineA, w9); b.r9.accumulate(lineB, w9)
        let w10 = Vector(repeating: left[10 * stride]); a.r10.accumulate(lineA, w10); b.r10.accumulate(lineB, w10)
        let w11 = Vector(repeating: left[11 * stride]); a.r11.accumulate(lineA, w11); b.r11.accumulate(lineB, w11)
    }

    @inline(__always)
    static func accumulate(
        _ a: inout Self, _ b: inout Self, _ lines: (Vector, Vector), vectors: UnsafePointer<Vector>, _ stride: Int
    ) {
        let v0 = vectors[0]; a.r0.accumulate(lines.0, v0); b.r0.accumulate(lines.1, v0)
        let v1 = vectors[stride]; a.r1.accumulate(lines.0, v1); b.r1.accumulate(lines.1, v1)
        let v2 = vectors[2 * stride]; a.r2.accumulate(lines.0, v2); b.r2.accumulate(lines.1, v2)
        let v3 = vectors[3 * stride]; a.r3.accumulate(lines.0, v3); b.r3.accumulate(lines.1, v3)
        let v4 = vectors[4 * stride]; a.r4.accumulate(lines.0, v4); b.r4.accumulate(lines.1, v4)
        let v5 = vectors[5 * stride]; a.r5.accumulate(lines.0, v5); b.r5.accumulate(lines.1, v5)
        let v6 = vectors[6 * stride]; a.r6.accumulate(lines.0, v6); b.r6.accumulate(lines.1, v6)
        let v7 = vectors[7 * stride]; a.r7.accumulate(lines.0, v7); b.r7.accumulate(lines.1, v7)
        let v8 = vectors[8 * stride]; a.r8.accumulate(lines.0, v8); b.r8.accumulate(lines.1, v8)
        let v9 = vectors[9 * stride]; a.r9.accumulate(lines.0, v9); b.r9.accumulate(lines.1, v9)
        let v10 = vectors[10 * stride]; a.r10.accumulate(lines.0, v10); b.r10.accumulate(lines.1, v10)
        let v11 = vectors[11 * stride]; a.r11.accumulate(lines.0, v11); b.r11.accumulate(lines.1, v11)
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
        let v4 = vectors[4 * stride]
        a.r4.accumulate(lines.0, v4); b.r4.accumulate(lines.1, v4)
        c.r4.accumulate(lines.2, v4); d.r4.accumulate(lines.3, v4)
        let v5 = vectors[5 * stride]
        a.r5.accumulate(lines.0, v5); b.r5.accumulate(lines.1, v5)
        c.r5.accumulate(lines.2, v5); d.r5.accumulate(lines.3, v5)
        let v6 = vectors[6 * stride]
        a.r6.accumulate(lines.0, v6); b.r6.accumulate(lines.1, v6)
        c.r6.accumulate(lines.2, v6); d.r6.accumulate(lines.3, v6)
        let v7 = vectors[7 * stride]
        a.r7.accumulate(lines.0, v7); b.r7.accumulate(lines.1, v7)
        c.r7.accumulate(lines.2, v7); d.r7.accumulate(lines.3, v7)
        let v8 = vectors[8 * stride]
        a.r8.accumulate(lines.0, v8); b.r8.accumulate(lines.1, v8)
        c.r8.accumulate(lines.2, v8); d.r8.accumulate(lines.3, v8)
        let v9 = vectors[9 * stride]
        a.r9.accumulate(lines.0, v9); b.r9.accumulate(lines.1, v9)
        c.r9.accumulate(lines.2, v9); d.r9.accumulate(lines.3, v9)
        let v10 = vectors[10 * stride]
        a.r10.accumulate(lines.0, v10); b.r10.accumulate(lines.1, v10)
        c.r10.accumulate(lines.2, v10); d.r10.accumulate(lines.3, v10)
        let v11 = vectors[11 * stride]
        a.r11.accumulate(lines.0, v11); b.r11.accumulate(lines.1, v11)
        c.r11.accumulate(lines.2, v11); d.r11.accumulate(lines.3, v11)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = r0
        if count > 1 { target[stride] = r1 }
        if count > 2 { target[2 * stride] = r2 }
        if count > 3 { target[3 * stride] = r3 }
        if count > 4 { target[4 * stride] = r4 }
        if count > 5 { target[5 * stride] = r5 }
        if count > 6 { target[6 * stride] = r6 }
        if count > 7 { target[7 * stride] = r7 }
        if count > 8 { target[8 * stride] = r8 }
        if count > 9 { target[9 * stride] = r9 }
        if count > 10 { target[10 * stride] = r10 }
        if count > 11 { target[11 * stride] = r11 }
    }

    @inline(__always)
    func storeRectified(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        let zero = Vector(repeating: 0)
        target[0] = Vector.larger(zero, r0)
        if count > 1 { target[stride] = Vector.larger(zero, r1) }
        if count > 2 { target[2 * stride] = Vector.larger(zero, r2) }
        if count > 3 { target[3 * stride] = Vector.larger(zero, r3) }
        if count > 4 { target[4 * stride] = Vector.larger(zero, r4) }
        if count > 5 { target[5 * stride] = Vector.larger(zero, r5) }
        if count > 6 { target[6 * stride] = Vector.larger(zero, r6) }
        if count > 7 { target[7 * stride] = Vector.larger(zero, r7) }
        if count > 8 { target[8 * stride] = Vector.larger(zero, r8) }
        if count > 9 { target[9 * stride] = Vector.larger(zero, r9) }
        if count > 10 { target[10 * stride] = Vector.larger(zero, r10) }
        if count > 11 { target[11 * stride] = Vector.larger(zero, r11) }
    }

    @inline(__always)
    func add(_ target: UnsafeMutablePointer<Vector>, _ stride: Int, _ count: Int) {
        target[0] = target[0] + r0
        if count > 1 { target[stride] = target[stride] + r1 }
        if count > 2 { target[2 * stride] = target[2 * stride] + r2 }
        if count > 3 { target[3 * stride] = target[3 * stride] + r3 }
        if count > 4 { target[4 * stride] = target[4 * stride] + r4 }
        if count > 5 { target[5 * stride] = target[5 * stride] + r5 }
        if count > 6 { target[6 * stride] = target[6 * stride] + r6 }
        if count > 7 { target[7 * stride] = target[7 * stride] + r7 }
        if count > 8 { target[8 * stride] = target[8 * stride] + r8 }
        if count > 9 { target[9 * stride] = target[9 * stride] + r9 }
        if count > 10 { target[10 * stride] = target[10 * stride] + r10 }
        if count > 11 { target[11 * stride] = target[11 * stride] + r11 }
    }

    @inline(__always)
    func addUnaligned(_ target: UnsafeMutablePointer<Scalar>, _ stride: Int) {
        r0.addUnaligned(target)
        r1.addUnaligned(target + 1 * stride)
        r2.addUnaligned(target + 2 * stride)
        r3.addUnaligned(target + 3 * stride)
        r4.addUnaligned(target + 4 * stride)
        r5.addUnaligned(target + 5 * stride)
        r6.addUnaligned(target + 6 * stride)
        r7.addUnaligned(target + 7 * stride)
        r8.addUnaligned(target + 8 * stride)
        r9.addUnaligned(target + 9 * stride)
        r10.addUnaligned(target + 10 * stride)
        r11.addUnaligned(target + 11 * stride)
    }
}
