import Core
import Files
import Foundation
import Records
import Statistics

/// Records arranged for a report: data set by data set, method by method, size by size.
///
/// It holds the records that the plan of the run names. The order of everything follows from the records themselves, never from the order
/// in which they were read.
package struct Study: Sendable {
    package let texts: Texts
    /// Name of the matrix.
    package let title: String
    /// What the matrix asks.
    let questions: [String]
    package let datasets: [DatasetStudy]
    /// All methods: crafted ones, learned ones, baselines. The place in this list decides the colour.
    package let methods: [String]
    /// Those of ``methods`` that look at raw pixels.
    package let baselines: Set<String>
    let machines: [Machine]
    /// Completed and failed records that the report uses.
    package let records: [Record]
    package let rejected: [RejectedFile]
    /// Sound records that the report leaves out.
    let others: [RecordSelection.Others]
    /// Planned cells without a record, by their places.
    package let missing: [String]
    /// Does the report show more than what was planned?
    package let showsAll: Bool

    init(
        records: [Record], datasets: [DatasetRecord], rejected: [RejectedFile], folderName: String,
        plan: RecordSelection.Plan, texts: Texts = .of(.english)
    ) {
        let shownSets = Self.used(records, datasets, plan)
        let evaluations = Set(shownSets.map(\.evaluation))
        let texts = texts.scored(on: evaluations).about(Set(shownSets.map(\.task)))
        self.texts = texts
        let names = rejected.map { String($0.name.split(separator: "/").last?.dropLast(5) ?? "") }
        let selection = RecordSelection(records.map(\.withOwnFamily), plan, unusable: Set(names), texts: texts)
        (others, missing, showsAll) = (selection.others, selection.missing, plan.showsAll && plan.cells != nil)
        var runs: [Run] = []
        var failures: [Record] = []
        var refused = rejected
        let known = Dictionary(datasets.map { ($0.id, TestSet($0)) }, uniquingKeysWith: { first, _ in first })
        for record in selection.shown {
            guard case .completed(let result) = record.outcome else {
                failures.append(record)
                continue
            }
            do {
                runs.append(try Run(record, result, known[result.datasetID]))
            } catch {
                refused.append(RejectedFile(name: "records/\(record.id).json", reason: "\(error)"))
            }
        }
        self.rejected = refused.sorted { ($0.name, $0.reason) < ($1.name, $1.reason) }
        self.records = (runs.map(\.record) + failures).sorted { $0.id < $1.id }
        let matrices = Set(self.records.compactMap { $0.configuration["matrix"]?.text }).sorted()
        title = matrices.isEmpty ? folderName : texts.plainList(matrices)
        questions = plan.questions.map(texts.sentence)
        methods = Self.order(self.records)
        baselines = Set(self.records.filter { $0.family == .baseline }.map(\.cell.method))
        machines = Set(self.records.map { Machine($0.environment) }).sorted { $0.sortKey < $1.sortKey }
        let order = methods
        let used = Set(runs.map(\.result.datasetID))
        let shown = datasets.filter { used.contains($0.id) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        let fileNames = FileName.distinct(shown.map(\.name))
        let owners = Self.owners(of: failures, among: runs, shown)
        self.datasets = shown.enumerated().map { index, dataset in
            let isFirstOfName = shown.firstIndex { $0.name == dataset.name } == index
            return DatasetStudy(
                dataset, runs: runs.filter { $0.result.datasetID == dataset.id },
                failures: failures.filter { owners[Source($0)] == dataset.id }, methodOrder: order,
                otherContent: isFirstOfName ? nil : String(dataset.checksum.prefix(8)), fileName: fileNames[index],
                texts: texts)
        }
    }

    /// What a record says of the data set that it was, or was to be, made on.
    private struct Source: Hashable {
        let name: String
        let settings: JSONValue?
        let evaluation: String?

        init(_ record: Record) {
            name = record.cell.dataset
            settings = record.configuration["dataset"]
            evaluation = record.configuration["evaluation"]?.text
        }
    }

    /// The data sets, by their identifiers, that runs belong to which failed before they knew theirs: that of runs with the same settings,
    /// or else the first of the same name and evaluation.
    private static func owners(of failures: [Record], among runs: [Run], _ shown: [DatasetRecord]) -> [Source: String] {
        let known = Dictionary(runs.map { (Source($0.record), $0.result.datasetID) }, uniquingKeysWith: min)
        var owners: [Source: String] = [:]
        for source in Set(failures.map(Source.init)) {
            let alike = shown.first {
                $0.name == source.name && $0.evaluation == source.evaluation ?? $0.evaluation
            }
            owners[source] = known[source] ?? alike?.id
        }
        return owners
    }

    /// The machine of a record, as a letter from A.
    func letter(of machine: Machine) -> String {
        let index = machines.firstIndex(of: machine) ?? 0
        return index < 26 ? String(UnicodeScalar(UInt8(65 + index))) : "A\(index)"
    }

    /// A line for each thing that whoever makes a report should know, in English.
    package var warnings: [String] {
        let unplanned = others.filter { $0.reason != .repeated }.reduce(0) { $0 + $1.ids.count }
        return rejected.map { "\($0.name) \($0.reason); the report leaves it out" }
            + (missing.isEmpty
                ? [] : ["the report names \(NumberText.count(missing.count, "planned cell")) without a record"])
            + (unplanned == 0
                ? []
                : [
                    "\(NumberText.count(unplanned, "record")) beside those of the last run: the report names and does not count them; 'hindsight report --all' shows them"
                ])
    }

    /// The data sets of the records, as far as the report shows them.
    private static func used(
        _ records: [Record], _ datasets: [DatasetRecord], _ plan: RecordSelection.Plan
    ) -> [DatasetRecord] {
        let shown = plan.showsAll ? records : records.filter { plan.cells?.contains($0.id) ?? true }
        let used = Set(
            shown.compactMap { record -> String? in
                if case .completed(let result) = record.outcome { result.datasetID } else { nil }
            })
        return datasets.filter { used.contains($0.id) }
    }

    private static func order(_ records: [Record]) -> [String] {
        var families: [String: MethodFamily] = [:]
        for record in records { families[record.cell.method] = record.family }
        return MethodFamily.allCases.flatMap { family in
            families.keys.filter { families[$0] == family }.sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }
        }
    }
}

/// The records of one data set.
package struct DatasetStudy: Sendable {
    package let texts: Texts
    package let record: DatasetRecord
    /// Name for headings and captions; says "synthetic" where it is.
    package let title: String
    /// Beginning of the names of the pictures of this data set, which no other data set of the study has.
    package let fileName: String
    package let sizes: [Int]
    package let methods: [String]
    private let groups: [Place: CellGroup]

    private struct Place: Hashable { let method: String, size: Int }

    init(
        _ record: DatasetRecord, runs: [Run], failures: [Record], methodOrder: [String], otherContent: String?,
        fileName: String, texts: Texts
    ) {
        let texts = texts.scored(on: [record.evaluation]).about([record.task])
        self.texts = texts
        self.record = record
        let marks =
            (record.isSynthetic ? [texts.plain(.synthetic)] : [])
            + (record.evaluation == "validation" ? [texts.plain(.validation)] : [])
        let name =
            marks.isEmpty
            ? record.name
            : texts.plain(.marked, ["name": record.name, "marks": marks.joined(separator: texts.plain(.comma))])
        title = name + (otherContent.map { texts.plain(.checksum, ["sum": $0]) } ?? "")
        self.fileName = fileName
        let cells = runs.map(\.record.cell) + failures.map(\.cell)
        sizes = Set(cells.map(\.size)).sorted()
        let present = Set(cells.map(\.method))
        methods = methodOrder.filter(present.contains)
        var groups: [Place: CellGroup] = [:]
        let runsByPlace = Dictionary(grouping: runs) { Place(method: $0.record.cell.method, size: $0.record.cell.size) }
        let failuresByPlace = Dictionary(grouping: failures) { Place(method: $0.cell.method, size: $0.cell.size) }
        for place in Set(runsByPlace.keys).union(failuresByPlace.keys) {
            groups[place] = CellGroup(
                method: place.method, size: place.size, runs: runsByPlace[place] ?? [],
                failures: failuresByPlace[place] ?? [])
        }
        self.groups = groups
    }

    package subscript(method: String, size: Int) -> CellGroup? {
        groups[Place(method: method, size: size)]
    }

    /// The methods that have a result at `size`, the most accurate first.
    package func ranking(_ size: Int) -> [CellGroup] {
        methods.compactMap { self[$0, size] }.filter { $0.accuracy != nil }
            .sorted { ($1.accuracy!.mean, $0.method) < ($0.accuracy!.mean, $1.method) }
    }

    /// The largest size at which some method has a result.
    package var largestSize: Int? { sizes.last { !ranking($0).isEmpty } }
    /// The smallest size at which some method has a result.
    package var smallestSize: Int? { sizes.first { !ranking($0).isEmpty } }
}

extension DatasetStudy {
    /// What the matrix says of this data set, as the records keep it.
    package var configuration: JSONValue? {
        for method in methods {
            for size in sizes {
                if let run = self[method, size]?.runs.first { return run.record.configuration["dataset"] }
            }
        }
        return nil
    }
}

/// The runs of one method on one data set at one size.
package struct CellGroup: Sendable {
    package let method: String
    package let size: Int
    /// Sorted by seed and repetition; not empty unless all failed.
    package let runs: [Run]
    package let failures: [Record]
    /// nil where every run failed.
    package let accuracy: AccuracyEstimate?
    /// Which test images were classified correctly, by seed; of the first repetition, since the others repeat its answers.
    package let correctness: [Int: Answers]

    init(method: String, size: Int, runs: [Run], failures: [Record]) {
        self.method = method
        self.size = size
        self.runs = runs.sorted {
            ($0.record.cell.seed, $0.record.cell.repetition) < ($1.record.cell.seed, $1.record.cell.repetition)
        }
        self.failures = failures
        let correctness = Dictionary(
            self.runs.map { ($0.record.cell.seed, $0.answers) }, uniquingKeysWith: { first, _ in first })
        self.correctness = correctness
        let accuracies = correctness.keys.sorted().map { correctness[$0]!.accuracy }
        accuracy =
            accuracies.isEmpty
            ? nil : AccuracyEstimate(accuracies: accuracies, testImages: self.runs[0].result.testImages)
    }

    package var family: MethodFamily { (runs.map(\.record) + failures)[0].family }
    /// False where the solver of any seed stopped before its tolerance.
    package var converged: Bool { runs.allSatisfy(\.result.summary.converged) }
    /// The sum over seeds of the confusion matrices, `[truth][prediction]`.
    package var confusion: [[Int]] {
        var seen: Set<Int> = []
        let first = runs.filter { seen.insert($0.record.cell.seed).inserted }
        return first.dropFirst().reduce(first[0].result.confusion) { sum, run in
            zip(sum, run.result.confusion).map { zip($0, $1).map(+) }
        }
    }
}

/// A completed record whose predictions have been checked against the labels.
package struct Run: Sendable {
    package let record: Record
    package let result: Record.Result
    package let answers: Answers

    /// Throws ``UserError`` where the record contradicts itself or its data set.
    init(_ record: Record, _ result: Record.Result, _ testSet: TestSet?) throws {
        guard let testSet else {
            throw UserError("belongs to the data set \(result.datasetID), which is not in the folder datasets")
        }
        guard result.datasetChecksum == testSet.checksum else {
            throw UserError("was made on other content of the data set \(record.cell.dataset)")
        }
        let predictions = [UInt8](Data(base64Encoded: result.predictions) ?? Data())
        guard result.testImages > 0, predictions.count == result.testImages, predictions.count == testSet.labels.count
        else {
            throw UserError("has \(predictions.count) predictions for \(testSet.labels.count) images")
        }
        var confusion = [[Int]](repeating: [Int](repeating: 0, count: testSet.classes), count: testSet.classes)
        for (truth, prediction) in zip(testSet.labels, predictions) {
            guard truth < testSet.classes, prediction < testSet.classes else {
                throw UserError("names a class beyond the \(testSet.classes) of its data set")
            }
            confusion[Int(truth)][Int(prediction)] += 1
        }
        answers = Answers(zip(testSet.labels, predictions).map(==))
        guard result.correct == answers.correct, result.confusion == confusion else {
            throw UserError("has counts that contradict its predictions: damaged or edited")
        }
        self.record = record
        self.result = result
    }
}

/// What decides how long a run takes, beside the number of threads.
struct Machine: Hashable {
    let processor: String
    let cores: Int
    let memoryBytes: Int
    let operatingSystem: String
    let swiftVersion: String
    let buildFlags: String
    let blas: String

    init(_ environment: Environment) {
        processor = environment.processor
        cores = environment.cores
        memoryBytes = environment.memoryBytes
        operatingSystem = environment.operatingSystem
        swiftVersion = environment.swiftVersion
        buildFlags = environment.buildFlags
        blas = environment.blas
    }

    var sortKey: String {
        "\(processor)|\(cores)|\(memoryBytes)|\(operatingSystem)|\(swiftVersion)|\(buildFlags)|\(blas)"
    }
}
