import ArgumentParser
import Core
import Drawing
import Experiments
import Files
import Foundation

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Draw what a method sees in a picture, or what a network has learned.",
        discussion: """
            SUBJECTS
            \((Show.subjects + Show.modelSubjects).map { "  \($0.name.padding(toLength: 11, withPad: " ", startingAt: 0)) \($0.summary)" }.joined(separator: "\n"))

            EXAMPLES
              hindsight show hog photo.jpg -o hog.png
              hindsight show hog cellSize=16 photo.jpg -o coarse.png
              hindsight show sift photo.jpg -o sift.png
              hindsight show pyramid photo.jpg -o words.png
              hindsight show filters lenet5.safetensors -o filters.png
              hindsight show activations lenet5.safetensors digit.png -o layers.png
              hindsight show curve first.json second.json -o curve.svg
            """)

    @Argument(help: "What to show: hog, sift, surf, filters, pyramid, fits, activations or curve.")
    var subject: String

    @Argument(
        help:
            "Settings of the extractor as KEY=VALUE, then a PNG or JPEG file; or a model or curves written by 'hindsight train'."
    )
    var inputs: [String]

    @Option(name: [.short, .customLong("output")], help: "The PNG file to write; for a curve, SVG is possible, too.")
    var output: String

    @Option(name: .customLong("set"), help: ArgumentHelp("A setting of the extractor.", valueName: "key=value"))
    var settings: [String] = []

    @Option(help: "First scale the picture to a square with sides of this many pixels.")
    var size: Int?

    func run() throws {
        if subject == "curve" {
            try drawCurve()
            return
        }
        try WrittenFile.require(".png", of: output)
        if let size, !(1...4096).contains(size) {
            throw UserError("--size: \(size) is not allowed; it must be from 1 to 4096")
        }
        if subject == "activations" || inputs.first?.hasSuffix(SavedModel.suffix) == true {
            try write(try drawModel())
            return
        }
        let (written, images) = SettingArguments.split(inputs)
        guard let image = images.first, images.count == 1 else {
            throw UserError("show: draws one picture at a time, but \(images.count) are given")
        }
        let picture = try ImageFile.read(image)
        let raster = try Show.draw(
            subject, of: size.map { picture.squared(side: $0, mode: .stretch) } ?? picture, settings: settings + written
        )
        try write(raster)
    }

    private func drawCurve() throws {
        guard settings.isEmpty, size == nil else { throw UserError("show: --set and --size do not apply to a curve") }
        let isVector = output.lowercased().hasSuffix(".svg")
        guard isVector || output.lowercased().hasSuffix(".png") || AtomicFile.isStream(output) else {
            throw UserError("-o: '\(output)' ends neither in .png nor in .svg, the formats that are written")
        }
        try AtomicFile.write(try TrainingCurve.draw(inputs, isVector: isVector), to: output)
        try WrittenFile.tell("\(output): \(inputs.count == 1 ? "one curve" : "\(inputs.count) curves")", of: output)
    }

    /// What a model has learned, or what it sees in a picture.
    private func drawModel() throws -> Raster {
        guard settings.isEmpty, size == nil else { throw UserError("show: --set and --size do not apply to a model") }
        guard let path = inputs.first, path.hasSuffix(SavedModel.suffix) else {
            throw UserError("show activations: give a model (…\(SavedModel.suffix)), then a picture")
        }
        let model = try SavedModel.read(from: path)
        switch (subject, inputs.count) {
        case ("filters", 1): return try ModelPictures.filters(model)
        case ("fits", 1): return try ModelPictures.fits(model)
        case ("activations", 2): return try ModelPictures.activations(model, of: try ImageFile.read(inputs[1]))
        case ("activations", _):
            throw UserError("show activations: draws one picture at a time, but \(inputs.count - 1) are given")
        case ("filters", _), ("fits", _): throw UserError("show \(subject): a model needs no picture")
        default: throw UserError("show: of a model, filters, fits or activations can be shown, not '\(subject)'")
        }
    }

    private func write(_ raster: Raster) throws {
        try AtomicFile.write(try raster.png(), to: output)
        try WrittenFile.tell("\(output): \(raster.width) × \(raster.height) pixels", of: output)
    }
}
