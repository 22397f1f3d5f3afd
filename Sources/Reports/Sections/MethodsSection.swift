import Core
import Records

/// What was compared: each method in plain words, with what it sets otherwise than usual.
struct MethodsSection: ReportSection {
    enum Words: String, TextKey {
        case methodsHeading, methodsCompared, methodIs, methodChanges, methodYear, methodFamily, methodUsual
    }

    private let study: Study
    private let changes: ChangedSettings
    private var texts: Texts { study.texts }

    init?(_ part: StudyPart) {
        study = part.study
        changes = part.request.changes
        if study.records.isEmpty { return nil }
    }

    var title: StyledText? { texts(Words.methodsHeading) }
    var front: [Block] { isShort ? table : [] }
    var blocks: [Block] { isShort ? [] : table }

    /// So many methods leave room on the first screen.
    private var isShort: Bool { study.methods.count <= 12 }

    private var table: [Block] {
        var table = Table(
            [
                texts(.method), texts(Words.methodIs), texts(Words.methodChanges), texts(Words.methodYear),
                texts(Words.methodFamily),
            ], alignments: [.left, .left, .left, .right, .left])
        for method in study.methods {
            // Records of one method may be of several versions of the program; the newest speaks for them.
            let records = study.records.filter { $0.cell.method == method }
            guard let record = records.max(by: { ($0.date, $0.id) < ($1.date, $1.id) }) else { continue }
            let changes = changes(record.configuration)
            let years = Set(record.cards.map(\.year)).sorted().map { "\($0)" }
            table.add([
                method, texts.plainList(record.cards.map { texts.sentence($0.title) }).styled,
                changes.isEmpty
                    ? texts(Words.methodUsual)
                    : changes.map { StyledText.code($0) }.joined(separator: texts(.semicolon)),
                years.joined(separator: texts.plain(.comma)), texts(record.family.phrase),
            ])
        }
        return [.table(table, caption: texts(Words.methodsCompared))]
    }
}
