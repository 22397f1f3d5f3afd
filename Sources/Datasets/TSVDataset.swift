import Core
import Files
import Foundation

/// Texts of your own: files whose lines are a class, a tab and a text in UTF-8.
public struct TSVDataset: TextDataset {
    /// The file to train on, in the data directory or in the working directory.
    public var train = ""
    /// The file to test on.
    public var test = ""

    public init() {}

    public static let card = Card(
        name: "tsv", title: "Texts in a file", year: 2026, paper: "lines of your own: a class, a tab and a text")

    public var isSynthetic: Bool { false }
    public func validate() throws {}

    public func requireFiles(in directory: String) throws { _ = try files(in: directory) }

    public func trainingCount(in directory: String) throws -> Int {
        let path = try files(in: directory)[0]
        return try Self.lines(Self.contents(path), path).count
    }

    public func size(in directory: String) throws -> DatasetSize? {
        let parts = try files(in: directory).map { try Self.lines(Self.contents($0), $0) }
        let texts = TextStack(parts[0].map(\.text))
        return DatasetSize(
            form: .text(meanBytes: texts.meanBytes), training: parts[0].count, test: parts[1].count,
            classes: Set(parts[0].map(\.name)).count)
    }

    public func contentMark(in directory: String) throws -> String {
        Self.mark(try files(in: directory).map(Self.contents))
    }

    private static func mark(_ contents: [[UInt8]]) -> String {
        Checksum.combining(contents.map { Checksum.sha256($0) })
    }

    public func load(from directory: String, threads: Int) throws -> LoadedTexts {
        let paths = try files(in: directory)
        let contents = try paths.map(Self.contents)
        let parts = try zip(contents, paths).map(Self.lines)
        let names = Set(parts[0].map(\.name)).sorted()
        guard names.count >= 2 else {
            throw UserError("\(paths[0]): only one class, '\(names[0])'; at least two are needed")
        }
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let splits = try zip(parts, paths).map { lines, path in
            LabelledTexts(
                texts: TextStack(lines.map(\.text)),
                labels: try lines.map { line in
                    guard let label = places[line.name] else {
                        throw UserError(
                            "\(path):\(line.number): there is no class '\(line.name)' among the texts to train on")
                    }
                    return label
                }, classNames: names)
        }
        return LoadedTexts(training: splits[0], test: splits[1], checksum: Self.mark(contents))
    }

    private struct Line {
        let number: Int
        let name: String
        let text: String
    }

    /// Bytes of a file at most.
    private static let limit = 1 << 32

    private static func contents(_ path: String) throws -> [UInt8] { try FileContents.read(path, limit: limit) }

    private func files(in directory: String) throws -> [String] {
        try [("train", train), ("test", test)].map { key, name in
            try require(!name.isEmpty, key, "\"\"", "the path of a file whose lines are a class, a tab and a text")
            return try IDXDataset.resolve(name, in: directory)
        }
    }

    /// The lines of a file. Throws ``UserError`` with file and line.
    private static func lines(_ bytes: [UInt8], _ path: String) throws -> [Line] {
        var lines: [Line] = []
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = line.last == 0x0D ? line.dropLast() : line
            if line.isEmpty { continue }
            guard let tab = line.firstIndex(of: 0x09), tab > line.startIndex else {
                throw UserError("\(path):\(index + 1): is not a class, a tab and a text")
            }
            lines.append(
                Line(
                    number: index + 1, name: String(decoding: line[..<tab], as: UTF8.self),
                    text: String(decoding: line[(tab + 1)...], as: UTF8.self)))
        }
        guard !lines.isEmpty else { throw UserError("\(path): holds no text") }
        return lines
    }
}
