import Files

/// A document as Markdown with pipe tables, in lines that a terminal shows.
enum MarkdownPage {
    static func text(_ document: Document) -> String {
        ([.heading(document.title, level: 1)] + document.blocks).map(text).joined(separator: "\n\n") + "\n"
    }

    private static func text(_ block: Block) -> String {
        switch block {
        case .heading(let text, let level): String(repeating: "#", count: level) + " " + MarkdownText.of(text)
        case .paragraph(let text): paragraph(text)
        case .list(let items): items.map { item($0, indent: "") }.joined(separator: "\n")
        case .table(let table, let caption): below(caption, MarkdownTable.text(table))
        case .figure(let figure):
            below(figure.caption, "![\(MarkdownText.of(figure.description))](\(figure.path ?? figure.name))")
        // One line: a line break in a foreign record shall not end the block, nor make a command of its own.
        case .command(let command): "```sh\n\(VisibleText.of(command))\n```"
        case .links(let links):
            links.map { "[\(MarkdownText.of($0.text))](\(PathAddress.of($0.path)))" }.joined(separator: " · ")
        }
    }

    private static func paragraph(_ text: StyledText) -> String { LineBreaks.wrapped(MarkdownText.of(text)) }

    private static func below(_ caption: StyledText?, _ text: String) -> String {
        caption.map { paragraph($0) + "\n\n" + text } ?? text
    }

    private static func item(_ item: ListItem, indent: String) -> String {
        let own = LineBreaks.wrapped("- " + MarkdownText.of(item.text), first: indent, others: indent + "  ")
        return ([own] + item.items.map { Self.item($0, indent: indent + "    ") }).joined(separator: "\n")
    }
}
