import Core
import Reports

/// How many training images a method needs to be right nine times out of ten.
struct TargetSection: ReportSection {
    enum Words: String, TextKey { case targetHeading, target, targetFinding }

    private let dataset: DatasetStudy
    /// The smallest training size at which a method gets there; nil where it does not.
    private let needs: [(method: String, size: Int?)]
    private var texts: Texts { dataset.texts }

    init?(_ part: StudyPart) {
        let dataset = part.dataset
        func isReached(_ method: String, _ size: Int) -> Bool { dataset[method, size]?.accuracy?.mean ?? 0 >= 0.9 }
        needs = dataset.methods.map { method in (method, dataset.sizes.first { isReached(method, $0) }) }
        self.dataset = dataset
    }

    var title: StyledText? { texts(Words.targetHeading) }

    var findings: [Finding] {
        guard let size = needs.compactMap(\.size).min() else { return [] }
        let methods = texts.list(needs.filter { $0.size == size }.map(\.method))
        let values: [String: any TextValue] = [
            "dataset": dataset.title, "methods": methods, "n": NumberText.grouped(size),
        ]
        return [Finding(.others, of: dataset, texts(Words.targetFinding, values))]
    }

    var blocks: [Block] {
        var table = Table([texts(.method), texts(.trainingImages)])
        for (method, size) in needs { table.add([method, size.map(NumberText.grouped)]) }
        return [.table(table, caption: texts(Words.target, ["dataset": dataset.title]))]
    }
}
