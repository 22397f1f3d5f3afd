import Foundation

/// The tables of a report for a paper: `table` environments in the style of the package booktabs, each with the words above it as caption.
enum LaTeXTables {
    static func text(_ markdown: String, _ texts: Texts) -> String {
        let document = MarkdownDocument(markdown)
        var tables: [String] = []
        var caption = ""
        var title = "Report"
        for block in document.blocks {
            switch block.kind {
            case "heading" where block.headingLevel == 1: title = block.plainText
            case "paragraph": caption = inline(block)
            case "table":
                tables.append(table(block, caption: caption, number: tables.count + 1))
                caption = ""
            default: caption = ""
            }
        }
        func use(_ package: String) -> String { "\\usepackage{\(package)}" }
        let packages = (texts.language == .chinese ? ["ctex"] : []) + ["booktabs"]
        let head = texts(
            .latexNeeds, ["title": title, "packages": texts.list(packages.map(use)), "wide": use("graphicx")])
        return (["% \(head)"] + tables).joined(separator: "\n\n") + "\n"
    }

    private static func table(_ block: MarkdownDocument.Node, caption: String, number: Int) -> String {
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

    private static func inline(_ node: MarkdownDocument.Node) -> String {
        switch node.kind {
        case "text": escaped(node.literal)
        case "code": "\\texttt{\(escaped(node.literal))}"
        case "softbreak", "linebreak": " "
        case "strong": "\\textbf{\(node.children.map(inline).joined())}"
        case "emph": "\\emph{\(node.children.map(inline).joined())}"
        case "image": ""
        default: node.children.map(inline).joined()
        }
    }

    private static let symbols: [Character: String] = [
        "\\": "\\textbackslash{}", "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_", "{": "\\{", "}": "\\}",
        "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "<": "$<$", ">": "$>$", "±": "$\\pm$", "−": "$-$",
        "–": "--",
        "×": "$\\times$", "·": "$\\cdot$", "²": "$^2$", "³": "$^3$", "√": "$\\surd$", "≤": "$\\le$", "≥": "$\\ge$",
        "†": "$\\dagger$",
        "η": "$\\eta$", "ω": "$\\omega$", "χ": "$\\chi$", "µ": "\\textmu{}", "⁹": "$^9$", "…": "\\ldots{}",
    ]

    private static func escaped(_ text: String) -> String { text.map { symbols[$0] ?? String($0) }.joined() }
}
