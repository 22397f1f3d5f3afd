import Core

/// What files of one format consist of: how a sound one is taken apart, changed and put together again.
protocol Grammar: Sendable {
    /// `bytes`, a sound file or one that was changed before, with one change. Whatever is no longer understood is changed as bytes.
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8]
    /// `bytes` with lengths and check sums that fit, so that a reader looks further than those; as they are where that cannot be done.
    func repaired(_ bytes: [UInt8]) -> [UInt8]
    /// One of `seeds` with some changes, at most `largest` bytes long. The same `random`, the same bytes.
    func mutant(of seeds: [[UInt8]], largest: Int, _ random: inout RandomSource) -> [UInt8]
}

extension Grammar {
    func repaired(_ bytes: [UInt8]) -> [UInt8] { bytes }

    func mutant(of seeds: [[UInt8]], largest: Int, _ random: inout RandomSource) -> [UInt8] {
        var bytes = seeds[random.integer(below: seeds.count)]
        // Mostly one change or two: what is changed all over is refused at its first line.
        var changes = 1
        while changes < 8, random.integer(below: 100) < 40 { changes += 1 }
        for _ in 0..<changes {
            // Every fifth change knows nothing of the format.
            bytes =
                random.integer(below: 5) == 0
                ? Bytes().changed(bytes, others: seeds, &random) : changed(bytes, others: seeds, &random)
            if bytes.count > 2 * largest { bytes = Array(bytes.prefix(largest)) }
        }
        if random.integer(below: 10) > 0 { bytes = repaired(bytes) }
        return Array(bytes.prefix(largest))
    }
}

extension RandomSource {
    mutating func element<Element>(of list: [Element]) -> Element { list[integer(below: list.count)] }
}

/// Values at which readers go wrong.
enum Extremes {
    /// Numbers as they may stand in texts.
    static let numbers = [
        "0", "-0", "1", "-1", "2", "3", "7", "127", "128", "255", "256", "257", "1000", "4096", "65535", "65536",
        "65537",
        "100000", "1000000", "16777217", "2147483647", "2147483648", "-2147483648", "4294967295", "4294967296",
        "9007199254740993", "4611686018427387904", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809", "18446744073709551615", "18446744073709551616", "99999999999999999999999999", "1e9",
        "1e18",
        "1e19", "1e38", "3.5e38", "1e308", "1e309", "-1e309", "1e-300", "1e-320", "0.5", "-0.5", "1.5", "1e-9", "0.1",
        "0.999999999", "nan", "-nan", "inf", "-inf", "Infinity", "NaN", "0x10", "0x7fffffffffffffff", "007", "1_000",
        "+5",
        "1.", ".5", "1e", "١٢", "",
    ]

    /// Whole numbers for binary fields.
    static let integers: [UInt64] = [
        0, 1, 2, 3, 4, 7, 8, 15, 16, 127, 128, 255, 256, 1023, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000, 0x7FFF_FFFF,
        0x8000_0000,
        0xFFFF_FFFF, 0x1_0000_0000, 0x3FFF_FFFF_FFFF_FFFF, 0x4000_0000_0000_0000, 0x7FFF_FFFF_FFFF_FFFF,
        0x8000_0000_0000_0000, 0xFFFF_FFFF_FFFF_FFFF,
    ]

    static let floats: [Float] = [
        0, -0.0, 1, -1, 0.5, 1e-38, .leastNonzeroMagnitude, 1e10, 1e20, 3.4e38, -3.4e38, .infinity, -.infinity, .nan,
        255, 256, 1e-10,
    ]

    /// Texts that are not what a name usually is.
    static let texts = [
        "", " ", "a", "\u{0}", "\n", "\r\n", "\t", "\u{1b}[31m", "..", "../..", "/", "/etc/passwd", "-", "--all", "%",
        "%s", "*",
        "<b>", "[x](y)", "\\", "=1+1", "'", "\"", "`id`", "$(id)", "Ü", "e\u{301}", "\u{202e}", "\u{feff}", "数字", "👩‍👩‍👧",
        "null",
        "true", "all", "none", "0", "{}", "[]", String(repeating: "x", count: 300), String(repeating: "ü", count: 3000),
    ]
}
