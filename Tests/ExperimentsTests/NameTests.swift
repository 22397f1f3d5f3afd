import Core
import Datasets
import Experiments
import Files
import Foundation
import Reports
import Testing

@Suite("Names are data, whatever they hold")
struct NameTests {
    /// Every name is a method, a class and the reason of a failure; some are data sets. Fifteen classes each, so that plots name them.
    private static func study() throws -> ReportFixture {
        let fixture = try ReportFixture()
        let names = NastyNames.all
        let sets = stride(from: 0, to: names.count, by: 15).map { Array(names[$0..<min($0 + 15, names.count)]) }
        for (number, names) in sets.enumerated() {
            let dataset = NastyNames.all[(number * 17 + 3) % NastyNames.all.count]
            let classes = names.count < 2 ? names + ["other"] : names
            try fixture.addDataset(number + 1, name: dataset, classes: classes)
            for (place, name) in names.enumerated() {
                for size in [100, 300] {
                    try fixture.add(
                        .init(
                            method: name, family: place % 2 == 0 ? "crafted" : "learned", size: size,
                            dataset: number + 1,
                            datasetName: dataset, classes: classes.count
                        ) { ($0 * 7 + place) % (size / 20) == 0 })
                }
                try fixture.add(
                    .init(
                        method: name, size: 900, failure: name, dataset: number + 1, datasetName: dataset,
                        classes: classes.count))
            }
        }
        return fixture
    }

    /// What a report shows of a name.
    private static func shown(_ name: String) -> String { VisibleText.of(name) }

    @Test("in Markdown, in the page, in a sheet and in LaTeX")
    func formats() throws {
        let fixture = try Self.study()
        try Report.write(
            folder: fixture.folder, formats: [.markdown, .html, .csv, .latex], language: .english, searchPath: "")
        try checkMarkdown(fixture.folder, .english)
        try checkPage(fixture.folder)
        try checkSheet(fixture.folder)
        try checkLaTeX(fixture.folder)
    }

    @Test("in Markdown in Chinese")
    func chinese() throws {
        let fixture = try Self.study()
        try Report.write(folder: fixture.folder, formats: [.markdown], language: .chinese, searchPath: "")
        try checkMarkdown(fixture.folder, .chinese)
    }

    /// Letter by letter.
    private func checkMarkdown(_ folder: String, _ language: ReportLanguage) throws {
        let file = Report.Format.markdown.file(in: language)
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0 == "\u{202E}" || $0 == "\u{200B}" })
        let nodes = MarkdownReader(text).root.all
        let cells = Set(nodes.filter { $0.kind == "table_cell" }.map(\.plainText))
        for name in NastyNames.all { #expect(cells.contains(Self.shown(name)), "\(name.debugDescription)") }
        // Nothing in a name was taken for anything but text.
        let foreign = [
            "link", "html_inline", "html_block", "strikethrough", "footnote_reference", "thematic_break", "block_quote",
        ]
        #expect(nodes.filter { foreign.contains($0.kind) }.map { "\($0.kind): \($0.plainText)" } == [])
        #expect(nodes.filter { $0.kind == "heading" }.allSatisfy { !$0.plainText.isEmpty })
        #expect(nodes.filter { $0.kind == "emph" }.allSatisfy { ["seeds", "种子数"].contains($0.plainText) })
        // Bold is what the report makes bold; where that cannot be said in Markdown, it does without.
        let stars = NastyNames.all.filter { $0.contains("**") }.map(Self.shown)
        for node in nodes where node.kind == "text" && node.literal.contains("**") {
            #expect(stars.contains { node.literal.lowercased().contains($0) }, "\(node.literal)")
        }
        for row in nodes where row.kind == "table" {
            #expect(Set(row.children.map(\.children.count)).count == 1)
        }
    }

    @Test("in Markdown, with a backslash only where a reader could take the character for more")
    func backslashes() throws {
        func report(_ names: [String]) throws -> String {
            let fixture = try ReportFixture()
            try fixture.addDataset()
            for name in names { try fixture.add(.init(method: name) { $0 % 5 == 0 }) }
            try Report.write(folder: fixture.folder, formats: [.markdown], searchPath: "")
            return try fixture.report
        }
        let plain = ["pages 1) to 9.", "HOG, CVPR 2005.", "a - b", "a + b", "1 > 0", "arXiv:1708.07747.", "C # D"]
        let escaped = ["2008. a": "2008\\. a", "- a": "\\- a", "C #": "C \\#", "a:b": "a\\:b"]
        let text = try report(plain + escaped.keys.sorted())
        let cells = Set(text.matches(of: /(?m)^\| (.*?) *\|/).map { String($0.output.1) })
        for name in plain + Array(escaped.values) { #expect(cells.contains(name), "\(name)") }
        // None of them opens a list or a quotation where a line of a paragraph begins with it.
        let long = String(repeating: "a - b 2008. > c ", count: 40)
        let nodes = MarkdownReader(try report([long, "other"])).root.all
        #expect(!nodes.contains { ["block_quote", "thematic_break"].contains($0.kind) })
        #expect(nodes.filter { $0.kind == "list" }.allSatisfy { !$0.plainText.hasPrefix("b 2008") })
    }

    @Test("of any length, shortened and never two alike")
    func longNames() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        let names = ["a", "b"].map { String(repeating: "x", count: 5000) + $0 + String(repeating: "y", count: 5000) }
        for name in names { try fixture.add(.init(method: name) { $0 % 5 == 0 }) }
        try Report.write(folder: fixture.folder, formats: [.markdown], searchPath: "")
        let text = try fixture.report
        let cells = Set(text.matches(of: /(?m)^\| (xxx.*?)(?: against)? *\|/).map { String($0.output.1) })
        #expect(cells.count == 2 && cells.allSatisfy { $0.count < 700 && $0.contains("xxx…yyy") })
    }

    /// The page asks the net for nothing.
    private func checkPage(_ folder: String) throws {
        let page = try String(contentsOfFile: "\(folder)/report.html", encoding: .utf8)
        let cells = Set(page.matches(of: /<td[^>]*>(.*?)<\/td>/).map { Self.unescaped(String($0.output.1)) })
        for name in NastyNames.all { #expect(cells.contains(Self.shown(name)), "\(name.debugDescription)") }
        let tags = Set(page.matches(of: /<([a-z0-9]+)[ >]/).map { String($0.output.1) })
        let known = [
            "html", "head", "meta", "title", "style", "body", "nav", "main", "script", "h1", "h2", "h3", "h4", "p", "a",
            "div", "table",
            "thead", "tbody", "tr", "th", "td", "strong", "em", "code", "pre", "ul", "li", "figure", "img",
        ]
        #expect(tags.isSubset(of: known), "\(tags.subtracting(known))")
        let addresses = page.matches(of: #/ (?:href|src)="([^"]*)"/#).map { String($0.output.1) }
        #expect(addresses.allSatisfy { $0.hasPrefix("#section-") || $0.hasPrefix("data:image/") })
    }

    private static func unescaped(_ html: String) -> String {
        var text = html.replacing(/<\/?(code|strong|em)>/, with: "")
        for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
            text = text.replacingOccurrences(of: entity, with: sign, options: .literal)
        }
        return text
    }

    /// Exactly, and never as a formula.
    private func checkSheet(_ folder: String) throws {
        let text = try String(contentsOfFile: "\(folder)/results.csv", encoding: .utf8)
        let rows = Self.rows(text)
        #expect(rows.count == 1 + 2 * NastyNames.all.count && Set(rows.map(\.count)).count == 1)
        let methods = Set(rows.dropFirst().map { $0[3] })
        for name in NastyNames.all {
            #expect(
                methods.contains { $0.unicodeScalars.elementsEqual(name.unicodeScalars) || $0 == "'" + name },
                "\(name.debugDescription)")
        }
        for cell in rows.joined() {
            #expect(cell.unicodeScalars.first.map { !"=+-@\t\r\n".unicodeScalars.contains($0) } ?? true)
        }
    }

    /// The fields of comma-separated values (RFC 4180).
    private static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [[]]
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var wasQuote = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" {
                // A second one within quotes stands for itself.
                if wasQuote { field.append(scalar) }
                wasQuote = isQuoted
                isQuoted.toggle()
                continue
            }
            wasQuote = false
            if isQuoted || !",\r\n".unicodeScalars.contains(scalar) {
                field.append(scalar)
            } else if scalar == "," || scalar == "\r" {
                rows[rows.count - 1].append(String(field))
                field = .init()
            } else {
                rows.append([])
            }
        }
        return rows.dropLast()
    }

    @Test("in plots, never as a command", .enabled(if: InstalledPrograms.hasGnuplot))
    func plots() throws {
        let fixture = try Self.study()
        unlink(NastyNames.marker)
        let curves = "\(fixture.folder)/others.jsonl"
        let dataset = NastyNames.all[3]
        let lines = NastyNames.all.prefix(6).map { name in
            [100, 300].map { size -> String in
                let line: JSONValue = [
                    "work": .string("\(dataset)-\(name)"), "peer": .string(NastyNames.invisible[0]),
                    "metric": "accuracy",
                    "value": .number(50 + Double(size) / 30), "n": .integer(size),
                ]
                return line.canonicalText
            }.joined(separator: "\r\n")
        }
        try lines.joined(separator: "\r\n").write(toFile: curves, atomically: true, encoding: .utf8)
        let result = try Report.write(
            folders: [fixture.folder], into: fixture.folder, curves: curves, searchPath: InstalledPrograms.searchPath)
        #expect(result.warnings == [])
        #expect(!FileManager.default.fileExists(atPath: NastyNames.marker))
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(fixture.folder)/plots")
        for file in files where file.hasSuffix(".gp") {
            for ending in ["svg", "png", "dat", "txt"] { #expect(files.contains("\(file.dropLast(2))\(ending)")) }
            let script = try String(contentsOfFile: "\(fixture.folder)/plots/\(file)", encoding: .utf8)
            #expect(script.utf8.allSatisfy { $0 < 128 } && !script.contains("touch") && !script.contains("`"))
        }
        let confusion = try files.filter { $0.contains("confusion") && $0.hasSuffix(".svg") }.map {
            try String(contentsOfFile: "\(fixture.folder)/plots/\($0)", encoding: .utf8)
        }.joined()
        for name in ["20%", "%s%d%%", "@version", "{/Bold x}^2_a", "模型", "C ##"] {
            #expect(confusion.contains(">\(name)</"), "\(name)")
        }
    }

    /// With nothing that TeX reads as its own.
    private func checkLaTeX(_ folder: String) throws {
        let tables = try String(contentsOfFile: "\(folder)/report.tex", encoding: .utf8)
        #expect(tables.hasPrefix("% Report: three-shapes. Needs") && tables.contains("ctexart"))
        #expect(tables.contains("R\\&amp;D") && tables.contains("{[}x{]}(y)") && tables.contains("a-{}-b"))
        #expect(tables.contains("\\ifdefined\\XeTeXversion 模型\\else") && tables.contains("\\texttt{U+6A21 U+578B}"))
        #expect(tables.contains("Ünal"))
        let commands =
            /\\(textbackslash|textasciitilde|textasciicircum|textbar|textquotesingle|textasciigrave|ldots|textmu){}/
        for line in tables.split(separator: "\n") where line.hasSuffix("\\\\") {
            let rest = line.dropLast(2).replacing(commands, with: "").replacing(#/\\[&%$#_{}]/#, with: "")
            #expect(
                !rest.contains("#") && !rest.contains("%") && !rest.contains("~") && !rest.contains("\\input"),
                "\(line)")
            #expect(rest.count { $0 == "{" } == rest.count { $0 == "}" }, "\(line)")
            #expect(!line.hasPrefix("[") && !line.hasPrefix("*"), "\(line)")
        }
    }

    @Test("as names of files: apart on every file system, short, in their folder")
    func files() throws {
        let names = NastyNames.all.map(FileName.of)
        #expect(Set(names.map { $0.lowercased() }).count == NastyNames.all.count)
        for name in names {
            #expect(name.utf8.count <= 60 && name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_\-]*/) != nil, "\(name)")
        }
        // Those of committed reports stay as they are; a name that looks like another's file name does not.
        for name in ["mnist", "cifar-10", "fashion-mnist-wrong-20", "split_1"] { #expect(FileName.of(name) == name) }
        #expect(FileName.of(FileName.of("my set")) != FileName.of("my set"))
        #expect(FileName.of("my set").hasPrefix("my-set-") && FileName.of("Ünal").hasPrefix("Unal-"))

        // Every section links the pictures of its own data set.
        let fixture = try ReportFixture()
        let datasets = [
            "my set", "my-set", "数据", "图像", "A", "a", NastyNames.printed.last!, String(repeating: "長", count: 201),
        ]
        for (number, name) in datasets.enumerated() {
            try fixture.addDataset(number + 1, name: name)
            try fixture.add(.init(dataset: number + 1, datasetName: name) { $0 % 9 == 0 })
        }
        try Report.write(folder: fixture.folder, formats: [.markdown], searchPath: "")
        let links = try fixture.report.matches(of: /\]\(plots\/([^)]*-samples\.png)\)/).map { String($0.output.1) }
        #expect(links.count == datasets.count && Set(links.map { $0.lowercased() }).count == datasets.count)
        for link in links { #expect(FileManager.default.fileExists(atPath: "\(fixture.folder)/plots/\(link)")) }
    }

    @Test("as words of a command, for bash")
    func shell() throws {
        // A word of a command cannot hold a NUL.
        let names = NastyNames.all.filter { !$0.unicodeScalars.contains("\0") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "printf '%s\\0' " + names.map(ShellWord.quoted).joined(separator: " ")]
        process.environment = ["LC_ALL": "C.UTF-8"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let words = data.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(words.map { Array($0) } == names.map { Array($0.utf8) })
        for name in names { #expect(!ShellWord.quoted(name).unicodeScalars.contains { $0.value < 32 }) }
        #expect(ShellWord.quoted("mnist-first") == "mnist-first" && ShellWord.path("a/b.yml") == "a/b.yml")
        #expect(ShellWord.path("-x.yml") == "./-x.yml" && ShellWord.option("--profile", "-x") == "--profile='-x'")
    }

    @Test("a picture that cannot be written costs the picture")
    func lostPicture() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        try fixture.add(.init { $0 % 9 == 0 })
        try FileManager.default.createDirectory(
            atPath: "\(fixture.folder)/plots/shapes-samples.png/x", withIntermediateDirectories: true)
        let result = try Report.write(folder: fixture.folder, searchPath: "")
        #expect(
            result.warnings.contains {
                $0.hasPrefix("the report lacks a picture: ") && $0.contains("shapes-samples.png")
            })
        #expect(try !fixture.report.contains("shapes-samples.png"))
    }

    @Test(
        "curves of other programs are checked number by number",
        arguments: [
            (#"{"work":"shapes-x","peer":"p","metric":"accuracy","value":50,"n":0}"#, false),
            (#"{"work":"shapes-x","peer":"p","metric":"accuracy","value":50,"n":-1}"#, false),
            (#"{"work":"shapes-x","peer":"p","metric":"accuracy","value":50,"n":1e19}"#, false),
            (#"{"work":"shapes-x","peer":"p","metric":"accuracy","value":50,"n":1.5}"#, false),
            (#"{"work":"shapes-x","peer":"p","metric":"accuracy","value":100.1,"n":5}"#, false),
            (#"{"work":"shapes-x","peer":"p","metric":"accuracy","value":1e999,"n":5}"#, false),
            (#"{"work":"shapes-x","peer":"p","metric":"accuracy","value":"50","n":5}"#, false),
            (#"{"work":"shapes-x","peer":"p","metric":"accuracy","value":0,"n":1000000000}"#, true),
            (
                "\u{FEFF}{\"work\":\"shapes-x\",\"peer\":\"p\",\"metric\":\"accuracy\",\"value\":50,\"n\":5}\r\n\r\n",
                true
            ),
            (#"{"work":"shapes-\#u{2028}","peer":"p","metric":"accuracy","value":50,"n":5}"#, true),
            (String(repeating: "[", count: 100_000), false),
        ])
    func curves(line: String, isSound: Bool) throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        try fixture.add(.init { $0 % 9 == 0 })
        let file = "\(fixture.folder)/others.jsonl"
        try Data(line.utf8).write(to: URL(fileURLWithPath: file))
        func write() throws {
            try Report.write(folders: [fixture.folder], into: fixture.folder, curves: file, searchPath: "")
        }
        if isSound {
            try write()
            #expect(try fixture.report.contains("**Other programs**"))
        } else {
            #expect { try write() } throws: {
                "\($0)".contains("others.jsonl:1: not understood") && !"\($0)".contains("\n")
            }
        }
    }
}
