import Core
import Experiments
import Foundation
import Reports
import Testing

@Suite("Languages of reports")
struct LanguageTests {
    @Test("all languages have the same texts with the same values")
    func catalogues() {
        #expect(ReportLanguage.defects() == [])
    }

    @Test("what a language lacks of a card is shown in English")
    func cards() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        try fixture.add(.init { $0 % 9 == 0 })
        try Report.write(folder: fixture.folder, formats: [.markdown], language: .chinese, searchPath: "")
        let report = try String(contentsOfFile: "\(fixture.folder)/report.zh.md", encoding: .utf8)
        #expect(ReportLanguage.chinese.translation(of: "No window | none") == nil)
        #expect(report.contains("- **HOG**（2005") && report.contains("    - No window \\| none."))
        #expect(ReportLanguage.chinese.translation(of: "Raw pixels") == "原始像素")
    }

    private static func study() throws -> ReportFixture {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        for seed in 1...3 {
            for (size, step) in [(100, 10), (300, 15), (1000, 25)] {
                var hog = ReportFixture.Run(size: size, seed: seed) { ($0 + seed) % step == 0 }
                try fixture.add(hog)
                hog = ReportFixture.Run(method: "net", family: "learned")
                (hog.size, hog.seed) = (size, seed)
                hog.isWrong = { ($0 * 7 + seed) % (size / 40) == 0 }
                try fixture.add(hog)
            }
        }
        try fixture.add(.init(method: "raw", size: 1000, failure: "it was too large"))
        return fixture
    }

    @Test("a report in Chinese stands beside the English one and says the same")
    func chinese() throws {
        let fixture = try Self.study()
        let search = try fixture.obedientGnuplot()
        try Report.write(folder: fixture.folder, searchPath: search)
        let written = try Report.write(
            folder: fixture.folder, formats: [.markdown, .html, .latex], language: .chinese, searchPath: search)
        #expect(
            written.paths == ["report.zh.md", "report.zh.html", "report.zh.tex"].map { "\(fixture.folder)/\($0)" })
        let english = try fixture.report
        let chinese = try String(contentsOfFile: "\(fixture.folder)/report.zh.md", encoding: .utf8)
        for report in [english, chinese] { #expect(!report.contains(/[{}]/)) }
        func tables(_ report: String) -> [[String]] {
            report.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
                line.matches(of: /−?[0-9][0-9.,]*/).map { String($0.output) }
            }
        }
        // Heads of tables and intervals in words aside, all rows hold the same numbers.
        #expect(tables(english) == tables(chinese))
        func headings(_ report: String) -> [Substring] { report.split(separator: "\n").filter { $0.hasPrefix("#") } }
        #expect(headings(english).count == headings(chinese).count)
        // Names and command lines aside, no line is left in English.
        for line in chinese.split(separator: "\n") where !line.hasPrefix("|") && !line.hasPrefix("- ") {
            let words = line.matches(of: /[a-z]{3,}/).map { String($0.output) }
            let names = ["hog", "net", "raw", "svm", "lenet", "three", "shapes", "plots", "png", "svg"]
            #expect(words.count <= 2 || words.allSatisfy(names.contains) || line.contains(/\p{Han}/), "\(line)")
        }
        let links = chinese.matches(of: /!\[[^\]]*\]\(([^)]*)\)/).map { String($0.output.1) }
        #expect(links.contains { $0.hasPrefix("plots/zh/") } && links.contains { !$0.hasPrefix("plots/zh/") })
        for link in links { #expect(FileManager.default.fileExists(atPath: "\(fixture.folder)/\(link)"), "\(link)") }
        let page = try String(contentsOfFile: "\(fixture.folder)/report.zh.html", encoding: .utf8)
        #expect(page.contains("<html lang=\"zh-Hans\">") && !page.contains("src=\"plots/"))
    }
}
