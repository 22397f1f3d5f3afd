import Core
import Foundation

/// A plot: a gnuplot script, the numbers it draws and the texts around them.
package struct Plot {
    /// Name of its files, without an ending.
    package let name: String
    /// Lines of the script between the choice of the terminal and the end; the last one is the `plot` command. The variables
    /// `pointScale` and `fontScale` hold the size of symbols that suits the terminal, and that of letters beside those of the SVG.
    package let script: [PlotScript]
    /// Content of `<name>.dat`.
    package let data: String
    /// Size in pixels of the drawing.
    package var width = 1200
    package var height = 750
    /// True for several panels, which gnuplot's `replot` does not draw again.
    package var isRedrawn = false

    package init(
        name: String, script: [PlotScript], data: String, width: Int = 1200, height: Int = 750, isRedrawn: Bool = false
    ) {
        self.isRedrawn = isRedrawn
        self.name = name
        self.script = script
        self.data = data
        self.width = width
        self.height = height
    }

    /// What stands in the folder before it is drawn: the script, which draws both pictures again when gnuplot is run on it there, its
    /// numbers and its texts.
    package var files: [Artefact] { files(.installed) }

    /// - Parameter fonts: Of the machine that draws.
    func files(_ fonts: PlotFonts) -> [Artefact] {
        var (texts, drawn) = (PlotTexts(), PlotTexts())
        let lines = script.map { $0.code(&texts) }
        let drawnLines = script.map { $0.code(&drawn, fonts) }
        let isDrawnAgain = drawn.file != texts.file
        // Neither several panels nor letters of a size of their own are drawn again by `replot`.
        let isSetAgain = isDrawnAgain || isRedrawn || lines.contains { $0.contains("fontScale") }
        let size = "size \(width),\(height) background rgb 'white'"
        let whole =
            [
                "# Drawn by 'hindsight report'; 'gnuplot \(name).gp' in this folder draws it again.",
                "set encoding utf8",
            ] + texts.reading("\(name).txt")
            + [
                "set terminal svg \(size) font 'Helvetica,Arial,sans-serif,24' noenhanced",
                "set output '\(name).svg'", "pointScale = 0.8", "fontScale = 1.0",
            ] + lines
            + (isDrawnAgain ? ["# The same in characters that fonts of this machine have."] : [])
            + (isDrawnAgain ? drawn.reading("\(name)-drawn.txt") : [])
            + (isSetAgain ? ["reset"] : [])
            + [
                "set terminal pngcairo \(size) font 'Sans,19' noenhanced", "set output '\(name).png'",
                "pointScale = 1.5", "fontScale = 19.0 / 24",
            ] + (isSetAgain ? drawnLines : ["replot"]) + ["set output"]
        let contents =
            [
                (scriptFile, whole.joined(separator: "\n") + "\n"), ("\(name).dat", data), ("\(name).txt", texts.file),
            ] + (isDrawnAgain ? [("\(name)-drawn.txt", drawn.file)] : [])
        return contents.map { Artefact(name: $0, bytes: Array($1.utf8)) }
    }

    var scriptFile: String { "\(name).gp" }
}

/// Runs gnuplot where there is one.
package struct Gnuplot {
    /// Path of the program.
    package let path: String
    /// Seconds after which a drawing is given up.
    private static let patience = 60.0

    /// The gnuplot on `searchPath`, a list of folders like the environment variable `PATH`.
    package init?(searchPath: String) {
        let candidates = searchPath.split(separator: ":").map { "\($0)/gnuplot" }
        guard let found = candidates.first(where: FileManager.default.isExecutableFile) else { return nil }
        path = found
    }

    /// Draws `plot` in a folder of its own and returns the SVG and the PNG file. Throws ``UserError``.
    package func draw(_ plot: Plot) throws -> [Artefact] {
        try AtomicFile.withTemporaryFolder { try draw(plot, in: $0) }
    }

    private func draw(_ plot: Plot, in folder: String) throws -> [Artefact] {
        for file in plot.files { try AtomicFile.write(file.bytes, to: "\(folder)/\(file.name)") }
        try run(["--default-settings", plot.scriptFile], in: folder, plot.name)
        return try ["svg", "png"].map { ending in
            let file = "\(plot.name).\(ending)"
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)"), !bytes.isEmpty else {
                throw UserError("gnuplot drew no \(file)")
            }
            return Artefact(
                name: file, bytes: ending == "svg" ? NightColours.added(to: [UInt8](bytes)) : [UInt8](bytes))
        }
    }

    private func run(_ arguments: [String], in folder: String, _ name: String) throws {
        let messages = "\(folder)/messages"
        try AtomicFile.write("", to: messages)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: messages) ?? FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw UserError("gnuplot cannot be started: \(error.localizedDescription)")
        }
        let identifier = process.processIdentifier
        let watch = DispatchWorkItem { kill(identifier, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: watch)
        process.waitUntilExit()
        watch.cancel()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            let said = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
            let lines = said.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            throw UserError("gnuplot failed on \(name).gp: \(lines.last { !$0.isEmpty } ?? "no message")")
        }
    }
}
