import Core
import Drawing
import Files
import Foundation
import Records

/// The report of a run: tables, plots and pictures with the text around them.
///
/// A report is a pure function of the records. It holds no date of its own and no path of the machine, and the order in
/// which records are read does not matter. What it says is in the sections of ``ReportSections``.
public struct Report: Sendable {
    private let study: Study
    private var request: ReportRequest
    private let chapters: [Chapter]
    private var texts: Texts { study.texts }

    /// - Parameters:
    ///   - records: Completed and failed records of one results folder.
    ///   - datasets: The data sets that the records name.
    ///   - rejected: Files that were not usable; the report lists them.
    ///   - name: Heading where the records do not name their matrix.
    ///   - planned: The records that the run consists of: no other is shown. All, unless given.
    ///   - language: Of all fixed texts; names and reasons of failures are as the records hold them.
    public init(
        records: [Record], datasets: [DatasetRecord], rejected: [RejectedFile] = [], name: String = "results",
        planned: Set<String>? = nil, language: ReportLanguage = .english
    ) {
        self.init(
            Study(
                records: records, datasets: datasets, rejected: rejected, folderName: name,
                plan: RecordSelection.Plan(cells: planned), texts: .of(language)), ReportRequest(), ReportSections.all)
    }

    init(_ study: Study, _ request: ReportRequest, _ chapters: [Chapter]) {
        (self.study, self.request, self.chapters) = (study, request, chapters)
    }

    /// In a results folder, learning curves from elsewhere that its reports show.
    public static let curvesFile = "curves.jsonl"

    /// What a report can be written as, beside its plots.
    public enum Format: String, CaseIterable, Sendable {
        /// `report.md`.
        case markdown = "md"
        /// `report.html`: one file with everything in it.
        case html
        /// `report.tex`: the tables.
        case latex
        /// `results.csv`: a line a run, the same in every language.
        case csv

        /// The name of the file, such as `report.md` and `report.zh.md`.
        public func file(in language: ReportLanguage) -> String {
            switch self {
            case .markdown: "report\(language.suffix).md"
            case .html: "report\(language.suffix).html"
            case .latex: "report\(language.suffix).tex"
            case .csv: "results.csv"
            }
        }
    }

    /// Reads results folders and writes their report, each file atomically; `cells` knows the method of a record.
    ///
    /// For the other parameters see the public function of the same name, which knows the methods of the catalogue.
    ///
    /// - Parameters:
    ///   - holdsPictures: Whether the HTML page holds its pictures, or shows them from `plots/`.
    ///   - chapters: The sections that the report consists of.
    ///   - texts: Of sections whose texts are not in the files of the languages: the content of one more file a language.
    package static func write(
        folders: [String], into folder: String, command: String?, formats: Set<Format>, language: ReportLanguage,
        comparison: [String], showsAll: Bool, curves: String?, holdsPictures: Bool = true, searchPath: String,
        chapters: [Chapter] = ReportSections.all, texts: [ReportLanguage: String] = [:],
        cells: @escaping OrientedCells, changes: @escaping ChangedSettings = { _ in [] }
    ) throws -> (paths: [String], warnings: [String]) {
        precondition(!folders.isEmpty && !formats.isEmpty)
        let results = try ResultsFolder(folders)
        let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
        let plan = RecordSelection.Plan(folders: folders, showsAll: showsAll)
        let study = Study(
            records: results.records, datasets: results.datasets, rejected: results.rejected + plan.rejected,
            folderName: name, plan: plan, texts: try .of(language, adding: texts))
        let commands = plan.commands.isEmpty ? nil : plan.commands.joined(separator: " && ")
        var request = ReportRequest(command: command ?? commands, cells: cells, changes: changes)
        if comparison.count == 2 {
            request.comparison = (comparison[0], comparison[1])
            try ComparisonSection.check((comparison[0], comparison[1]), in: study)
        }
        let kept = folders.map { "\($0)/\(curvesFile)" }.filter { FileManager.default.fileExists(atPath: $0) }
        request.others = try OtherCurves(files: curves.map { [$0] } ?? kept)
        return try Report(study, request, chapters).write(into: folder, formats, holdsPictures, searchPath)
    }

    private func write(
        into folder: String, _ formats: Set<Format>, _ holdsPictures: Bool, _ searchPath: String
    ) throws -> (paths: [String], warnings: [String]) {
        let sections = MadeSections(chapters, of: StudyPart(study, request))
        try AtomicFile.makeFolder("\(folder)/plots/\(plotFolder)")
        let (drawn, warnings) = draw(sections, searchPath)
        var artefacts: [Artefact] = []
        var losses: [String] = []
        // A report without a picture is better than none.
        for artefact in drawn {
            do {
                try AtomicFile.write(artefact.bytes, to: "\(folder)/\(PictureSet.path(artefact.name))")
                artefacts.append(artefact)
            } catch {
                losses.append("the report lacks a picture: \(error)")
            }
        }
        let pictures = PictureSet(artefacts, plotFolder: plotFolder)
        let document = document(sections, pictures, plotsAreMissing: !(warnings + losses).isEmpty)
        let ordered = Format.allCases.filter(formats.contains)
        for format in ordered {
            let text: String
            switch format {
            case .markdown: text = MarkdownPage.text(document)
            case .html:
                text = HTMLPage.text(
                    document, pictures: holdsPictures ? artefacts : [], language: texts.language.tag)
            case .latex: text = LaTeXTables.text(document, texts)
            case .csv: text = ResultsSheet.text(study)
            }
            try AtomicFile.write(text, to: "\(folder)/\(format.file(in: texts.language))")
        }
        return (
            ordered.map { "\(folder)/\($0.file(in: texts.language))" },
            study.warnings.map(VisibleText.of) + warnings + losses
        )
    }

    /// The text of the report alone, without pictures.
    ///
    /// - Parameter command: The command that makes the records again.
    public func markdown(command: String?) -> String {
        var request = request
        request.command = command
        let sections = MadeSections(chapters, of: StudyPart(study, request))
        return MarkdownPage.text(
            document(sections, PictureSet([], plotFolder: plotFolder), plotsAreMissing: false))
    }

    /// What the report asks and finds, with its first plot, for an index of several in the folder above `folder`.
    func abstract(_ folder: String) -> [Block] {
        let sections = MadeSections(chapters, of: StudyPart(study, request))
        let pictures = PictureSet(in: folder, plotFolder: plotFolder)
        let name = URL(fileURLWithPath: folder).lastPathComponent
        let front = sections.front(study.datasets, pictures)
        let said = front.filter { if case .paragraph = $0 { true } else { false } }.prefix(3)
        let plot = front.lazy.compactMap { block -> Block? in
            guard case .figure(let figure) = block, let path = figure.path else { return nil }
            var shown = Figure(figure.name, figure.description)
            shown.path = "\(name)/\(path)"
            return .figure(shown)
        }.first
        let files: [(text: StyledText, path: String)] = [
            (texts(.indexReport), Format.markdown.file(in: .english)),
            (texts(.indexPage), Format.html.file(in: .english)),
            ("中文", Format.markdown.file(in: .chinese)),
        ]
        let links = files.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0.path)") }
            .map { (text: $0.text, path: "\(name)/\($0.path)") }
        return [.heading(study.title.styled, level: 2)] + study.questions.map { .paragraph($0.styled.emphasised) }
            + said + (plot.map { [$0] } ?? []) + [.links(links)]
    }

    /// The title, the summary and the sections.
    private func document(_ sections: MadeSections, _ pictures: PictureSet, plotsAreMissing: Bool) -> Document {
        var remarks: [StyledText] = []
        if study.datasets.isEmpty { remarks.append(texts(.noResult)) }
        if !study.missing.isEmpty { remarks.append(texts(.missingSummary, study.missing.count)) }
        if plotsAreMissing { remarks.append(texts(.noPlots)) }
        return Document(
            title: texts(.title, ["name": study.title]),
            blocks: study.questions.map { .paragraph($0.styled.emphasised) }
                + sections.front(study.datasets, pictures) + remarks.map { .paragraph($0) }
                + sections.blocks(pictures))
    }

    /// The pictures, and the plots with their scripts and numbers. What cannot be drawn is missing, and a warning says why: so are all
    /// plots where gnuplot is absent.
    private func draw(_ sections: MadeSections, _ searchPath: String) -> (artefacts: [Artefact], warnings: [String]) {
        var warnings: [String] = []
        let pictures = sections.pictures.compactMap { picture -> Artefact? in
            do {
                return Artefact(name: "\(picture.name).png", bytes: try picture.raster.png())
            } catch {
                warnings.append("the report lacks a picture: \(picture.name).png: \(error)")
                return nil
            }
        }
        let plots = sections.plots
        var drawn = plots.flatMap(\.files)
        if let gnuplot = Gnuplot(searchPath: searchPath) {
            for plot in plots {
                do {
                    drawn += try gnuplot.draw(plot)
                } catch {
                    warnings.append("the report lacks a plot: \(error)")
                }
            }
        } else {
            warnings.append("gnuplot is not installed: the report has no plots")
        }
        return (pictures + drawn.map { Artefact(name: plotFolder + $0.name, bytes: $0.bytes) }, warnings)
    }

    /// Where plots go below `plots/`, since they hold words: nothing, or a name and a slash.
    private var plotFolder: String { texts.language == .english ? "" : "\(texts.language.rawValue)/" }
}
