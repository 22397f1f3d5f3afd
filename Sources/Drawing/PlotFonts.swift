import Core
import Files
import Foundation

/// The characters for which this machine has a font.
///
/// gnuplot draws a PNG file by itself and an unknown character as a box that covers the whole picture; an SVG file leaves its text to
/// whoever shows it.
struct PlotFonts: Sendable {
    /// Sorted and apart from each other; empty where it is not known what fonts there are.
    private let ranges: [ClosedRange<UInt32>]

    static let installed = PlotFonts(charsets: listing())

    /// - Parameter charsets: Of all fonts, as fontconfig writes them: numbers in base 16 and ranges such as `20-7e`, with blanks or line
    ///   breaks between.
    init(charsets: String) {
        let found = charsets.split { " \n".contains($0) }.compactMap { part -> ClosedRange<UInt32>? in
            let ends = part.split(separator: "-").map { UInt32($0, radix: 16) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last, ends.count <= 2 else {
                return nil
            }
            return first...last
        }
        var merged: [ClosedRange<UInt32>] = []
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        ranges = merged
    }

    /// `text` with the numbers of the characters that no font has.
    package func drawn(_ text: String) -> String {
        guard !ranges.isEmpty, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return text.map { character in
            let scalars = character.unicodeScalars
            guard scalars.contains(where: { !hasShape($0) }) else { return String(character) }
            return scalars.map { $0.isASCII ? String($0) : VisibleText.escape($0) }.joined()
        }.joined()
    }

    private func hasShape(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII || scalar.properties.isDefaultIgnorableCodePoint
            || ranges.contains { $0.contains(scalar.value) }
    }

    /// What `fc-list` says, which comes with the library that gnuplot finds its fonts by; nothing where it is not there.
    private static func listing() -> String {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard let path = folders.map({ "\($0)/fc-list" }).first(where: FileManager.default.isExecutableFile) else {
            return ""
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["--format", "%{charset}\n"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return "" }
        let listing = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: listing, as: UTF8.self) : ""
    }
}
