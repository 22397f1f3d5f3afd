/// Colours that a drawing takes on where the page around it is dark.
///
/// gnuplot writes colours as attributes, over which a style sheet in the file goes. Viewers that know no `prefers-color-scheme`, and paper,
/// show the drawing as it is.
package enum NightColours {
    /// Paper, ink and lines by the colours of day. The hues of the palettes stay; those too dark for a dark page are lighter.
    package static let pairs: [(day: String, night: String)] = [
        ("#ffffff", "#16181c"), ("black", "#e4e7ec"), ("#000000", "#e4e7ec"), ("#D0D0D0", "#363b43"),
        ("#B8B8B8", "#565c66"), ("#7F7F7F", "#9aa3b0"), ("#5A5A5A", "#a3a3a3"), ("#7A4B1E", "#c98f55"),
        ("#A08060", "#c4a684"),
    ]

    /// `svg`, a drawing of gnuplot, with the colours of night beside those of day.
    static func added(to svg: [UInt8]) -> [UInt8] {
        let text = String(decoding: svg, as: UTF8.self)
        guard let end = text.range(of: "</desc>") else { return svg }
        return Array((text[..<end.upperBound] + "\n" + style + text[end.upperBound...]).utf8)
    }

    private static let style: String = {
        let rules = pairs.flatMap { pair in
            spellings(pair.day).flatMap { day in
                ["fill", "stroke", "color"].map { "  [\($0)=\"\(day)\"] { \($0): \(pair.night) }\n" }
            }
        }
        return "<style>\n@media (prefers-color-scheme: dark) {\n\(rules.joined())}\n</style>\n"
    }()

    /// How gnuplot writes a colour: as it stands in the script, or its three parts in one of two widths.
    private static func spellings(_ colour: String) -> [String] {
        guard let number = Int(colour.dropFirst(), radix: 16), colour.hasPrefix("#") else { return [colour] }
        let parts = [number >> 16, number >> 8 & 0xFF, number & 0xFF]
        let wide = parts.map { String(repeating: " ", count: 3 - "\($0)".count) + "\($0)" }
        return [
            colour.lowercased(), colour.uppercased(), "rgb(\(wide.joined(separator: ", ")))",
            "rgb(\(wide.joined(separator: ",")))",
        ]
    }
}
