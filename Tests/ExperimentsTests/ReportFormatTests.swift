import Core
import Experiments
import Foundation
import Reports
import Testing

@Suite("Reports as pages, tables and sheets")
struct ReportFormatTests {
    /// Two features with two learners on three data sets at three sizes, and a network that overtakes.
    private static func study() throws -> ReportFixture {
        let fixture = try ReportFixture()
        for dataset in 1...3 {
            try fixture.addDataset(dataset)
            for (place, size) in [100, 300, 1000].enumerated() {
                for seed in 1...3 {
                    for (method, extractor, classifier, share) in [
                        ("raw-svm", "raw", "linear-svm", 0.35), ("hog-svm", "hog", "linear-svm", 0.15),
                        ("raw-knn", "raw", "knn", 0.3), ("hog-knn", "hog", "knn", 0.1),
                    ] {
                        let share = share - 0.02 * Double(place)
                        try fixture.add(
                            .init(
                                method: method, size: size, seed: seed, dataset: dataset,
                                pipeline: (extractor, classifier)
                            ) { Self.random($0, method.utf8.count * 7 + dataset, seed) < share })
                    }
                    let share = [0.25, 0.1, 0.02][place]
                    try fixture.add(
                        .init(method: "net <b>", family: "learned", size: size, seed: seed, dataset: dataset) {
                            Self.random($0, dataset, seed) < share
                        })
                }
            }
        }
        return fixture
    }

    /// From 0 to 1: mostly of the image, a little of the seed, as mistakes are.
    private static func random(_ image: Int, _ kind: Int, _ seed: Int) -> Double {
        var first = RandomSource(seed: 5, stream: UInt64(kind), UInt64(image))
        var second = RandomSource(seed: 6, stream: UInt64(kind), UInt64(image), UInt64(seed))
        return second.integer(below: 10) == 0
            ? Double(second.integer(below: 1000)) / 1000 : Double(first.integer(below: 1000)) / 1000
    }

    @Test("laws, crossovers, factors and ranks stand in the report")
    func sections() throws {
        let fixture = try Self.study()
        try Report.write(folder: fixture.folder, searchPath: "")
        let report = try fixture.report.replacing("\n", with: " ")
        #expect(report.contains("**Power laws** on shapes (synthetic)"))
        #expect(
            report.contains(
                #/\*\*net \\<b>\*\* overtook the best crafted method at about [0-9]+ training images \(95 % interval: /#
            ))
        #expect(report.contains("### Features or learner?"))
        #expect(report.contains("on shapes (synthetic) comes from single factors as follows: features "))
        #expect(report.contains("| features × learner "))
        #expect(report.contains("## All data sets together"))
        #expect(report.contains("The methods differ across data sets"))
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(fixture.folder)/plots")
        #expect(names.contains("critical-difference.gp"))
    }

    @Test("every format is written, and only those that are wanted")
    func formats() throws {
        let fixture = try Self.study()
        let written = try Report.write(folder: fixture.folder, formats: [.latex, .csv], searchPath: "")
        #expect(written.paths == ["report.tex", "results.csv"].map { "\(fixture.folder)/\($0)" })
        #expect(!FileManager.default.fileExists(atPath: "\(fixture.folder)/report.md"))

        let sheet = try String(contentsOfFile: "\(fixture.folder)/results.csv", encoding: .utf8)
        let rows = sheet.components(separatedBy: "\r\n").dropLast()
        #expect(rows.count == 1 + 3 * 3 * 3 * 5)
        #expect(Set(rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }) == [28])
        #expect(rows[0].hasPrefix("dataset,evaluation,synthetic,method,family,training_images,seed"))

        let tables = try String(contentsOfFile: "\(fixture.folder)/report.tex", encoding: .utf8)
        func count(_ text: String) -> Int { tables.components(separatedBy: text).count - 1 }
        #expect(count("\\begin{tabular}") > 10 && count("\\begin{table}") == count("\\end{table}"))
        #expect(count("\\toprule") == count("\\begin{tabular}") && count("\\bottomrule") == count("\\begin{tabular}"))
        #expect(tables.contains("net $<$b$>$") && tables.contains("$\\pm$") && !tables.contains("±"))
        #expect(tables.contains("\\caption{\\textbf{Accuracy} on shapes (synthetic), \\% of 300 test images"))
        for line in tables.split(separator: "\n") where line.hasSuffix("\\\\") {
            #expect(line.matches(of: /(^|[^\\])%/).isEmpty, "\(line)")
        }
    }

    @Test("several folders make one report")
    func severalFolders() throws {
        let (first, second) = (try ReportFixture(), try ReportFixture())
        for (fixture, dataset, processor) in [(first, 1, "Test CPU"), (second, 2, "Other CPU")] {
            try fixture.addDataset(dataset)
            try fixture.add(.init(processor: processor, dataset: dataset) { $0 % 9 == 0 })
        }
        let cut = try second.add(.init(seed: 2, dataset: 2))
        try "{".write(toFile: "\(second.folder)/\(cut)", atomically: true, encoding: .utf8)
        let target = "\(first.folder)/both"
        let written = try Report.write(folders: [first.folder, second.folder], into: target, searchPath: "")
        #expect(written.paths == ["report.md", "report.html"].map { "\(target)/\($0)" })
        #expect(written.warnings.contains { $0.hasPrefix("\(second.folder)/\(cut) is not whole JSON") })
        let report = try String(contentsOfFile: "\(target)/report.md", encoding: .utf8)
        #expect(report.contains("## shapes (synthetic)") && report.contains("## shapes2 (synthetic)"))
        #expect(report.contains("Other CPU") && report.contains("Test CPU"))
        #expect(throws: UserError.self) {
            try Report.write(folders: [first.folder, "/nowhere"], into: target, searchPath: "")
        }
    }

    private static let chromium: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.flatMap { folder in ["chromium", "chromium-browser", "google-chrome"].map { "\(folder)/\($0)" } }
            .first(where: FileManager.default.isExecutableFile)
    }()

    @Test("a browser finds every table and picture in the page", .enabled(if: chromium != nil))
    func page() throws {
        let fixture = try Self.study()
        try Report.write(folder: fixture.folder)
        let markdown = try fixture.report
        let page = try String(contentsOfFile: "\(fixture.folder)/report.html", encoding: .utf8)
        #expect(!page.contains("src=\"plots/") && !page.contains("http://") && !page.contains("https://"))
        // What stands in the labels is text.
        #expect(page.contains("net &lt;b&gt;"))

        // The page tells what it consists of, and sorts its first table twice by the last column.
        let probe = #"""
            <script>addEventListener("load", () => {
              const pictures = [...document.images].filter((image) => image.complete && image.naturalWidth > 0).length;
              const table = document.querySelector("table");
              const cells = () => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent).join(" ");
              const heads = table.tHead.rows[0].cells;
              heads[0].click();
              const up = cells();
              heads[0].click();
              const wide = document.documentElement.scrollWidth > innerWidth;
              const counts = `${document.querySelectorAll("table").length} tables, ${pictures} pictures, `
                + `${document.querySelectorAll("nav a").length} links, ${wide ? "too wide" : "fits"}`;
              const orders = `${up}|${cells()}`;
              document.body.replaceChildren(...[counts, orders].map((text) => {
                const line = document.createElement("p");
                line.textContent = text;
                return line;
              }));
            });</script>
            """#
        let copy = "\(fixture.folder)/probe.html"
        // Of scripts, the page allows only its own.
        let policy = try #require(page.firstMatch(of: /<meta http-equiv="Content-Security-Policy"[^>]*>/)?.output)
        #expect(policy.contains("default-src 'none'") && policy.contains("img-src data:"))
        let open = page.replacing(policy, with: "")
        try open.replacing("</body>", with: probe + "</body>").write(toFile: copy, atomically: true, encoding: .utf8)
        for width in [390, 1366] {
            let dom = try Self.dom(of: copy, width: width, folder: fixture.folder)
            let tables = markdown.matches(of: /\n\n\|/).count
            let pictures = markdown.matches(of: /!\[/).count
            let sections = markdown.matches(of: #/\n## /#).count
            #expect(tables > 10 && pictures > 3)
            #expect(
                dom.contains("\(tables) tables, \(pictures) pictures, \(sections) links, fits"), "\(dom.prefix(2000))")
            let orders = try #require(dom.firstMatch(of: /<p>([^<]*)\|([^<]*)<\/p>/)?.output)
            #expect(orders.1.split(separator: " ").first == "hog-knn" && orders.1 != orders.2)
        }
    }

    private static func dom(of page: String, width: Int, folder: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(chromium))
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder)/browser",
            "--window-size=\(width),900",
            "--virtual-time-budget=5000", "--dump-dom", "file://\(page)",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
