import CYaml
import Core

/// What a YAML file may ask for, looked at before it becomes a tree.
///
/// An alias stands for a whole part of the file. Ten lines of ten aliases each stand for ten thousand million words ("billion laughs"),
/// and lists within lists within lists need a stack as deep as they are.
package enum YAMLLimits {
    /// The largest file.
    package static let bytes = 8 << 20
    /// Lists and mappings within each other.
    package static let depth = 64
    /// Keys of one mapping.
    package static let keys = 2000
    /// Words, lists and mappings that aliases may stand for, beside those that are written.
    static let expansions = 100_000

    /// Throws ``UserError`` with the line where `text` asks for more. What is no YAML passes: its reader says why.
    package static func check(_ text: String, file: String) throws {
        guard text.utf8.count <= bytes else {
            throw UserError("\(file): holds more than the \(bytes >> 20) MiB that such a file may have")
        }
        var text = text
        try text.withUTF8 { try check($0, file: file) }
    }

    /// A part of the file: how many nodes it stands for and how deep it is.
    private struct Extent {
        var nodes = 1
        var depth = 1
        /// Nodes directly within it; of a mapping, keys and values.
        var members = 0
        var anchor: String?
    }

    private static func check(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            throw UserError("\(file): there is not enough memory to read it")
        }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
        var open: [Extent] = []
        var named: [String: Extent] = [:]
        var expanded = 0
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(&parser, &event) == 1 else {
                // The parser has a limit of its own, for brackets before anything stands in them.
                let isTooDeep = parser.problem.map { String(cString: $0).contains("nesting level") } ?? false
                if isTooDeep { throw tooDeep(file, Int(parser.problem_mark.line) + 1) }
                return
            }
            defer { yaml_event_delete(&event) }
            let line = Int(event.start_mark.line) + 1
            func close(_ extent: Extent) {
                if let name = extent.anchor { named[name] = extent }
                guard !open.isEmpty else { return }
                open[open.count - 1].nodes += extent.nodes
                open[open.count - 1].members += 1
                open[open.count - 1].depth = max(open[open.count - 1].depth, extent.depth + 1)
            }
            switch event.type {
            case YAML_STREAM_END_EVENT: return
            case YAML_SCALAR_EVENT: close(Extent(anchor: text(event.data.scalar.anchor)))
            case YAML_SEQUENCE_START_EVENT: open.append(Extent(anchor: text(event.data.sequence_start.anchor)))
            case YAML_MAPPING_START_EVENT: open.append(Extent(anchor: text(event.data.mapping_start.anchor)))
            case YAML_MAPPING_END_EVENT where open[open.count - 1].members > 2 * keys:
                throw UserError(
                    "\(file):\(line): a mapping of more than \(keys) keys ends here; no matrix needs that many")
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: close(open.removeLast())
            case YAML_ALIAS_EVENT:
                guard var part = text(event.data.alias.anchor).flatMap({ named[$0] }) else { break }
                part.anchor = nil
                expanded += part.nodes
                guard expanded <= expansions else {
                    throw UserError(
                        "\(file):\(line): the aliases up to here stand for more than \(expansions) words; write out what is meant"
                    )
                }
                guard open.count + part.depth <= depth else { throw tooDeep(file, line) }
                close(part)
            default: break
            }
            guard open.count <= depth else { throw tooDeep(file, line) }
        }
    }

    private static func tooDeep(_ file: String, _ line: Int) -> UserError {
        UserError("\(file):\(line): lists and mappings are nested more than \(depth) deep")
    }

    private static func text(_ word: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        word.map { String(cString: $0) }
    }
}
