import Files
import Foundation

/// The tables of a report for a paper: `table` environments in the style of the package booktabs, each with the words above it as caption.
enum LaTeXTables {
    static func text(_ markdown: String, _ texts: Texts) -> String {
        let document = MarkdownDocument(markdown)
        let writer = Writer(text: LaTeXText(isChinese: texts.language == .chinese))
        var tables: [String] = []
        var caption = ""
        var title = "Report"
        for block in document.blocks {
            switch block.kind {
            case "heading" where block.headingLevel == 1: title = block.plainText
            case "paragraph": caption = writer.inline(block)
            case "table":
                tables.append(writer.table(block, caption: caption, number: tables.count + 1))
                caption = ""
            default: caption = ""
            }
        }
        func use(_ package: String) -> String { "\\usepackage{\(package)}" }
        let packages = (texts.language == .chinese ? ["ctex"] : []) + ["booktabs"]
        let values = [
            "title": VisibleText.of(title), "packages": texts.plainList(packages.map(use)), "wide": use("graphicx"),
        ]
        let others = tables.contains { $0.contains(LaTeXText.condition) }
        let head = ["% \(texts.plain(.latexNeeds, values))"] + (others ? ["% \(texts.plain(.latexOthers))"] : [])
        return ([head.joined(separator: "\n")] + tables).joined(separator: "\n\n") + "\n"
    }

    private struct Writer {
        let text: LaTeXText

        func table(_ block: MarkdownDocument.Node, caption: String, number: Int) -> String {
            let columns = block.rightColumns.map { $0 ? "r" : "l" }.joined()
            let rows = block.children.map { row in row.children.map(inline).joined(separator: " & ") + " \\\\" }
            var words = caption.trimmingCharacters(in: .whitespaces)
            if words.hasSuffix(":") { words = words.dropLast() + "." }
            if words.hasSuffix("：") { words = words.dropLast() + "。" }
            let lines =
                ["\\begin{table}", "\\centering"] + (words.isEmpty ? [] : ["\\caption{\(words)}"])
                + [
                    "\\label{tab:hindsight-\(number)}", "\\begin{tabular}{\(columns)}", "\\toprule", rows.first ?? "",
                    "\\midrule",
                ]
                + rows.dropFirst() + ["\\bottomrule", "\\end{tabular}", "\\end{table}"]
            return lines.joined(separator: "\n")
        }

        func inline(_ node: MarkdownDocument.Node) -> String {
            switch node.kind {
            case "text": text.escaped(node.literal)
            case "code": "\\texttt{\(text.escaped(node.literal))}"
            case "softbreak", "linebreak": " "
            case "strong": "\\textbf{\(node.children.map(inline).joined())}"
            case "emph": "\\emph{\(node.children.map(inline).joined())}"
            case "image": ""
            default: node.children.map(inline).joined()
            }
        }
    }
}
