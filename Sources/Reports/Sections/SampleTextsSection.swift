import Core

/// Some training texts of a data set: the first of each class.
struct SampleTextsSection: ReportSection {
    enum Words: String, TextKey { case sampleTexts, sampleClass, sampleText }

    /// Characters of a text that are shown.
    private static let length = 90

    private let dataset: DatasetStudy
    private let rows: [(name: String, text: String)]
    private var texts: Texts { dataset.texts }

    /// nil where the record of the data set holds no texts.
    init?(_ part: StudyPart) {
        dataset = part.dataset
        let record = dataset.record
        let classes = record.sampledClasses ?? Array(record.classNames.indices)
        guard let samples = record.sampleTexts, samples.count == classes.count, !samples.isEmpty else { return nil }
        rows = zip(classes, samples).map { label, texts in
            let text = texts.first ?? ""
            return (record.classNames[label], text.count > Self.length ? "\(text.prefix(Self.length)) …" : text)
        }
    }

    var title: StyledText? { nil }

    var blocks: [Block] {
        var table = Table([texts(Words.sampleClass), texts(Words.sampleText)], alignments: [.left, .left])
        for (name, text) in rows { table.add([name, text]) }
        return [.table(table, caption: texts(Words.sampleTexts, ["dataset": dataset.title]))]
    }
}
