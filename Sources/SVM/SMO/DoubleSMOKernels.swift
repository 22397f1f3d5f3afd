import Core

extension Float: KernelScalar {
    var double: Double { Double(self) }

    static func update(
        _ vectors: SMOVectors<Float>, rowI: UnsafePointer<Float>, rowJ: UnsafePointer<Float>, step: Double
    ) -> SMOKernels.Extremes { SMOKernels.update(vectors, rowI: rowI, rowJ: rowJ, step: step) }

    static func partner(_ vectors: SMOVectors<Float>, row: UnsafePointer<Float>, of place: Int, largest: Double) -> Int
    {
        SMOKernels.partner(vectors, row: row, of: place, largest: largest)
    }

    static func add(
        _ row: UnsafePointer<Float>, times factor: Double, to sums: UnsafeMutablePointer<Double>, _ count: Int
    ) { SMOKernels.add(row, times: factor, to: sums, count) }

    static func gather(
        _ row: UnsafePointer<Float>, _ places: [Int32], to target: UnsafeMutablePointer<Float>, width: Int
    ) { SMOKernels.gather(row, places, to: target, width: width) }
}

extension Double: KernelScalar {
    var double: Double { self }

    static func update(
        _ vectors: SMOVectors<Double>, rowI: UnsafePointer<Double>, rowJ: UnsafePointer<Double>, step: Double
    ) -> SMOKernels.Extremes { SMOKernels.update(vectors, rowI: rowI, rowJ: rowJ, step: step) }

    static func partner(
        _ vectors: SMOVectors<Double>, row: UnsafePointer<Double>, of place: Int, largest: Double
    ) -> Int { SMOKernels.partner(vectors, row: row, of: place, largest: largest) }

    static func add(
        _ row: UnsafePointer<Double>, times factor: Double, to sums: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        precondition(count % 8 == 0)
        let factor = SMOKernels.Doubles(repeating: factor)
        for place in stride(from: 0, to: count, by: 8) {
            var sum = SIMD8<Double>(aligned: sums + place)
            sum.accumulate(SIMD8<Double>(aligned: row + place), factor)
            sum.store(aligned: sums + place)
        }
    }

    static func gather(
        _ row: UnsafePointer<Double>, _ places: [Int32], to target: UnsafeMutablePointer<Double>, width: Int
    ) {
        for index in places.indices { target[index] = row[Int(places[index])] }
        for index in places.count..<width { target[index] = 0 }
    }
}

/// The loops of ``SMOKernels`` over rows of double precision.
extension SMOKernels {
    /// f − `step` · (row i − row j), and the extremes of the new f.
    static func update(
        _ vectors: SMOVectors<Double>, rowI: UnsafePointer<Double>, rowJ: UnsafePointer<Double>, step: Double
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
            f0.accumulate(Doubles(aligned: rowJ + place) - Doubles(aligned: rowI + place), factor)
            f1.accumulate(Doubles(aligned: rowJ + place + 8) - Doubles(aligned: rowI + place + 8), factor)
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

    /// Second-order selection in double precision throughout; of equal gains the first counts.
    static func partner(
        _ vectors: SMOVectors<Double>, row: UnsafePointer<Double>, of place: Int, largest: Double
    ) -> Int {
        precondition(place >= 0 && place < vectors.count)
        let (f, low, diagonal) = (vectors.f, UnsafePointer(vectors.low.base), UnsafePointer(vectors.diagonal.base))
        let m = Doubles(repeating: largest)
        let own = Doubles(repeating: diagonal[place])
        let tau = Doubles(repeating: 1e-12)
        var best = Doubles.zero
        var block = Doubles.zero
        var index = Doubles.zero
        for at in stride(from: 0, to: vectors.count, by: 8) {
            let free = m - Doubles(aligned: f + at)
            let b = lanewiseMax(free - doubles(low + at), free - free)
            var a = own + Doubles(aligned: diagonal + at)
            a.accumulate(Doubles(aligned: row + at), Doubles(repeating: -2))
            let gain = b * b / lanewiseMax(a, tau)
            block = choose(where: best, isBelow: gain, index, else: block)
            best = lanewiseMax(best, gain)
            index += 1
        }
        var result = -1
        var largestGain = 0.0
        for lane in 0..<8 where best[lane] > 0 {
            let place = Int(block[lane]) * 8 + lane
            if best[lane] > largestGain || (best[lane] == largestGain && place < result) {
                largestGain = best[lane]
                result = place
            }
        }
        return result
    }
}
