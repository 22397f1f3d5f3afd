import Core
import Experiments
import Foundation
import Harness
import Reports
import Testing

/// Words that a report may use only where they are true.
@Suite("What a report says")
struct ReportWordingTests {
    /// Methods with errors of one in so many, by size.
    private static func study(
        _ methods: [(name: String, family: String, steps: [Int: Int])], evaluation: String = "test", seeds: Int = 3
    ) throws -> ReportFixture {
        let fixture = try ReportFixture()
        try fixture.addDataset(evaluation: evaluation)
        for method in methods {
            for (size, step) in method.steps {
                for seed in 1...seeds {
                    try fixture.add(
                        .init(
                            method: method.name, family: method.family, size: size, seed: seed, noisy: 100
                        ) { ($0 + seed) % step == 0 })
                }
            }
        }
        return fixture
    }

    private static func text(_ fixture: ReportFixture, _ language: ReportLanguage = .english) throws -> String {
        try Report.write(
            folder: fixture.folder, formats: Set(Report.Format.allCases), language: language, searchPath: "/nonexistent"
        )
        let name = Report.Format.markdown.file(in: language)
        return try String(contentsOfFile: "\(fixture.folder)/\(name)", encoding: .utf8).replacing("\n", with: " ")
    }

    @Test("what was scored on validation images says so, and nowhere speaks of test images")
    func validation() throws {
        let steps = [100: 5, 300: 8, 1000: 20]
        let fixture = try Self.study(
            [
                ("hog", "crafted", steps), ("raw", "crafted", [100: 3, 300: 5, 1000: 6]),
                ("net", "learned", [100: 3, 300: 6, 1000: 60]),
            ],
            evaluation: "validation")
        for language in ReportLanguage.allCases { _ = try Self.text(fixture, language) }
        var files: [String] = []
        for case let name as String in try #require(FileManager.default.enumerator(atPath: fixture.folder))
        where ["md", "html", "tex", "csv", "gp", "dat"].contains((name as NSString).pathExtension) {
            files.append(name)
        }
        #expect(files.count > 20)
        for file in files {
            let text = try String(contentsOfFile: "\(fixture.folder)/\(file)", encoding: .utf8).replacing(
                "\n", with: " ")
            for word in ["test image", "test error", "test set", "test label", "test_images", "Test error", "测试"] {
                #expect(!text.contains(word), "\(file): \(word)")
            }
        }
        let report = try Self.text(fixture)
        #expect(report.contains("% of 300 validation images") && report.contains("shapes (synthetic, validation)"))
        #expect(report.contains("bootstrap over validation images"))
        #expect(try Self.text(fixture, .chinese).contains("300 张验证图像"))
        let sheet = try String(contentsOfFile: "\(fixture.folder)/results.csv", encoding: .utf8)
        #expect(sheet.contains(",validation_images,correct,"))
        #expect(try Self.text(Self.study([("hog", "crafted", steps)])).contains("% of 300 test images"))
    }

    @Test("nothing is claimed of methods that are equally good")
    func ties() throws {
        // Equal at both sizes, and their names in one order: neither leads, and no means change places.
        let equal = try Self.study([("b", "crafted", [100: 5, 1000: 10]), ("a", "crafted", [100: 5, 1000: 10])])
        var text = try Self.text(equal)
        #expect(text.contains("with 1,000 training images **a and b** shared the highest mean accuracy, 90.0 %."))
        #expect(
            !text.contains("had the highest mean") && !text.contains("change places")
                && !text.contains("swapped places"))
        #expect(text.contains("**One of the leaders against the others**"))
        // Equal at the smallest size, the second clearly ahead at the largest.
        let later = try Self.study([("a", "crafted", [100: 5, 1000: 5]), ("b", "crafted", [100: 5, 1000: 50])])
        text = try Self.text(later)
        #expect(text.contains("**b** was significantly more accurate than **a**") && !text.contains("change places"))
        // A little apart in the one and in the other direction, and not told apart by any test.
        let near = try Self.study([("a", "crafted", [100: 9, 1000: 10]), ("b", "crafted", [100: 10, 1000: 9])])
        text = try Self.text(near)
        #expect(text.contains("had the highest mean accuracy") && !text.contains("change places"))
        #expect(!text.contains("significantly ahead"))
        #expect(!text.contains("came first"))
    }

    @Test("what did not run at the smallest size is not said to be beaten there")
    func absent() throws {
        let fixture = try Self.study([
            ("early", "crafted", [100: 20, 1000: 20]), ("worse", "crafted", [100: 4, 1000: 4]),
            ("late", "learned", [1000: 100]),
        ])
        let text = try Self.text(fixture)
        #expect(text.contains("With 100 training images **early** was significantly more accurate than **worse**"))
        #expect(text.contains("There is no result for late at that size.") && !text.contains("swapped places"))
        #expect(!text.contains("overtook"))
    }

    @Test("a difference at one end only is told as the tests tell it")
    func oneSided() throws {
        let fixture = try Self.study([("a", "crafted", [100: 20, 1000: 10]), ("b", "crafted", [100: 3, 1000: 11])])
        // The means at the largest size are 90.0 and 90.8, which no test tells apart.
        let text = try Self.text(fixture)
        #expect(
            text.contains(
                "a was significantly ahead of b with 100 training images; with 1,000 the runs do not tell the two apart."
            ))
    }

    // MARK: Baselines

    @Test("raw pixels are a baseline, whatever word an old record holds")
    func baselines() throws {
        let fixture = try Self.study([
            ("hog", "crafted", [100: 20, 300: 20, 1000: 20]), ("raw", "crafted", [100: 100, 300: 100, 1000: 100]),
            ("net", "learned", [100: 4, 300: 10, 1000: 60]),
        ])
        let text = try Self.text(fixture)
        // The baseline is the better of the two, and yet learning is held against features.
        let row = try #require(text.firstMatch(of: /\| net +\| +([0-9,]+) \| [^|]* \| +3 \| ([^|]*) \|/))
        #expect(row.output.2.trimmingCharacters(in: .whitespaces) == "hog", "\(row.output.2)")
        #expect(text.contains("Baselines, which use raw pixels without features: raw."))
        #expect(text.contains("**Confusion matrix of hog**, the most accurate crafted method"))
        #expect(!text.contains("**Confusion matrix of raw**"))
        let sheet = try String(contentsOfFile: "\(fixture.folder)/results.csv", encoding: .utf8)
        #expect(sheet.contains(",raw,baseline,") && sheet.contains(",hog,crafted,") && sheet.contains(",net,learned,"))
        #expect(try Self.text(fixture, .chinese).contains("基线（直接使用原始像素，不提取特征）：raw。"))
        // Crosses in a colour of its own.
        let script = try String(contentsOfFile: "\(fixture.folder)/plots/shapes-learning-curve.gp", encoding: .utf8)
        #expect(script.contains("lc rgb '#7A4B1E' lw 3 pt 2 "))
        #expect(text.contains(/the Pareto front of mean accuracy against fit time belongs to .*baseline/))
    }

    @Test("methods of raw pixels call themselves baselines, features and networks do not")
    func families() throws {
        let text = """
            datasets: [glyphs: {training: 60, test: 30}]
            methods:
              pixels: {extractor: raw, classifier: linear-svm}
              upright: {preprocess: deskew, extractor: raw, classifier: linear-svm}
              hog: {extractor: hog, classifier: linear-svm}
              net: {network: lenet5}
            sizes: [all]
            """
        let cells = try ExperimentMatrix(text: text, file: "m.yml").cells(dataDirectory: "/nowhere")
        #expect(cells.map(\.method.family) == [.baseline, .baseline, .crafted, .learned])
    }

    @Test("a comparison of runs averages over the seeds that both have")
    func sharedSeeds() throws {
        let (before, after) = (try ReportFixture(), try ReportFixture())
        for fixture in [before, after] { try fixture.addDataset() }
        // Seeds 1 and 2 are shared; the third of the first run is bad, which is no news.
        for seed in 1...3 {
            try before.add(.init(size: 1000, seed: seed) { seed == 3 ? $0 % 2 == 0 : ($0 + seed) % 10 == 0 })
        }
        for seed in 1...2 { try after.add(.init(size: 1000, seed: seed) { ($0 + seed) % 10 == 0 }) }
        try before.add(.init(method: "apart", seed: 1))
        try after.add(.init(method: "apart", seed: 2))
        let comparison = try RunComparison(before: before.folder, after: after.folder)
        let row = try #require(comparison.rows.first)
        #expect(comparison.rows.count == 1 && row.seeds == 2)
        #expect(isClose(row.accuracies.before, 0.9) && isClose(row.accuracies.after, 0.9) && row.isIdentical)
        #expect(comparison.unshared == ["shapes/apart/100"])
        #expect(
            comparison.text().contains("No seed in common:") && comparison.text(language: .chinese).contains("没有共同的种子：")
        )
    }
}
