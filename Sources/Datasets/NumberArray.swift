import Core

/// An array of numbers as a file holds it: its axes, the type of its numbers, and their bytes.
struct NumberArray: Sendable {
    /// What errors begin with.
    let name: String
    /// Lengths of the axes, the slowest first.
    let shape: [Int]
    let type: Kind
    /// Where the numbers begin.
    let start: Int
    /// The file, possibly only its beginning.
    let bytes: [UInt8]

    /// A type of numbers, with its order of bytes.
    struct Kind: Sendable, Hashable {
        enum Family: Sendable { case unsigned, signed, floating }

        let family: Family
        let size: Int
        let isBig: Bool
    }

    /// How many numbers there are. Axes are checked when a header is read: the product does not overflow.
    var count: Int { shape.reduce(1, *) }

    /// Throws ``UserError`` unless the bytes are exactly those of the numbers.
    func requireWhole() throws {
        guard bytes.count - start == count * type.size else {
            throw UserError(
                "\(name): announces \(axes) numbers of \(type.size) bytes but holds \(bytes.count - start) bytes")
        }
    }

    /// Bytes of the whole file, as its header announces them. Throws ``UserError`` where these are more than are read of one file.
    func announcedBytes() throws -> Int {
        let bytes = start + count * type.size
        guard bytes <= maximumArrayBytes else {
            throw UserError(
                "\(name): announces \(axes) numbers of \(type.size) bytes, more than the \(maximumArrayBytes) bytes that are read"
            )
        }
        return bytes
    }

    var axes: String { shape.map(String.init).joined(separator: "×") }

    /// Checks the axes of a header. Throws ``UserError`` where there are none, or where they multiply to more than a file can hold.
    static func checked(_ shape: [Int], named name: String) throws -> [Int] {
        var product = 8
        for length in shape {
            let (next, overflow) = product.multipliedReportingOverflow(by: max(length, 1))
            guard length >= 0, !overflow, next <= 1 << 45 else {
                throw UserError(
                    "\(name): axes of \(shape.map(String.init).joined(separator: "×")) numbers are not possible")
            }
            product = next
        }
        return shape
    }

    // MARK: IDX

    /// A file of the IDX format, gzipped or not already unpacked: two zeros, the type, the number of axes, their lengths as big-endian
    /// numbers of 32 bits, and the numbers.
    init(idx bytes: [UInt8], named name: String) throws {
        let kinds: [UInt8: Kind] = [
            0x08: Kind(family: .unsigned, size: 1, isBig: true), 0x09: Kind(family: .signed, size: 1, isBig: true),
            0x0B: Kind(family: .signed, size: 2, isBig: true), 0x0C: Kind(family: .signed, size: 4, isBig: true),
            0x0D: Kind(family: .floating, size: 4, isBig: true), 0x0E: Kind(family: .floating, size: 8, isBig: true),
        ]
        guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0, let kind = kinds[bytes[2]], (1...4).contains(bytes[3])
        else {
            throw UserError("\(name): not an IDX file")
        }
        let axes = Int(bytes[3])
        guard bytes.count >= 4 + 4 * axes else { throw UserError("\(name): cut off within its header") }
        self.name = name
        type = kind
        start = 4 + 4 * axes
        shape = try Self.checked(
            (0..<axes).map { axis in bytes[4 + 4 * axis..<8 + 4 * axis].reduce(0) { $0 << 8 | Int($1) } }, named: name)
        self.bytes = bytes
    }

    // MARK: NumPy

    /// A file of NumPy's format, version 1 to 3, in C order.
    init(numPy bytes: [UInt8], named name: String) throws {
        guard bytes.count >= 12, bytes.starts(with: [0x93] + Array("NUMPY".utf8)), (1...3).contains(bytes[6]) else {
            throw UserError("\(name): not a NumPy array")
        }
        let prefix = bytes[6] == 1 ? 10 : 12
        let length = bytes[8..<prefix].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - prefix else { throw UserError("\(name): cut off within its header") }
        let header = String(decoding: bytes[prefix..<prefix + length], as: UTF8.self)
        guard let type = header.firstMatch(of: /'descr': *'([^']*)'/)?.1,
            let order = header.firstMatch(of: /'fortran_order': *(True|False)/)?.1,
            let axes = header.firstMatch(of: /'shape': *\(([0-9, ]*)\)/)?.1
        else { throw UserError("\(name): its NumPy header is not understood") }
        guard order == "False" else {
            throw UserError("\(name): is in Fortran order; save it with numpy.ascontiguousarray")
        }
        guard let kind = Self.kind(String(type)) else {
            throw UserError("\(name): numbers of the type '\(type)' are not read; whole numbers and floating point are")
        }
        let lengths = try axes.split(separator: ",").map { text in
            guard let length = Int(text.filter { $0 != " " }) else { throw UserError("\(name): an axis is too long") }
            return length
        }
        self.name = name
        self.type = kind
        start = prefix + length
        shape = try Self.checked(lengths, named: name)
        self.bytes = bytes
    }

    private static func kind(_ text: String) -> Kind? {
        let parts = Array(text)
        guard parts.count == 3, let size = parts[2].wholeNumberValue, [1, 2, 4, 8].contains(size),
            "<>|=".contains(parts[0])
        else { return nil }
        switch parts[1] {
        case "u", "b": return Kind(family: .unsigned, size: size, isBig: parts[0] == ">")
        case "i": return Kind(family: .signed, size: size, isBig: parts[0] == ">")
        case "f" where size >= 4: return Kind(family: .floating, size: size, isBig: parts[0] == ">")
        default: return nil
        }
    }

    // MARK: Numbers

    /// All numbers as whole ones. Throws ``UserError`` for one that is not whole, or beyond ±2^53.
    func wholeNumbers() throws -> [Int] {
        try requireWhole()
        return try (0..<count).map { index in
            let value = number(index)
            guard value.rounded() == value, abs(value) <= 0x1p53 else {
                throw UserError("\(name): number \(index) is \(value), which is not a whole number that can be a class")
            }
            return Int(value)
        }
    }

    /// All numbers as grey levels: bytes as they are, floating-point numbers as shares where none is above 1, as levels 0…255 elsewhere.
    ///
    /// Throws ``UserError`` for numbers outside these ranges.
    func levels() throws -> [UInt8] {
        try requireWhole()
        if type.family == .unsigned, type.size == 1 { return Array(bytes[start...]) }
        var (low, high) = (0.0, 0.0)
        for index in 0..<count {
            let value = number(index)
            guard value.isFinite else { throw UserError("\(name): number \(index) is \(value)") }
            (low, high) = (min(low, value), max(high, value))
        }
        guard low >= 0, high <= 255 else {
            throw UserError("\(name): has numbers from \(low) to \(high); images are 0 to 1, or 0 to 255")
        }
        let scale = type.family == .floating && high <= 1 ? 255.0 : 1
        return (0..<count).map { UInt8((number($0) * scale).rounded()) }
    }

    private func number(_ index: Int) -> Double {
        let place = start + index * type.size
        var bits: UInt64 = 0
        for byte in 0..<type.size {
            bits = bits << 8 | UInt64(bytes[type.isBig ? place + byte : place + type.size - 1 - byte])
        }
        switch type.family {
        case .unsigned: return Double(bits)
        case .signed:
            let unused = UInt64(64 - 8 * type.size)
            return Double(Int64(bitPattern: bits << unused) >> Int64(unused))
        case .floating:
            return type.size == 4
                ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits)
        }
    }
}
