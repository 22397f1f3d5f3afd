import Files

/// A pipe table whose columns are aligned, so that it also reads well in a terminal.
struct MarkdownTable {
    enum Alignment { case left, right }

    /// Wider cells stand out beyond their column; the others are not filled up to them.
    private static let widest = 120

    private var rows: [[String]]
    private let alignments: [Alignment]

    /// A table whose first column is text and the others numbers, unless `alignments` says otherwise.
    init(_ header: [any MarkdownValue], alignments: [Alignment]? = nil) {
        rows = [header.map(Self.cell)]
        self.alignments = alignments ?? header.indices.map { $0 == 0 ? .left : .right }
    }

    /// Adds a row with one cell a column.
    mutating func add(_ row: [any MarkdownValue]) {
        precondition(row.count == alignments.count, "\(row.count) cells for \(alignments.count) columns")
        rows.append(row.map(Self.cell))
    }

    var isEmpty: Bool { rows.count == 1 }

    /// The table as Markdown, without a line break at its end.
    var markdown: Markdown {
        let widths = alignments.indices.map { column in
            min(Self.widest, max(3, rows.map { VisibleText.columns($0[column]) }.max()!))
        }
        var lines = rows.map { row in
            line(row.indices.map { Self.padded(row[$0], widths[$0], alignments[$0]) })
        }
        let rules = alignments.indices.map { column in
            alignments[column] == .left
                ? String(repeating: "-", count: widths[column])
                : String(repeating: "-", count: widths[column] - 1) + ":"
        }
        lines.insert(line(rules), at: 1)
        return Markdown(source: lines.joined(separator: "\n"))
    }

    private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private static func padded(_ text: String, _ width: Int, _ alignment: Alignment) -> String {
        let space = String(repeating: " ", count: max(0, width - VisibleText.columns(text)))
        return alignment == .left ? text + space : space + text
    }

    /// A cell is one line, and every pipe within stands behind a backslash.
    private static func cell(_ value: any MarkdownValue) -> String {
        var isBehindBackslash = false
        return value.markdown.source.replacingScalars { scalar in
            defer { isBehindBackslash = scalar == "\\" && !isBehindBackslash }
            return scalar == "\n" ? " " : scalar == "|" && !isBehindBackslash ? "\\|" : nil
        }
    }
}
