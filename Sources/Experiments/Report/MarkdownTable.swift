/// A pipe table whose columns are aligned, so that it also reads well in a terminal.
struct MarkdownTable {
    enum Alignment { case left, right }

    private var rows: [[String]]
    private let alignments: [Alignment]

    /// A table whose first column is text and the others numbers, unless `alignments` says otherwise.
    init(_ header: [String], alignments: [Alignment]? = nil) {
        rows = [header.map(Self.escaped)]
        self.alignments = alignments ?? header.indices.map { $0 == 0 ? .left : .right }
    }

    /// Adds a row with one cell a column.
    mutating func add(_ row: [String]) {
        precondition(row.count == alignments.count, "\(row.count) cells for \(alignments.count) columns")
        rows.append(row.map(Self.escaped))
    }

    var isEmpty: Bool { rows.count == 1 }

    /// The table as Markdown, without a line break at its end.
    var markdown: String {
        let widths = alignments.indices.map { column in max(3, rows.map { $0[column].count }.max()!) }
        var lines = rows.map { row in
            line(row.indices.map { Self.padded(row[$0], widths[$0], alignments[$0]) })
        }
        let rules = alignments.indices.map { column in
            alignments[column] == .left
                ? String(repeating: "-", count: widths[column])
                : String(repeating: "-", count: widths[column] - 1) + ":"
        }
        lines.insert(line(rules), at: 1)
        return lines.joined(separator: "\n")
    }

    private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private static func padded(_ text: String, _ width: Int, _ alignment: Alignment) -> String {
        let space = String(repeating: " ", count: width - text.count)
        return alignment == .left ? text + space : space + text
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: " ")
    }
}
