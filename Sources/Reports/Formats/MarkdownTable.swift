import Files

/// A pipe table whose columns are aligned, so that it also reads well in a terminal.
enum MarkdownTable {
    /// Wider cells stand out beyond their column; the others are not filled up to them.
    private static let widest = 120

    /// The table, without a line break at its end.
    static func text(_ table: Table) -> String {
        let alignments = table.alignments
        let rows = [table.head.map(cell)] + table.rows.map { $0.map { cell($0.shown) } }
        let widths = alignments.indices.map { column in
            min(widest, max(3, rows.map { VisibleText.columns($0[column]) }.max()!))
        }
        var lines = rows.map { row in
            line(row.indices.map { padded(row[$0], widths[$0], alignments[$0]) })
        }
        let rules = alignments.indices.map { column in
            alignments[column] == .left
                ? String(repeating: "-", count: widths[column])
                : String(repeating: "-", count: widths[column] - 1) + ":"
        }
        lines.insert(line(rules), at: 1)
        return lines.joined(separator: "\n")
    }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private static func padded(_ text: String, _ width: Int, _ alignment: Table.Alignment) -> String {
        let space = String(repeating: " ", count: max(0, width - VisibleText.columns(text)))
        return alignment == .left ? text + space : space + text
    }

    /// A cell is one line, and every pipe within stands behind a backslash.
    private static func cell(_ text: StyledText) -> String {
        var isBehindBackslash = false
        return MarkdownText.of(text).replacingScalars { scalar in
            defer { isBehindBackslash = scalar == "\\" && !isBehindBackslash }
            return scalar == "\n" ? " " : scalar == "|" && !isBehindBackslash ? "\\|" : nil
        }
    }
}
