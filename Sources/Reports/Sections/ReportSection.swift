import Drawing
import Files
import Records

/// A section of a report: all that a report says of one thing.
///
/// It is made of a part of a study, which may be all of it, and says everything in the words of ``Texts``, which the files of the languages hold. It
/// stands in the list of ``ReportSections``, and nothing else knows of it: the summary, the plots and pictures, the tables for papers and the
/// links at the top of the page follow from what it returns here.
package protocol ReportSection: Sendable {
    /// The keys of its own texts: `enum Words: String, TextKey`.
    associatedtype Words: TextKey = Phrase

    /// nil where there is nothing to say of the part.
    init?(_ part: StudyPart)

    /// One for each of the parts, nil where there is nothing to say. A section that shares work between parts makes them together.
    static func sections(of parts: [StudyPart]) -> [Self?]

    /// The heading; nil for what stands right below the heading of its data set.
    var title: StyledText? { get }

    /// What the summary at the beginning of the report says of it.
    var findings: [Finding] { get }

    /// What the first screen shows of it, below the sentences on what was found: a plot that tells the whole story, a table of what was
    /// compared. It does not stand in ``blocks`` again.
    var front: [Block] { get }

    /// The plots that its figures show.
    var plots: [Plot] { get }

    /// The pictures, other than plots, that its figures show.
    var pictures: [Picture] { get }

    /// The content below the heading. A figure whose plot or picture was not drawn is left out, and a section without content, too.
    var blocks: [Block] { get }
}

extension ReportSection {
    /// The keys of all its own texts.
    static var keys: [String] { Words.allCases.map(\.rawValue) }

    package static func sections(of parts: [StudyPart]) -> [Self?] { parts.map(Self.init) }
    package var findings: [Finding] { [] }
    package var front: [Block] { [] }
    package var plots: [Plot] { [] }
    package var pictures: [Picture] { [] }
}

/// A sentence or two for the summary of a report.
package struct Finding: Sendable {
    /// What the sentences are about. The summary speaks of one data set after the other, and of each in this order.
    package enum Subject: CaseIterable, Sendable {
        /// Which method is the most accurate.
        case standing
        /// What that comes from.
        case causes
        /// What wrong labels and worse images do.
        case damage
        /// What accuracy costs.
        case cost
        case others

        /// Does it stand before the plots of the first screen, or after what they show?
        var isFirst: Bool { self == .standing || self == .causes || self == .damage }
    }

    package let subject: Subject
    /// The identifier of the data set; nil where the sentences are about several, which then come last.
    package let dataset: String?
    package let text: StyledText

    package init(_ subject: Subject, of dataset: DatasetStudy? = nil, _ text: StyledText) {
        self.subject = subject
        self.dataset = dataset?.record.id
        self.text = text
    }
}

/// A picture that needs no other program.
package struct Picture: Sendable {
    /// Of its file, without an ending.
    package let name: String
    package let raster: Raster

    package init(name: String, _ raster: Raster) {
        self.name = name
        self.raster = raster
    }
}

/// What a report is asked for beside the records.
struct ReportRequest: Sendable {
    /// Two methods that have a section of their own.
    var comparison: (String, String)?
    /// Learning curves from elsewhere.
    var others = OtherCurves()
    /// What makes the records again.
    var command: String?
    /// Knows the oriented histograms of methods.
    var cells: OrientedCells = { _, _ in nil }
    /// Knows which settings of the method in a record's configuration differ from their defaults.
    var changes: ChangedSettings = { _ in [] }
}

/// What differs from the defaults in the method of a record's configuration, part by part, such as `hog: cellSize 4`.
package typealias ChangedSettings = @Sendable (JSONValue) -> [String]

/// A part of a study: all of its data sets or some of them, such as a single one.
package struct StudyPart: Sendable {
    /// Of the whole, with all methods and machines, so that colours and letters are the same in every part.
    package let study: Study
    package let datasets: [DatasetStudy]
    let request: ReportRequest

    init(_ study: Study, _ request: ReportRequest) {
        self.study = study
        self.request = request
        datasets = study.datasets
    }

    private init(_ whole: StudyPart, _ datasets: [DatasetStudy]) {
        study = whole.study
        request = whole.request
        self.datasets = datasets
    }

    /// The part of this one that consists of `datasets`.
    package func of(_ datasets: [DatasetStudy]) -> StudyPart { StudyPart(self, datasets) }

    /// The first data set; the only one in sections that are made of each data set.
    ///
    /// - Precondition: There is one.
    package var dataset: DatasetStudy { datasets[0] }
    /// The words of the report about all data sets; ``DatasetStudy/texts`` are those about one.
    package var texts: Texts { study.texts }
}
