import Core
import Foundation

/// Arrays of single precision, or of whole numbers, in NumPy's file format (NEP 1): `numpy.load` reads what this writes, and the reverse.
public struct NumPyArray: Sendable, Equatable {
    /// Lengths of the axes, the slowest first.
    public let shape: [Int]
    /// The numbers with the last axis fastest (C order).
    public let values: [Float]
    /// Are they written as whole numbers, such as labels are?
    public let isWhole: Bool

    /// - Precondition: `values` fill `shape`; where they are to be whole, they are.
    public init(shape: [Int], values: [Float], isWhole: Bool = false) {
        precondition(values.count == CheckedSize.product(shape), "\(values.count) values do not fill \(shape)")
        self.shape = shape
        self.values = values
        self.isWhole = isWhole
    }

    /// Reads version 1 to 3 of the format, as `<f4`, `<f8`, `|u1`, `<i4` or `<i8` in C order; everything becomes `Float`.
    ///
    /// Throws ``UserError`` that names the file and what is wrong with it.
    public init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else { throw UserError.unreadable(path, errno) }
        try self.init(decoding: [UInt8](data), named: path)
    }

    /// Reads `bytes`, the content of such a file; errors begin with `path`.
    public init(decoding bytes: [UInt8], named path: String) throws {
        guard bytes.count >= 12, Array(bytes[..<6]) == Self.magic else { throw UserError("\(path): not a NumPy file") }
        guard (1...3).contains(bytes[6]) else {
            throw UserError("\(path): version \(bytes[6]) of NumPy's format is not known; 1 to 3 are")
        }
        let prefix = bytes[6] == 1 ? 10 : 12
        let headerLength = bytes[8..<prefix].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count >= prefix + headerLength else { throw UserError("\(path): cut short within its header") }
        let header = String(decoding: bytes[prefix..<prefix + headerLength], as: UTF8.self)
        /// What stands between `opening` and `closing` after the first such key.
        func value(_ key: String, _ opening: Character, _ closing: Character) -> Substring? {
            guard let place = header.range(of: "'\(key)':") else { return nil }
            let rest = header[place.upperBound...].drop { $0 == " " }
            guard rest.first == opening, let end = rest.dropFirst().firstIndex(of: closing) else { return nil }
            return rest[rest.index(after: rest.startIndex)..<end]
        }
        guard let type = value("descr", "'", "'"), header.contains("'fortran_order': False"),
            let axes = value("shape", "(", ")")
        else {
            throw UserError(
                "\(path): this NumPy header is not understood: \(header.prefix(200).filter { !$0.isNewline })")
        }
        // Python writes one axis as "3,".
        let words = axes.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let lengths = words.compactMap { Int($0) }
        guard lengths.count == words.count, let count = CheckedSize.product(lengths, limit: 1 << 40) else {
            throw UserError("\(path): the shape (\(axes.prefix(200))) in its header is not possible")
        }
        shape = lengths
        isWhole = type == "<i4" || type == "<i8"
        let body = bytes[(prefix + headerLength)...]
        func read<Number>(_: Number.Type, _ convert: (Number) -> Float) throws -> [Float] {
            let size = MemoryLayout<Number>.size
            guard body.count == count * size else {
                throw UserError("\(path): \(body.count) bytes of numbers where \(count * size) are expected")
            }
            return body.withUnsafeBytes { raw in
                (0..<count).map { convert(raw.loadUnaligned(fromByteOffset: $0 * size, as: Number.self)) }
            }
        }
        switch type {
        case "<f4": values = try read(Float.self) { $0 }
        case "<f8": values = try read(Double.self) { Float($0) }
        case "|u1": values = try read(UInt8.self) { Float($0) }
        case "<i4": values = try read(Int32.self) { Float($0) }
        case "<i8": values = try read(Int64.self) { Float($0) }
        default: throw UserError("\(path): numbers of the type '\(type.prefix(40))' are not understood; save float32")
        }
    }

    /// Writes version 1 of the format, `<f4` or `<i8` in C order, to a temporary name first. Throws ``UserError``.
    public func write(to path: String) throws {
        try AtomicFile.write(data(), to: path)
    }

    /// The bytes of such a file.
    public func data() -> Data {
        let axes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var header = "{'descr': '\(isWhole ? "<i8" : "<f4")', 'fortran_order': False, 'shape': (\(axes)), }"
        // The numbers begin at a multiple of 64 bytes.
        header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
        let length = header.utf8.count
        var data = Data(Self.magic + [1, 0, UInt8(length & 255), UInt8(length >> 8)])
        data.append(contentsOf: header.utf8)
        if isWhole {
            values.map { Int64($0) }.withUnsafeBytes { data.append(contentsOf: $0) }
        } else {
            values.withUnsafeBytes { data.append(contentsOf: $0) }
        }
        return data
    }

    private static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
}
