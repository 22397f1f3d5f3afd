import Core

/// Nothing but bytes, and numbers among them.
struct Bytes: Grammar {
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        var bytes = bytes
        guard !bytes.isEmpty else { return [UInt8(random.integer(below: 256))] }
        let place = random.integer(below: bytes.count)
        switch random.integer(below: 9) {
        case 0: bytes[place] ^= 1 << UInt8(random.integer(below: 8))
        case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes.removeSubrange(place...)
        case 3: bytes.removeSubrange(Self.range(from: place, in: bytes, &random))
        case 4: bytes.insert(contentsOf: bytes[Self.range(from: place, in: bytes, &random)], at: place)
        case 5:
            let count = 1 + random.integer(below: 16)
            bytes.insert(contentsOf: (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }, at: place)
        case 6:
            // The beginning of one file and the end of another.
            let other = random.element(of: others)
            bytes = Array(bytes[..<place] + other.dropFirst(random.integer(below: other.count + 1)))
        default: Self.putInteger(at: place, &bytes, &random)
        }
        return bytes
    }

    private static func range(from place: Int, in bytes: [UInt8], _ random: inout RandomSource) -> Range<Int> {
        let most = random.integer(below: 4) == 0 ? bytes.count : 32
        return place..<min(place + 1 + random.integer(below: most), bytes.count)
    }

    /// A whole number of one to eight bytes, of either order, in the place of what was there.
    private static func putInteger(at place: Int, _ bytes: inout [UInt8], _ random: inout RandomSource) {
        let size = random.element(of: [1, 2, 4, 4, 8])
        var value = random.element(of: Extremes.integers)
        if random.integer(below: 3) == 0 {
            value = UInt64(truncatingIfNeeded: bytes.count &+ random.integer(below: 9) &- 4)
        }
        let isLittle = random.integer(below: 2) == 0
        for index in 0..<size where place + index < bytes.count {
            bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * (isLittle ? index : size - 1 - index)))
        }
    }
}
