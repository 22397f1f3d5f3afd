import Core
import Experiments
import Foundation
import Reports
import Testing

@Suite("Two runs beside each other, and beside published figures")
struct RunComparisonTests {
    private static func run(_ period: Int, processor: String = "Test CPU", label: String = "hog") throws
        -> ReportFixture
    {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        for seed in 1...3 {
            try fixture.add(
                .init(method: label, size: 1000, seed: seed, processor: processor, pipeline: ("hog", "linear-svm")) {
                    ($0 + seed) % period == 0
                })
            try fixture.add(.init(method: "raw", size: 100, seed: seed, processor: processor) { ($0 + seed) % 7 == 0 })
        }
        return fixture
    }

    @Test("what changed is told with tests, what did not change as the same")
    func changes() throws {
        let (before, after) = (try Self.run(4), try Self.run(30))
        let comparison = try RunComparison(before: before.folder, after: after.folder)
        #expect(
            comparison.rows.map(\.method) == ["hog", "raw"] && comparison.onlyBefore.isEmpty
                && comparison.environment.isEmpty)
        let hog = comparison.rows[0]
        #expect(abs(hog.accuracies.before - 0.75) < 0.01 && abs(hog.accuracies.after - 29.0 / 30) < 0.01)
        #expect(hog.difference.difference > 0.2 && hog.pValue < 0.001 && !hog.isIdentical && hog.seeds == 3)
        #expect(hog.interval.lower > 0.1 && hog.interval.upper < 0.35)
        #expect(hog.timeRatio == 1 && hog.changes.isEmpty)
        #expect(comparison.rows[1].isIdentical && comparison.rows[1].pValue == 1)
        let text = comparison.text().replacing("\n", with: " ")
        #expect(
            text.contains(
                "2 results in common, 1 of them with identical answers. Significantly more accurate: hog on shapes with 1,000."
            ))
        #expect(text.contains("same answers"))
        // The same in Chinese, and as a page.
        let chinese = comparison.text(language: .chinese)
        #expect(chinese.contains("两次运行有 2 个共同的结果，其中 1 个的预测完全相同。准确率显著提高：") && chinese.contains("预测相同"))
        let page = comparison.text(.html, language: .chinese)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-Hans\">") && page.contains(">hog</td>"))
    }

    @Test("labels that only one run has, other machines and other images are named")
    func differences() throws {
        let (before, after) = (try Self.run(4), try Self.run(4, processor: "Other CPU", label: "hog-new"))
        let comparison = try RunComparison(before: before.folder, after: after.folder)
        #expect(comparison.onlyBefore == ["shapes/hog/1000"] && comparison.onlyAfter == ["shapes/hog-new/1000"])
        #expect(comparison.environment == ["processor: Test CPU → Other CPU"] && comparison.rows[0].timeRatio == nil)
        #expect(comparison.text().contains("other machine") && comparison.text().contains("- shapes/hog-new/1000"))

        // The first image has another label in the second folder, and its records agree with that.
        let other = try ReportFixture()
        try other.addDataset(firstLabel: 1)
        try other.add(.init(method: "raw", size: 100, firstLabel: 1) { $0 % 7 == 0 })
        let foreign = try RunComparison(before: before.folder, after: other.folder)
        #expect(foreign.rows.isEmpty && foreign.incomparable == ["shapes/raw/100"])
        #expect(foreign.text().contains("no result in common"))
    }

    @Test("a setting that changed is named with both values")
    func settings() throws {
        let (before, after) = (try ReportFixture(), try ReportFixture())
        for (fixture, classifier) in [(before, "linear-svm"), (after, "knn")] {
            try fixture.addDataset()
            try fixture.add(.init(pipeline: ("hog", classifier)) { $0 % 9 == 0 })
        }
        let comparison = try RunComparison(before: before.folder, after: after.folder)
        #expect(comparison.rows.map(\.changes) == [["classifier.name: linear-svm → knn"]])
        #expect(comparison.text().contains("- hog: classifier.name: linear-svm → knn"))
    }

    private static func check(_ figures: String) throws -> ReferenceCheck {
        let fixture = try run(20)
        let path = "\(fixture.folder)/figures.yml"
        try figures.write(toFile: path, atomically: true, encoding: .utf8)
        return try ReferenceCheck(folder: fixture.folder, reference: path)
    }

    @Test(
        "results are held against published figures",
        arguments: [
            // The result has 95 % with an interval from 91.9 to 97.0.
            ("published: 96, ceiling: 97", ReferenceCheck.Verdict.passed), ("published: 97.1", .short),
            ("published: 97.1, tolerance: 0.5", .passed), ("ceiling: 91", .tooGood), ("ceiling: 94", .plausible),
            ("published: 95, ceiling: 95", .passed), ("published: 91", .better),
            ("published: 95, parts: [hog]", .passed),
        ])
    func references(figure: String, verdict: ReferenceCheck.Verdict) throws {
        let check = try Self.check(
            "results:\n- {dataset: shapes, method: 'h*', \(figure), source: A paper}\n- {dataset: other, method: x, ceiling: 1, source: B}\n"
        )
        #expect(
            check.findings.map(\.verdict) == [verdict] && check.unused == 1
                && check.hasMiss == [.short, .tooGood].contains(verdict))
        #expect(check.findings[0].method == "hog" && check.findings[0].size == 1000)
        #expect(check.markdown.contains(verdict.rawValue) && check.markdown.contains("A paper"))
    }

    @Test(
        "a figure that cannot be used is one clear line",
        arguments: [
            (
                "- {dataset: shapes, method: hog, published: 120, source: x}",
                "published must be a number of per cent from 0 to 100"
            ),
            ("- {dataset: shapes, method: hog, source: x}", "needs 'published' or 'ceiling'"),
            ("- {dataset: shapes, published: 90, source: x}", "needs 'method'"),
            ("- {dataset: shapes, method: hog, published: 90}", "needs 'source'"),
            ("- {dataset: shapes, method: hog, parts: [raw], published: 50, source: x}", "none of its 1 figures"),
            ("- {dataset: nowhere, method: hog, published: 90, source: x}", "none of its 1 figures"),
            ("- {dataset: shapes, method: hog, publisched: 90, source: x}", "publisched"),
        ])
    func badFigures(figure: String, message: String) throws {
        #expect {
            _ = try Self.check("results:\n\(figure)\n")
        } throws: {
            "\($0)".contains(message) && !"\($0)".contains("\n")
        }
    }

    @Test("the project's own figures can be read")
    func own() throws {
        let fixture = try Self.run(9)
        #expect {
            _ = try ReferenceCheck(folder: fixture.folder)
        } throws: {
            "\($0)".contains("reports/reference.yml: none of its")
        }
    }
}
