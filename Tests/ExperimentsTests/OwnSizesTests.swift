import Core
import Datasets
import Experiments
import Files
import Foundation
import Harness
import Records
import Reports
import Testing

/// Pictures of many shapes, which some methods take as they are and others in one size.
@Suite("Pictures in their own sizes")
struct OwnSizesTests {
    private let folder: TemporaryFolder

    /// Dashes across and dashes down, eight pixels wide, in pictures of many shapes, one of them very small and one large.
    init() throws {
        folder = try TemporaryFolder()
        for (place, name) in ["across", "down"].enumerated() {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/set/\(name)", withIntermediateDirectories: true)
            for index in 0..<24 {
                let shape = Self.shapes[(index + place) % Self.shapes.count]
                let image = Self.dashes(shape, isAcross: place == 0, phase: index)
                try AtomicFile.write(try ImageFile.encodePNG(image), to: "\(folder.path)/set/\(name)/\(index).png")
            }
        }
    }

    private static let shapes = [(48, 80), (90, 40), (64, 64), (33, 71), (7, 9), (150, 60), (51, 52)].map {
        ImageShape(height: $0.0, width: $0.1, channels: 1)
    }

    private static func dashes(_ shape: ImageShape, isAcross: Bool, phase: Int) -> ImageStack {
        let pixels = (0..<shape.height).flatMap { row in
            (0..<shape.width).map { column -> UInt8 in
                let (along, beside) = isAcross ? (column, row) : (row, column)
                let isInk = (beside + phase) / 8 % 2 == 0 && (along + 3 * phase) % 28 < 20
                return UInt8(isInk ? 200 + phase : 30 + (row * 7 + column) % 5)
            }
        }
        return ImageStack(shape: shape, pixels: pixels)
    }

    private static let settings = "{path: set, size: 32, ownSizes: true, longestSide: 80, splitSeed: 3}"

    private static let methods = [
        "words": "{extractor: {dense-sift: {step: 6}}, encoder: {bovw: {words: 8}}, classifier: linear-svm}",
        "found": "{extractor: {sift: {contrastThreshold: 0.005}}, encoder: {vlad: {words: 3}}, classifier: linear-svm}",
        "mirrored":
            "{preprocess: [smooth], extractor: {hog-pyramid: {cellSizes: [16, 8]}}, mirror: true, classifier: linear-svm}",
        "moved":
            "{extractor: {dense-sift: {step: 8}}, encoder: {fisher: {components: 2, pca: 8}}, classifier: linear-svm, virtual: {shift: 1}}",
        "one-size": "{extractor: {hog: {cellSize: 8}}, classifier: linear-svm}",
    ]

    private func cells(settings: String = settings, alterations: String = "") throws -> [Cell] {
        let methods = Self.methods.map { "  \($0): \($1)" }.joined(separator: "\n")
        return try ExperimentMatrix(
            text: "datasets: {photos: {folder: \(settings)\(alterations)}}\nmethods:\n\(methods)\nsizes: [all]\n",
            file: "own.yml"
        ).cells(dataDirectory: folder.path)
    }

    @Test("methods that can take them do, others get one size, and records and reports say so")
    func records() throws {
        let cells = try cells(alterations: ", testAlterations: {noise: [0.02]}")
        let store = try RecordStore(folder: "\(folder.path)/out")
        try store.adopt(cells)
        let runner = Runner(store: store, dataDirectory: folder.path, threads: 2, display: QuietDisplay())
        let summary = try runner.run(cells)
        #expect(summary.ran == 5 && summary.failed == 0)
        for cell in cells {
            guard case .completed(let result)? = store.record(of: cell)?.outcome else {
                Issue.record("\(cell.key.method): no result")
                continue
            }
            #expect(result.ownSizes == (cell.key.method != "one-size"), "\(cell.key.method)")
            // The directions are told apart but in the pictures that are too small for it; by SIFT's keypoints, which turn with them, not.
            #expect(result.testImages == 12)
            if cell.key.method != "found" { #expect(result.correct >= 9, "\(cell.key.method): \(result.correct)") }
            #expect(result.altered?.count == 1)
            #expect((result.phases["load"]?.wallSeconds ?? 0) > 0)
        }
        for (language, words) in [
            (.english, "seen in their own sizes, no side longer than 80 pixels, by"),
            (.chinese, "使用图片的原始尺寸（长边不超过 80 像素）"),
        ] as [(ReportLanguage, String)] {
            try Report.write(folder: store.folder, formats: [.markdown], language: language, searchPath: "")
            let name = language == .english ? "report.md" : "report.\(language.rawValue).md"
            let text = try String(contentsOfFile: "\(store.folder)/\(name)", encoding: .utf8)
            #expect(text.replacing("\n", with: " ").contains(words))
        }
    }

    @Test("a model trained on own sizes takes a file in its own size")
    func prediction() throws {
        let matrix = "\(folder.path)/m.yml"
        try
            "datasets: {photos: {folder: \(Self.settings)}}\nmethods: {words: \(Self.methods["words"]!)}\nsizes: [all]\n"
            .write(toFile: matrix, atomically: true, encoding: .utf8)
        let choice = try MethodChoice("words", matrix: matrix)
        let outcome = try ModelTraining(
            choice, dataset: MethodText("photos"), matrix: matrix, directory: folder.path
        ).run()
        let path = "\(folder.path)/m.safetensors"
        try outcome.model.write(to: path)
        let model = try SavedModel.read(from: path)
        #expect(model.subject == outcome.model.subject && model.subject.form.longestSide == 80)
        let prediction = Prediction(model: model, threads: 1)
        let answers = try prediction.run(files: [
            "\(folder.path)/set/down/1.png", "\(folder.path)/set/across/5.png",
        ])
        #expect(answers.map(\.classes.first?.name) == ["down", "across"])
        #expect(answers.map(\.change) == [nil, "60×150 scaled to 32×80"])
        let score = try prediction.run(
            dataset: MethodText("folder: \(Self.settings)"), directory: folder.path, isTest: true)
        #expect(score.correct == outcome.correct && score.change == nil)
        // Pictures that have only one size, another than the model's, and such in colour, are taken as they are.
        for settings in ["size: 64", "size: 64, ownSizes: true, channels: 3", "size: 200, channels: 3"] {
            let other = try prediction.run(
                dataset: MethodText("folder: {path: set, splitSeed: 3, \(settings)}"), directory: folder.path,
                isTest: true)
            #expect(other.examples == 12 && other.correct >= 6, "\(settings): \(other.correct)")
        }
        var file = try TensorFile.read(from: path)
        file.metadata["checksum"] = nil
        file.metadata["longestSide"] = "0"
        let bytes = try file.encoded()
        #expect {
            _ = try SavedModel(decoding: bytes, named: "m.safetensors")
        } throws: { "\($0)".hasPrefix("m.safetensors: the text 'longestSide' in its header says 0") }
    }

    @Test("only a method that takes own sizes may speak of them in its file")
    func foreignSize() throws {
        let matrix = "\(folder.path)/m.yml"
        try
            "datasets: {photos: {folder: \(Self.settings)}}\nmethods: {hog: \(Self.methods["one-size"]!)}\nsizes: [all]\n"
            .write(toFile: matrix, atomically: true, encoding: .utf8)
        let outcome = try ModelTraining(
            MethodChoice("hog", matrix: matrix), dataset: MethodText("photos"), matrix: matrix, directory: folder.path
        ).run()
        #expect(outcome.model.subject.form.longestSide == nil)
        try outcome.model.write(to: "\(folder.path)/m.safetensors")
        var file = try TensorFile.read(from: "\(folder.path)/m.safetensors")
        file.metadata["checksum"] = nil
        file.metadata["longestSide"] = "80"
        let bytes = try file.encoded()
        #expect {
            _ = try SavedModel(decoding: bytes, named: "m.safetensors")
        } throws: { "\($0)".hasPrefix("m.safetensors: its method takes images in one size") }
    }

    @Test("files of many sizes are encoded by one vocabulary, and what else has to be learned asks for one size")
    func extraction() throws {
        let paths = (0..<6).map { "\(folder.path)/set/across/\($0).png" }
        func rows(_ extractor: String, encoder: String?, _ paths: [String]) throws -> Matrix {
            try Extraction(
                extractor: MethodText(extractor), encoder: encoder.map { MethodText($0) }
            ).run(pictures: paths).features
        }
        let encoder = "bovw: {words: 4, sampleCount: 5000}"
        let all = try rows("dense-sift", encoder: encoder, paths)
        #expect(all.rows == 6 && all.columns == 4)
        #expect(try rows("dense-sift", encoder: encoder, paths) == all)
        // A vocabulary of one picture is another.
        let alone = try rows("dense-sift", encoder: encoder, [paths[1]])
        #expect(alone.row(0) != all.row(1))
        #expect {
            _ = try rows("patch-kmeans: {words: 4, samples: 200}", encoder: nil, paths)
        } throws: { "\($0)".contains("bring them to one size with --size") }
    }

    @Test("a model trained on one size gets that size, wherever the pictures come from")
    func oneSize() throws {
        let matrix = "\(folder.path)/m.yml"
        let settings = Self.settings.replacing("ownSizes: true", with: "ownSizes: false")
        try "datasets: {photos: {folder: \(settings)}}\nmethods: {words: \(Self.methods["words"]!)}\nsizes: [all]\n"
            .write(toFile: matrix, atomically: true, encoding: .utf8)
        let choice = try MethodChoice("words", matrix: matrix)
        let outcome = try ModelTraining(
            choice, dataset: MethodText("photos"), matrix: matrix, directory: folder.path
        ).run()
        #expect(outcome.model.subject.form.longestSide == nil)
        let scores = try [settings, Self.settings].map {
            try Prediction(model: outcome.model, threads: 1).run(
                dataset: MethodText("folder: \($0)"), directory: folder.path, isTest: true)
        }
        #expect(scores[0].predictions == scores[1].predictions && scores[0].correct == outcome.correct)
    }

    @Test("what cannot be is refused by name, and other settings keep their ids")
    func settings() throws {
        let error = #expect(throws: UserError.self) {
            try cells(settings: "{path: set, ownSizes: true, longestSide: 8}")
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("longestSide"))
        let plain = try cells(settings: "{path: set, size: 32}").map(\.id)
        #expect(try cells(settings: "{path: set, size: 32, ownSizes: false, longestSide: 300}").map(\.id) == plain)
        #expect(try Set(cells(settings: "{path: set, size: 32, ownSizes: true}").map(\.id)).isDisjoint(with: plain))
    }
}
