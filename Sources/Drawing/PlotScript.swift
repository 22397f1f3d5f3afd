import Files

/// Lines of a gnuplot script.
///
/// gnuplot has no quotes that hold every text: a line break, a backquote or a per cent sign in a name would be a command. So no text
/// stands in a script. What is put into one is a number, the name of a file, or a text, which goes to a file of its own (``PlotTexts``)
/// and is called by its number:
///
///     let line: PlotScript = "set title \(text: title)"
///
/// A `String` by itself cannot be put in.
package struct PlotScript: ExpressibleByStringInterpolation {
    package enum Piece {
        case code(String)
        /// A text, in so many columns.
        case text(String, columns: Int)
        /// A text at a tick of an axis.
        case tick(String, columns: Int)
    }

    private(set) var pieces: [Piece]

    /// Columns that the width of a plot has room for.
    package static let widest = 100

    package init(stringLiteral value: String) { pieces = [.code(value)] }
    package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }
    private init(pieces: [Piece]) { self.pieces = pieces }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ literal: String) { pieces.append(.code(literal)) }
        package mutating func appendInterpolation(_ script: PlotScript) { pieces += script.pieces }
        package mutating func appendInterpolation(_ number: Int) { pieces.append(.code("\(number)")) }
        package mutating func appendInterpolation(_ number: Double) { pieces.append(.code(PlotNumber.text(number))) }
        package mutating func appendInterpolation(text: String, columns: Int = PlotScript.widest) {
            pieces.append(.text(text, columns: columns))
        }
        package mutating func appendInterpolation(tick: String, columns: Int = 24) {
            pieces.append(.tick(tick, columns: columns))
        }
        /// A file beside the script.
        package mutating func appendInterpolation(file name: String) {
            precondition(FileName.isSafe(name), "no name of a file: \(name)")
            pieces.append(.code("'\(name)'"))
        }
    }

    /// The script with the texts called by their numbers; where `fonts` are given, in characters that they have.
    func code(_ texts: inout PlotTexts, _ fonts: PlotFonts? = nil) -> String {
        func shown(_ text: String, _ columns: Int) -> String {
            VisibleText.shortened(fonts?.drawn(text) ?? text, columns: columns)
        }
        return pieces.map { piece in
            switch piece {
            case .code(let code): code
            case .text(let text, let columns): texts.call(shown(text, columns))
            case .tick(let text, let columns): texts.call(tick: shown(text, columns))
            }
        }.joined()
    }

    /// Sets a title in the largest letters, up to the usual ones, in which it is no wider than `width` pixels.
    package static func title(_ text: String, width: Int, offset: PlotScript = "") -> PlotScript {
        let columns = Double(max(1, VisibleText.columns(VisibleText.shortened(text, columns: widest))))
        let size = min(usualLetters, max(10, Double(width) / (letterWidth * columns)))
        let font: PlotScript = size < usualLetters ? " font sprintf(',%.1f', \(size) * fontScale)" : ""
        return "set title \(text: text)\(offset)\(font)"
    }

    /// The size of letters in the SVG, and their width in that size.
    private static let usualLetters = 24.0
    private static let letterWidth = 0.56

    package static func joined(_ scripts: some Sequence<PlotScript>, separator: PlotScript) -> PlotScript {
        var pieces: [Piece] = []
        for script in scripts { pieces += (pieces.isEmpty ? [] : separator.pieces) + script.pieces }
        return PlotScript(pieces: pieces)
    }
}

/// The texts of a plot: a file with a text a line, which the script reads before it draws.
struct PlotTexts {
    /// Bytes of a text that gnuplot keeps.
    private static let longest = 1000

    private var lines: [String] = []
    private var known: [String: Int] = [:]

    /// The expression in a script that has `text` as its value.
    mutating func call(_ text: String) -> String { call(line: Self.line(text)) }

    /// As ``call(_:)``, of a label at a tick: gnuplot takes those for formats of numbers.
    mutating func call(tick text: String) -> String {
        call(line: Self.line(text.replacingScalars { $0 == "%" ? "%%" : nil }))
    }

    private mutating func call(line: String) -> String {
        let number = known[line] ?? lines.count + 1
        if number > lines.count {
            lines.append(line)
            known[line] = number
        }
        return "Text[\(number)]"
    }

    /// A line that gnuplot reads as `text`, which lies on one line and is not empty.
    private static func line(_ text: String) -> String {
        var bytes = 0
        let kept = text.prefix { character in
            bytes += character.utf8.count
            return bytes <= longest
        }
        let isLeading = kept.hasPrefix(" ")
        let line = String(kept).replacingScalars { $0 == "\\" ? "\\\\" : $0 == "\"" ? "\\042" : nil }
        // Blanks at the beginning are passed over.
        return isLeading ? "\\040" + line.dropFirst() : line
    }

    /// Content of the file.
    package var file: String { lines.map { $0 + "\n" }.joined() }

    /// Lines of a script that read the texts from the file `name`.
    func reading(_ name: String) -> [String] {
        guard !lines.isEmpty else { return [] }
        return [
            "# Every text is a line of \(name): nothing in it is taken for a command.",
            "array Text[\(lines.count)]", "set datafile separator \"\\t\"", "set datafile commentschars \"\"",
            "stats '\(name)' using (Text[int($0) + 1] = strcol(1), 0) nooutput",
            "set datafile separator", "set datafile commentschars",
        ]
    }
}

/// Numbers in scripts and data of plots: as Swift writes them, whatever the language of the machine.
package enum PlotNumber {
    /// A number that reads back as the same, or `NaN`, which gnuplot leaves out.
    package static func text(_ value: Double) -> String { value.isFinite ? "\(value)" : "NaN" }

    /// A row of a data file.
    package static func row(_ values: Double...) -> String { values.map(text).joined(separator: "\t") + "\n" }
}
