/// What a data set's numbers say, in plain sentences. A method is called better only where a test says so.
enum Findings {
    /// One sentence on the largest training size and one on the smallest.
    ///
    /// - Parameter columns: The comparisons at all sizes that have results, from the smallest.
    static func sentences(_ dataset: DatasetStudy, _ columns: [ColumnComparison], _ scaling: ScalingSection) -> String {
        let texts = dataset.texts
        guard let largest = columns.last, let smallest = columns.first else {
            return texts(.findingNone, ["dataset": dataset.title])
        }
        let images = dataset.record.testImages
        var sentences = [
            texts(.finding, ["dataset": dataset.title, "standing": standing(largest, images, texts)])
        ]
        let absent = dataset.methods.filter { method in !largest.ranking.contains { $0.method == method } }
        if !absent.isEmpty { sentences.append(texts(.findingAbsent, ["methods": texts.list(absent)])) }
        if largest.size > smallest.size, largest.ranking.count > 1 || smallest.ranking.count > 1 {
            sentences.append(course(columns, smallest, largest, images, texts))
        }
        sentences += scaling.sentences(largest)
        return texts.paragraph(sentences)
    }

    /// Who leads a column, and whether that lead is significant.
    private static func standing(_ column: ColumnComparison, _ images: Int, _ texts: Texts) -> String {
        let leader = column.ranking[0]
        var values = [
            "n": NumberText.grouped(column.size), "method": leader.method,
            "share": NumberText.percent(leader.accuracy!.mean, images: images),
        ]
        guard column.ranking.count > 1 else {
            values["interval"] = NumberText.range(leader.accuracy!.interval, images: images)
            return texts(.standingAlone, values)
        }
        let next = column.ranking[1]
        guard column.best == nil else {
            let verdict = column.verdict(leader.method, next.method)!
            values["next"] = next.method
            values["nextShare"] = NumberText.percent(next.accuracy!.mean, images: images)
            values["points"] = NumberText.points(verdict.comparison.difference, images: images)
            values["p"] = NumberText.pEquals(verdict.correctedP)
            values["seed"] = verdict.comparison.seeds == 1 ? texts(.standingOneSeed) : ""
            return texts(column.ranking.count == 2 ? .standingOne : .standingAll, values)
        }
        let unbeaten = column.ranking.dropFirst().filter { !column.isBetter(leader.method, than: $0.method) }
        values["others"] = named(unbeaten, column, leader.method, images, texts)
        return texts(.standingOpen, values)
    }

    /// Such as "A (95.1 %, p = 0.21) and B (94.8 %, p = 0.09)"; at most three by name.
    private static func named(
        _ groups: [CellGroup], _ column: ColumnComparison, _ leader: String, _ images: Int, _ texts: Texts
    ) -> String {
        let names = groups.prefix(3).map { group in
            texts(
                .standingOther,
                [
                    "method": group.method, "share": NumberText.percent(group.accuracy!.mean, images: images),
                    "p": column.verdict(leader, group.method).map { NumberText.pEquals($0.correctedP) }
                        ?? texts(.noSharedSeed),
                ])
        }
        return texts.list(names + (groups.count > 3 ? [texts(.countOthers, groups.count - 3)] : []))
    }

    /// How the smallest size compares, and where the order of its leader and the leader at the largest size turned.
    private static func course(
        _ columns: [ColumnComparison], _ smallest: ColumnComparison, _ largest: ColumnComparison, _ images: Int,
        _ texts: Texts
    ) -> String {
        let early = smallest.ranking[0].method
        let late = largest.ranking[0].method
        let start = standing(smallest, images, texts)
        let sentence = start.prefix(1).uppercased() + start.dropFirst()
        guard early != late else { return sentence }
        let earlyWins = columns.filter { $0.isBetter(early, than: late) }.map(\.size)
        let lateWins = columns.filter { $0.isBetter(late, than: early) }.map(\.size)
        guard !earlyWins.isEmpty, !lateWins.isEmpty else { return texts.paragraph([sentence, texts(.courseOpen)]) }
        func sizes(_ sizes: [Int]) -> String { texts.list(sizes.map(NumberText.grouped)) }
        let turned = texts(
            .courseTurned,
            ["early": early, "late": late, "earlySizes": sizes(earlyWins), "lateSizes": sizes(lateWins)])
        return texts.paragraph([sentence, turned])
    }
}
