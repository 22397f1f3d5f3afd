import Drawing
import Files
import Foundation

/// Writes the blocks of a page, one after the other.
struct HTMLBlocks {
    /// By the paths that figures have.
    private let pictures: [String: Artefact]
    /// The headings of level 2 so far: the first has the name `section-1`.
    private(set) var sections: [String] = []

    init(pictures: [Artefact]) {
        self.pictures = Dictionary(
            pictures.map { (PictureSet.path($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func text(_ block: Block) -> String {
        switch block {
        case .heading(let text, let level): heading(text, level)
        case .paragraph(let text): paragraph(text)
        case .list(let items): list(items)
        case .table(let table, let caption): (caption.map(paragraph) ?? "") + self.table(table)
        case .figure(let figure): (figure.caption.map(paragraph) ?? "") + self.figure(figure)
        case .links(let links): self.links(links)
        case .command(let command):
            "<pre><code class=\"language-sh\">\(HTMLText.escaped(VisibleText.of(command)))\n</code></pre>\n"
        }
    }

    private func links(_ links: [(text: StyledText, path: String)]) -> String {
        let items = links.map { "<a href=\"\(PathAddress.of($0.path))\">\(HTMLText.of($0.text))</a>" }
        return "<p>\(items.joined(separator: " · "))</p>\n"
    }

    private mutating func heading(_ text: StyledText, _ level: Int) -> String {
        var mark = ""
        if level == 2 {
            sections.append(text.plain)
            mark = " id=\"section-\(sections.count)\""
        }
        return "<h\(level)\(mark)>\(HTMLText.of(text))</h\(level)>\n"
    }

    private func paragraph(_ text: StyledText) -> String { "<p>\(HTMLText.of(text))</p>\n" }

    private func list(_ items: [ListItem]) -> String {
        let lines = items.map { item in
            "<li>\(HTMLText.of(item.text))\(item.items.isEmpty ? "" : "\n" + list(item.items))</li>\n"
        }
        return "<ul>\n\(lines.joined())</ul>\n"
    }

    /// A table in a frame that scrolls where it is wider than the page.
    private func table(_ table: Table) -> String {
        func row(_ cells: [String]) -> String { "<tr>\n\(cells.joined())</tr>\n" }
        let columns = table.alignments.indices
        let marks = table.alignments.map { $0 == .right ? " align=\"right\"" : "" }
        let head = row(columns.map { "<th\(marks[$0])>\(HTMLText.of(table.head[$0]))</th>\n" })
        let rows = table.rows.map { cells in
            row(
                columns.map { column in
                    let text = HTMLText.of(cells[column].shown)
                    return "<td\(marks[column].isEmpty ? wide(text) : marks[column])>\(text)</td>\n"
                })
        }
        let body = rows.isEmpty ? "" : "<tbody>\n\(rows.joined())</tbody>\n"
        return "<div class=\"table\"><table>\n<thead>\n\(head)</thead>\n\(body)</table></div>\n"
    }

    /// The mark of a cell of long text, which may take several lines.
    private func wide(_ text: String) -> String {
        VisibleText.columns(String(text.prefix { $0 != "<" })) > 72 ? " class=\"long\"" : ""
    }

    /// The picture itself, where the page holds its pictures, so that it needs no other file; else its place.
    private func figure(_ figure: Figure) -> String {
        let path = figure.path ?? figure.name
        let source =
            pictures[path].map { picture in
                let kind = path.hasSuffix(".svg") ? "svg+xml" : "png"
                return "data:image/\(kind);base64,\(Data(picture.bytes).base64EncodedString())"
            } ?? PathAddress.of(path)
        let description = HTMLText.escaped(figure.description.plain)
        return "<figure><img src=\"\(HTMLText.escaped(source))\" alt=\"\(description)\" /></figure>\n"
    }
}
