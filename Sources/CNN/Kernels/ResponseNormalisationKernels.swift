import Core

/// Local response normalisation of vectors of sixteen numbers, whatever images and places they belong to: what meets are
/// numbers of neighbouring channels at the same place of memory.
///
/// Some vectors of all channels are worked on at a time, so that what is summed over channels stays in the first-level cache.
struct ResponseNormalisationKernels<Scalar: NetworkScalar>: Sendable {
    typealias Vector = SIMD16<Scalar>

    /// Vectors of a channel that are worked on at a time.
    private static var width: Int { 4 }

    let channels: Int
    /// Vectors from one channel to the next.
    let stride: Int
    let size: Int
    let alpha: Scalar
    let beta: Scalar
    let k: Scalar

    private var half: Int { size / 2 }
    /// Sums over channels begin and end with rows of zeros.
    private var paddedCount: Int { (channels + 2 * half) * Self.width }
    /// Scalars of scratch memory.
    var scratchCount: Int { 16 * (2 * paddedCount + channels * Self.width) }

    /// b = a d^−β, d = k + α Σ a², for the vectors `places` of each channel.
    func forward(
        _ source: UnsafePointer<Vector>, _ places: Range<Int>, _ scratch: UnsafeMutablePointer<Vector>,
        into target: UnsafeMutablePointer<Vector>
    ) {
        clear(scratch)
        specialised { size, isFast in
            blocks(places) { place, width in
                sumSquares(source + place, size, width, scratch) { channel, vector, divisor in
                    let index = channel * stride + place + vector
                    target[index] = source[index] * powers(divisor, isFast).power
                }
            }
        }
    }

    /// ∂L/∂aᵢ = gᵢ dᵢ^−β − 2 α β aᵢ Σⱼ gⱼ aⱼ dⱼ^(−β − 1), with g the gradient of the output.
    func backward(
        _ source: UnsafePointer<Vector>, gradient: UnsafePointer<Vector>, _ places: Range<Int>, accumulates: Bool,
        _ scratch: UnsafeMutablePointer<Vector>, into target: UnsafeMutablePointer<Vector>
    ) {
        let terms = scratch + paddedCount
        let scales = terms + paddedCount
        clear(scratch)
        clear(terms)
        let slope = Vector(repeating: -2 * alpha * beta)
        specialised { size, isFast in
            blocks(places) { place, width in
                sumSquares(source + place, size, width, scratch) { channel, vector, divisor in
                    let index = channel * stride + place + vector
                    let (power, inverse) = powers(divisor, isFast)
                    scales[channel * Self.width + vector] = power
                    terms[(channel + half) * Self.width + vector] = gradient[index] * source[index] * (power * inverse)
                }
                for channel in 0..<channels {
                    for vector in 0..<width {
                        let index = channel * stride + place + vector
                        var value = gradient[index] * scales[channel * Self.width + vector]
                        value.accumulate(slope * source[index], sum(terms, channel, vector, size))
                        target[index] = accumulates ? target[index] + value : value
                    }
                }
            }
        }
    }

    /// Sets the rows of zeros before and after those of the channels.
    private func clear(_ rows: UnsafeMutablePointer<Vector>) {
        let margin = half * Self.width
        rows.update(repeating: .zero, count: margin)
        (rows + paddedCount - margin).update(repeating: .zero, count: margin)
    }

    /// The usual size and exponent get code of their own.
    @inline(__always)
    private func specialised(_ body: (_ size: Int, _ isFast: Bool) -> Void) {
        if beta != 0.75 {
            body(size, false)
        } else if size == 5 {
            body(5, true)
        } else {
            body(size, true)
        }
    }

    @inline(__always)
    private func blocks(_ places: Range<Int>, _ body: (_ place: Int, _ width: Int) -> Void) {
        var place = places.lowerBound
        while place + Self.width <= places.upperBound { body(place, Self.width); place += Self.width }
        if place < places.upperBound { body(place, places.upperBound - place) }
    }

    /// Calls `body` with k + α Σ a² of each channel.
    @inline(__always)
    private func sumSquares(
        _ source: UnsafePointer<Vector>, _ size: Int, _ width: Int, _ squares: UnsafeMutablePointer<Vector>,
        _ body: (_ channel: Int, _ vector: Int, _ divisor: Vector) -> Void
    ) {
        for channel in 0..<channels {
            for vector in 0..<width {
                let a = source[channel * stride + vector]
                squares[(channel + half) * Self.width + vector] = a * a
            }
        }
        for channel in 0..<channels {
            for vector in 0..<width {
                var divisor = Vector(repeating: k)
                divisor.accumulate(sum(squares, channel, vector, size), alpha)
                body(channel, vector, divisor)
            }
        }
    }

    @inline(__always)
    private func sum(_ rows: UnsafeMutablePointer<Vector>, _ channel: Int, _ vector: Int, _ size: Int) -> Vector {
        var sum = rows[channel * Self.width + vector]
        for neighbour in 1..<max(size, 1) { sum += rows[(channel + neighbour) * Self.width + vector] }
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
