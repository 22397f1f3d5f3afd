import Core

/// What a data set's numbers say, in plain sentences. A method is called better only where a test says so.
enum Findings {
    /// One sentence on the largest training size and one on the smallest.
    ///
    /// - Parameter columns: The comparisons at all sizes that have results, from the smallest.
    static func sentences(
        _ dataset: DatasetStudy, _ columns: [ColumnComparison], _ scaling: ScalingLaws
    ) -> StyledText {
        let texts = dataset.texts
        guard let largest = columns.last, let smallest = columns.first else {
            return texts(.findingNone, ["dataset": dataset.title])
        }
        let images = dataset.record.testImages
        var sentences = [
            texts(.finding, ["dataset": dataset.title, "standing": standing(largest, images, texts)]),
            absent(largest, dataset),
        ]
        if largest.size > smallest.size, largest.ranking.count > 1 || smallest.ranking.count > 1 {
            sentences += [standing(smallest, images, texts).capitalised, absent(smallest, dataset)]
            sentences.append(course(columns, smallest, largest, texts))
        }
        sentences += scaling.sentences(largest)
        return texts.paragraph(sentences)
    }

    /// Which methods have no result at the size of `column`, so that nothing is said of them there.
    private static func absent(_ column: ColumnComparison, _ dataset: DatasetStudy) -> StyledText {
        let absent = dataset.methods.filter { !column.contains($0) }
        return absent.isEmpty ? "" : dataset.texts(.findingAbsent, ["methods": dataset.texts.list(absent)])
    }

    /// Who leads a column, and whether that lead is significant.
    private static func standing(_ column: ColumnComparison, _ images: Int, _ texts: Texts) -> StyledText {
        let leader = column.ranking[0]
        var values: [String: any TextValue] = [
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
            values["seed"] = verdict.comparison.seeds == 1 ? texts(.standingOneSeed) : "" as StyledText
            return texts(column.ranking.count == 2 ? .standingOne : .standingAll, values)
        }
        let leaders = column.leaders
        let unbeaten = column.ranking.dropFirst(leaders.count).filter {
            !column.isBetter(leader.method, than: $0.method)
        }
        if !unbeaten.isEmpty { values["others"] = named(unbeaten, column, leader.method, images, texts) }
        guard leaders.count > 1 else { return texts(.standingOpen, values) }
        values["methods"] = texts.list(leaders.map(\.method))
        return texts(unbeaten.isEmpty ? .standingTied : .standingTiedOpen, values)
    }

    /// Such as "A (95.1 %, p = 0.21) and B (94.8 %, p = 0.09)"; at most three by name.
    private static func named(
        _ groups: [CellGroup], _ column: ColumnComparison, _ leader: String, _ images: Int, _ texts: Texts
    ) -> StyledText {
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

    /// How the leader at the smallest size and the one at the largest compare elsewhere: only what the tests say, so nothing of two that are
    /// not told apart at any size, of equal ones, or where one of the two did not run.
    private static func course(
        _ columns: [ColumnComparison], _ smallest: ColumnComparison, _ largest: ColumnComparison, _ texts: Texts
    ) -> StyledText {
        let early = smallest.ranking[0].method
        let late = largest.ranking[0].method
        guard early != late else { return "" }
        let met = columns.filter { $0.verdict(early, late) != nil || $0.verdict(late, early) != nil }
        func sizes(_ columns: [ColumnComparison]) -> StyledText {
            texts.list(columns.map { NumberText.grouped($0.size) })
        }
        let earlyWins = met.filter { $0.isBetter(early, than: late) }
        let lateWins = met.filter { $0.isBetter(late, than: early) }
        let open = met.filter { !$0.isBetter(early, than: late) && !$0.isBetter(late, than: early) }
        if !earlyWins.isEmpty, !lateWins.isEmpty {
            return texts(
                .courseTurned,
                ["early": early, "late": late, "earlySizes": sizes(earlyWins), "lateSizes": sizes(lateWins)])
        }
        guard !open.isEmpty, !earlyWins.isEmpty || !lateWins.isEmpty else { return "" }
        let (first, second) = lateWins.isEmpty ? (early, late) : (late, early)
        return texts(
            .courseOne,
            [
                "first": first, "second": second, "sizes": sizes(lateWins.isEmpty ? earlyWins : lateWins),
                "open": sizes(open),
            ])
    }
}
