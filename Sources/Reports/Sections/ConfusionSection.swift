import Core
import Drawing

/// What the best method of each family mistakes for what.
struct ConfusionSection: ReportSection {
    /// Wider tables than this are left to the picture.
    static let widestTable = 20

    private let dataset: DatasetStudy
    /// The most accurate method of each side at the largest size, crafted before learned; the best baseline where there is neither.
    private let champions: [CellGroup]
    private var texts: Texts { dataset.texts }

    init?(_ part: StudyPart) {
        dataset = part.dataset
        guard let size = dataset.largestSize else { return nil }
        let ranking = dataset.ranking(size)
        func best(_ family: MethodFamily) -> CellGroup? { ranking.first { $0.family == family } }
        let sides = [MethodFamily.crafted, .learned].compactMap(best)
        champions = sides.isEmpty ? [best(.baseline)].compactMap { $0 } : sides
    }

    static func pictureName(_ dataset: DatasetStudy, _ cell: CellGroup) -> String {
        "\(dataset.fileName)-confusion-\(cell.family.rawValue)"
    }

    var title: StyledText? { texts(.mistakesHeading) }
    var plots: [Plot] {
        let largest = champions.map(ConfusionPlot.largestMistake).max() ?? 0.1
        return champions.map { ConfusionPlot.plot(dataset, $0, largest: largest) }
    }
    var blocks: [Block] { champions.flatMap(blocks) }

    private func blocks(_ cell: CellGroup) -> [Block] {
        let caption = texts(
            .confusion,
            [
                "method": cell.method, "family": texts(cell.family.phrase), "dataset": dataset.title,
                "n": NumberText.grouped(cell.size), "seeds": "\(cell.accuracy!.seeds)",
            ])
        let name = Self.pictureName(dataset, cell)
        let description = texts(.confusionPicture, ["method": cell.method, "dataset": dataset.title])
        guard dataset.record.classNames.count <= Self.widestTable else {
            return [.figure(name, description, caption: caption)]
        }
        return [.table(table(cell), caption: caption), .figure(name, description)]
    }

    private func table(_ cell: CellGroup) -> Table {
        let classes = dataset.record.classNames
        var table = Table([texts(.trueClass)] + classes.map(\.styled) + [texts(.correct)])
        for (truth, row) in cell.confusion.enumerated() {
            let all = row.reduce(0, +)
            let share = all == 0 ? nil : NumberText.percent(Double(row[truth]) / Double(all), images: all)
            let cells = row.enumerated().map { answer, count -> StyledText in
                count == 0 ? "·" : answer == truth ? ("\(count)" as StyledText).strong : "\(count)"
            }
            table.add([classes[truth]] + cells + [share])
        }
        return table
    }
}
