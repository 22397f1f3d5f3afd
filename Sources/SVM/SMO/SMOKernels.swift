import Core

/// What sequential minimal optimisation knows of each example that it still looks at: a multiple of sixteen of them, the last
/// ones of which may be padding.
final class SMOVectors<Value: KernelScalar>: @unchecked Sendable {
    let count: Int
    /// f = −y G, the negative of label times gradient of the dual.
    var f: UnsafeMutablePointer<Double> { gradients.base }
    private let gradients: AlignedDoubles
    /// 0 where y α can grow (I_up of Fan et al. 2005), −∞ elsewhere.
    let up: AlignedFloats
    /// 0 where y α can fall (I_low), +∞ elsewhere.
    let low: AlignedFloats
    /// K(x, x)
    let diagonal: AlignedMemory<Value>

    init(_ count: Int, diagonal: AlignedMemory<Value>) {
        precondition(count % 16 == 0 && diagonal.count >= count)
        self.count = count
        self.diagonal = diagonal
        gradients = AlignedDoubles(count)
        up = AlignedFloats(uninitialised: count)
        low = AlignedFloats(uninitialised: count)
        up.base.update(repeating: -.infinity, count: up.count)
        low.base.update(repeating: .infinity, count: low.count)
    }
}

/// What kernel rows consist of, with the loops over them.
protocol KernelScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
    var double: Double { get }
    /// As the functions of ``SMOKernels``.
    static func update(
        _ vectors: SMOVectors<Self>, rowI: UnsafePointer<Self>, rowJ: UnsafePointer<Self>, step: Double
    ) -> SMOKernels.Extremes
    static func partner(_ vectors: SMOVectors<Self>, row: UnsafePointer<Self>, of place: Int, largest: Double) -> Int
    static func add(
        _ row: UnsafePointer<Self>, times factor: Double, to sums: UnsafeMutablePointer<Double>, _ count: Int)
    static func gather(
        _ row: UnsafePointer<Self>, _ places: [Int32], to target: UnsafeMutablePointer<Self>, width: Int)
}

/// The loops over all examples that one step of sequential minimal optimisation makes.
enum SMOKernels {
    /// The extremes of f over the sets that define optimality.
    struct Extremes {
        /// m = max f over I_up, and the first place where it is; −∞ and −1 where I_up is empty.
        var largest = -Double.infinity
        var place = -1
        /// M = min f over I_low; +∞ where I_low is empty.
        var smallest = Double.infinity

        /// m − M: at most the tolerance at the end.
        var violation: Double { largest - smallest }
    }

    typealias Doubles = SIMD8<Double>

    /// The best value of eight lanes so far, with the block of each.
    struct Best {
        var value = Doubles(repeating: -.infinity)
        var block = Doubles.zero

        @inline(__always)
        mutating func take(_ candidate: Doubles, _ index: Doubles) {
            block = choose(where: value, isBelow: candidate, index, else: block)
            value = lanewiseMax(value, candidate)
        }
    }

    @inline(__always)
    static func doubles(_ pointer: UnsafePointer<Float>) -> Doubles {
        Doubles(SIMD8<Float>(aligned: pointer))
    }

    /// f − `step` · (row i − row j), and the extremes of the new f.
    static func update(
        _ vectors: SMOVectors<Float>, rowI: UnsafePointer<Float>, rowJ: UnsafePointer<Float>, step: Double
    ) -> Extremes {
        let (f, up, low) = (vectors.f, UnsafePointer(vectors.up.base), UnsafePointer(vectors.low.base))
        let factor = Doubles(repeating: step)
        var best0 = Best()
        var best1 = Best()
        var least0 = Doubles(repeating: .infinity)
        var least1 = least0
        var index = Doubles.zero
        var place = 0
        while place < vectors.count {
            var f0 = Doubles(aligned: f + place)
            var f1 = Doubles(aligned: f + place + 8)
            f0.accumulate(doubles(rowJ + place) - doubles(rowI + place), factor)
            f1.accumulate(doubles(rowJ + place + 8) - doubles(rowI + place + 8), factor)
            f0.store(aligned: f + place)
            f1.store(aligned: f + place + 8)
            best0.take(f0 + doubles(up + place), index)
            best1.take(f1 + doubles(up + place + 8), index)
            least0 = lanewiseMin(least0, f0 + doubles(low + place))
            least1 = lanewiseMin(least1, f1 + doubles(low + place + 8))
            index += 1
            place += 16
        }
        return extremes(best0, best1, lanewiseMin(least0, least1))
    }

    /// The extremes of f as it is.
    static func extremes<Value>(_ vectors: SMOVectors<Value>) -> Extremes {
        var result = Extremes()
        for place in 0..<vectors.count {
            if vectors.up.base[place] == 0, vectors.f[place] > result.largest {
                result.largest = vectors.f[place]
                result.place = place
            }
            if vectors.low.base[place] == 0 { result.smallest = min(result.smallest, vectors.f[place]) }
        }
        return result
    }

    static func extremes(_ first: Best, _ second: Best, _ least: Doubles) -> Extremes {
        var result = Extremes()
        for lane in 0..<16 {
            let best = lane < 8 ? first : second
            let value = best.value[lane & 7]
            let place = Int(best.block[lane & 7]) * 16 + lane
            if value > result.largest || (value == result.largest && value > -.infinity && place < result.place) {
                result.largest = value
                result.place = place
            }
        }
        for lane in 0..<8 where least[lane] < result.smallest { result.smallest = least[lane] }
        return result
    }

    /// Second-order selection (equation 8 of Fan et al. 2005): the j in I_low with f_j < m that makes −b²/a smallest, with
    /// b = m − f_j and a = K_ii + K_jj − 2 K_ij, or `tau` where that is smaller. −1 where there is none.
    ///
    /// b and a are exact to single precision, in which the quotients are compared; of equal ones the first counts.
    static func partner(_ vectors: SMOVectors<Float>, row: UnsafePointer<Float>, of place: Int, largest: Double) -> Int
    {
        precondition(place >= 0 && place < vectors.count)
        let (f, low, diagonal) = (vectors.f, UnsafePointer(vectors.low.base), UnsafePointer(vectors.diagonal.base))
        let m = Doubles(repeating: largest)
        let own = SIMD16<Float>(repeating: diagonal[place])
        let tau = SIMD16<Float>(repeating: 1e-12)
        var best = SIMD16<Float>.zero
        var block = SIMD16<Float>.zero
        var index = SIMD16<Float>.zero
        var at = 0
        while at < vectors.count {
            let b0 = SIMD8<Float>(m - Doubles(aligned: f + at))
            let b1 = SIMD8<Float>(m - Doubles(aligned: f + at + 8))
            let free = SIMD16<Float>(lowHalf: b0, highHalf: b1)
            let b = lanewiseMax(free - SIMD16<Float>(aligned: low + at), free - free)
            var a = own + SIMD16<Float>(aligned: diagonal + at)
            a.accumulate(SIMD16<Float>(aligned: row + at), -2)
            let gain = b * b / lanewiseMax(a, tau)
            block = choose(where: best, isBelow: gain, index, else: block)
            best = lanewiseMax(best, gain)
            index += 1
            at += 16
        }
        var result = -1
        var largestGain: Float = 0
        for lane in 0..<16 where best[lane] > 0 {
            let place = Int(block[lane]) * 16 + lane
            if best[lane] > largestGain || (best[lane] == largestGain && place < result) {
                largestGain = best[lane]
                result = place
            }
        }
        return result
    }

    /// `sums` + `factor` · row, `count` numbers of it.
    static func add(
        _ row: UnsafePointer<Float>, times factor: Double, to sums: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        precondition(count % 16 == 0)
        let factor = Doubles(repeating: factor)
        var place = 0
        while place < count {
            var sum = Doubles(aligned: sums + place)
            sum.accumulate(doubles(row + place), factor)
            sum.store(aligned: sums + place)
            place += 8
        }
    }

    /// The numbers of `row` at `places`, followed by zeros up to `width`, to `target`, which may be `row` where `places` ascend.
    static func gather(
        _ row: UnsafePointer<Float>, _ places: [Int32], to target: UnsafeMutablePointer<Float>, width: Int
    ) {
        places.withUnsafeBufferPointer { places in
            for index in 0..<places.count { target[index] = row[Int(places[index])] }
        }
        for index in places.count..<width { target[index] = 0 }
    }
}
