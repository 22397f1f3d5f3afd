import Core
import Drawing

/// Some training images of a data set.
struct SamplesSection: ReportSection {
    private let dataset: DatasetStudy
    private let samples: SampleImages
    private var texts: Texts { dataset.texts }
    private var name: String { "\(dataset.fileName)-samples" }

    /// nil where the record of the data set holds no images.
    init?(_ part: StudyPart) {
        dataset = part.dataset
        guard let samples = SampleImages(dataset.record) else { return nil }
        self.samples = samples
    }

    var title: StyledText? { nil }

    var pictures: [Picture] { [Picture(name: name, samples.picture())] }

    var blocks: [Block] {
        let names = dataset.record.classNames
        let sampled = dataset.record.sampledClasses?.filter(names.indices.contains)
        let classes =
            sampled.map { sampled in
                texts(.ofClasses, ["names": texts.list(sampled.map { names[$0] }), "n": "\(names.count)"])
            } ?? texts.list(names)
        let values: [String: any TextValue] = ["dataset": dataset.title, "classes": classes]
        return [.figure(name, texts(.samplesPicture, values), caption: texts(.samples, values))]
    }
}
