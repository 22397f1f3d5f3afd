enum DataFingerprintKernels {
    static func mark(_ numbers: [UInt64], after start: UInt64 = 0) -> UInt64 {
        numbers.withUnsafeBytes { mark($0, after: start) }
    }

    /// Eight bytes at a time are mixed into what was there, as in SplitMix64; so is the count.
    static func mark(_ bytes: UnsafeRawBufferPointer, after start: UInt64) -> UInt64 {
        var mark = start ^ UInt64(bytes.count)
        var place = 0
        while place + 8 <= bytes.count {
            mark = mix(mark ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
            place += 8
        }
        while place < bytes.count {
            mark = mix(mark ^ UInt64(bytes[place]))
            place += 1
        }
        return mark
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
