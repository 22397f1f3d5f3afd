import Files
import Foundation

/// The tables of a report for a paper: `table` environments in the style of the package booktabs, each with the words above it as caption.
enum LaTeXTables {
    static func text(_ document: Document, _ texts: Texts) -> String {
        let writer = Writer(text: LaTeXText(isChinese: texts.language == .chinese))
        var tables: [String] = []
        for case .table(let table, let caption) in document.blocks {
            tables.append(writer.table(table, caption: caption ?? "", number: tables.count + 1))
        }
        func use(_ package: String) -> String { "\\usepackage{\(package)}" }
        let packages = (texts.language == .chinese ? ["ctex"] : []) + ["booktabs", "graphicx"]
        let values = [
            "title": VisibleText.of(document.title.plain), "packages": texts.plainList(packages.map(use)),
        ]
        let others = tables.contains { $0.contains(LaTeXText.condition) }
        let head = ["% \(texts.plain(.latexNeeds, values))"] + (others ? ["% \(texts.plain(.latexOthers))"] : [])
        return ([head.joined(separator: "\n")] + tables).joined(separator: "\n\n") + "\n"
    }

    private struct Writer {
        let text: LaTeXText

        /// Makes what follows as wide as the column where it would be wider.
        private static let fitting =
            "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%"

        func table(_ table: Table, caption: StyledText, number: Int) -> String {
            let columns = table.alignments.map { $0 == .right ? "r" : "l" }.joined()
            let rows = ([table.head] + table.rows.map { $0.map(\.shown) }).map { row in
                row.map(text.of).joined(separator: " & ") + " \\\\"
            }
            var words = text.of(caption)
            if words.hasSuffix(":") { words = words.dropLast() + "." }
            if words.hasSuffix("：") { words = words.dropLast() + "。" }
            let lines =
                ["\\begin{table}", "\\centering"] + (words.isEmpty ? [] : ["\\caption{\(words)}"])
                + [
                    "\\label{tab:hindsight-\(number)}", Self.fitting, "\\begin{tabular}{\(columns)}", "\\toprule",
                    rows[0],
                    "\\midrule",
                ]
                + rows.dropFirst() + ["\\bottomrule", "\\end{tabular}}", "\\end{table}"]
            return lines.joined(separator: "\n")
        }
    }
}
