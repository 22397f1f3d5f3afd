import Core

/// A JSON text as a tree. Numbers stay texts, so that any can be written.
indirect enum JSONTree: Sendable {
    case null, bool(Bool), number(String), text(String)
    case array([JSONTree])
    case object([(key: String, value: JSONTree)])

    /// nil for what is no JSON.
    init?(_ bytes: some Collection<UInt8>) {
        var reader = JSONTreeReader(bytes: Array(bytes))
        guard let tree = reader.value(depth: 0), reader.isAtEnd else { return nil }
        self = tree
    }

    var bytes: [UInt8] {
        var text = ""
        write(&text)
        return Array(text.utf8)
    }

    private func write(_ target: inout String) {
        switch self {
        case .null: target += "null"
        case .bool(let value): target += value ? "true" : "false"
        case .number(let digits): target += digits
        case .text(let text): target += Self.quoted(text)
        case .array(let items):
            target += "["
            for (index, item) in items.enumerated() {
                if index > 0 { target += "," }
                item.write(&target)
            }
            target += "]"
        case .object(let members):
            target += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { target += "," }
                target += Self.quoted(member.key) + ":"
                member.value.write(&target)
            }
            target += "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Values in all, this one too.
    var count: Int {
        switch self {
        case .array(let items): items.reduce(1) { $0 + $1.count }
        case .object(let members): members.reduce(1) { $0 + $1.value.count }
        default: 1
        }
    }

    /// With the value at `place`, counted in the order of ``count``, replaced by what `change` makes of it.
    func changed(at place: Int, _ change: (JSONTree) -> JSONTree) -> JSONTree {
        if place == 0 { return change(self) }
        var rest = place - 1
        switch self {
        case .array(var items):
            for index in items.indices {
                let size = items[index].count
                if rest < size {
                    items[index] = items[index].changed(at: rest, change)
                    return .array(items)
                }
                rest -= size
            }
        case .object(var members):
            for index in members.indices {
                let size = members[index].value.count
                if rest < size {
                    members[index].value = members[index].value.changed(at: rest, change)
                    return .object(members)
                }
                rest -= size
            }
        default: break
        }
        return self
    }

    /// Any value of the tree.
    func anyValue(_ random: inout RandomSource) -> JSONTree {
        var found = self
        _ = changed(at: random.integer(below: count)) {
            found = $0
            return $0
        }
        return found
    }
}

private struct JSONTreeReader {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return place == bytes.count
        }
    }

    private mutating func skipSpace() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        skipSpace()
        let count = text.utf8CodeUnitCount
        guard place + count <= bytes.count,
            (0..<count).allSatisfy({ bytes[place + $0] == text.utf8Start[$0] })
        else { return false }
        place += count
        return true
    }

    mutating func value(depth: Int) -> JSONTree? {
        guard depth < 100 else { return nil }
        if take("{") { return object(depth: depth) }
        if take("[") {
            var items: [JSONTree] = []
            if take("]") { return .array([]) }
            repeat {
                guard let item = value(depth: depth + 1) else { return nil }
                items.append(item)
            } while take(",")
            return take("]") ? .array(items) : nil
        }
        if take("\"") { return text().map { .text($0) } }
        if take("null") { return .null }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        let digits = bytes[place...].prefix { (0x2B...0x39).contains($0) || $0 == 0x65 || $0 == 0x45 }
        guard !digits.isEmpty else { return nil }
        place += digits.count
        return .number(String(decoding: digits, as: UTF8.self))
    }

    private mutating func object(depth: Int) -> JSONTree? {
        var members: [(key: String, value: JSONTree)] = []
        if take("}") { return .object([]) }
        repeat {
            guard take("\""), let key = text(), take(":"), let value = value(depth: depth + 1) else { return nil }
            members.append((key, value))
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    private mutating func text() -> String? {
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\"), place < bytes.count else {
                text.append(byte)
                continue
            }
            let next = bytes[place]
            place += 1
            switch next {
            case UInt8(ascii: "n"): text.append(10)
            case UInt8(ascii: "r"): text.append(13)
            case UInt8(ascii: "t"): text.append(9)
            case UInt8(ascii: "u"):
                let digits = bytes[place...].prefix(4)
                place += digits.count
                let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0x3F
                text += Array(String(Character(Unicode.Scalar(code) ?? "?")).utf8)
            default: text.append(next)
            }
        }
        return nil
    }
}
