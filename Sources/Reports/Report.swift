import Core
import Drawing
import Files
import Foundation
import Records

/// The report of a run: tables, plots and pictures with the text around them, as Markdown.
///
/// A report is a pure function of the records. It holds no date of its own and no path of the machine, and the order in
/// which records are read does not matter.
public struct Report: Sendable {
    private let study: Study
    private let texts: Texts
    private let wrongLabels: WrongLabelsSection
    /// Two methods that have a section of their own.
    private var comparison: (String, String)?
    private var others: OtherCurves

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
                plan: RecordSelection.Plan(cells: planned), language: language))
    }

    private init(_ study: Study) {
        comparison = nil
        others = OtherCurves()
        self.study = study
        texts = study.texts
        wrongLabels = WrongLabelsSection(study)
    }

    /// In a results folder, learning curves from elsewhere that its reports show.
    public static let curvesFile = "curves.jsonl"

    /// What a report can be written as, beside its plots.
    public enum Format: String, CaseIterable, Sendable {
        /// `report.md`, from which the others are made.
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
    /// For the parameters see the public function of the same name, which knows the methods of the catalogue.
    package static func write(
        folders: [String], into folder: String, command: String?, formats: Set<Format>, language: ReportLanguage,
        comparison: [String], showsAll: Bool, curves: String?, searchPath: String, cells: @escaping OrientedCells
    ) throws -> (paths: [String], warnings: [String]) {
        precondition(!folders.isEmpty && !formats.isEmpty)
        let results = try ResultsFolder(folders)
        let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
        let plan = RecordSelection.Plan(folders: folders, showsAll: showsAll)
        let command = command ?? (plan.commands.isEmpty ? nil : plan.commands.joined(separator: " && "))
        var report = Report(
            Study(
                records: results.records, datasets: results.datasets, rejected: results.rejected + plan.rejected,
                folderName: name, plan: plan, language: language))
        if comparison.count == 2 {
            report.comparison = (comparison[0], comparison[1])
            try ComparisonSection.check((comparison[0], comparison[1]), in: report.study)
        }
        let kept = folders.map { "\($0)/\(curvesFile)" }.filter { FileManager.default.fileExists(atPath: $0) }
        report.others = try OtherCurves(files: curves.map { [$0] } ?? kept)
        try AtomicFile.makeFolder("\(folder)/plots/\(report.plotFolder)")
        let drawn = report.drawPlots(searchPath)
        let made = Pictures.all(report.study.datasets.filter { !report.wrongLabels.isVariant($0) }, cells)
        var artefacts: [Artefact] = []
        var losses = made.warnings
        // A report without a picture is better than none.
        for artefact in made.artefacts + drawn.artefacts {
            do {
                try AtomicFile.write(artefact.bytes, to: "\(folder)/plots/\(artefact.name)")
                artefacts.append(artefact)
            } catch {
                losses.append("the report lacks a picture: \(error)")
            }
        }
        let warnings = report.study.warnings.map(VisibleText.of) + drawn.warnings + losses
        let markdown = report.markdown(
            PictureSet(artefacts, plotFolder: report.plotFolder), command: command,
            plotsAreMissing: !(drawn.warnings + losses).isEmpty)
        let ordered = Format.allCases.filter(formats.contains)
        for format in ordered {
            let text: String
            switch format {
            case .markdown: text = markdown
            case .html: text = HTMLPage.text(markdown, pictures: artefacts, language: language.tag)
            case .latex: text = LaTeXTables.text(markdown, report.texts)
            case .csv: text = ResultsSheet.text(report.study)
            }
            try AtomicFile.write(text, to: "\(folder)/\(format.file(in: language))")
        }
        return (ordered.map { "\(folder)/\($0.file(in: language))" }, warnings)
    }

    /// The text of the report alone, without pictures.
    ///
    /// - Parameter command: The command that makes the records again.
    public func markdown(command: String?) -> String {
        markdown(PictureSet([], plotFolder: plotFolder), command: command, plotsAreMissing: false)
    }

    /// The plots with their scripts and numbers. Where gnuplot is absent or fails, the pictures are missing and a warning
    /// says why.
    private func drawPlots(_ searchPath: String) -> (artefacts: [Artefact], warnings: [String]) {
        let plots = plots
        var artefacts = plots.flatMap(\.files)
        guard let gnuplot = Gnuplot(searchPath: searchPath) else {
            return (
                artefacts.map { Artefact(name: plotFolder + $0.name, bytes: $0.bytes) },
                ["gnuplot is not installed: the report has no plots"]
            )
        }
        var warnings: [String] = []
        for plot in plots {
            do {
                artefacts += try gnuplot.draw(plot)
            } catch {
                warnings.append("the report lacks a plot: \(error)")
            }
        }
        return (artefacts.map { Artefact(name: plotFolder + $0.name, bytes: $0.bytes) }, warnings)
    }

    /// Where plots go below `plots/`, since they hold words: nothing, or a name and a slash.
    private var plotFolder: String { texts.language == .english ? "" : "\(texts.language.rawValue)/" }

    private var plots: [Plot] {
        study.datasets.flatMap { dataset in
            let curves = CurvePlots(dataset: dataset, study: study, others: others.curves(of: dataset))
            let results =
                [curves.learningCurve()].compactMap { $0 } + SelectionSection.plots(dataset)
                + RobustnessSection.plots(dataset, study)
            guard !wrongLabels.isVariant(dataset) else { return results }
            return results + [curves.errorAgainstTime(), curves.errorAgainstWork()].compactMap { $0 }
                + ConfusionSection.champions(dataset).map { ConfusionPlot.plot(dataset, $0) }
                + FilterSection.plots(dataset, study)
        } + wrongLabels.plots(study) + (RankSection.plot(study).map { [$0] } ?? [])
    }

    private func markdown(_ pictures: PictureSet, command: String?, plotsAreMissing: Bool) -> String {
        let columns = study.datasets.map { dataset in
            dataset.sizes.map { ColumnComparison(dataset, size: $0) }.filter { !$0.ranking.isEmpty }
        }
        let scalings = ScalingSection.all(study.datasets)
        let factors = study.datasets.map(FactorSection.init)
        var blocks: [Markdown] = ["# \(texts(.title, ["name": study.title]))"]
        func findings(_ place: Int) -> Markdown {
            Findings.sentences(study.datasets[place], columns[place], scalings[place])
        }
        for (place, dataset) in study.datasets.enumerated() where !wrongLabels.isVariant(dataset) {
            blocks += [
                findings(place), factors[place]?.sentence ?? "", wrongLabels.sentences(dataset),
                RobustnessSection.sentence(dataset), ComputeSection(dataset, study).sentence,
            ]
        }
        if study.datasets.isEmpty { blocks.append(texts(.noResult)) }
        if !study.missing.isEmpty { blocks.append(texts(.missingSummary, study.missing.count)) }
        if plotsAreMissing { blocks.append(texts(.noPlots)) }
        if let comparison { blocks += ComparisonSection.markdown(comparison, study) }
        blocks += wrongLabels.markdown(pictures) { dataset in
            let place = study.datasets.firstIndex { $0.record.id == dataset.record.id }!
            var blocks = [findings(place)] + accuracy(dataset, columns[place], scalings[place], pictures)
            blocks += (factors[place]?.markdown ?? []) + SelectionSection.markdown(dataset, pictures)
            return blocks + RobustnessSection.markdown(dataset, pictures)
        }
        for (place, dataset) in study.datasets.enumerated() where !wrongLabels.isVariant(dataset) {
            blocks += section(dataset, columns[place], scalings[place], factors[place], pictures)
        }
        blocks += SplitSection.markdown(study)
        blocks += RankSection.markdown(study, pictures)
        blocks += DeviationsSection.markdown(study)
        blocks += MeasurementSection.markdown(study, command: command)
        return blocks.filter { !$0.isEmpty }.map(Prose.wrapped).joined(separator: "\n\n") + "\n"
    }

    private func accuracy(
        _ dataset: DatasetStudy, _ columns: [ColumnComparison], _ scaling: ScalingSection, _ pictures: PictureSet
    ) -> [Markdown] {
        let name = CurvePlots(dataset: dataset, study: study).learningName
        let values = ["dataset": dataset.title]
        return AccuracySection.markdown(dataset, columns)
            + captioned(
                texts(.learningCurves, values), pictures.link(name, texts(.learningCurvesPicture, values)))
            + others.markdown(dataset) + scaling.markdown
    }

    private func section(
        _ dataset: DatasetStudy, _ columns: [ColumnComparison], _ scaling: ScalingSection, _ factors: FactorSection?,
        _ pictures: PictureSet
    ) -> [Markdown] {
        let curves = CurvePlots(dataset: dataset, study: study)
        let names = dataset.record.classNames
        let sampled = dataset.record.sampledClasses?.filter(names.indices.contains)
        let classes =
            sampled.map { sampled in
                texts(.ofClasses, ["names": texts.list(sampled.map { names[$0] }), "n": "\(names.count)"])
            } ?? texts.list(names)
        let values: [String: any MarkdownValue] = ["dataset": dataset.title, "classes": classes]
        var blocks: [Markdown] = ["## \(dataset.title)"]
        blocks += captioned(
            texts(.samples, values),
            pictures.link(Pictures.samplesName(dataset), texts(.samplesPicture, values)))
        blocks += ["### \(texts(.accuracyHeading))"] + accuracy(dataset, columns, scaling, pictures)
        blocks += factors?.markdown ?? []
        blocks += ["### \(texts(.timeHeading))"] + TimingSection.markdown(dataset, study)
        blocks += captioned(
            texts(.errorTime, values),
            pictures.link(curves.timeName, texts(.errorTimePicture, values)))
        blocks += ComputeSection(dataset, study).markdown(pictures)
        blocks += SelectionSection.markdown(dataset, pictures) + RobustnessSection.markdown(dataset, pictures)
        blocks += ["### \(texts(.mistakesHeading))"] + ConfusionSection.markdown(dataset, pictures)
        let insides = insides(dataset, pictures)
        return blocks + (insides.isEmpty ? [] : ["### \(texts(.insidesHeading))"] + insides)
    }

    private func insides(_ dataset: DatasetStudy, _ pictures: PictureSet) -> [Markdown] {
        var blocks = captioned(
            texts(.histograms, ["dataset": dataset.title]),
            pictures.link(Pictures.hogName(dataset), texts(.histogramsPicture, ["dataset": dataset.title])))
        for (number, bank) in Pictures.filters(dataset).enumerated() {
            let colours = texts(bank.filters.shape.channels == 1 ? .filtersGrey : .filtersColour)
            blocks += captioned(
                texts(
                    .filters,
                    [
                        "method": bank.method, "n": NumberText.grouped(bank.size), "dataset": dataset.title,
                        "colours": colours,
                    ]),
                pictures.link(
                    Pictures.filtersName(dataset, number + 1), texts(.filtersPicture, ["method": bank.method])))
        }
        return blocks + FilterSection.markdown(dataset, pictures)
    }

    /// A caption with its picture, or nothing without the picture.
    private func captioned(_ caption: Markdown, _ picture: [Markdown]) -> [Markdown] {
        picture.isEmpty ? [] : [caption] + picture
    }
}
