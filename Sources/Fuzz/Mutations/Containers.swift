import Core

/// CRC-32, as PNG, gzip and ZIP have it.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
    }
}

extension UInt32 {
    var littleEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (8 * UInt32($0))) } }
    var bigEndianBytes: [UInt8] { littleEndianBytes.reversed() }
}

extension UInt16 {
    var littleEndianBytes: [UInt8] { [UInt8(self & 255), UInt8(self >> 8)] }
}

/// PNG: chunks are changed, moved and doubled, and their check sums fit again.
struct PNGGrammar: Grammar {
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        guard var chunks = Self.chunks(of: bytes), !chunks.isEmpty, random.integer(below: 5) > 0 else {
            return Bytes().changed(bytes, others: others, &random)
        }
        let place = random.integer(below: chunks.count)
        switch random.integer(below: 8) {
        case 0: chunks.remove(at: place)
        case 1: chunks.insert(chunks[place], at: random.integer(below: chunks.count + 1))
        case 2: chunks.swapAt(place, random.integer(below: chunks.count))
        case 3:
            if let other = Self.chunks(of: random.element(of: others)), !other.isEmpty {
                chunks.insert(random.element(of: other), at: place)
            }
        default: chunks[place].data = Bytes().changed(chunks[place].data, others: [chunks[place].data], &random)
        }
        return Self.signature + chunks.flatMap(Self.bytes)
    }

    func repaired(_ bytes: [UInt8]) -> [UInt8] {
        Self.chunks(of: bytes).map { Self.signature + $0.flatMap(Self.bytes) } ?? bytes
    }

    private typealias Chunk = (kind: [UInt8], data: [UInt8])
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func bytes(_ chunk: Chunk) -> [UInt8] {
        let body = chunk.kind + chunk.data
        return UInt32(chunk.data.count).bigEndianBytes + body + CRC32.of(body).bigEndianBytes
    }

    private static func chunks(of bytes: [UInt8]) -> [Chunk]? {
        guard bytes.starts(with: signature) else { return nil }
        var chunks: [Chunk] = []
        var place = 8
        while place + 12 <= bytes.count {
            let length = Int(bytes[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
            guard place + 12 + length <= bytes.count else { return nil }
            chunks.append((Array(bytes[place + 4..<place + 8]), Array(bytes[place + 8..<place + 8 + length])))
            place += 12 + length
        }
        return place == bytes.count ? chunks : nil
    }
}

/// TAR: fields of the headers are changed, and their check sums fit again.
struct TarGrammar: Grammar {
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        guard bytes.count >= 512, random.integer(below: 3) > 0 else {
            return Bytes().changed(bytes, others: others, &random)
        }
        // Name, size, check sum, kind, name of a link, prefix.
        let fields = [(0, 100), (124, 12), (148, 8), (156, 1), (157, 100), (345, 155)]
        let (place, length) = random.element(of: fields)
        let header = 512 * random.integer(below: bytes.count / 512)
        let texts =
            Extremes.texts + ["../../x", "/x", "a/b/c", "00000000000", "77777777777", "g", "x", "L", "5", "1", "2"]
        var bytes = bytes
        var field = Array(random.element(of: texts).utf8.prefix(length))
        field += Array(repeating: 0, count: length - field.count)
        bytes.replaceSubrange(header + place..<header + place + length, with: field)
        return bytes
    }

    func repaired(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for header in stride(from: 0, to: bytes.count - 511, by: 512)
        where bytes[header + 257..<header + 262].elementsEqual(Array("ustar".utf8)) {
            bytes.replaceSubrange(header + 148..<header + 156, with: Array(repeating: 0x20, count: 8))
            let sum = bytes[header..<header + 512].reduce(0) { $0 + Int($1) }
            let digits = String(sum, radix: 8)
            let text = String(repeating: "0", count: 6 - digits.count) + digits + "\u{0} "
            bytes.replaceSubrange(header + 148..<header + 156, with: Array(text.utf8))
        }
        return bytes
    }
}

/// ZIP: numbers of the headers are changed, in archives with sizes of 64 bits, too.
struct ZIPGrammar: Grammar {
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        // Where sizes, lengths of names and of further fields stand behind the signature of a header, and how long they are.
        let kinds: [(signature: [UInt8], fields: [(Int, Int)], end: Int)] = [
            ([0x50, 0x4B, 3, 4], [(6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)], 30),
            ([0x50, 0x4B, 1, 2], [(8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (42, 4)], 46),
            ([0x50, 0x4B, 5, 6], [(8, 2), (10, 2), (12, 4), (16, 4)], 22),
        ]
        let kind = kinds[random.integer(below: kinds.count)]
        let headers = bytes.ranges(of: kind.signature).map(\.lowerBound).filter { $0 + kind.end <= bytes.count }
        guard !headers.isEmpty, random.integer(below: 3) > 0 else {
            return Bytes().changed(bytes, others: others, &random)
        }
        let header = random.element(of: headers)
        var fields = kind.fields
        if kind.end == 30 {
            // The sizes of 64 bits, where a local header has them.
            let sizes = 34 + Int(bytes[header + 26]) + Int(bytes[header + 27]) << 8
            fields += [(sizes, 8), (sizes, 8), (sizes + 8, 8)]
        }
        let (place, length) = random.element(of: fields)
        let value = random.element(of: Extremes.integers) &- UInt64(random.integer(below: 3))
        var bytes = bytes
        for byte in 0..<length where header + place + byte < bytes.count {
            bytes[header + place + byte] = UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))
        }
        return bytes
    }
}

/// Archives made without any compression: what they hold is what their bytes say.
enum Containers {
    static func tar(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        func field(_ text: String, _ length: Int) -> [UInt8] {
            Array(text.utf8) + Array(repeating: 0, count: length - text.utf8.count)
        }
        let entries = files.flatMap { name, content -> [UInt8] in
            let size = String(content.count, radix: 8)
            let header =
                field(name, 100) + field("0000644", 8) + field("0000000", 8) + field("0000000", 8)
                + field(String(repeating: "0", count: 11 - size.count) + size, 12) + field("00000000000", 12)
                + field("        ", 8) + field("0", 1) + field("", 100) + field("ustar\u{0}00", 8) + field("", 247)
            return header + content + Array(repeating: 0, count: (512 - content.count % 512) % 512)
        }
        return TarGrammar().repaired(entries + Array(repeating: 0, count: 1024))
    }

    /// - Parameter isWide: Local headers have sizes of 64 bits, as those of `numpy.savez`.
    static func zip(_ files: [(name: String, content: [UInt8])], isWide: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in files {
            let size = UInt32(content.count).littleEndianBytes
            let version: [UInt8] = [isWide ? 45 : 20, 0]
            let start = version + [0, 0, 0, 0, 0, 0, 0, 0] + CRC32.of(content).littleEndianBytes
            let length = UInt16(name.utf8.count).littleEndianBytes
            directory +=
                [0x50, 0x4B, 1, 2, 20, 0] + start + size + size + length + Array(repeating: 0, count: 12)
                + UInt32(bytes.count).littleEndianBytes + Array(name.utf8)
            let wide = isWide ? [1, 0, 16, 0] + size + [0, 0, 0, 0] + size + [0, 0, 0, 0] : []
            bytes += [0x50, 0x4B, 3, 4] + start
            bytes += isWide ? Array(repeating: 0xFF, count: 8) : size + size
            bytes += length + UInt16(wide.count).littleEndianBytes + Array(name.utf8) + wide + content
        }
        let count = UInt16(files.count).littleEndianBytes
        return bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
            + UInt32(directory.count).littleEndianBytes + UInt32(bytes.count).littleEndianBytes + [0, 0]
    }

    /// - Precondition: `content` is shorter than 65,536 bytes.
    static func gzip(_ content: [UInt8]) -> [UInt8] {
        let size = UInt16(content.count)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + size.littleEndianBytes + (~size).littleEndianBytes + content
            + CRC32.of(content).littleEndianBytes + UInt32(content.count).littleEndianBytes
    }
}
