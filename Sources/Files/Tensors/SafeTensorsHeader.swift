import Core

/// The header of a safetensors file, read strictly: what is not part of the format is an error.
struct SafeTensorsHeader {
    struct Entry {
        let name: String
        let type: TensorFile.ElementType
        let shape: [Int]
        let offsets: Range<Int>
    }

    /// By their offsets.
    private(set) var entries: [Entry] = []
    private(set) var metadata: [String: String] = [:]

    static let metadataKey = "__metadata__"
    /// Bytes; the bound of the official library.
    static let maximumLength: UInt64 = 100_000_000

    /// Throws ``UserError`` without the name of the file.
    init(parsing bytes: [UInt8]) throws {
        var reader = HeaderReader(bytes: bytes)
        var names: Set<String> = []
        try reader.readObject { key, reader in
            guard names.insert(key).inserted else { throw UserError("two tensors have the name '\(key)'") }
            if key == Self.metadataKey {
                try reader.readObject { key, reader in
                    guard metadata[key] == nil else { throw UserError("the metadata have '\(key)' twice") }
                    metadata[key] = try reader.readString()
                }
            } else {
                entries.append(try Self.entry(key, &reader))
            }
        }
        try reader.expectEnd()
        let order = entries.indices.sorted { left, right in
            let (first, second) = (entries[left].offsets, entries[right].offsets)
            return (first.lowerBound, first.upperBound, left) < (second.lowerBound, second.upperBound, right)
        }
        entries = order.map { entries[$0] }
    }

    private static func entry(_ name: String, _ reader: inout HeaderReader) throws -> Entry {
        var (type, shape, offsets): (TensorFile.ElementType?, [Int]?, [Int]?)
        func failure(_ problem: String) -> UserError { UserError("tensor '\(name)': \(problem)") }
        var keys: Set<String> = []
        try reader.readObject { key, reader in
            guard keys.insert(key).inserted else { throw failure("'\(key)' stands there twice") }
            switch key {
            case "dtype":
                let word = try reader.readString()
                guard let known = TensorFile.ElementType(rawValue: word) else {
                    let names = TensorFile.ElementType.allCases.map(\.rawValue).joined(separator: ", ")
                    throw failure("numbers of type '\(word)' are not understood; only \(names)")
                }
                type = known
            case "shape": shape = try reader.readNumbers()
            case "data_offsets": offsets = try reader.readNumbers()
            default: throw failure("the key '\(key)' is not part of the format")
            }
        }
        guard let type, let shape, let offsets else { throw failure("dtype, shape or data_offsets is missing") }
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw failure("data_offsets \(offsets) is not a beginning and an end")
        }
        guard let size = CheckedSize.product([type.size] + shape) else {
            throw failure("the shape \(shape) is too large")
        }
        guard offsets[1] - offsets[0] == size else {
            throw failure(
                "\(offsets[1] - offsets[0]) bytes, where the shape \(shape) of \(type.rawValue) takes \(size)")
        }
        return Entry(name: name, type: type, shape: shape, offsets: offsets[0]..<offsets[1])
    }

    /// `text` as a JSON string, escaped as Rust's serde_json does.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{8}": quoted += "\\b"
            case "\u{C}": quoted += "\\f"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// Reads the part of JSON of which headers consist: objects, texts, and lists of whole numbers.
private struct HeaderReader {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private func failure(_ expected: String) -> UserError {
        UserError("its header is not sound: \(expected) is expected at byte \(place)")
    }

    private mutating func skipSpace() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    /// Is `character` next? Then it is passed.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    mutating func expectEnd() throws {
        skipSpace()
        guard place == bytes.count else { throw failure("the end") }
    }

    /// Calls `member` with every key, for it to read what belongs to the key.
    mutating func readObject(_ member: (String, inout HeaderReader) throws -> Void) throws {
        guard take("{") else { throw failure("'{'") }
        if take("}") { return }
        repeat {
            let key = try readString()
            guard take(":") else { throw failure("':'") }
            try member(key, &self)
        } while take(",")
        guard take("}") else { throw failure("',' or '}'") }
    }

    mutating func readNumbers() throws -> [Int] {
        guard take("[") else { throw failure("'['") }
        if take("]") { return [] }
        var numbers: [Int] = []
        repeat {
            skipSpace()
            let digits = bytes[place...].prefix { (0x30...0x39).contains($0) }
            guard let number = Int(String(decoding: digits, as: UTF8.self)), digits.count == 1 || digits.first != 0x30
            else {
                throw failure("a whole number below 2⁶³")
            }
            place += digits.count
            numbers.append(number)
        } while take(",")
        guard take("]") else { throw failure("',' or ']'") }
        return numbers
    }

    mutating func readString() throws -> String {
        guard take("\"") else { throw failure("a text in quotes") }
        var text: [UInt8] = []
        while true {
            guard place < bytes.count, bytes[place] >= 0x20 else { throw failure("the end of a text") }
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                text += try readEscape()
            } else {
                text.append(byte)
            }
        }
        guard let string = String(validating: text, as: UTF8.self) else { throw failure("a text in UTF-8 before what") }
        return string
    }

    private mutating func readEscape() throws -> [UInt8] {
        guard place < bytes.count else { throw failure("the end of a text") }
        let byte = bytes[place]
        place += 1
        switch Character(Unicode.Scalar(byte)) {
        case "\"", "\\", "/": return [byte]
        case "b": return [8]
        case "f": return [12]
        case "n": return [10]
        case "r": return [13]
        case "t": return [9]
        case "u":
            var code = try readHexadecimal()
            if (0xD800..<0xDC00).contains(code) {
                guard place + 2 <= bytes.count, bytes[place...].starts(with: Array("\\u".utf8)) else {
                    throw failure("the second half of a pair")
                }
                place += 2
                let low = try readHexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw failure("the second half of a pair before what") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure("a character before what") }
            return Array(String(Character(scalar)).utf8)
        default: throw failure("an escape that JSON has, before what")
        }
    }

    private mutating func readHexadecimal() throws -> UInt32 {
        guard place + 4 <= bytes.count else { throw failure("four hexadecimal digits") }
        let digits = bytes[place..<place + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else {
            throw failure("four hexadecimal digits")
        }
        place += 4
        return code
    }
}
