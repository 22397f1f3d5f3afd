import Core
import Drawing

/// What accuracy costs: counted work and wall time of fitting, and what no other method and size beats in both at once.
struct ComputeSection: ReportSection {
    /// A method at a training size.
    struct Point {
        let cell: CellGroup
        /// Counted operations of extraction and training; nil where none were counted.
        let flops: Double?
        /// Wall time of extraction and training; nil where it did not run under ``ComputeSection/setting``.
        let seconds: Double?

        var error: Double { 1 - cell.accuracy!.mean }
    }

    private let dataset: DatasetStudy
    private let study: Study
    /// Under which times are compared: that of the most cells.
    let setting: Cost.Setting?
    let points: [Point]

    /// nil where there are not several methods, at so many sizes that something can be weighed.
    init?(_ part: StudyPart) {
        self.init(part.dataset, part.study)
    }

    init?(_ dataset: DatasetStudy, _ study: Study) {
        self.dataset = dataset
        self.study = study
        let cells = dataset.methods.flatMap { method in dataset.sizes.compactMap { dataset[method, $0] } }
            .filter { $0.accuracy != nil }
        let costs = cells.map { Cost.all($0, study) }
        let settings = Dictionary(grouping: costs.joined(), by: \.setting).mapValues(\.count)
        // The order of machines decides between equals.
        let setting = settings.max { first, second in
            func key(_ entry: (key: Cost.Setting, value: Int)) -> (Int, String, Int) {
                (-entry.value, study.letter(of: entry.key.machine), entry.key.threads)
            }
            return key((first.key, first.value)) > key((second.key, second.value))
        }?.key
        self.setting = setting
        points = zip(cells, costs).map { cell, costs in
            let flops = costs.map { $0.flops(.fitRepresentation, .extract, .train) }.max() ?? 0
            let seconds = costs.first { $0.setting == setting }?.fitSeconds ?? 0
            return Point(cell: cell, flops: flops > 0 ? flops : nil, seconds: seconds > 0 ? seconds : nil)
        }
        guard Set(points.map(\.cell.method)).count > 1, points.count > 2,
            points.contains(where: { $0.flops != nil || $0.seconds != nil })
        else { return nil }
    }

    /// The points to which no other is at once equal or better in cost and better in accuracy, from the cheapest (V. Pareto's front).
    /// Of points of one cost the most accurate counts, of equals the first.
    static func front(_ points: [Point], cost: (Point) -> Double?) -> [Point] {
        var priced: [(cost: Double, error: Double, place: Int)] = []
        for (place, point) in points.enumerated() {
            if let cost = cost(point) { priced.append((cost, point.error, place)) }
        }
        priced.sort { $0 < $1 }
        var front: [Point] = []
        for entry in priced where entry.error < front.last?.error ?? .infinity { front.append(points[entry.place]) }
        return front
    }

    var workFront: [Point] { Self.front(points, cost: \.flops) }
    var timeFront: [Point] { Self.front(points, cost: \.seconds) }

    private var texts: Texts { dataset.texts }

    var title: StyledText? { texts(.computeHeading) }

    var plots: [Plot] { [CurvePlots(dataset: dataset, study: study).errorAgainstWork()].compactMap(\.self) }

    var blocks: [Block] {
        let (work, time) = (workFront, timeFront)
        func place(_ point: Point) -> String { "\(point.cell.method) \(point.cell.size)" }
        let (onWork, onTime) = (Set(work.map(place)), Set(time.map(place)))
        var table = Table(
            [
                texts(.method), texts(.trainingImages), texts(.fitWork), texts(.fitTime), texts(.accuracyColumn),
                texts(.seeds), texts(.onFront),
            ], alignments: [.left, .right, .right, .right, .right, .right, .left])
        let shown = points.filter { onWork.contains(place($0)) || onTime.contains(place($0)) }
        let order = shown.enumerated().sorted {
            ($0.element.cell.accuracy!.mean, $0.offset) < ($1.element.cell.accuracy!.mean, $1.offset)
        }
        for point in order.map(\.element) {
            let fronts: [StyledText] = [
                onWork.contains(place(point)) ? texts(.frontOfWork) : "",
                onTime.contains(place(point)) ? texts(.frontOfTime) : "",
            ]
            table.add([
                point.cell.method, NumberText.grouped(point.cell.size),
                point.flops.map { NumberText.short($0 / 1e9) }, point.seconds.map { NumberText.short($0) },
                NumberText.accuracy(point.cell.accuracy!), "\(point.cell.accuracy!.seeds)",
                fronts.filter { !$0.isEmpty }.joined(separator: texts(.comma)),
            ])
        }
        let values = ["dataset": dataset.title]
        return [
            .table(table, caption: texts.paragraph([texts(.compute, values), machine])),
            .figure(
                CurvePlots(dataset: dataset, study: study).workName, texts(.errorWorkPicture, values),
                caption: texts(.errorWork, values)),
        ]
    }

    /// Whose times these are, where there are several.
    private var machine: StyledText {
        guard let setting, Set(dataset.methods.flatMap { TimingSection.settings($0, dataset, study) }).count > 1 else {
            return ""
        }
        return study.texts(
            .computeMachine, ["machine": study.letter(of: setting.machine), "n": "\(setting.threads)"])
    }

    /// Where the front by time changes from one family to another, if it never goes back to one.
    var findings: [Finding] {
        let front = timeFront
        let parts = front.indices.reduce(into: [Range<Int>]()) { parts, place in
            if let last = parts.last, front[last.lowerBound].cell.family == front[place].cell.family {
                parts[parts.count - 1] = last.lowerBound..<place + 1
            } else {
                parts.append(place..<place + 1)
            }
        }
        guard parts.count > 1, Set(parts.map { front[$0.lowerBound].cell.family }).count == parts.count else {
            return []
        }
        let turns = parts.enumerated().map { number, part in
            texts(
                number == 0 ? .frontUpTo : number == parts.count - 1 ? .frontFrom : .frontBetween,
                [
                    "family": texts(front[part.lowerBound].cell.family.phrase),
                    "from": NumberText.short(front[part.lowerBound].seconds!),
                    "last": NumberText.short(front[part.upperBound - 1].seconds!),
                ])
        }
        let text = texts(.frontTurns, ["dataset": dataset.title, "turns": texts.list(turns)])
        return [Finding(.cost, of: dataset, text)]
    }
}
