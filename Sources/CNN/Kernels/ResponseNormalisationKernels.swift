import Core

/// Local response normalisation of vectors of sixteen numbers, whatever images and places they belong to: what meets are
/// numbers of neighbouring channels at the same place of memory.
///
/// Some vectors of each channel are worked on at a time, channel by channel. What is summed over channels lies in rings of
/// rows, one a channel, just as many as are needed, so that it stays in the first-level cache.
struct ResponseNormalisationKernels<Scalar: NetworkScalar>: Sendable {
    typealias Vector = SIMD16<Scalar>

    /// Vectors of a channel that are worked on at a time.
    static var width: Int { 16 }

    let channels: Int
    /// Vectors from one channel to the next.
    let stride: Int
    let size: Int
    let alpha: Scalar
    let beta: Scalar
    let k: Scalar

    private var half: Int { size / 2 }
    /// Rows of a ring, a power of two.
    private var rows: Int {
        var rows = 1
        while rows < size { rows *= 2 }
        return rows
    }
    private var ringCount: Int { rows * Self.width }
    /// Scalars of scratch memory.
    var scratchCount: Int { 16 * 3 * ringCount }

    /// b = a d^−β, d = k + α Σ a², for the vectors `places` of each channel.
    func forward(
        _ source: UnsafePointer<Vector>, _ places: Range<Int>, _ squares: UnsafeMutablePointer<Vector>,
        into target: UnsafeMutablePointer<Vector>
    ) {
        // The usual size and exponent get code of their own.
        switch (size, beta) {
        case (5, 0.75): forward(source, places, squares, size: 5, isFast: true, into: target)
        case (_, 0.75): forward(source, places, squares, size: size, isFast: true, into: target)
        default: forward(source, places, squares, size: size, isFast: false, into: target)
        }
    }

    @inline(__always)
    private func forward(
        _ source: UnsafePointer<Vector>, _ places: Range<Int>, _ squares: UnsafeMutablePointer<Vector>, size: Int,
        isFast: Bool, into target: UnsafeMutablePointer<Vector>
    ) {
        let mask = rows - 1
        var place = places.lowerBound
        while place < places.upperBound {
            let width = min(Self.width, places.upperBound - place)
            clear(squares, 0..<half)
            for newest in 0..<channels + half {
                square(source + place, newest, width, mask, into: squares)
                let channel = newest - half
                guard channel >= 0 else { continue }
                let (from, to) = (source + (channel * stride + place), target + (channel * stride + place))
                for vector in 0..<width {
                    let divisor = divisor(squares, channel, vector, size, mask)
                    to[vector] = from[vector] * powers(divisor, isFast).power
                }
            }
            place += width
        }
    }

    /// ∂L/∂aᵢ = gᵢ dᵢ^−β − 2 α β aᵢ Σⱼ gⱼ aⱼ dⱼ^(−β − 1), with g the gradient of the output. The terms of the sum are made
    /// half a window behind the squares, and the sums as much behind them.
    func backward(
        _ source: UnsafePointer<Vector>, gradient: UnsafePointer<Vector>, _ places: Range<Int>, accumulates: Bool,
        _ scratch: UnsafeMutablePointer<Vector>, into target: UnsafeMutablePointer<Vector>
    ) {
        switch (size, beta) {
        case (5, 0.75): backward(source, gradient, places, accumulates, scratch, size: 5, isFast: true, target)
        case (_, 0.75): backward(source, gradient, places, accumulates, scratch, size: size, isFast: true, target)
        default: backward(source, gradient, places, accumulates, scratch, size: size, isFast: false, target)
        }
    }

    @inline(__always)
    private func backward(
        _ source: UnsafePointer<Vector>, _ gradient: UnsafePointer<Vector>, _ places: Range<Int>, _ accumulates: Bool,
        _ squares: UnsafeMutablePointer<Vector>, size: Int, isFast: Bool, _ target: UnsafeMutablePointer<Vector>
    ) {
        let terms = squares + ringCount
        let scales = terms + ringCount
        let mask = rows - 1
        let slope = Vector(repeating: -2 * alpha * beta)
        var place = places.lowerBound
        while place < places.upperBound {
            let width = min(Self.width, places.upperBound - place)
            clear(squares, 0..<half)
            clear(terms, 0..<half)
            for newest in 0..<channels + 2 * half {
                square(source + place, newest, width, mask, into: squares)
                let middle = newest - half
                let row = (middle + half) & mask
                if middle >= channels {
                    clear(terms, row..<row + 1)
                } else if middle >= 0 {
                    let (a, g) = (source + (middle * stride + place), gradient + (middle * stride + place))
                    let (term, scale) = (terms + row * Self.width, scales + row * Self.width)
                    for vector in 0..<width {
                        let (power, inverse) = powers(divisor(squares, middle, vector, size, mask), isFast)
                        scale[vector] = power
                        term[vector] = g[vector] * a[vector] * (power * inverse)
                    }
                }
                let channel = middle - half
                guard channel >= 0 else { continue }
                let (a, g) = (source + (channel * stride + place), gradient + (channel * stride + place))
                let scale = scales + ((channel + half) & mask) * Self.width
                let to = target + (channel * stride + place)
                for vector in 0..<width {
                    var value = g[vector] * scale[vector]
                    value.accumulate(slope * a[vector], sum(terms, channel, vector, size, mask))
                    to[vector] = accumulates ? to[vector] + value : value
                }
            }
            place += width
        }
    }

    @inline(__always)
    private func clear(_ ring: UnsafeMutablePointer<Vector>, _ rows: Range<Int>) {
        (ring + rows.lowerBound * Self.width).update(repeating: .zero, count: rows.count * Self.width)
    }

    /// Puts the squares of a channel into its row of the ring, zeros beyond the last channel. The row of channel −half is the
    /// first.
    @inline(__always)
    private func square(
        _ source: UnsafePointer<Vector>, _ channel: Int, _ width: Int, _ mask: Int,
        into ring: UnsafeMutablePointer<Vector>
    ) {
        let row = (channel + half) & mask
        guard channel < channels else { return clear(ring, row..<row + 1) }
        let (from, to) = (source + channel * stride, ring + row * Self.width)
        for vector in 0..<width { to[vector] = from[vector] * from[vector] }
    }

    /// k + α Σ a² of a channel.
    @inline(__always)
    private func divisor(
        _ squares: UnsafeMutablePointer<Vector>, _ channel: Int, _ vector: Int, _ size: Int, _ mask: Int
    ) -> Vector {
        var divisor = Vector(repeating: k)
        divisor.accumulate(sum(squares, channel, vector, size, mask), alpha)
        return divisor
    }

    /// The sum over a channel and its neighbours.
    @inline(__always)
    private func sum(
        _ ring: UnsafeMutablePointer<Vector>, _ channel: Int, _ vector: Int, _ size: Int, _ mask: Int
    ) -> Vector {
        var sum = ring[(channel & mask) &* Self.width &+ vector]
        for neighbour in 1..<max(size, 1) { sum += ring[((channel &+ neighbour) & mask) &* Self.width &+ vector] }
        return sum
    }

    /// d^−β and 1 / d.
    @inline(__always)
    private func powers(_ divisor: Vector, _ isFast: Bool) -> (power: Vector, inverse: Vector) {
        guard isFast else { return (Scalar.power(divisor, -beta), Vector(repeating: 1) / divisor) }
        let root = Scalar.inverseFourthRoot(divisor)
        let square = root * root
        return (square * root, square * square)
    }
}
