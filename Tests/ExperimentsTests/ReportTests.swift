import Core
import Drawing
import Experiments
import Foundation
import Reports
import Statistics
import Testing

@Suite struct ReportTests {
    /// HOG leads with 100 images, the network with 1,000, both clearly; raw pixels are worst, fail once and miss once.
    private func fillTurningStudy(_ fixture: ReportFixture) throws {
        try fixture.addDataset()
        for seed in 1...3 {
            try fixture.add(.init(size: 100, seed: seed) { ($0 + seed) % 10 == 0 })
            try fixture.add(.init(size: 1000, seed: seed) { ($0 + seed) % 12 == 0 })
            let net = ReportFixture.Run(method: "net", family: "learned")
            try fixture.add(with(net, size: 100, seed: seed) { ($0 * 7 + seed) % 3 == 0 })
            try fixture.add(with(net, size: 1000, seed: seed) { ($0 * 11 + seed) % 100 == 0 })
        }
        let raw = ReportFixture.Run(method: "raw", size: 100, converged: false) { $0 % 2 == 0 }
        try fixture.add(raw)
        try fixture.add(.init(method: "raw", size: 1000, failure: "the matrix needs 40 GiB | 8 GiB are there"))
    }

    private func with(
        _ run: ReportFixture.Run, size: Int, seed: Int, _ isWrong: @escaping (Int) -> Bool
    ) -> ReportFixture.Run {
        var run = run
        run.size = size
        run.seed = seed
        run.isWrong = isWrong
        return run
    }

    /// `HINDSIGHT_REWRITE_SNAPSHOTS=1` writes the snapshot anew; read the difference before committing it.
    @Test func matchesTheSnapshot() throws {
        let fixture = try ReportFixture()
        try fillTurningStudy(fixture)
        let result = try Report.write(
            folder: fixture.folder, command: "hindsight run three-shapes", searchPath: try fixture.obedientGnuplot())
        #expect(
            result.paths == ["report.md", "report.html"].map { fixture.folder + "/" + $0 } && result.warnings.isEmpty)
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let snapshot = tests.appendingPathComponent("Snapshots/report.md")
        if ProcessInfo.processInfo.environment["HINDSIGHT_REWRITE_SNAPSHOTS"] == "1" {
            try fixture.report.write(to: snapshot, atomically: true, encoding: .utf8)
        }
        #expect(try fixture.report == String(contentsOf: snapshot, encoding: .utf8))
    }

    @Test func everyPictureExistsAndTablesAreAligned() throws {
        let fixture = try ReportFixture()
        try fillTurningStudy(fixture)
        try Report.write(folder: fixture.folder, command: nil, searchPath: try fixture.obedientGnuplot())
        let report = try fixture.report
        let links = report.matches(of: /!\[[^\]]*\]\(([^)]*)\)/).map { String($0.output.1) }
        #expect(links.count == 7)
        for link in links {
            #expect(link.hasPrefix("plots/"))
            #expect(FileManager.default.fileExists(atPath: "\(fixture.folder)/\(link)"), "\(link)")
        }
        #expect(!report.contains(fixture.folder))
        let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("|") && next.hasPrefix("|") {
            #expect(line.count == next.count, "\(next)")
        }
    }

    @Test func doesNotDependOnTheOrderOfRecords() throws {
        let fixture = try ReportFixture()
        try fillTurningStudy(fixture)
        let (records, datasets) = try fixture.decoded()
        let expected = Report(records: records, datasets: datasets).markdown(command: nil)
        #expect(Report(records: records.reversed(), datasets: datasets).markdown(command: nil) == expected)
        #expect(Report(records: records.shuffled(), datasets: datasets).markdown(command: nil) == expected)
        #expect(expected.hasPrefix("# Report: three-shapes\n"))
    }

    @Test func marksTheBestOnlyWhereTheTestSaysSo() throws {
        let clear = try ReportFixture()
        let even = try ReportFixture()
        try clear.addDataset()
        try even.addDataset()
        for seed in 1...3 {
            try clear.add(.init(method: "good", seed: seed) { ($0 + seed) % 50 == 0 })
            try clear.add(.init(method: "poor", seed: seed) { ($0 + seed) % 4 == 0 })
            try even.add(.init(method: "good", seed: seed) { ($0 + seed) % 10 == 0 })
            try even.add(.init(method: "poor", seed: seed) { ($0 + 5 + seed) % 10 == 0 || $0 == 7 })
        }
        try Report.write(folder: clear.folder, command: nil, searchPath: "")
        try Report.write(folder: even.folder, command: nil, searchPath: "")
        #expect(try clear.report.contains("| **98.0 ± 0.0** |"))
        #expect(
            try clear.report.replacing("\n", with: " ").contains(
                "**good** was significantly more accurate than **poor**"))
        #expect(try !even.report.contains("| **9"))
        #expect(try even.report.contains("highest mean accuracy"))
        #expect(try !even.report.contains("was significantly"))
    }

    @Test func oneSeedIsComparedToo() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        try fixture.add(.init(method: "good") { $0 % 50 == 0 })
        try fixture.add(.init(method: "poor") { $0 % 4 == 0 })
        try Report.write(folder: fixture.folder, command: nil, searchPath: "")
        #expect(try fixture.report.contains("| good    | **98.0** |"))
    }

    @Test func namesEveryFileThatItLeavesOut() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        try fixture.add(.init(seed: 1))
        func damage(_ name: String, _ change: (String) -> String) throws -> String {
            let path = "\(fixture.folder)/\(name)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try change(text).write(toFile: path, atomically: true, encoding: .utf8)
            return name
        }
        let cut = try damage(fixture.add(.init(seed: 2))) { String($0.prefix(200)) }
        let foreign = try damage(fixture.add(.init(seed: 3))) { $0.replacing("\"schema\":1", with: "\"schema\":7") }
        let edited = try damage(fixture.add(.init(seed: 4))) {
            $0.replacing("\"correct\":300", with: "\"correct\":299")
        }
        let lost = try damage(fixture.add(.init(seed: 5))) { $0.replacing("d0d0d0d0d0d0d0d0", with: "eeee") }
        let partial = try damage(fixture.add(.init(seed: 6))) { $0.replacing("\"threads\":2", with: "\"thread\":2") }
        try FileManager.default.copyItem(
            atPath: "\(fixture.folder)/\(try fixture.add(.init(seed: 1)))",
            toPath: "\(fixture.folder)/records/copy.json")

        let warnings = try Report.write(folder: fixture.folder, command: nil, searchPath: "").warnings
        let report = try fixture.report.replacing("\n  ", with: " ")
        #expect(report.contains("`\(cut)` is not whole JSON"))
        #expect(report.contains("`\(foreign)` has format version 7"))
        #expect(report.contains("`\(edited)` has counts that contradict its predictions"))
        #expect(report.contains("`\(lost)` belongs to the data set eeee"))
        #expect(report.contains("`\(partial)` has no field 'threads'"))
        #expect(report.contains("`records/copy.json` calls itself"))
        #expect(warnings.count == 7)
        #expect(report.contains("Runs: 1 completed, 0 failed"))
    }

    @Test func namesRecordsThatWereEditedBesideTheirCounts() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        try fixture.add(.init(seed: 1))
        func edit(_ name: String, _ old: String, _ new: String) throws -> String {
            let path = "\(fixture.folder)/\(name)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains(old))
            try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
            return name
        }
        let size = try edit(fixture.add(.init(seed: 2)), "\"size\":100", "\"size\":200")
        let place = try edit(
            fixture.add(.init(seed: 3)), "\"method\":\"hog\",\"repetition\":1",
            "\"method\":\"net\",\"repetition\":1")
        let setting = try edit(fixture.add(.init(seed: 4, pipeline: ("hog", "knn"))), "\"C\":3", "\"C\":30")
        // A hundred of the three hundred test images are of class 0, and every answer is 0.
        try fixture.add(.init(seed: 5, noisy: 100))
        let altered = try fixture.add(.init(seed: 6, noisy: 101))
        // A newer program may write fields of another kind: its version is what counts.
        let newer = try edit(
            edit(fixture.add(.init(seed: 7)), "\"schema\":1", "\"schema\":3"), "\"threads\":2", "\"threads\":\"2\"")

        let warnings = try Report.write(folder: fixture.folder, command: nil, searchPath: "").warnings
        let report = try fixture.report.replacing("\n  ", with: " ")
        for name in [size, place, setting] {
            #expect(report.contains("`\(name)` names another configuration than that it was made with"))
        }
        #expect(report.contains("`\(altered)` has counts that contradict its predictions"))
        #expect(report.contains("`\(newer)` has format version 3"))
        #expect(warnings.count == 5 + 1 && report.contains("Runs: 2 completed, 0 failed"))
    }

    /// A bound for whatever grows with the square of the number of records; a few seconds are usual.
    @Test func thousandsOfRecordsAreNoMatter() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        for method in 0..<10 {
            for size in [100, 1000] {
                for seed in 1...100 {
                    let period = 3 + method + size / 100
                    try fixture.add(
                        .init(
                            method: "method\(method)", family: method % 2 == 0 ? "crafted" : "learned", size: size,
                            seed: seed
                        ) { ($0 * 7 + seed) % period == 0 })
                }
            }
        }
        let start = threadSeconds()
        let result = try Report.write(folder: fixture.folder, command: nil, searchPath: "")
        let seconds = threadSeconds() - start
        #expect(result.warnings == ["gnuplot is not installed: the report has no plots"])
        #expect(try fixture.report.contains("Runs: 2,000 completed, 0 failed"))
        #expect(seconds < 60, "a report of 2,000 records took \(seconds) s")
    }

    @Test func reportsWithoutGnuplot() throws {
        let fixture = try ReportFixture()
        try fillTurningStudy(fixture)
        let missing = try Report.write(folder: fixture.folder, command: nil, searchPath: "/nonexistent")
        #expect(missing.warnings == ["gnuplot is not installed: the report has no plots"])
        #expect(try fixture.report.contains("There are no plots"))
        #expect(try !fixture.report.contains(".svg"))
        #expect(FileManager.default.fileExists(atPath: "\(fixture.folder)/plots/shapes-learning-curve.gp"))

        let broken = try fixture.fakeGnuplot("echo 'line 3: out of ink' >&2; exit 1")
        let failing = try Report.write(folder: fixture.folder, command: nil, searchPath: broken)
        #expect(failing.warnings.count == 5 && failing.warnings.allSatisfy { $0.contains("out of ink") })
        #expect(try fixture.report.contains("There are no plots"))
    }

    @Test("the mean over classes is as certain as the smallest class lets it be")
    func classMeans() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset(isUneven: true)
        // All of 200 and 90 images, half of 10: a mean of 5/6 with the variance 0.25 / 10 / 9 of 50 equal images.
        try fixture.add(.init(isUneven: true) { $0 >= 295 })
        try Report.write(folder: fixture.folder, searchPath: "")
        let interval = ConfidenceInterval.wilson(share: 5.0 / 6, count: 50)
        let text = [interval.lower, interval.upper].map { String(format: "%.1f", 100 * $0) }.joined(separator: ", ")
        let report = try fixture.report
        #expect(report.replacing("\n", with: " ").contains("classes have 10 to 200 test images"))
        #expect(report.contains("83.3 [\(text)]"), "\(text)")
        // Classes of one size have no such table.
        let even = try ReportFixture()
        try even.addDataset()
        try even.add(.init { $0 >= 295 })
        try Report.write(folder: even.folder, searchPath: "")
        #expect(try !even.report.contains("**Mean over classes**"))
    }

    @Test(.enabled(if: InstalledPrograms.hasGnuplot)) func gnuplotDrawsBothKindsOfFile() throws {
        let fixture = try ReportFixture()
        try fillTurningStudy(fixture)
        let result = try Report.write(folder: fixture.folder, command: nil, searchPath: InstalledPrograms.searchPath)
        #expect(result.warnings.isEmpty)
        for name in ["learning-curve", "error-against-time", "confusion-crafted", "confusion-learned"] {
            let svg = try String(contentsOfFile: "\(fixture.folder)/plots/shapes-\(name).svg", encoding: .utf8)
            #expect(svg.hasPrefix("<?xml") && svg.contains("</svg>"))
            let png = FileManager.default.contents(atPath: "\(fixture.folder)/plots/shapes-\(name).png") ?? Data()
            #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        }
    }

    @Test func doesNotMixMachines() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        try fixture.add(.init(seed: 1))
        try fixture.add(.init(seed: 2, processor: "Other CPU"))
        try Report.write(folder: fixture.folder, command: nil, searchPath: "")
        let report = try fixture.report
        #expect(report.contains("| hog    | A       |       2 |      0.500 |    0.120 |"))
        #expect(report.contains("| hog    | B       |       2 |      0.500 |    0.110 |"))
        #expect(report.contains("| processor    | Other CPU | Test CPU  |"))
    }

    @Test func emptyFolderIsAUserError() throws {
        let fixture = try ReportFixture()
        #expect(throws: UserError.self) { try Report.write(folder: fixture.folder, command: nil) }
        #expect(throws: UserError.self) { try Report.write(folder: fixture.folder + "/nowhere", command: nil) }
    }

    @Test func onlyFailuresStillMakeAReport() throws {
        let fixture = try ReportFixture()
        try fixture.add(.init(failure: "no such data set"))
        try Report.write(folder: fixture.folder, command: nil, searchPath: "")
        #expect(try fixture.report.contains("No run produced a result."))
        #expect(try fixture.report.contains("no such data set"))
    }
}

@Suite struct PictureTests {
    @Test func rasterCutsOffAndBlends() throws {
        var raster = Raster(width: 5, height: 4)
        raster.fill(x: -2, y: 2, width: 4, height: 9, .black)
        #expect(raster[0, 1] == .white && raster[1, 2] == .black && raster[1, 3] == .black && raster[2, 2] == .white)
        raster.fill(x: 9, y: 9, width: 2, height: 2, .black)
        var drawn = Raster(width: 9, height: 9)
        drawn.line(from: (x: 4.5, y: -3), to: (x: 4.5, y: 20), thickness: 1, .black)
        #expect(drawn[4, 0] == .black && drawn[4, 8] == .black && drawn[3, 4] == .white)
        drawn.line(from: (x: 1.5, y: 0), to: (x: 1.5, y: 9), thickness: 1, .black, opacity: 0.5)
        #expect(drawn[1, 4] == Colour(grey: 128))
        #expect(try drawn.png().starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test func enlargesImagesWithoutSmoothing() {
        let shape = ImageShape(height: 1, width: 2, channels: 3)
        var raster = Raster(width: 6, height: 3)
        raster.draw(ImageStack(shape: shape, pixels: [1, 2, 3, 200, 100, 0]), index: 0, x: 0, y: 0, scale: 3)
        #expect(raster[2, 2] == Colour(1, 2, 3) && raster[3, 0] == Colour(200, 100, 0))
    }

    /// A gradient to the right belongs to an edge that stands upright.
    @Test func strokesLieAlongTheEdge() {
        let image = ImageStack(
            shape: ImageShape(height: 8, width: 8, channels: 1), pixels: [UInt8](repeating: 9, count: 64))
        var histogram = [Float](repeating: 0, count: 9)
        histogram[0] = 2
        let cells = HOGCells(rows: 1, columns: 1, histograms: [histogram])
        let picture = HOGPicture.draw(image: image, cells: cells, side: 80)
        #expect(picture.width == 168 && picture.height == 80)
        #expect(picture[0, 0] == Colour(grey: 9))
        // Bin 0 is centred on 10°, so the stroke leans by as much.
        #expect(picture[88 + 36, 63] == .white || picture[88 + 35, 63] == .white)
        #expect(picture[88 + 70, 40] == .black && picture[88 + 10, 40] == .black)
    }
}
