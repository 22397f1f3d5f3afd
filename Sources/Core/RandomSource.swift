import Foundation

/// A stream of random numbers that is a pure function of a seed and of the numbers that name the stream.
///
/// The generator is xoshiro256** (Blackman and Vigna 2018), its state filled by SplitMix64. Sampling is spelt out here
/// and not left to the standard library, so that a seed gives the same numbers under every version of Swift.
public struct RandomSource: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// The stream of `seed` that the numbers in `stream` name, such as an epoch and the index of an image.
    public init(seed: UInt64, stream: UInt64...) {
        var mixed = Self.mix(seed &+ Self.increment)
        for number in stream {
            // The rotation tells the numbers apart by their places: without it seed 0, stream 1 is seed 1, stream 0.
            mixed = Self.mix((mixed << 1 | mixed >> 63) ^ Self.mix(number &+ Self.increment))
        }
        func next() -> UInt64 {
            mixed &+= Self.increment
            return Self.mix(mixed)
        }
        state = (next(), next(), next(), next())
    }

    private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The output function of SplitMix64 (Steele, Lea and Flood 2014).
    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    public mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = (state.3 << 45) | (state.3 >> 19)
        return result
    }

    /// Uniform in [0, 1), with 24 random bits.
    public mutating func uniform() -> Float {
        Float(next() >> 40) * 0x1p-24
    }

    /// Uniform in [`low`, `high`).
    public mutating func uniform(_ low: Float, _ high: Float) -> Float {
        low + (high - low) * uniform()
    }

    /// Uniform among 0, 1, … `bound` − 1, without bias (Lemire 2019).
    ///
    /// - Precondition: `bound > 0`.
    public mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0)
        let range = UInt64(bound)
        var product = next().multipliedFullWidth(by: range)
        if product.low < range {
            let threshold = (0 &- range) % range
            while product.low < threshold {
                product = next().multipliedFullWidth(by: range)
            }
        }
        return Int(product.high)
    }

    /// Standard normal, by the polar method of Marsaglia and Bray (1964); the second value of each pair is not kept.
    public mutating func normal() -> Float {
        while true {
            let u = uniform(-1, 1)
            let v = uniform(-1, 1)
            let square = u * u + v * v
            if square > 0, square < 1 {
                return u * Float(-2 * log(Double(square)) / Double(square)).squareRoot()
            }
        }
    }

    /// Shuffles `values` in place (Fisher and Yates).
    public mutating func shuffle(_ values: inout [Int]) {
        for last in stride(from: values.count - 1, to: 0, by: -1) {
            values.swapAt(last, integer(below: last + 1))
        }
    }

    /// A random order of 0, 1, … `count` − 1.
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        shuffle(&order)
        return order
    }
}
