import Core
import Foundation

/// Examples in the text format of LIBSVM and LIBLINEAR: a line an example, `LABEL INDEX:VALUE INDEX:VALUE …`, with indices
/// that ascend from 1 and zeros left out. What follows a `#` is a comment; lines without anything are passed over.
///
/// For precomputed kernels the indices begin with 0: `0:SERIAL 1:K(x, x₁) 2:K(x, x₂) …`.
///
/// Deviations from LIBSVM's reader: the examples are kept densely and in single precision, and an error names the line
/// and what is wrong with it.
public struct ExamplesFile: Sendable {
    /// The numbers before the pairs; empty where ``init(contentsOf:columns:memoryLimit:)`` was told that there are none.
    public let labels: [Double]
    /// One row an example; column j holds index j + 1, or index j where ``beginsWithZero``.
    public let features: Matrix
    /// Does any example have an index 0, as those of precomputed kernels have?
    public let beginsWithZero: Bool

    public init(labels: [Double], features: Matrix, beginsWithZero: Bool = false) {
        precondition(labels.count == features.rows)
        self.labels = labels
        self.features = features
        self.beginsWithZero = beginsWithZero
    }

    /// Reads a file.
    ///
    /// Throws ``UserError``: the file and the line, what is wrong, what to do.
    /// - Parameters:
    ///   - columns: At least so many columns, such as a model has.
    ///   - memoryLimit: In bytes: dense examples that would take more are refused before they are made.
    public init(contentsOf path: String, columns: Int = 0, memoryLimit: Int = 8 << 30) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UserError("\(path): cannot be read")
        }
        var parser = ExamplesParser(path: path)
        // The parser looks at the byte behind a number, so there must be one.
        try (data + [0]).withUnsafeBytes { bytes in
            try parser.parse(bytes.bindMemory(to: UInt8.self))
        }
        try self.init(parser, columns: columns, memoryLimit: memoryLimit)
    }

    init(_ parser: ExamplesParser, columns: Int, memoryLimit: Int) throws {
        let path = parser.path
        guard !parser.labels.isEmpty else { throw UserError("\(path): there is no example in it") }
        let first = parser.smallest == 0 ? 0 : 1
        let width = max(parser.largest + 1 - first, columns, 1)
        let (bytes, overflow) = (4 * width).multipliedReportingOverflow(by: parser.labels.count)
        guard !overflow, bytes <= memoryLimit else {
            throw UserError(
                "\(path): \(parser.labels.count) examples with indices up to \(parser.largest) would take "
                    + "\(overflow ? "very many" : "\(bytes >> 20)") MiB, as examples are kept densely; "
                    + "leave out rare features or examples")
        }
        labels = parser.labels
        beginsWithZero = first == 0
        features = Matrix(rows: labels.count, columns: width) { target in
            target.update(repeating: 0)
            for row in 0..<parser.labels.count {
                for pair in parser.starts[row]..<parser.starts[row + 1] {
                    target[row * width + Int(parser.indices[pair]) - first] = parser.values[pair]
                }
            }
        }
    }

    /// Writes the examples to `path`, zeros left out, numbers with as many digits as they need.
    ///
    /// Throws ``UserError`` where the file cannot be written.
    public func write(to path: String) throws {
        try AtomicFile.write(text, to: path)
    }

    /// The examples as the text of such a file.
    public var text: String {
        var text = ""
        let first = beginsWithZero ? 0 : 1
        for row in 0..<features.rows {
            text += Self.text(labels[row])
            for (column, value) in features.row(row).enumerated() where value != 0 || (beginsWithZero && column == 0) {
                text += " \(column + first):\(Self.text(Double(value), single: value))"
            }
            text += "\n"
        }
        return text
    }

    /// A number without a fraction as a whole number, others with the digits that tell them apart.
    static func text(_ value: Double, single: Float? = nil) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return single.map { "\($0)" } ?? "\(value)"
    }
}

/// Reads bytes of such a file, line by line, into pairs.
struct ExamplesParser {
    let path: String
    var labels: [Double] = []
    /// Where the pairs of each example begin, and the end of the last.
    var starts: [Int] = [0]
    var indices: [Int32] = []
    var values: [Float] = []
    var smallest = Int.max
    var largest = 0
    private var line: Int

    init(path: String, firstLine: Int = 1) {
        self.path = path
        line = firstLine
    }

    mutating func parse(text: String) throws {
        var bytes = Array(text.utf8)
        bytes.append(0)
        try bytes.withUnsafeBufferPointer { try parse($0) }
    }

    /// - Precondition: the last byte is 0.
    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        guard let base = bytes.baseAddress else { return }
        precondition(bytes.last == 0)
        let end = bytes.count - 1
        var place = 0
        while place < end {
            var stop = place
            while stop < end, bytes[stop] != UInt8(ascii: "\n") { stop += 1 }
            try parseLine(base, place, stop)
            place = stop + 1
            line += 1
        }
    }

    private mutating func parseLine(_ base: UnsafePointer<UInt8>, _ start: Int, _ stop: Int) throws {
        var place = start
        guard Self.skipSpace(base, &place, stop) else { return }
        labels.append(try number(base, &place, stop, "the label"))
        var last = -1
        while Self.skipSpace(base, &place, stop) {
            let index = try wholeNumber(base, &place, stop)
            guard place < stop, base[place] == UInt8(ascii: ":") else {
                throw problem("after the index \(index) a ':' and a value are missing", base, place, stop)
            }
            place += 1
            guard index > last else {
                throw problem("index \(index) follows \(last); indices must ascend", base, place, stop)
            }
            let value = try number(base, &place, stop, "the value of index \(index)")
            last = index
            smallest = min(smallest, index)
            largest = max(largest, index)
            indices.append(Int32(index))
            values.append(Float(value))
        }
        starts.append(indices.count)
    }

    /// False at the end of the line or at a comment.
    private static func skipSpace(_ base: UnsafePointer<UInt8>, _ place: inout Int, _ stop: Int) -> Bool {
        while place < stop, base[place] == 32 || base[place] == 9 || base[place] == 13 { place += 1 }
        return place < stop && base[place] != UInt8(ascii: "#")
    }

    private func wholeNumber(_ base: UnsafePointer<UInt8>, _ place: inout Int, _ stop: Int) throws -> Int {
        let start = place
        var number = 0
        while place < stop, base[place] >= 48, base[place] <= 57, number < 1 << 40 {
            number = number * 10 + Int(base[place] - 48)
            place += 1
        }
        guard place > start else { throw problem("an index is not a whole number", base, start, stop) }
        guard number <= Int32.max else { throw problem("an index is too large", base, start, stop) }
        return number
    }

    private func number(
        _ base: UnsafePointer<UInt8>, _ place: inout Int, _ stop: Int, _ what: String
    ) throws -> Double {
        let text = UnsafeRawPointer(base + place).assumingMemoryBound(to: CChar.self)
        var rest: UnsafeMutablePointer<CChar>?
        let value = base[place] == 32 || base[place] == 9 ? 0 : strtod(text, &rest)
        let used = rest.map { UnsafePointer($0) - text } ?? 0
        let next = place + used
        guard used > 0, next <= stop, next == stop || [32, 9, 13, 35].contains(base[next]) else {
            throw problem("\(what) is not a number", base, place, stop)
        }
        guard value.isFinite, Float(value).isFinite else {
            throw problem("\(what) is not finite", base, place, stop)
        }
        place = next
        return value
    }

    private func problem(
        _ what: String, _ base: UnsafePointer<UInt8>, _ place: Int, _ stop: Int
    ) -> UserError {
        let found = String(
            decoding: UnsafeBufferPointer(start: base + place, count: max(min(stop - place, 20), 0)), as: UTF8.self)
        let shown = found.split(whereSeparator: \.isWhitespace).first.map { " ('\($0)')" } ?? ""
        return UserError("\(path):\(line): \(what)\(shown); a line is LABEL INDEX:VALUE INDEX:VALUE …")
    }
}
