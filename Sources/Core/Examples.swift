/// Examples with their classes, of whatever kind: what is common to ``LabelledImages``, ``LabelledTexts`` and ``Examples``.
public protocol LabelledExamples: Sendable {
    var labels: [Int] { get }
    var classNames: [String] { get }
    /// What belongs together, such as the pictures of one thing: a number an example, the same within a group. Whoever sets examples
    /// aside for a test must not divide a group. nil where every example stands alone.
    var groups: [Int]? { get }
    /// The examples at `indices`, in that order.
    func selecting(_ indices: some Collection<Int>) -> Self
    /// The same examples with other classes.
    ///
    /// - Precondition: One label an example, each a valid index into ``classNames``.
    func with(labels: [Int]) -> Self
}

extension LabelledExamples {
    public var count: Int { labels.count }
}

/// Texts with their classes.
public struct LabelledTexts: LabelledExamples, Equatable {
    public let texts: TextStack
    public let labels: [Int]
    public let classNames: [String]
    public let groups: [Int]?

    /// - Precondition: One label a text, each a valid index into `classNames`; one group a text, where there are groups.
    public init(texts: TextStack, labels: [Int], classNames: [String], groups: [Int]? = nil) {
        precondition(texts.count == labels.count, "\(texts.count) texts with \(labels.count) labels")
        precondition(
            labels.allSatisfy(classNames.indices.contains), "a label lies outside the \(classNames.count) classes")
        precondition(groups.map { $0.count == labels.count } ?? true, "not one group a text")
        self.texts = texts
        self.labels = labels
        self.classNames = classNames
        self.groups = groups
    }

    public func selecting(_ indices: some Collection<Int>) -> LabelledTexts {
        LabelledTexts(
            texts: texts.selecting(indices), labels: indices.map { labels[$0] }, classNames: classNames,
            groups: groups.map { groups in indices.map { groups[$0] } })
    }

    public func with(labels: [Int]) -> LabelledTexts {
        LabelledTexts(texts: texts, labels: labels, classNames: classNames, groups: groups)
    }
}

/// Examples without their classes: what a method is asked about.
public enum Inputs: Sendable, Equatable {
    case images(ImageStack)
    case texts(TextStack)

    public var count: Int {
        switch self {
        case .images(let images): images.count
        case .texts(let texts): texts.count
        }
    }

    public var form: ExampleForm {
        switch self {
        case .images(let images): .image(images.shape, longestSide: images.longestSide)
        case .texts(let texts): .text(meanBytes: texts.meanBytes)
        }
    }

    public var task: LearningTask { form.task }

    /// False where pictures have to be read from files first.
    public var isInMemory: Bool {
        switch self {
        case .images(let images): images.isInMemory
        case .texts: true
        }
    }

    /// The pictures. Throws ``UserError`` where these are none.
    public func images() throws -> ImageStack {
        guard case .images(let images) = self else { throw Self.misfit(has: task, wanted: .imageClass) }
        return images
    }

    /// The texts. Throws ``UserError`` where these are none.
    public func texts() throws -> TextStack {
        guard case .texts(let texts) = self else { throw Self.misfit(has: task, wanted: .textClass) }
        return texts
    }

    static func misfit(has task: LearningTask, wanted: LearningTask) -> UserError {
        UserError("takes \(wanted.example)s, and the examples are \(task.example)s")
    }
}

/// Examples of any kind with their classes: what the harness hands to a method.
public enum Examples: LabelledExamples {
    case images(LabelledImages)
    case texts(LabelledTexts)

    private var content: any LabelledExamples {
        switch self {
        case .images(let images): images
        case .texts(let texts): texts
        }
    }

    public var labels: [Int] { content.labels }
    public var classNames: [String] { content.classNames }
    public var groups: [Int]? { content.groups }

    public var inputs: Inputs {
        switch self {
        case .images(let examples): .images(examples.images)
        case .texts(let examples): .texts(examples.texts)
        }
    }

    public var form: ExampleForm { inputs.form }
    public var task: LearningTask { inputs.task }

    public func selecting(_ indices: some Collection<Int>) -> Examples {
        switch self {
        case .images(let examples): .images(examples.selecting(indices))
        case .texts(let examples): .texts(examples.selecting(indices))
        }
    }

    public func with(labels: [Int]) -> Examples {
        switch self {
        case .images(let examples): .images(examples.with(labels: labels))
        case .texts(let examples): .texts(examples.with(labels: labels))
        }
    }

    /// The pictures. Throws ``UserError`` where these are none.
    public func images() throws -> LabelledImages {
        guard case .images(let examples) = self else { throw Inputs.misfit(has: task, wanted: .imageClass) }
        return examples
    }

    /// The texts. Throws ``UserError`` where these are none.
    public func texts() throws -> LabelledTexts {
        guard case .texts(let examples) = self else { throw Inputs.misfit(has: task, wanted: .textClass) }
        return examples
    }
}
