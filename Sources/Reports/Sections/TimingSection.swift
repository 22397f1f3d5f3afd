import Core
import Drawing
import Statistics

/// What runs under one setting cost: medians over seeds and repetitions, so that one disturbed run does not count.
struct Cost {
    let setting: Setting
    let runs: [Run]

    /// Times are comparable only within one of these.
    struct Setting: Hashable {
        let machine: Machine
        let threads: Int
    }

    /// The costs of a cell, one for each setting it ran under.
    static func all(_ cell: CellGroup, _ study: Study) -> [Cost] {
        let groups = Dictionary(grouping: cell.runs) {
            Setting(machine: Machine($0.record.environment), threads: $0.record.threads)
        }
        return groups.map { Cost(setting: $0.key, runs: $0.value) }.sorted {
            (study.letter(of: $0.setting.machine), $0.setting.threads)
                < (study.letter(of: $1.setting.machine), $1.setting.threads)
        }
    }

    /// Median wall time of the phases together, in seconds.
    func seconds(_ phases: Phase...) -> Double {
        median { run in phases.reduce(0) { $0 + (run.result.phases[$1.rawValue]?.wallSeconds ?? 0) } }
    }

    /// Median of the counted operations of the phases together.
    func flops(_ phases: Phase...) -> Double {
        median { run in phases.reduce(0) { $0 + (run.result.phases[$1.rawValue]?.flops ?? 0) } }
    }

    /// Everything between the training images in memory and a method that can predict, in seconds.
    var fitSeconds: Double { seconds(.fitRepresentation, .extract, .train) }
    /// The largest peak memory of the runs, in bytes.
    var peakMemory: Int { runs.map(\.result.peakMemoryBytes).max() ?? 0 }
    /// Did other programs use more than a tenth of a core during any of the runs?
    var isDisturbed: Bool { runs.contains { ($0.result.otherCores ?? 0) > 0.1 } }
    var parameters: Int { runs.map(\.result.summary.parameterCount).max() ?? 0 }

    private func median(_ figure: (Run) -> Double) -> Double { Statistics.median(runs.map(figure)) }
}

/// The timing tables of one data set.
struct TimingSection: ReportSection {
    private let dataset: DatasetStudy
    private let study: Study
    /// The largest at which there is a result.
    private let size: Int
    private var texts: Texts { dataset.texts }

    init?(_ part: StudyPart) {
        (dataset, study) = (part.dataset, part.study)
        guard let size = dataset.largestSize else { return nil }
        self.size = size
    }

    var title: StyledText? { texts(.timeHeading) }

    var plots: [Plot] { [CurvePlots(dataset: dataset, study: study).errorAgainstTime()].compactMap(\.self) }

    var blocks: [Block] {
        let severalMachines = study.machines.count > 1
        let labels = (severalMachines ? [.method, .machine, .threads] : [.method, .threads] as [Phrase]).map {
            texts.plain($0)
        }
        let alignments: [Table.Alignment] = severalMachines ? [.left, .left, .right] : [.left, .right]
        func table(_ columns: [String]) -> Table {
            Table(labels + columns, alignments: alignments + columns.map { _ in .right })
        }
        func table(_ columns: [Phrase]) -> Table { table(columns.map { texts.plain($0) }) }
        var times = table([
            .extractTime, .trainTime, .predictTime, .totalTime, .fitEach, .predictEach,
        ])
        var costs = table([
            .extractWork, .trainWork, .predictWork, .peakMemory, .parameters,
        ])
        var disturbed: [String] = []
        var bySize = table(dataset.sizes.map(NumberText.grouped))
        for method in dataset.methods {
            for cost in dataset[method, size].map({ Cost.all($0, study) }) ?? [] {
                let label = label(method, cost.setting)
                if cost.isDisturbed { disturbed.append(method) }
                times.add(label + timeCells(cost))
                costs.add(label + costCells(cost))
            }
            for setting in Self.settings(method, dataset, study) {
                bySize.add(label(method, setting) + fitCells(method, setting))
            }
        }
        let values = [
            "dataset": dataset.title, "n": NumberText.grouped(size),
            "test": NumberText.grouped(dataset.record.testImages),
        ]
        let notes = [
            texts(.timesNote), disturbed.isEmpty ? "" : texts(.timesDisturbed, ["methods": texts.list(disturbed)]),
            severalMachines ? texts(.timesMachines) : "",
        ]
        let curve = Block.figure(
            CurvePlots(dataset: dataset, study: study).timeName, texts(.errorTimePicture, values),
            caption: texts(.errorTime, values))
        return [
            .table(times, caption: texts(.times, values)), .paragraph(texts.paragraph(notes)),
            .table(costs, caption: texts(.costs, values)),
        ] + (dataset.sizes.count > 1 ? [.table(bySize, caption: texts(.timesBySize, values))] : []) + [curve]
    }

    /// Every setting under which the method ran at any size.
    static func settings(_ method: String, _ dataset: DatasetStudy, _ study: Study) -> [Cost.Setting] {
        let all = dataset.sizes.compactMap { dataset[method, $0] }.flatMap { Cost.all($0, study).map(\.setting) }
        return Set(all).sorted {
            (study.letter(of: $0.machine), $0.threads) < (study.letter(of: $1.machine), $1.threads)
        }
    }

    /// The cost of a cell under one setting.
    static func cost(_ cell: CellGroup?, _ setting: Cost.Setting, _ study: Study) -> Cost? {
        cell.flatMap { Cost.all($0, study).first { $0.setting == setting } }
    }

    private func label(_ method: String, _ setting: Cost.Setting) -> [String] {
        study.machines.count > 1
            ? [method, study.letter(of: setting.machine), "\(setting.threads)"] : [method, "\(setting.threads)"]
    }

    private func timeCells(_ cost: Cost) -> [String?] {
        let predict = cost.seconds(.predict)
        return [
            unlessZero(cost.seconds(.fitRepresentation, .extract)), unlessZero(cost.seconds(.train)),
            NumberText.short(predict),
            NumberText.short(cost.seconds(.fitRepresentation, .extract, .train, .predict)),
            NumberText.short(cost.fitSeconds / Double(size) * 1e6, decimals: 1),
            NumberText.short(predict / Double(dataset.record.testImages) * 1e6, decimals: 1),
        ]
    }

    private func costCells(_ cost: Cost) -> [String?] {
        [
            unlessZero(cost.flops(.fitRepresentation, .extract) / 1e9), unlessZero(cost.flops(.train) / 1e9),
            unlessZero(cost.flops(.predict) / 1e9),
            cost.peakMemory == 0 ? nil : NumberText.grouped((cost.peakMemory + (1 << 19)) >> 20),
            cost.parameters == 0 ? nil : NumberText.grouped(cost.parameters),
        ]
    }

    private func fitCells(_ method: String, _ setting: Cost.Setting) -> [String?] {
        dataset.sizes.map { size in
            let cell = dataset[method, size]
            if let cost = Self.cost(cell, setting, study) { return NumberText.short(cost.fitSeconds) }
            return cell.map { $0.runs.isEmpty } ?? false ? study.texts.plain(.failed) : nil
        }
    }

    private func unlessZero(_ value: Double) -> String? { value == 0 ? nil : NumberText.short(value) }
}
