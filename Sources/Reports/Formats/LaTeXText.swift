import Files
import Foundation

/// From text to LaTeX that shows it letter by letter, in any document: with pdfTeX, XeTeX and LuaTeX, in the classes article and ctexart,
/// in a cell at the beginning of a row and in a caption.
///
/// Letters of Latin scripts that every font of LaTeX has stay as they are. Other characters stand between conditions: pdfTeX, which has
/// no font for them, prints their numbers.
struct LaTeXText {
    /// Whether Chinese stands in the text by itself; the package ctex is loaded then.
    let isChinese: Bool

    /// What stands before characters that not every TeX can set.
    static let condition = "\\ifdefined\\XeTeXversion "

    func of(_ text: StyledText) -> String {
        text.written {
            escaped($0.map(\.text).joined())
        } strong: {
            "\\textbf{\($0)}"
        } emphasised: {
            "\\emph{\($0)}"
        } code: {
            "\\texttt{\($0)}"
        }
    }

    private func escaped(_ text: String) -> String {
        let scalars = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
        var latex = ""
        var place = 0
        while place < scalars.count {
            let scalar = scalars[place]
            if scalar.isASCII {
                let neighbours = [place - 1, place + 1].map { scalars.indices.contains($0) ? scalars[$0] : " " }
                latex += ascii(scalar, after: neighbours[0], before: neighbours[1])
                place += 1
            } else if let symbol = Self.symbols[scalar] {
                latex += symbol
                place += 1
            } else if isKnown(scalar) {
                latex.unicodeScalars.append(scalar)
                place += 1
            } else {
                let others = scalars[place...].prefix { !isKnown($0) }
                let letters = String(String.UnicodeScalarView(others))
                let numbers = others.map { String(format: "U+%04X", $0.value) }.joined(separator: " ")
                latex +=
                    "\(Self.condition)\(letters)\\else\\ifdefined\\directlua \(letters)\\else\\texttt{\(numbers)}\\fi\\fi{}"
                place = others.endIndex
            }
        }
        return latex
    }

    private func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII || Self.symbols[scalar] != nil || Self.isLatin(scalar) || (isChinese && Self.isChinese(scalar))
    }

    private func ascii(_ scalar: Unicode.Scalar, after before: Unicode.Scalar, before after: Unicode.Scalar) -> String {
        switch scalar {
        // Behind the end of a row, these would be its arguments.
        case "[", "]", "*": "{\(scalar)}"
        case "'" where before.properties.isAlphabetic && after.properties.isAlphabetic: "'"
        // Two of them would become another sign.
        case "-", ",", "<", ">": (scalar == before ? "{}" : "") + (Self.symbols[scalar] ?? String(scalar))
        default: Self.symbols[scalar] ?? String(scalar)
        }
    }

    private static let symbols: [Unicode.Scalar: String] = [
        "\\": "\\textbackslash{}", "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_", "{": "\\{", "}": "\\}",
        "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "<": "$<$", ">": "$>$", "|": "\\textbar{}",
        "\"": "{\\ttfamily\\char34}", "'": "\\textquotesingle{}", "`": "\\textasciigrave{}", "±": "$\\pm$", "−": "$-$",
        "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''",
        "×": "$\\times$", "·": "$\\cdot$", "²": "$^2$", "³": "$^3$", "√": "$\\surd$", "≤": "$\\le$", "≥": "$\\ge$",
        "†": "$\\dagger$", "‡": "$\\ddagger$", "→": "$\\to$", "η": "$\\eta$", "ω": "$\\omega$", "χ": "$\\chi$",
        "γ": "$\\gamma$", "σ": "$\\sigma$", "µ": "\\textmu{}", "°": "\\textdegree{}", "⁹": "$^9$", "…": "\\ldots{}",
        "¼": "\\textonequarter{}", "½": "\\textonehalf{}", "¾": "\\textthreequarters{}", "\u{A0}": "~",
    ]

    /// Letters that LaTeX knows in its oldest encoding, without any package.
    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        // They need the encoding T1.
        case "Ð", "ð", "Þ", "þ", "Ą", "ą", "Ę", "ę", "Į", "į", "Ų", "ų", "Đ", "đ", "Ħ", "ħ", "Ŋ", "ŋ", "Ŧ", "ŧ", "ĸ",
            "ŉ",
            "Ŀ", "ŀ", "ſ":
            false
        case "À"..."ÿ", "Ā"..."ž": scalar != "×" && scalar != "÷"
        case "¡", "¿", "§", "¶", "©", "£": true
        default: false
        }
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x20000...0x3FFFD: true
        default: false
        }
    }
}
