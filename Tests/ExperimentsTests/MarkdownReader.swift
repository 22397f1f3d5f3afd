import CCMark
import Foundation

/// Markdown as GitHub's own program reads it, with all extensions that change text.
final class MarkdownReader {
    struct Node {
        let kind: String
        let literal: String
        let children: [Node]

        var plainText: String {
            switch kind {
            case "softbreak", "linebreak": " "
            case "text", "code", "html_inline", "html_block": literal
            default: children.map(\.plainText).joined()
            }
        }

        /// This node and all within.
        var all: [Node] { [self] + children.flatMap(\.all) }
    }

    let root: Node

    init(_ text: String) {
        cmark_gfm_core_extensions_ensure_registered()
        let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES)!
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name)!)
        }
        cmark_parser_feed(parser, text, text.utf8.count)
        let document = cmark_parser_finish(parser)!
        root = Self.node(document)
        cmark_node_free(document)
        cmark_parser_free(parser)
    }

    private static func node(_ pointer: OpaquePointer) -> Node {
        var children: [Node] = []
        var child = cmark_node_first_child(pointer)
        while let next = child {
            children.append(node(next))
            child = cmark_node_next(next)
        }
        return Node(
            kind: String(cString: cmark_node_get_type_string(pointer)),
            literal: cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "", children: children)
    }
}
