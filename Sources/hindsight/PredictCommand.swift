import ArgumentParser
import Core
import Datasets
import Experiments
import Files
import Foundation

struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Classify pictures or texts with a model, or score it on a data set.",
        discussion: """
            MODEL is a file written by 'hindsight train'. Pictures are scaled to its size, converted to grey or colour if it \
            needs that, and photographs are turned upright. A model trained on figures on a plain background, such as digits, \
            knows how they lie and whether they are light on dark: pictures are inverted, cropped, scaled and centred to \
            match. The output says so in brackets. With --as-is, only size and colour are adjusted. A model trained on texts takes \
            each file as one text in UTF-8.

            EXAMPLES
              hindsight predict lenet5.safetensors digit.png
              hindsight predict lenet5.safetensors *.png --top 3 --json
              hindsight predict lenet5.safetensors photo.jpg --as-is
              hindsight predict lenet5.safetensors --data mnist
              hindsight predict words.safetensors note.txt
            """)

    @Argument(help: "A model written by 'hindsight train'.")
    var model: String

    @Argument(help: "PNG, JPEG, PPM and PGM files, or files of text.")
    var pictures: [String] = []

    @Option(name: .customLong("data"), help: ArgumentHelp("A data set to score the model on.", valueName: "dataset"))
    var dataset: String?

    @Option(help: "Part of the data set: training or test.")
    var split = "test"

    @Option(help: "Use at most this many images of the data set, from the first on.")
    var limit: Int?

    @Option(help: "How many of the most probable classes to show for each picture.")
    var top = 5

    @Flag(name: .customLong("as-is"), help: "Adjust only the size and colour of pictures.")
    var asIs = false

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "Threads. (default: all cores)")
    var threads: Int?

    @Option(
        name: .customLong("data-folder"),
        help: "Folder of the data sets. (default: $HINDSIGHT_DATA, else ~/.cache/hindsight)")
    var folder: String?

    func run() throws {
        guard pictures.isEmpty != (dataset == nil) else {
            throw UserError("predict: give either files or --data with a data set")
        }
        guard ["training", "test"].contains(split) else {
            throw UserError("--split: '\(split)' is not known; it must be training or test")
        }
        guard top >= 1 else { throw UserError("--top: \(top) is not allowed; it must be at least 1") }
        if let limit, limit < 1 { throw UserError("--limit: \(limit) is not allowed; it must be at least 1") }
        let prediction = Prediction(
            model: try SavedModel.read(from: model), threads: try ThreadOption.count(threads), asIs: asIs)
        defer { ProgressLine.clear() }
        if let dataset {
            let score = try prediction.run(
                dataset: MethodText(dataset), directory: DataDirectory.path(option: folder), isTest: split == "test",
                limit: limit, progress: ProgressLine.show)
            ProgressLine.clear()
            try StandardOutput.writeLine(json ? try Self.text(score) : score.text)
        } else {
            let answers = try prediction.run(files: pictures, top: top)
            if json {
                try StandardOutput.writeLine(try Self.text(answers))
            } else {
                for answer in answers { try StandardOutput.writeLine(answer.text) }
            }
        }
    }

    private static func text(_ value: some Encodable) throws -> String {
        try JSONValue(encoding: value).canonicalText.visibleJSON
    }
}
