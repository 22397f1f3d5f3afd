import Core
import Foundation

/// The report of a run: tables, plots and pictures with the text around them, as Markdown.
///
/// A report is a pure function of the records. It holds no date of its own and no path of the machine, and the order in
/// which records are read does not matter.
public struct Report: Sendable {
    private let study: Study

    /// - Parameters:
    ///   - records: Completed and failed records of one results folder.
    ///   - datasets: The data sets that the records name.
    ///   - rejected: Files that were not usable; the report lists them.
    ///   - name: Heading where the records do not name their matrix.
    ///   - planned: Records that were asked for last: where records contradict each other, these are shown.
    public init(
        records: [Record], datasets: [DatasetRecord], rejected: [RejectedFile] = [], name: String = "results",
        planned: Set<String> = []
    ) {
        study = Study(records: records, datasets: datasets, rejected: rejected, folderName: name, planned: planned)
    }

    /// What a report can be written as, beside its plots.
    public enum Format: String, CaseIterable, Sendable {
        /// `report.md`, from which the others are made.
        case markdown = "md"
        /// `report.html`: one file with everything in it.
        case html
        /// `report.tex`: the tables.
        case latex
        /// `results.csv`: a line a run.
        case csv

        public var file: String {
            switch self {
            case .markdown: "report.md"
            case .html: "report.html"
            case .latex: "report.tex"
            case .csv: "results.csv"
            }
        }
    }

    /// Reads the results folder and writes the report and `plots/` into it, each file atomically.
    ///
    /// A damaged or foreign record is left out and named in the report. A missing or failing gnuplot is a warning, and the
    /// report then goes without plots.
    ///
    /// - Parameters:
    ///   - folder: Holds `records/` and `datasets/`.
    ///   - command: The command that makes the records again, printed in the report; that of the folder's plan unless given.
    ///   - formats: What to write; not empty.
    ///   - searchPath: Folders to look for gnuplot in, separated by colons; those of the environment unless given.
    /// - Returns: The paths of what was written, in the order of the formats, and one line for each thing that the user should know.
    ///
    /// Throws ``UserError`` where there are no records or the folder cannot be written.
    @discardableResult
    public static func write(
        folder: String, command: String? = nil, formats: Set<Format> = [.markdown, .html],
        searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) throws -> (paths: [String], warnings: [String]) {
        try write(folders: [folder], into: folder, command: command, formats: formats, searchPath: searchPath)
    }

    /// As ``write(folder:command:formats:searchPath:)``, of several results folders together, such as those of several machines.
    ///
    /// - Parameter folder: Where the report goes; made where it is not there.
    public static func write(
        folders: [String], into folder: String, command: String? = nil, formats: Set<Format> = [.markdown, .html],
        searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) throws -> (paths: [String], warnings: [String]) {
        precondition(!folders.isEmpty && !formats.isEmpty)
        let results = try ResultsFolder(folders)
        let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
        let plans = folders.compactMap { RunPlan(folder: $0) }
        let commands = plans.map(\.command).reduce(into: [String]()) { known, command in
            if !known.contains(command) { known.append(command) }
        }
        let command = command ?? (commands.isEmpty ? nil : commands.joined(separator: " && "))
        let report = Report(
            records: results.records, datasets: results.datasets, rejected: results.rejected, name: name,
            planned: Set(plans.flatMap(\.cells)))
        try AtomicFile.makeFolder("\(folder)/plots")
        let drawn = report.drawPlots(searchPath)
        let artefacts = try Pictures.all(report.study) + drawn.artefacts
        let warnings =
            (report.study.rejected + report.study.outdated).map { "\($0.name) \($0.reason); the report leaves it out" }
            + drawn.warnings
        for artefact in artefacts { try AtomicFile.write(artefact.bytes, to: "\(folder)/plots/\(artefact.name)") }
        let markdown = report.markdown(
            PictureSet(artefacts), command: command, plotsAreMissing: !drawn.warnings.isEmpty)
        let ordered = Format.allCases.filter(formats.contains)
        for format in ordered {
            let text: String
            switch format {
            case .markdown: text = markdown
            case .html: text = HTMLPage.text(markdown, pictures: artefacts, language: "en")
            case .latex: text = LaTeXTables.text(markdown)
            case .csv: text = ResultsSheet.text(report.study)
            }
            try AtomicFile.write(text, to: "\(folder)/\(format.file)")
        }
        return (ordered.map { "\(folder)/\($0.file)" }, warnings)
    }

    /// The text of the report alone, without pictures.
    ///
    /// - Parameter command: The command that makes the records again.
    public func markdown(command: String?) -> String {
        markdown(PictureSet([]), command: command, plotsAreMissing: false)
    }

    /// The plots with their scripts and numbers. Where gnuplot is absent or fails, the pictures are missing and a warning
    /// says why.
    private func drawPlots(_ searchPath: String) -> (artefacts: [Artefact], warnings: [String]) {
        let plots = plots
        var artefacts = plots.flatMap { plot in
            [
                Artefact(name: plot.dataFile, bytes: Array(plot.data.utf8)),
                Artefact(name: "\(plot.name).gp", bytes: Array(plot.fullScript.utf8)),
            ]
        }
        guard let gnuplot = Gnuplot(searchPath: searchPath) else {
            return (artefacts, ["gnuplot is not installed: the report has no plots"])
        }
        var warnings: [String] = []
        for plot in plots {
            do {
                artefacts += try gnuplot.draw(plot)
            } catch {
                warnings.append("the report lacks a plot: \(error)")
            }
        }
        return (artefacts, warnings)
    }

    private var plots: [Plot] {
        study.datasets.flatMap { dataset in
            let curves = CurvePlots(dataset: dataset, study: study)
            return [curves.learningCurve(), curves.errorAgainstTime()].compactMap { $0 }
                + ConfusionSection.champions(dataset).map { ConfusionPlot.plot(dataset, $0) }
                + SelectionSection.plots(dataset) + RobustnessSection.plots(dataset, study)
                + FilterSection.plots(dataset, study)
        } + (RankSection.plot(study).map { [$0] } ?? [])
    }

    private func markdown(_ pictures: PictureSet, command: String?, plotsAreMissing: Bool) -> String {
        let columns = study.datasets.map { dataset in
            dataset.sizes.map { ColumnComparison(dataset, size: $0) }.filter { !$0.ranking.isEmpty }
        }
        let scalings = study.datasets.map(ScalingSection.init)
        var blocks = ["# Report: \(study.title)"]
        for (place, dataset) in study.datasets.enumerated() {
            blocks.append(Findings.sentences(dataset, columns[place], scalings[place]))
        }
        if study.datasets.isEmpty { blocks.append("No run has a result.") }
        if plotsAreMissing { blocks.append("Plots were left out: gnuplot was not there, or failed.") }
        for (place, dataset) in study.datasets.enumerated() {
            blocks += section(dataset, columns[place], scalings[place], pictures)
        }
        blocks += SplitSection.markdown(study)
        blocks += RobustnessSection.labelNoise(study) + RankSection.markdown(study, pictures)
        blocks += DeviationsSection.markdown(study)
        blocks += MeasurementSection.markdown(study, command: command)
        return blocks.filter { !$0.isEmpty }.map(Prose.wrapped).joined(separator: "\n\n") + "\n"
    }

    private func section(
        _ dataset: DatasetStudy, _ columns: [ColumnComparison], _ scaling: ScalingSection, _ pictures: PictureSet
    ) -> [String] {
        let curves = CurvePlots(dataset: dataset, study: study)
        let names = dataset.record.classNames
        let sampled = dataset.record.sampledClasses?.filter(names.indices.contains)
        let classes =
            NumberText.list(sampled?.map { names[$0] } ?? names)
            + (sampled == nil ? "" : " (of \(names.count) classes)")
        var blocks = ["## \(dataset.title)"]
        blocks += captioned(
            "**Training images** of \(dataset.title); a row is a class: \(classes).",
            pictures.link(Pictures.samplesName(dataset), "Sample images of \(dataset.title), a row a class"))
        blocks += ["### Accuracy"] + AccuracySection.markdown(dataset, columns)
        blocks += captioned(
            "**Learning curves** on \(dataset.title): straight lines are power laws, and where lines cross the order turns.",
            pictures.link(curves.learningName, "Error against training images on \(dataset.title)"))
        blocks += scaling.markdown + FactorSection.markdown(dataset)
        blocks += ["### Time"] + TimingSection.markdown(dataset, study)
        blocks += captioned(
            "**Error against the time to fit** on \(dataset.title); each point is a training size, lower left is better.",
            pictures.link(curves.timeName, "Error against time to fit on \(dataset.title)"))
        blocks += SelectionSection.markdown(dataset, pictures) + RobustnessSection.markdown(dataset, pictures)
        blocks += ["### Mistakes"] + ConfusionSection.markdown(dataset, pictures)
        let insides = insides(dataset, pictures)
        return blocks + (insides.isEmpty ? [] : ["### What the methods see"] + insides)
    }

    private func insides(_ dataset: DatasetStudy, _ pictures: PictureSet) -> [String] {
        var blocks = captioned(
            "**Histograms of oriented gradients** of images of \(dataset.title): in each cell, the brighter a stroke, the more "
                + "edge runs along it.",
            pictures.link(Pictures.hogName(dataset), "Oriented histograms over images of \(dataset.title)"))
        for (number, bank) in Pictures.filters(dataset).enumerated() {
            let colours =
                bank.filters.shape.channels == 1
                ? "blue is negative, white zero, red positive" : "grey is zero, colours are the weights"
            blocks += captioned(
                "**First-layer filters of \(bank.method)**, learned from \(NumberText.count(bank.size, "image")) of "
                    + "\(dataset.title); each filter is scaled by its largest weight, \(colours).",
                pictures.link(
                    Pictures.filtersName(dataset, number + 1), "First-layer filters of \(bank.method)"))
        }
        return blocks + FilterSection.markdown(dataset, pictures)
    }

    /// A caption with its picture, or nothing without the picture.
    private func captioned(_ caption: String, _ picture: [String]) -> [String] {
        picture.isEmpty ? [] : [caption] + picture
    }
}
