import Foundation
import Reports
import Testing

@Suite("A section of a report is one file and one line")
struct ReportSectionTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The list with one line more than its two.
    private static let chapters = [
        Chapter(.datasets, [AccuracyHeading.self, TargetSection.self]), Chapter(.whole, [Nothing.self]),
    ]

    /// A section beside the one in question.
    private struct AccuracyHeading: ReportSection {
        init?(_ part: StudyPart) {}
        var title: StyledText? { "First" }
        var blocks: [Block] { [.paragraph("A paragraph.")] }
    }

    /// A section that has nothing to say.
    private struct Nothing: ReportSection {
        init?(_ part: StudyPart) { return nil }
        var title: StyledText? { "Nothing" }
        var blocks: [Block] { [] }
    }

    private static func texts(_ languages: [ReportLanguage]) throws -> [ReportLanguage: String] {
        try languages.reduce(into: [:]) { texts, language in
            let file = root.appendingPathComponent("Fixtures/examples/target.\(language.rawValue).yml")
            texts[language] = try String(contentsOf: file, encoding: .utf8)
        }
    }

    /// The report in every format, by the ending of its files.
    private static func write(
        _ language: ReportLanguage, texts: [ReportLanguage] = ReportLanguage.allCases
    ) throws -> [String: String] {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        for (size, step) in [(100, 5), (1000, 20)] {
            try fixture.add(.init(method: "hog_2", size: size) { $0 % step == 0 })
            try fixture.add(.init(method: "raw", size: size) { $0 % 3 == 0 })
        }
        let written = try Report.write(
            folders: [fixture.folder], into: fixture.folder, command: nil, formats: [.markdown, .html, .latex],
            language: language, comparison: [], showsAll: false, curves: nil, searchPath: "", chapters: chapters,
            texts: Self.texts(texts), cells: { _, _ in nil })
        return try written.paths.reduce(into: [:]) { files, path in
            files[(path as NSString).pathExtension] = try String(contentsOfFile: path, encoding: .utf8)
        }
    }

    @Test("summary, heading and table follow from it, in every format")
    func formats() throws {
        let files = try Self.write(.english)
        let markdown = try #require(files["md"])
        let (summary, chapters) = try #require(
            markdown.firstRange(of: "\n## shapes (synthetic)\n").map { range in
                (markdown[..<range.lowerBound], markdown[range.upperBound...])
            })
        #expect(
            summary.replacing("\n", with: " ").contains(
                "On shapes (synthetic), **hog_2** needed the fewest training images to be right nine times out of ten: 1,000."
            ))
        #expect(
            chapters == """

                ### First

                A paragraph.

                ### Nine out of ten

                **Images needed** on shapes (synthetic): the smallest training size at which mean accuracy is 90 % or more:

                | method | training images |
                | ------ | --------------: |
                | hog_2  |           1,000 |
                | raw    |               – |

                """)
        let page = try #require(files["html"])
        #expect(page.contains("<h3>Nine out of ten</h3>\n<p><strong>Images needed</strong> on shapes"))
        #expect(page.contains("<td>hog_2</td>\n<td align=\"right\">1,000</td>"))
        let tables = try #require(files["tex"])
        #expect(tables.contains("\\caption{\\textbf{Images needed} on shapes (synthetic): the smallest"))
        #expect(tables.contains("hog\\_2 & 1,000 \\\\") && tables.contains("raw & -- \\\\"))
    }

    @Test("a text that a language lacks is shown in English")
    func fallback() throws {
        let chinese = try #require(try Self.write(.chinese)["md"])
        #expect(chinese.contains("### 十中有九") && chinese.contains("最少的是 **hog_2**：1,000 张"))
        let missing = try #require(try Self.write(.chinese, texts: [.english])["md"])
        #expect(missing.contains("### Nine out of ten") && missing.contains("| 方法"))
    }
}
