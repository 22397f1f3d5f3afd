import Core
import Foundation
import Yams

/// A part of a YAML file that is read strictly: what is not understood is an error with file, line and the nearest valid word.
///
/// A node is never changed, so it may be read from several threads.
package struct YAMLReader: @unchecked Sendable {
    package let file: String
    package let node: Node
    /// False for text that stands on a command line.
    package var showsLines = true
    /// True for settings as a record or a saved model keeps them: see ``LaterSettings``.
    package var isFromRecord = false

    package init(file: String, node: Node, showsLines: Bool = true, isFromRecord: Bool = false) {
        self.file = file
        self.node = node
        self.showsLines = showsLines
        self.isFromRecord = isFromRecord
    }

    /// The document in `text`. Throws ``UserError`` with the line where it is not YAML or asks for too much (see ``YAMLLimits``), or where
    /// it is empty.
    package static func document(_ text: String, file: String) throws -> YAMLReader {
        let mark: Unicode.Scalar = "\u{FEFF}"
        let text = text.unicodeScalars.first == mark ? String(text.unicodeScalars.dropFirst()) : text
        try YAMLLimits.check(text, file: file)
        do {
            guard let node = try Yams.compose(yaml: text) else { throw UserError("\(file): the file is empty") }
            return YAMLReader(file: file, node: node)
        } catch let error as YamlError {
            throw UserError("\(file)\(YAMLMistake.text(error))")
        }
    }

    /// A word for a message: the beginning of a long one, in one line.
    package static func short(_ text: String) -> String { Spelling.short(text) }

    /// A single value as the file writes it, for messages; nil for a mapping or a list.
    package var written: String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else { return nil }
        return Self.short(scalar.string)
    }

    package func with(_ node: Node) -> YAMLReader {
        YAMLReader(file: file, node: node, showsLines: showsLines, isFromRecord: isFromRecord)
    }

    /// An error at this place of the file.
    package func failure(_ problem: String) -> UserError {
        UserError("\(file)\(showsLines ? node.mark.map { ":\($0.line)" } ?? "" : ""): \(problem)")
    }

    /// What stands here, for messages.
    package var kind: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(Self.short(scalar.string))'"
        case .alias: "an alias"
        }
    }

    // MARK: Mappings and lists

    /// The members of a mapping in the order of the file.
    package func members(_ what: String) throws -> [(key: String, value: YAMLReader)] {
        guard case .mapping(let mapping) = node else { throw failure("\(what) must be a mapping, not \(kind)") }
        return try mapping.map { key, value in
            guard let name = key.scalar?.string else { throw with(key).failure("\(what): a key must be a word") }
            return (name, with(value))
        }
    }

    /// The members of a mapping, all of whose keys must be among `allowed`.
    package func members(_ what: String, allowed: [String]) throws -> [String: YAMLReader] {
        var result: [String: YAMLReader] = [:]
        for (key, value) in try members(what) {
            guard allowed.contains(key) else {
                throw value.failureAtKey(
                    key, of: node, "unknown key '\(Self.short(key))' in \(what)\(suggestion(key, allowed))")
            }
            result[key] = value
        }
        return result
    }

    /// An error at the line of `key` itself, which may lie above that of its value.
    package func failureAtKey(_ key: String, of parent: Node, _ problem: String) -> UserError {
        let keyNode = parent.mapping?.keys.first { $0.scalar?.string == key }
        return with(keyNode ?? node).failure(problem)
    }

    package func items(_ what: String) throws -> [YAMLReader] {
        guard case .sequence(let sequence) = node else { throw failure("\(what) must be a list, not \(kind)") }
        return sequence.map(with)
    }

    // MARK: Scalars

    package func string(_ what: String) throws -> String {
        guard let scalar = node.scalar, !scalar.string.isEmpty else {
            throw failure("\(what) must be a word, not \(kind)")
        }
        return scalar.string
    }

    package func integer(_ what: String, in range: ClosedRange<Int>) throws -> Int {
        guard case .integer(let value) = json, range.contains(value) else {
            let bound =
                range.upperBound == .max
                ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw failure("\(what) must be a whole number in digits, \(bound), not \(kind)")
        }
        return value
    }

    package func boolean(_ what: String) throws -> Bool {
        guard case .bool(let value) = json else { throw failure("\(what) must be true or false, not \(kind)") }
        return value
    }

    /// What stands here as JSON: plain scalars are numbers or truth values where they look like such, quoted ones are text.
    package var json: JSONValue {
        switch node {
        case .mapping(let mapping):
            .object(Dictionary(mapping.map { ($0.scalar?.string ?? "", with($1).json) }) { first, _ in first })
        case .sequence(let sequence): .array(sequence.map { with($0).json })
        case .alias: .null
        case .scalar(let scalar): Self.json(scalar)
        }
    }

    private static func json(_ scalar: Node.Scalar) -> JSONValue {
        let text = scalar.string
        guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
        switch text {
        case "", "~", "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            guard let first = text.utf8.first, first < 0x3A || "iInN".utf8.contains(first) else { return .string(text) }
            let digits = text.utf8.contains(UInt8(ascii: "_")) ? text.replacingOccurrences(of: "_", with: "") : text
            if let value = Int(digits) { return .integer(value) }
            if let value = Double(digits), value.isFinite { return .number(value) }
            return .string(text)
        }
    }

    // MARK: Help for misspelt words

    /// As ``Spelling/suggestion(_:_:)``.
    package func suggestion(_ word: String, _ allowed: [String]) -> String { Spelling.suggestion(word, allowed) }

    /// An error for a word that is none of those `allowed`.
    package func unknown(_ what: String, _ word: String, _ allowed: [String]) -> UserError {
        failure("unknown \(what) '\(Self.short(word))'\(suggestion(word, allowed))")
    }
}
