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
        let widths = alignments.indices.map { column in max(3, rows.map { Self.width($0[column]) }.max()!) }
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
        let space = String(repeating: " ", count: width - Self.width(text))
        return alignment == .left ? text + space : space + text
    }

    /// Columns of a terminal: characters of Chinese and full-width punctuation take two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(text.count) { width, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x20000...0x3FFFD:
                width + 1
            default: width
            }
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: " ")
    }
}
