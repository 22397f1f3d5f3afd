import CCMark
import Foundation

/// Markdown with pipe tables, read by cmark-gfm.
final class MarkdownDocument {
    private let parser: OpaquePointer
    private let root: OpaquePointer

    /// Reads `text`. Any text is Markdown; what looks like HTML in it is text.
    init(_ text: String) {
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { preconditionFailure("cmark has no memory") }
        if let tables = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, tables) }
        cmark_parser_feed(parser, text, text.utf8.count)
        guard let root = cmark_parser_finish(parser) else { preconditionFailure("cmark has no memory") }
        self.parser = parser
        self.root = root
        Self.replaceHTML(in: root)
    }

    private static func replaceHTML(in root: OpaquePointer) {
        var found: [OpaquePointer] = []
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            if ["html_inline", "html_block"].contains(String(cString: cmark_node_get_type_string(node))) {
                found.append(node)
            }
        }
        for node in found {
            let text = cmark_node_new(CMARK_NODE_TEXT)
            cmark_node_set_literal(text, cmark_node_get_literal(node))
            if String(cString: cmark_node_get_type_string(node)) == "html_block" {
                let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH)
                cmark_node_append_child(paragraph, text)
                cmark_node_replace(node, paragraph)
            } else {
                cmark_node_replace(node, text)
            }
            cmark_node_free(node)
        }
    }

    deinit {
        cmark_node_free(root)
        cmark_parser_free(parser)
    }

    /// The body of an HTML page. Raw HTML within the text is left out.
    var html: String {
        guard let text = cmark_render_html(root, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser)) else {
            return ""
        }
        defer { free(text) }
        return String(cString: text)
    }

    /// The blocks of the text, in their order.
    var blocks: [Node] { Node(root).children }

    /// A part of the text: a block, or a piece of a line. It lives no longer than the document.
    struct Node {
        private let node: OpaquePointer

        fileprivate init(_ node: OpaquePointer) { self.node = node }

        /// As cmark calls it: `heading`, `paragraph`, `table`, `table_row`, `text`, `strong`.
        var kind: String { String(cString: cmark_node_get_type_string(node)) }

        var children: [Node] {
            var found: [Node] = []
            var child = cmark_node_first_child(node)
            while let next = child {
                found.append(Node(next))
                child = cmark_node_next(next)
            }
            return found
        }

        /// The characters of a text or a piece of code.
        var literal: String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

        var headingLevel: Int { Int(cmark_node_get_heading_level(node)) }

        /// All characters within, without their style.
        var plainText: String {
            switch kind {
            case "softbreak", "linebreak": " "
            case "text", "code": literal
            default: children.map(\.plainText).joined()
            }
        }

        /// Whether each column of a table is set to the right.
        var rightColumns: [Bool] {
            guard let alignments = cmark_gfm_extensions_get_table_alignments(node) else { return [] }
            return (0..<Int(cmark_gfm_extensions_get_table_columns(node))).map { alignments[$0] == UInt8(ascii: "r") }
        }
    }
}
