/// What a data set's numbers say, in plain sentences. A method is called better only where a test says so.
enum Findings {
    /// One sentence on the largest training size and one on the smallest.
    ///
    /// - Parameter columns: The comparisons at all sizes that have results, from the smallest.
    static func sentences(_ dataset: DatasetStudy, _ columns: [ColumnComparison], _ scaling: ScalingSection) -> String {
        guard let largest = columns.last, let smallest = columns.first else {
            return "On \(dataset.title), no method has a result."
        }
        let images = dataset.record.testImages
        var sentences = ["On \(dataset.title), \(standing(largest, images))"]
        let absent = dataset.methods.filter { method in !largest.ranking.contains { $0.method == method } }
        if !absent.isEmpty { sentences.append("At that size there is no result of \(NumberText.list(absent)).") }
        if largest.size > smallest.size, largest.ranking.count > 1 || smallest.ranking.count > 1 {
            sentences.append(course(columns, smallest, largest, images))
        }
        sentences += scaling.sentences(largest)
        return sentences.joined(separator: " ")
    }

    /// Who leads a column, and whether that lead is significant.
    private static func standing(_ column: ColumnComparison, _ images: Int) -> String {
        let leader = column.ranking[0]
        let start = "with \(NumberText.count(column.size, "training image"))"
        let share = NumberText.percent(leader.accuracy!.mean, images: images)
        guard column.ranking.count > 1 else {
            let interval = NumberText.range(leader.accuracy!.interval, images: images)
            return "\(start) **\(leader.method)** reached \(share) % (95 % interval \(interval) %)."
        }
        let next = column.ranking[1]
        guard column.best == nil else {
            let verdict = column.verdict(leader.method, next.method)!
            let nextShare = NumberText.percent(next.accuracy!.mean, images: images)
            let rivals =
                column.ranking.count == 2
                ? "**\(next.method)**: \(share) % against \(nextShare) %"
                : "every other method: \(share) % against the \(nextShare) % of **\(next.method)**"
            return "\(start) **\(leader.method)** was significantly more accurate than \(rivals) "
                + "(\(NumberText.points(verdict.comparison.difference, images: images)) points, "
                + NumberText.pEquals(verdict.correctedP) + (verdict.comparison.seeds == 1 ? ", one seed" : "") + ")."
        }
        let unbeaten = column.ranking.dropFirst().filter { !column.isBetter(leader.method, than: $0.method) }
        return
            "\(start) **\(leader.method)** had the highest mean accuracy, \(share) %, but the runs do not show it to be "
            + "better than \(named(unbeaten, column, leader.method, images))."
    }

    /// Such as "A (95.1 %, p = 0.21) and B (94.8 %, p = 0.09)"; at most three by name.
    private static func named(
        _ groups: [CellGroup], _ column: ColumnComparison, _ leader: String, _ images: Int
    ) -> String {
        let names = groups.prefix(3).map { group in
            let share = NumberText.percent(group.accuracy!.mean, images: images)
            let p = column.verdict(leader, group.method).map { NumberText.pEquals($0.correctedP) } ?? "no shared seed"
            return "**\(group.method)** (\(share) %, \(p))"
        }
        return NumberText.list(names + (groups.count > 3 ? ["\(groups.count - 3) others"] : []))
    }

    /// How the smallest size compares, and where the order of its leader and the leader at the largest size turned.
    private static func course(
        _ columns: [ColumnComparison], _ smallest: ColumnComparison, _ largest: ColumnComparison, _ images: Int
    ) -> String {
        let early = smallest.ranking[0].method
        let late = largest.ranking[0].method
        let start = standing(smallest, images)
        let sentence = start.prefix(1).uppercased() + start.dropFirst()
        guard early != late else { return sentence }
        let earlyWins = columns.filter { $0.isBetter(early, than: late) }.map(\.size)
        let lateWins = columns.filter { $0.isBetter(late, than: early) }.map(\.size)
        guard !earlyWins.isEmpty, !lateWins.isEmpty else {
            return sentence + " The means of the two change places, but these runs do not settle where."
        }
        return sentence + " The order of the two turned: \(early) was significantly ahead of \(late) with "
            + "\(sizes(earlyWins)) training images, \(late) of \(early) with \(sizes(lateWins))."
    }

    private static func sizes(_ sizes: [Int]) -> String {
        NumberText.list(sizes.map(NumberText.grouped))
    }
}
