import Core

/// Which numbers dropout keeps: a hash of the step of training, the layer, the image and the number's place in it, so that
/// neither tiles nor threads have a say and nothing is stored for the way back.
struct DropoutKernels<Scalar: NetworkScalar>: Sendable {
    typealias Words = SIMD16<UInt32>

    /// What is below this of the 2³² hashes is dropped.
    let threshold: UInt32
    /// What the numbers that are kept are multiplied by.
    let scale: Scalar

    init(rate: Float) {
        threshold = UInt32((Double(rate) * 0x1p32).rounded())
        scale = 1 / (1 - Scalar(rate))
    }

    /// The names of sixteen numbers: what is hashed with their places.
    struct Keys {
        var low = Words.zero
        var high = Words.zero

        mutating func set(_ lane: Int, seed: UInt64, step: Int, image: Int) {
            let first = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(step + 1))
            let key = Self.mix(first ^ (0xD1B5_4A32_D192_ED03 &* UInt64(image + 1)))
            low[lane] = UInt32(truncatingIfNeeded: key)
            high[lane] = UInt32(truncatingIfNeeded: key >> 32)
        }

        /// The output function of SplitMix64 (Steele, Lea and Flood 2014).
        private static func mix(_ value: UInt64) -> UInt64 {
            var z = value
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// target = source · scale where the number is kept and 0 where not, or that added.
    ///
    /// - Parameters:
    ///   - places: The places of the first sixteen numbers in their images; the next ones are `advance` farther.
    func apply(
        _ source: UnsafePointer<SIMD16<Scalar>>, _ count: Int, _ keys: Keys, places: Words, advance: Int,
        accumulates: Bool, into target: UnsafeMutablePointer<SIMD16<Scalar>>
    ) {
        // An odd number spreads the places over all bits, as golden-ratio hashing does.
        let spread: UInt32 = 0x9E37_79B1
        var counter = places &* spread &+ keys.low
        let advance = Words(repeating: UInt32(truncatingIfNeeded: advance) &* spread)
        if accumulates {
            for index in 0..<count {
                target[index] += choose(source[index], Self.hash(counter, keys.high))
                counter &+= advance
            }
        } else {
            for index in 0..<count {
                target[index] = choose(source[index], Self.hash(counter, keys.high))
                counter &+= advance
            }
        }
    }

    /// Two rounds of a multiply-and-shift mixer of 32 bits, the second half of the key between them.
    @inline(__always)
    private static func hash(_ counter: Words, _ key: Words) -> Words {
        var z = counter
        z = (z ^ (z &>> 16)) &* 0x21F0_AAAD
        z = (z ^ (z &>> 15) ^ key) &* 0x735A_2D97
        return z ^ (z &>> 15)
    }

    @inline(__always)
    private func choose(_ x: SIMD16<Scalar>, _ hash: Words) -> SIMD16<Scalar> {
        let kept = x * scale
        // A zero that the compiler cannot see: it would make branches of it.
        let dropped = x - x
        var result = kept
        for lane in 0..<16 {
            let (yes, no) = (dropped[lane], kept[lane])
            result[lane] = hash[lane] < threshold ? yes : no
        }
        return result
    }
}
