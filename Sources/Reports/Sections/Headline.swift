import Core

/// What a data set's numbers say, in one plain sentence; ``Findings`` has the tests that stand behind it.
enum Headline {
    /// - Parameter columns: The comparisons at all sizes that have results, from the smallest.
    static func sentence(
        _ dataset: DatasetStudy, _ columns: [ColumnComparison], _ laws: ScalingLaws
    ) -> StyledText {
        let texts = dataset.texts
        guard let largest = columns.last, let smallest = columns.first else {
            return texts(.findingNone, ["dataset": dataset.title])
        }
        return turn(dataset, smallest, largest, laws)
            ?? texts(.finding, ["dataset": dataset.title, "standing": standing(dataset, largest)])
    }

    /// Where a learned method that leads in the end overtakes, and how it stands before and after; nil where none does.
    private static func turn(
        _ dataset: DatasetStudy, _ smallest: ColumnComparison, _ largest: ColumnComparison, _ laws: ScalingLaws
    ) -> StyledText? {
        let (texts, images) = (dataset.texts, dataset.record.testImages)
        let leader = largest.ranking[0].method
        guard let crossing = laws.told(largest).first(where: { $0.found.challenger == leader }),
            let early = smallest.ranking.first(where: { crossing.found.others.contains($0.method) })?.method
        else { return nil }
        func share(_ method: String, _ column: ColumnComparison) -> String? {
            column.ranking.first { $0.method == method }?.accuracy.map { NumberText.percent($0.mean, images: images) }
        }
        guard let earlyFew = share(early, smallest), let lateFew = share(leader, smallest),
            let earlyMany = share(early, largest), let lateMany = share(leader, largest)
        else { return nil }
        return texts(
            .headlineTurn,
            [
                "dataset": dataset.title, "late": leader, "early": early,
                "n": NumberText.magnitude(crossing.size), "interval": laws.interval(crossing.found),
                "few": NumberText.grouped(smallest.size), "many": NumberText.grouped(largest.size),
                "earlyFew": earlyFew, "lateFew": lateFew, "earlyMany": earlyMany, "lateMany": lateMany,
            ])
    }

    /// Who leads with the most training examples, and whether a test bears it out.
    private static func standing(_ dataset: DatasetStudy, _ column: ColumnComparison) -> StyledText {
        let (texts, images) = (dataset.texts, dataset.record.testImages)
        let leader = column.ranking[0]
        var values: [String: any TextValue] = [
            "n": NumberText.grouped(column.size), "method": leader.method,
            "share": NumberText.percent(leader.accuracy!.mean, images: images),
            "interval": NumberText.range(leader.accuracy!.interval, images: images),
        ]
        guard column.ranking.count > 1 else { return texts(.standingAlone, values) }
        let next = column.ranking[1]
        values["next"] = next.method
        values["nextShare"] = NumberText.percent(next.accuracy!.mean, images: images)
        if column.best != nil { return texts(.headlineLead, values) }
        let leaders = column.leaders.map(\.method)
        let open = column.ranking.dropFirst(leaders.count).filter { !column.isBetter(leader.method, than: $0.method) }
        values["methods"] = texts.list(leaders)
        guard leaders.count == 1 else { return texts(.headlineTied, values) }
        values["others"] = texts.list(
            open.prefix(2).map { ($0.method as String).styled }
                + (open.count > 2 ? [texts(.countOthers, open.count - 2)] : []))
        return texts(.headlineOpen, values)
    }
}
