import Core
import Records

/// What a reader should know of the files of a data set, as items below it in a list.
enum DatasetRemarkLines {
    static func items(_ record: DatasetRecord, _ texts: Texts) -> [ListItem] {
        guard let remarks = record.remarks else { return [] }
        return lines(remarks, texts, isScoredOnTest: record.evaluation != "validation").map { ListItem($0) }
    }

    private static func lines(_ remarks: DatasetRemarks, _ texts: Texts, isScoredOnTest: Bool) -> [StyledText] {
        func named(_ names: [String], of count: Int) -> StyledText {
            texts.list(names) + (count > names.count ? texts(.comma) + "…" : "")
        }
        func twins(_ twins: DatasetRemarks.Twins, _ phrase: Phrase) -> StyledText? {
            guard twins.count > 0 else { return nil }
            let examples = named(twins.examples, of: twins.count)
            let text =
                twins.contradictions == 0
                ? examples : texts(.remarkContradictory, ["examples": examples, "n": "\(twins.contradictions)"])
            return texts(phrase, ["n": "\(twins.count)", "examples": text])
        }
        let damaged = Array(remarks.damaged.prefix(5))
        let kinds = remarks.passedOver.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) × \($0.key)" }
        return [
            isScoredOnTest ? twins(remarks.shared, .remarkShared) : nil, twins(remarks.repeated, .remarkRepeated),
            damaged.isEmpty
                ? nil
                : texts(
                    .remarkDamaged,
                    ["n": "\(remarks.damaged.count)", "examples": named(damaged, of: remarks.damaged.count)]),
            kinds.isEmpty ? nil : texts(.remarkPassedOver, ["examples": kinds.joined(separator: texts.plain(.comma))]),
            remarks.turned == 0 ? nil : texts(.remarkTurned, ["n": "\(remarks.turned)"]),
        ].compactMap(\.self)
    }
}
