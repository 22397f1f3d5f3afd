import Core

/// What the best method of each family mistakes for what.
enum ConfusionSection {
    /// Wider tables than this are left to the picture.
    static let widestTable = 20

    /// The most accurate method of each side at the largest size, crafted before learned; the best baseline where there is neither.
    static func champions(_ dataset: DatasetStudy) -> [CellGroup] {
        guard let size = dataset.largestSize else { return [] }
        let ranking = dataset.ranking(size)
        func best(_ family: MethodFamily) -> CellGroup? { ranking.first { $0.family == family } }
        let sides = [MethodFamily.crafted, .learned].compactMap(best)
        return sides.isEmpty ? [best(.baseline)].compactMap { $0 } : sides
    }

    static func pictureName(_ dataset: DatasetStudy, _ cell: CellGroup) -> String {
        "\(dataset.fileName)-confusion-\(cell.family.rawValue)"
    }

    static func markdown(_ dataset: DatasetStudy, _ pictures: PictureSet) -> [Markdown] {
        champions(dataset).flatMap { cell -> [Markdown] in
            let seeds = cell.accuracy!.seeds
            let texts = dataset.texts
            let caption = texts(
                .confusion,
                [
                    "method": cell.method, "family": texts(cell.family.phrase),
                    "dataset": dataset.title, "n": NumberText.grouped(cell.size), "seeds": "\(seeds)",
                ])
            let picture = pictures.link(
                pictureName(dataset, cell), texts(.confusionPicture, ["method": cell.method, "dataset": dataset.title]))
            let classes = dataset.record.classNames
            guard classes.count <= widestTable else { return [caption] + picture }
            var table = MarkdownTable([texts(.trueClass)] + classes.map(\.markdown) + [texts(.correct)])
            for (truth, row) in cell.confusion.enumerated() {
                let all = row.reduce(0, +)
                let share = all == 0 ? "–" : NumberText.percent(Double(row[truth]) / Double(all), images: all)
                let cells = row.enumerated().map { answer, count -> Markdown in
                    count == 0 ? "·" : answer == truth ? "**\(count)**" : "\(count)"
                }
                table.add([classes[truth].markdown] + cells + [share.markdown])
            }
            return [caption, table.markdown] + picture
        }
    }
}
