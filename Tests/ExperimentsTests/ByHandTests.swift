import Bench
import Core
import Experiments
import Files
import Foundation
import Testing

/// A picture with edges, corners and blobs of several sizes: generated digits side by side, enlarged.
private func picture(height: Int = 180, width: Int = 240) -> ImageStack {
    var random = RandomSource(seed: 12)
    var values = [Float](repeating: 110, count: height * width)
    for _ in 0..<60 {
        let (x, y) = (random.uniform(0, Float(width)), random.uniform(0, Float(height)))
        let radius = random.uniform(3, 22)
        let value = random.uniform(0, 255)
        for row in 0..<height {
            for column in 0..<width {
                let distance = ((Float(column) - x) * (Float(column) - x) + (Float(row) - y) * (Float(row) - y))
                    .squareRoot()
                let share = min(max(radius - distance, 0), 1)
                values[row * width + column] += (value - values[row * width + column]) * share
            }
        }
    }
    return ImageStack(
        shape: ImageShape(height: height, width: width, channels: 1), pixels: values.map { UInt8($0.rounded()) })
}

@Suite("By hand")
struct ByHandTests {
    private func file(_ image: ImageStack, _ folder: TemporaryFolder, _ name: String) throws -> String {
        let path = "\(folder.path)/\(name)"
        try Data(try ImageFile.encodePNG(image)).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test("a row a picture, or a row a descriptor with its keypoint beside it; NumPy's files hold them")
    func extraction() throws {
        let folder = try TemporaryFolder()
        let paths = [try file(picture(), folder, "a.png"), try file(picture(height: 120, width: 100), folder, "b.png")]
        let rows = try Extraction(extractor: MethodText("hog", settings: ["cellSize=10", "signed=true"])).run(
            pictures: paths, side: 40)
        #expect(rows.features.rows == 2 && rows.features.columns == 3 * 3 * 4 * 9 && rows.keypoints == nil)

        let local = try Extraction(extractor: MethodText("sift"), threads: 2).run(pictures: paths)
        let counts = try #require(local.counts).values
        #expect(counts.count == 2 && counts.allSatisfy { $0 > 5 } && Int(counts[0] + counts[1]) == local.features.rows)
        let files = try local.write(to: "\(folder.path)/out.npy")
        #expect(files.map(\.path) == ["out", "out.keypoints", "out.counts"].map { "\(folder.path)/\($0).npy" })
        let keypoints = try NumPyArray(contentsOf: files[1].path)
        #expect(keypoints.shape == [local.features.rows, 4])
        #expect(try NumPyArray(contentsOf: files[0].path).values == local.features.values)
        for point in 0..<keypoints.shape[0] {
            let values = keypoints.values[4 * point..<4 * point + 4].map { $0 }
            #expect((-1...240).contains(values[0]) && (-1...180).contains(values[1]))
            #expect(values[2] > 0 && values[3] >= 0 && values[3] < 2 * .pi)
        }
        // An encoder makes pictures of different sizes comparable.
        let encoded = try Extraction(
            extractor: MethodText("sift"), encoder: MethodText("bovw", settings: ["words=8"]), grids: ["1x1", "2x1"],
            transforms: [MethodText("kernel-map")]
        ).run(pictures: [paths[0], paths[0]])
        #expect(encoded.features.rows == 2 && encoded.features.columns == 3 * 8 * 3)
        #expect(encoded.features.row(0).elementsEqual(encoded.features.row(1)))
    }

    @Test("of a data set, with labels; what is learned is learned from the training images")
    func dataset() throws {
        let extraction = try Extraction(extractor: MethodText("patch-kmeans: {words: 8, samples: 500, iterations: 2}"))
        let glyphs = MethodText("glyphs: {training: 60, test: 30}")
        let test = try extraction.run(dataset: glyphs, directory: "/nowhere", isTest: true, limit: 10)
        #expect(test.features.rows == 10 && test.features.columns == 32 && test.labels?.shape == [10])
        let longer = try extraction.run(dataset: glyphs, directory: "/nowhere", isTest: true)
        #expect(longer.features.rows == 30 && longer.features.values.prefix(320).elementsEqual(test.features.values))
        let local = try Extraction(extractor: MethodText("dense-sift", settings: ["binSizes=[4]", "step=8"])).run(
            dataset: glyphs, directory: "/nowhere", isTest: false, limit: 3)
        #expect(local.counts?.values.reduce(0, +) == Float(local.features.rows) && local.labels?.shape == [3])
    }

    @Test("mistakes are one line that names the option or the file")
    func mistakes() throws {
        let folder = try TemporaryFolder()
        let small = try file(picture(height: 40, width: 40), folder, "small.png")
        let large = try file(picture(height: 80, width: 40), folder, "large.png")
        let cases: [(String, () throws -> Any)] = [
            ("METHOD: unknown extractor 'hgo'", { try Extraction(extractor: MethodText("hgo")) }),
            (
                "--set: 'cellSize' is not KEY=VALUE",
                { try Extraction(extractor: MethodText("hog", settings: ["cellSize"])) }
            ),
            ("did you mean 'cellSize'", { try Extraction(extractor: MethodText("hog", settings: ["cellsize=4"])) }),
            ("from 2 to 64", { try Extraction(extractor: MethodText("hog: {cellSize: 99}")) }),
            ("--pyramid: needs an encoder", { try Extraction(extractor: MethodText("sift"), grids: ["2x2"]) }),
            (
                "--encoder: unknown encoder 'bow'",
                { try Extraction(extractor: MethodText("sift"), encoder: MethodText("bow")) }
            ),
            (
                "\(large): gives", { try Extraction(extractor: MethodText("hog")).run(pictures: [small, large]) }
            ),
            (
                "nothing.png: there is no such file",
                { try Extraction(extractor: MethodText("hog")).run(pictures: ["nothing.png"]) }
            ),
        ]
        for (expected, work) in cases {
            let error = #expect(throws: UserError.self, "\(expected)") { try work() }
            let text = error?.description ?? ""
            #expect(text.contains(expected) && !text.contains("\n"), "\(text)")
        }
    }

    @Test("everything that can be shown is drawn over the picture", arguments: Show.subjects.map(\.name))
    func show(_ subject: String) throws {
        let raster = try Show.draw(subject, of: picture(), settings: [])
        #expect(raster.width >= 480 && raster.height >= 180)
        var colourful = 0
        for y in stride(from: 0, to: raster.height, by: 2) {
            for x in stride(from: 0, to: raster.width, by: 2) {
                let colour = raster[x, y]
                let values = [colour.red, colour.green, colour.blue]
                if values.max()! - values.min()! > 60 { colourful += 1 }
            }
        }
        // The picture is grey; what is drawn has colours.
        #expect(colourful > 200, "\(colourful)")
        #expect(throws: UserError.self) {
            try Show.draw(
                subject, of: ImageStack(shape: ImageShape(height: 1, width: 1, channels: 1), pixels: [9]),
                settings: ["nosuch=1"])
        }
        // A narrow picture would be enlarged to tens of thousands of rows.
        let narrow = ImageStack(
            shape: ImageShape(height: 4000, width: 32, channels: 1), pixels: (0..<128_000).map { UInt8($0 * $0 % 251) })
        let error = #expect(throws: UserError.self) { try Show.draw(subject, of: narrow, settings: []) }
        #expect("\(error!)".contains("is too large"), "\(error!)")
    }

    @Test(
        "every work of the benchmark runs on small samples and says what it measured", arguments: Benchmark.all.indices)
    func benchmark(_ index: Int) throws {
        let work = Benchmark.all[index]
        let directory = ProcessInfo.processInfo.environment["HINDSIGHT_DATA"] ?? "/nowhere"
        do {
            let results = try work.run(BenchmarkInput(directory: directory, isQuick: true))
            #expect(!results.isEmpty && results.allSatisfy { $0.value > 0 && $0.value.isFinite })
            for result in results {
                #expect(result.work.hasPrefix(work.work) && result.json.hasPrefix("{") && !result.json.contains("\n"))
            }
        } catch let error as UserError {
            // Without the data the work is passed over, with the command that fetches them.
            #expect(error.description.contains("hindsight data fetch"))
        }
    }
}
