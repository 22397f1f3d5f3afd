import Core
import Foundation

/// Numbers that a ``TensorFile`` can hold.
public protocol TensorElement: BitwiseCopyable, Sendable {
    static var tensorType: TensorFile.ElementType { get }
}

extension Float: TensorElement { public static var tensorType: TensorFile.ElementType { .f32 } }
extension Double: TensorElement { public static var tensorType: TensorFile.ElementType { .f64 } }
extension UInt8: TensorElement { public static var tensorType: TensorFile.ElementType { .u8 } }
extension Int64: TensorElement { public static var tensorType: TensorFile.ElementType { .i64 } }
extension UInt64: TensorElement { public static var tensorType: TensorFile.ElementType { .u64 } }

/// Named tensors in the format *safetensors* (https://github.com/huggingface/safetensors), which Python reads and writes too.
///
/// A file is the length of its header in eight bytes, the least significant first; the header, a JSON object that gives each tensor
/// its `dtype`, `shape` and `data_offsets`, and optional texts under `__metadata__`; and the numbers, little-endian, the last
/// axis fastest. The header is filled with spaces to a multiple of eight bytes.
///
/// Deviation: the format's 16-bit, 8-bit floating-point, 32-bit integer and logical types are refused.
public struct TensorFile: Sendable, Equatable {
    public var tensors: [Tensor]
    public var metadata: [String: String]

    public init(tensors: [Tensor] = [], metadata: [String: String] = [:]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    /// The types of numbers; their names in a file are the raw values.
    public enum ElementType: String, Sendable, CaseIterable {
        case f32 = "F32"
        case f64 = "F64"
        case u8 = "U8"
        case i64 = "I64"
        case u64 = "U64"

        /// Bytes of one number.
        public var size: Int {
            switch self {
            case .u8: 1
            case .f32: 4
            case .f64, .i64, .u64: 8
            }
        }

        /// The official library writes types of a higher rank first.
        var rank: Int {
            switch self {
            case .u8: 0
            case .f32: 1
            case .f64: 2
            case .i64: 3
            case .u64: 4
            }
        }
    }

    /// The tensor of that name. Throws ``UserError`` where there is none.
    public func tensor(_ name: String) throws -> Tensor {
        guard let tensor = tensors.first(where: { $0.name == name }) else {
            throw UserError("\(name): there is no such tensor in the file")
        }
        return tensor
    }

    /// A tensor: a name, the lengths of its axes, the slowest first, and its numbers as they stand in a file.
    public struct Tensor: Sendable, Equatable {
        public let name: String
        public let type: ElementType
        /// Lengths of the axes; none for a single number.
        public let shape: [Int]
        public let bytes: [UInt8]

        /// - Precondition: `values` fill `shape`.
        public init<Element: TensorElement>(_ name: String, shape: [Int], values: [Element]) {
            self.init(name, type: Element.tensorType, shape: shape, bytes: values.withUnsafeBytes { Array($0) })
        }

        /// - Precondition: `values` fill `shape`.
        package init<Element: TensorElement>(_ name: String, shape: [Int], values: UnsafeBufferPointer<Element>) {
            self.init(name, type: Element.tensorType, shape: shape, bytes: Array(UnsafeRawBufferPointer(values)))
        }

        init(_ name: String, type: ElementType, shape: [Int], bytes: [UInt8]) {
            precondition(
                bytes.count == CheckedSize.product([type.size] + shape),
                "\(bytes.count) bytes of \(type) do not fill \(shape)")
            self.name = name
            self.type = type
            self.shape = shape
            self.bytes = bytes
        }

        /// The numbers. Throws ``UserError`` where they are of another type.
        public func values<Element: TensorElement>(_: Element.Type) throws -> [Element] {
            guard Element.tensorType == type else {
                throw UserError(
                    "\(name): numbers of type \(type.rawValue), where \(Element.tensorType.rawValue) is expected")
            }
            return copy(Element.self)
        }

        /// Numbers in all.
        public var count: Int { bytes.count / type.size }

        /// `count` finite numbers. Throws ``UserError`` where they are others.
        @_specialize(where Scalar == Float)
        @_specialize(where Scalar == Double)
        package func scalars<Scalar: TensorElement & BinaryFloatingPoint>(
            _: Scalar.Type, count: Int
        ) throws -> [Scalar] {
            let expected = Scalar.tensorType
            guard expected == type else {
                throw UserError("\(name): numbers of type \(type.rawValue), where \(expected.rawValue) is expected")
            }
            guard bytes.count == count * type.size else {
                throw UserError("\(name): \(bytes.count / type.size) numbers, where \(count) are expected")
            }
            let numbers = copy(Scalar.self)
            if let place = numbers.firstIndex(where: { !$0.isFinite }) {
                throw UserError("\(name): number \(place + 1) is \(numbers[place])")
            }
            return numbers
        }

        private func copy<Element>(_: Element.Type) -> [Element] {
            let count = bytes.count / type.size
            return [Element](unsafeUninitializedCapacity: count) { target, written in
                bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(target).copyMemory(from: $0) }
                written = count
            }
        }
    }
}

extension TensorFile {
    /// Writes all to `path`, to a temporary name first; see ``Core/AtomicFile``.
    ///
    /// Tensors are sorted as the official library does, by their types and then by their names. Files of hindsight's get a
    /// ``checksum``. Throws ``UserError`` where the file cannot be written or a name is used twice.
    public func write(to path: String) throws {
        let bytes: [UInt8]
        do { bytes = try signed().encoded() } catch let error as UserError { throw UserError("\(path): \(error)") }
        try AtomicFile.write(bytes, to: path)
    }

    /// The bytes of such a file. Throws ``UserError`` where a name is used twice or is `__metadata__`.
    public func encoded() throws -> [UInt8] {
        let (sorted, entries) = try sortedEntries()
        var header = Array("{\(entries.joined(separator: ","))}".utf8)
        header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + sorted.reduce(0) { $0 + $1.bytes.count })
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: header.count >> shift)) }
        bytes += header
        for tensor in sorted { bytes += tensor.bytes }
        return bytes
    }

    /// The tensors in the order of a file, and the entries of its header.
    func sortedEntries() throws -> (tensors: [Tensor], entries: [String]) {
        let sorted = tensors.sorted { left, right in
            left.type == right.type
                ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8) : left.type.rank > right.type.rank
        }
        var names: Set<String> = []
        var entries: [String] = []
        if !metadata.isEmpty {
            let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { "\(SafeTensorsHeader.quoted($0.key)):\(SafeTensorsHeader.quoted($0.value))" }
            entries.append("\"\(SafeTensorsHeader.metadataKey)\":{\(texts.joined(separator: ","))}")
        }
        var offset = 0
        for tensor in sorted {
            guard tensor.name != SafeTensorsHeader.metadataKey, names.insert(tensor.name).inserted else {
                throw UserError("the tensor '\(tensor.name)' cannot be written: its name is already in use")
            }
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            entries.append(
                "\(SafeTensorsHeader.quoted(tensor.name)):{\"dtype\":\"\(tensor.type.rawValue)\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(offset),\(offset + tensor.bytes.count)]}")
            offset += tensor.bytes.count
        }
        return (sorted, entries)
    }

    /// Reads the file at `path`; the tensors are in the order of their places in it.
    ///
    /// Throws ``UserError`` with the file, the tensor and what is wrong with it.
    public static func read(from path: String) throws -> TensorFile {
        // The tensors are taken out of the bytes while these are there.
        try TensorFile(decoding: FileContents.read(path, copies: 3), named: path)
    }

    /// Reads `bytes`, the content of a file; errors begin with `name`. Nothing is allocated that the bytes do not fill. A ``checksum``
    /// of hindsight's is verified.
    public init(decoding bytes: [UInt8], named name: String) throws {
        // Names in the file may hold anything, and an error is one line.
        func failure(_ problem: String) -> UserError {
            UserError("\(name): \(String(problem.prefix(300).map { $0.isNewline ? " " : $0 }))")
        }
        guard bytes.count >= 8 else { throw failure("not a safetensors file: \(bytes.count) bytes in all") }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= SafeTensorsHeader.maximumLength, length >= 2 else {
            throw failure("not a safetensors file: it does not begin with the length of a header")
        }
        guard length <= bytes.count - 8 else {
            throw failure(
                "cut short within its header, which has \(length) bytes of which \(bytes.count - 8) are there")
        }
        let start = 8 + Int(length)
        let header: SafeTensorsHeader
        do {
            header = try SafeTensorsHeader(parsing: Array(bytes[8..<start]))
        } catch let error as UserError {
            throw failure(error.description)
        }
        metadata = header.metadata
        tensors = []
        var end = 0
        for entry in header.entries {
            let (first, last) = (entry.offsets.lowerBound, entry.offsets.upperBound)
            guard first >= end else {
                throw failure("tensor '\(entry.name)': its numbers overlap with another tensor's")
            }
            guard first == end else {
                throw failure("tensor '\(entry.name)': \(first - end) bytes before its numbers belong to no tensor")
            }
            guard last <= bytes.count - start else {
                throw failure(
                    "tensor '\(entry.name)': its numbers end at byte \(last), and the file has \(bytes.count - start)")
            }
            tensors.append(
                Tensor(
                    entry.name, type: entry.type, shape: entry.shape, bytes: Array(bytes[start + first..<start + last]))
            )
            end = last
        }
        guard end == bytes.count - start else {
            throw failure("\(bytes.count - start - end) bytes after the last tensor belong to none")
        }
        guard try isIntact() else {
            throw failure("its content is not what was written: the checksum differs; the file was damaged or changed")
        }
    }
}
