import Drawing

/// How the line of a method looks, the same in all plots of a study.
package struct CurveStyle {
    let colour: PlotScript
    /// gnuplot's number of the symbol.
    let symbol: Int
    let isDashed: Bool
    var width = 3

    /// The palette of Okabe and Ito (2008) without its yellow, told apart by readers of any colour vision.
    package static let palette = colours.map(script)
    package static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
    /// Filled circle, square, triangle, inverted triangle, diamond, pentagon.
    private static let symbols = [7, 5, 9, 11, 13, 15]
    /// Baselines are brown and grey, with crosses.
    private static let baselinePalette = baselineColours.map(script)
    package static let baselineColours = ["#7A4B1E", "#5A5A5A", "#A08060"]
    private static let baselineSymbols = [2, 1, 3]
    private static let grey: PlotScript = "rgb '#7F7F7F'"

    private static func script(_ colour: String) -> PlotScript { PlotScript(stringLiteral: "rgb '\(colour)'") }

    /// Axes at the left and below, with a light grid.
    package static let frame: [PlotScript] = [
        "set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'", "set border 3 lw 1.5", "set tics nomirror",
    ]

    init(of method: String, in study: Study, isDashed: Bool = false) {
        let index = study.methods.firstIndex(of: method) ?? 0
        let first = study.methods.firstIndex(where: study.baselines.contains) ?? 0
        symbol =
            study.baselines.contains(method)
            ? Self.baselineSymbols[(index - first) % Self.baselineSymbols.count]
            : Self.symbols[index % Self.symbols.count]
        colour = Self.colour(of: method, in: study)
        self.isDashed = isDashed
    }

    private init(colour: PlotScript, symbol: Int) {
        (self.colour, self.symbol, isDashed, width) = (colour, symbol, true, 2)
    }

    /// A curve from elsewhere: in the colour and with the symbol of the method here whose work it is, the symbol hollow; grey where none is.
    static func elsewhere(like method: String?, _ index: Int, _ study: Study) -> CurveStyle {
        guard let method else { return CurveStyle(colour: grey, symbol: symbols[index % symbols.count] - 1) }
        let own = CurveStyle(of: method, in: study)
        let isFilled = symbols.contains(own.symbol)
        return CurveStyle(colour: own.colour, symbol: isFilled ? own.symbol - 1 : own.symbol)
    }

    /// The colour of a method, the same in all plots of a study.
    static func colour(of method: String, in study: Study) -> PlotScript {
        let index = study.methods.firstIndex(of: method) ?? 0
        guard study.baselines.contains(method) else { return palette[index % palette.count] }
        let first = study.methods.firstIndex(where: study.baselines.contains) ?? 0
        return baselinePalette[(index - first) % baselinePalette.count]
    }

    /// Of a line with symbols.
    var line: PlotScript {
        "lc \(colour) lw \(width) pt \(symbol) ps pointScale dt \(isDashed ? 2 : 1)"
    }

    /// Of bars without symbols.
    var bars: PlotScript { "lc \(colour) lw 2 pt 7 ps 0" }
}
