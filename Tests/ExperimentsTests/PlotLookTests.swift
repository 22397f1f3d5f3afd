import Core
import Drawing
import Files
import Foundation
import Testing

import Reports

@Suite("How plots look")
struct PlotLookTests {
    // MARK: Colours

    /// A colour vision: what it makes of linear red, green and blue.
    private static let visions: [(name: String, matrix: [[Double]])] = [
        ("usual", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        // G. Machado, M. Oliveira and L. Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009, table 1, severity 1.
        (
            "protanopia",
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        ),
        (
            "deuteranopia",
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        ),
        (
            "tritanopia",
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        ),
    ]

    private static func linear(_ colour: String) -> [Double] {
        let number = Int(colour.dropFirst(), radix: 16)!
        return [number >> 16, number >> 8 & 0xFF, number & 0xFF].map {
            let value = Double($0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
    }

    private static func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { zip($0, vector).map(*).reduce(0, +) }
    }

    /// CIE L*a*b* under D65 of linear red, green and blue.
    private static func lab(_ linear: [Double]) -> [Double] {
        let toXYZ = [
            [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
        ]
        let f = zip(times(toXYZ, linear.map { min(max($0, 0), 1) }), [0.95047, 1, 1.08883]).map {
            let ratio = $0 / $1
            return ratio > 0.008856 ? cbrt(ratio) : 7.787 * ratio + 16 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    private static func difference(_ a: String, _ b: String, _ vision: [[Double]]) -> Double {
        zip(lab(times(vision, linear(a))), lab(times(vision, linear(b)))).map { ($0 - $1) * ($0 - $1) }
            .reduce(0, +).squareRoot()
    }

    /// As in the Web Content Accessibility Guidelines 2.2.
    private static func contrast(_ a: String, _ b: String) -> Double {
        let lights = [a, b].map { zip(linear($0), [0.2126, 0.7152, 0.0722]).map(*).reduce(0, +) + 0.05 }
        return lights.max()! / lights.min()!
    }

    private static func night(_ day: String) -> String {
        NightColours.pairs.first { $0.day == day }?.night ?? day
    }

    @Test(
        "the colours of methods differ for every colour vision, by day and by night", arguments: visions.map(\.name)
    )
    func colourVision(_ name: String) throws {
        let vision = try #require(Self.visions.first { $0.name == name }).matrix
        for (index, one) in CurveStyle.colours.enumerated() {
            for other in CurveStyle.colours[..<index] {
                for (a, b) in [(one, other), (Self.night(one), Self.night(other))] {
                    let difference = Self.difference(a, b, vision)
                    #expect(difference > 12, "\(name): \(a) and \(b) are \(difference) apart")
                }
            }
        }
    }

    @Test("lines stand out from the page, by day and by night, and words more so")
    func contrast() {
        let paper = (day: "#ffffff", night: Self.night("#ffffff"))
        for colour in CurveStyle.colours + CurveStyle.baselineColours {
            #expect(Self.contrast(colour, paper.day) > 2.2, "\(colour) by day")
            #expect(Self.contrast(Self.night(colour), paper.night) > 3, "\(colour) by night")
        }
        #expect(Self.contrast("#000000", paper.day) > 7 && Self.contrast(Self.night("black"), paper.night) > 7)
    }

    // MARK: Words

    /// Words in a drawing of gnuplot, about where they stand.
    private struct Words {
        let text: String
        let angle: Double
        let (left, right, top, bottom): (Double, Double, Double, Double)

        func overlaps(_ other: Words) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    private static func words(_ svg: String) throws -> [Words] {
        let group =
            #/<g transform="translate\((?<x>[-\d.]+),(?<y>[-\d.]+)\)(?: rotate\((?<angle>[-\d.]+)\))?"[^>]*font-size="(?<size>[\d.]+)"\s+text-anchor="(?<anchor>\w+)">\s*<text>(?<text>.*?)<\/text>/#
        return svg.matches(of: group).compactMap { match in
            let text = String(match.text).replacing(#/<[^>]*>/#, with: "").replacing("&amp;", with: "&")
            guard let x = Double(match.x), let y = Double(match.y), let size = Double(match.size),
                !text.allSatisfy(\.isWhitespace)
            else { return nil }
            // Letters are about half as wide as high, those of Chinese as wide as high; a tenth is left to fonts that are narrower.
            let width = 0.48 * size * Double(VisibleText.columns(text))
            let start = match.anchor == "middle" ? -width / 2 : match.anchor == "end" ? -width : 0
            let angle = match.angle.flatMap { Double($0) } ?? 0
            let (across, up) = (start...start + width, -0.65 * size...0.05 * size)
            if angle == -90 {
                return Words(
                    text: text, angle: angle, left: x + up.lowerBound, right: x + up.upperBound,
                    top: y - across.upperBound, bottom: y - across.lowerBound)
            }
            return Words(
                text: text, angle: angle, left: x + across.lowerBound, right: x + across.upperBound,
                top: y + up.lowerBound, bottom: y + up.upperBound)
        }
    }

    @Test("no words overlap or leave the drawing, in any plot of the committed reports")
    func wordsApart() throws {
        let reports = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../reports")
            .standardizedFileURL
        let files = try #require(FileManager.default.enumerator(at: reports, includingPropertiesForKeys: nil))
        var checked = 0
        for case let file as URL in files where file.path.hasSuffix(".svg") && file.path.contains("/plots/") {
            let svg = try String(contentsOf: file, encoding: .utf8)
            let size = try #require(svg.firstMatch(of: #/width="(\d+)" height="(\d+)"/#))
            let (width, height) = (Double(size.1)!, Double(size.2)!)
            // Slanted words are left out: their boxes would say little.
            let words = try Self.words(svg).filter { [0, -90].contains($0.angle) }
            let place = file.path.dropFirst(reports.path.count + 1)
            for (index, one) in words.enumerated() {
                #expect(
                    one.left > -1 && one.right < width + 1 && one.top > -1 && one.bottom < height + 1,
                    "\(place): '\(one.text)' leaves the drawing")
                for other in words[..<index] where one.overlaps(other) {
                    Issue.record("\(place): '\(one.text)' and '\(other.text)' overlap")
                }
            }
            checked += words.isEmpty ? 0 : 1
        }
        #expect(checked > 50)
    }
}
