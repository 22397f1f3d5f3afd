import Core

/// Everything that a reader needs to judge the numbers and to make them again.
enum MeasurementSection {
    static func markdown(_ study: Study, command: String?) -> [String] {
        var blocks = ["## How this was measured"]
        if let command { blocks += ["This command makes the numbers again:", "```sh\n\(command)\n```"] }
        blocks += [machines(study), provenance(study)]
        if !study.datasets.isEmpty { blocks += ["Data sets:", datasets(study)] }
        blocks += ["What the columns mean:", definitions.map { "- \($0)" }.joined(separator: "\n")]
        blocks += failures(study) + rejected(study)
        return blocks
    }

    private static func machines(_ study: Study) -> String {
        var table = MarkdownTable(
            ["machine"] + study.machines.map { study.letter(of: $0) },
            alignments: [.left] + study.machines.map { _ in .left })
        func row(_ name: String, _ value: (Machine) -> String) { table.add([name] + study.machines.map(value)) }
        row("processor") { $0.processor }
        row("cores") { "\($0.cores)" }
        row("memory") { $0.memoryBytes == 0 ? "–" : "\(NumberText.short(Double($0.memoryBytes) / 0x1p30)) GiB" }
        row("system") { $0.operatingSystem }
        row("Swift") { $0.swiftVersion }
        row("build") { $0.buildFlags }
        row("BLAS") { $0.blas }
        row("threads of the runs") { machine in
            let threads = study.records.filter { Machine($0.environment) == machine }.map(\.threads)
            return Set(threads).sorted().map { "\($0)" }.joined(separator: ", ")
        }
        return table.markdown
    }

    /// Versions, seeds and counts.
    private static func provenance(_ study: Study) -> String {
        let versions = Set(
            study.records.map { "Hindsight \($0.environment.hindsightVersion)\(commit($0.environment))" })
        let seeds = Set(study.records.map(\.cell.seed)).sorted().map { "\($0)" }
        let repetitions = Set(study.records.map(\.cell.repetition)).count
        let failed = study.records.count { if case .failed = $0.outcome { true } else { false } }
        var items = [
            "Program: \(versions.sorted().joined(separator: "; ")).",
            "Runs: \(NumberText.grouped(study.records.count - failed)) completed, \(NumberText.grouped(failed)) failed; "
                + "seeds \(seeds.joined(separator: ", ")); \(NumberText.count(repetitions, "repetition")).",
        ]
        if versions.count > 1 { items.append("The runs come from several versions of the program.") }
        return items.map { "- \($0)" }.joined(separator: "\n")
    }

    private static func commit(_ environment: Environment) -> String {
        guard !environment.gitCommit.isEmpty else { return ", outside a checkout" }
        return ", commit \(environment.gitCommit.prefix(12))"
            + (environment.gitDirty ? " with uncommitted changes" : "")
    }

    private static func datasets(_ study: Study) -> String {
        study.datasets.map { dataset in
            let record = dataset.record
            return "- **\(dataset.title)**: \(record.card.paper) (\(record.card.year)). Images of \(record.shape), "
                + "\(NumberText.count(record.testImages, "test image")), \(record.classNames.count) classes, up to "
                + "\(NumberText.count(record.trainingImages, "training image")). SHA-256 `\(record.checksum)`"
        }.joined(separator: "\n")
    }

    private static let definitions = [
        "**Accuracy**: share of the test images whose class was named correctly. They are the same for all methods, "
            + "sizes and seeds. Where a title says validation, they are a sixth of the training set, kept out of training.",
        "**Seed**: decides the draw of the training images and all randomness of the method. Methods with the same seed get "
            + "the same training images. ± is the sample standard deviation over seeds.",
        "**95 % interval** of an accuracy: for one seed the Wilson interval over the test images, which says nothing about "
            + "other seeds; for k seeds its arms and those of Student's t interval over seeds (k − 1 degrees of freedom), "
            + "added in squares, so that it holds both another test set and other seeds. It assumes independent test images "
            + "and errs on the wide side.",
        "**p** of two methods: probability of a difference at least as large between equally accurate methods. From the "
            + "answers to the same images with the same seeds: for one seed McNemar's exact test; for more, the mean "
            + "difference over the root of (variance over images of the difference, averaged over seeds, / images + "
            + "variance over seeds / seeds), by Student's t with Welch–Satterthwaite degrees of freedom. Corrected by "
            + "Holm's method over all pairs of methods at that size. Significant: below 0.05.",
        "**Extract**: features of the training images, and learning the representation where there is one. **Train**: the "
            + "classifier, or the whole network. **Predict**: from test images to classes, features included. Wall time by a "
            + "monotonic clock; medians over seeds and repetitions.",
        "**Threads**: the number given to every method alike. **Peak memory**: the largest resident size of the process "
            + "during a run, data included.",
        "**GFLOP**: 10⁹ floating-point operations, counted from the algorithm and not by hardware.",
    ]

    private static func failures(_ study: Study) -> [String] {
        var table = MarkdownTable(
            ["data set", "method", "size", "seed", "why"], alignments: [.left, .left, .right, .right, .left])
        let failed = study.records.sorted { sortKey($0.cell) < sortKey($1.cell) }
        for record in failed {
            guard case .failed(let reason) = record.outcome else { continue }
            let cell = record.cell
            table.add([cell.dataset, cell.method, NumberText.grouped(cell.size), "\(cell.seed)", reason])
        }
        return table.isEmpty ? [] : ["Runs that failed:", table.markdown]
    }

    private static func sortKey(_ cell: CellKey) -> (String, String, Int, Int, Int) {
        (cell.dataset, cell.method, cell.size, cell.seed, cell.repetition)
    }

    private static func rejected(_ study: Study) -> [String] {
        let files = study.rejected + study.outdated
        guard !files.isEmpty else { return [] }
        let items = files.map { "- `\($0.name)` \($0.reason)." }
        return ["Files that were left out of every number above:", items.joined(separator: "\n")]
    }
}
