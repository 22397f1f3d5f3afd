import Core
import Foundation

/// Reads bytes of files of examples and of the support vectors of models, line by line: some numbers, and then pairs
/// `INDEX:VALUE` with indices that ascend from 0 or more.
struct ExamplesParser {
    let path: String
    /// How many numbers stand before the pairs of a line: the label, or coefficients.
    let leading: Int
    /// Are the lines support vectors of a model?
    let isModel: Bool
    /// Those of all lines, `leading` a line.
    private(set) var leadingNumbers: [Double] = []
    private var starts: [Int] = [0]
    private var indices: [Int32] = []
    private var values: [Double] = []
    private var largest = -1
    /// The line of the largest index.
    private(set) var widestLine = 1
    private var line: Int

    init(path: String, leading: Int, isModel: Bool = false, firstLine: Int = 1) {
        self.path = path
        self.leading = leading
        self.isModel = isModel
        line = firstLine
    }

    /// The pairs of the lines that were not empty.
    var rows: SparseRows {
        SparseRows(columns: largest + 1, starts: starts, indices: indices, values: values)
    }

    var lineCount: Int { starts.count - 1 }

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
        for number in 0..<leading {
            _ = Self.skipSpace(base, &place, stop)
            leadingNumbers.append(try self.number(base, &place, stop, name(ofLeading: number)))
        }
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
            values.append(try number(base, &place, stop, "the value of index \(index)"))
            indices.append(Int32(index))
            last = index
            if index > largest { (largest, widestLine) = (index, line) }
        }
        starts.append(indices.count)
    }

    private func name(ofLeading number: Int) -> String {
        isModel ? "coefficient \(number + 1)" : "the label"
    }

    /// False at the end of the line or at a comment.
    private static func skipSpace(_ base: UnsafePointer<UInt8>, _ place: inout Int, _ stop: Int) -> Bool {
        while place < stop, base[place] == 32 || base[place] == 9 || base[place] == 13 { place += 1 }
        return place < stop && base[place] != UInt8(ascii: "#")
    }

    private func wholeNumber(_ base: UnsafePointer<UInt8>, _ place: inout Int, _ stop: Int) throws -> Int {
        let start = place
        if place < stop, base[place] == UInt8(ascii: "+") { place += 1 }
        let digits = place
        var number = 0
        while place < stop, base[place] >= 48, base[place] <= 57, number < 1 << 40 {
            number = number * 10 + Int(base[place] - 48)
            place += 1
        }
        guard place > digits else { throw problem("an index is not a whole number", base, start, stop) }
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
        guard value.isFinite else { throw problem("\(what) is not finite", base, place, stop) }
        place = next
        return value
    }

    private func problem(
        _ what: String, _ base: UnsafePointer<UInt8>, _ place: Int, _ stop: Int
    ) -> UserError {
        let found = String(
            decoding: UnsafeBufferPointer(start: base + place, count: max(min(stop - place, 20), 0)), as: UTF8.self)
        // Other bytes than letters could do something to a terminal.
        let word = found.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        let shown = word.map { $0.isASCII && $0.asciiValue! > 31 && $0.asciiValue! < 127 ? String($0) : "?" }.joined()
        let form = "\(isModel ? "COEFFICIENTS" : "LABEL") INDEX:VALUE INDEX:VALUE …"
        return UserError("\(path):\(line): \(what)\(shown.isEmpty ? "" : " ('\(shown)')"); a line is \(form)")
    }
}
