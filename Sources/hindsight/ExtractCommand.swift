import ArgumentParser
import Core
import Datasets
import Experiments
import Files
import Foundation

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Write the features of pictures or of a data set as a NumPy file.",
        discussion: """
            METHOD is an extractor from 'hindsight list methods'. One that describes a whole image writes one row per image. One \
            that finds local descriptors writes one row per descriptor, and beside it FILE.keypoints.npy with the x, y, scale and \
            angle of each (in pixels and radians); for several images also FILE.counts.npy, with the number of descriptors in \
            each. With --encoder it writes one row per image. A data set also gets FILE.labels.npy. Counts and \
            labels are int64, all other numbers float32.

            EXAMPLES
              hindsight extract hog photo.jpg -o hog.npy
              hindsight extract hog cellSize=4 bins=12 *.png --size 64 -o hog.npy
              hindsight extract sift photo.jpg -o sift.npy
              hindsight extract dense-sift --encoder vlad caltech-101 -o vlad.npy
              hindsight extract hog mnist --split test --limit 1000 -o test.npy
            """)

    @Argument(
        help: "An extractor, such as hog, or one with settings, such as 'hog: {cellSize: 4}'.",
        completion: Completions.extractors)
    var method: String

    @Argument(help: "Settings as KEY=VALUE, then picture files (PNG, JPEG, PPM, PGM) or the name of one data set.")
    var inputs: [String]

    @Option(name: [.short, .customLong("output")], help: "The file to write, which must end in .npy.")
    var output: String

    @Option(name: .customLong("set"), help: ArgumentHelp("A setting of the extractor.", valueName: "key=value"))
    var settings: [String] = []

    @Option(help: "Encoder that turns the local descriptors of an image into one row, such as 'bovw: {words: 256}'.")
    var encoder: String?

    @Option(help: "Grids of a spatial pyramid around the encoder, such as 1x1,2x2,4x4.")
    var pyramid: String?

    @Option(name: .customLong("transform"), help: "Transform of the rows, such as kernel-map; may be repeated.")
    var transforms: [String] = []

    @Option(help: "Scale pictures to squares with sides of this many pixels.")
    var size: Int?

    @Flag(name: .customLong("as-is"), help: "Do not turn photographs upright.")
    var asIs = false

    @Flag(help: "Convert pictures to grey.")
    var grey = false

    @Option(help: "Part of the data set: training or test.")
    var split = "training"

    @Option(help: "Use at most this many images of the data set, from the first on.")
    var limit: Int?

    @Option(help: "Threads. (default: all cores)")
    var threads: Int?

    @Option(help: "Folder of the data sets. (default: $HINDSIGHT_DATA, else ~/.cache/hindsight)")
    var data: String?

    func run() throws {
        let (written, inputs) = SettingArguments.split(inputs)
        guard !inputs.isEmpty else { throw UserError("extract: give a picture or a data set to extract from") }
        try WrittenFile.require(".npy", of: output)
        try AtomicFile.requireWritable(output)
        if let size, !(1...8192).contains(size) {
            throw UserError("--size: \(size) is not allowed; it must be from 1 to 8192")
        }
        if let limit, limit < 1 { throw UserError("--limit: \(limit) is not allowed; it must be at least 1") }
        guard ["training", "test"].contains(split) else {
            throw UserError("--split: '\(split)' is not known; it must be training or test")
        }
        let extraction = try Extraction(
            extractor: MethodText(method, settings: settings + written), encoder: encoder.map { MethodText($0) },
            grids: pyramid?.split(separator: ",").map(String.init) ?? [], transforms: transforms.map { MethodText($0) },
            threads: try ThreadOption.count(threads), progress: ProgressLine.show)
        defer { ProgressLine.clear() }
        let result: Extraction.Result
        if inputs.count == 1, !FileManager.default.fileExists(atPath: inputs[0]), isDataset(inputs[0]) {
            result = try extraction.run(
                dataset: MethodText(inputs[0]), directory: DataDirectory.path(option: data), isTest: split == "test",
                limit: limit)
        } else {
            result = try extraction.run(pictures: inputs, side: size, channels: grey ? 1 : nil, upright: !asIs)
            for path in inputs where !asIs {
                let orientation = ImageFile.orientation(of: try ImageFile.contents(of: path))
                if orientation > 1 { StandardError.writeLine("\(path): turned upright as recorded by the camera") }
            }
        }
        ProgressLine.clear()
        for (path, shape) in try result.write(to: output) {
            try WrittenFile.tell("\(path): \(shape.map(String.init).joined(separator: " × "))", of: path)
        }
    }

    private func isDataset(_ text: String) -> Bool {
        let name = text.split(separator: ":").first.map(String.init) ?? text
        return Catalogue.datasets.contains { $0.card.name == name.trimmingCharacters(in: .whitespaces) }
    }
}
