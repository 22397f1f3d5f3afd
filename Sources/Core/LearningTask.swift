/// What an example is, and what is asked of it.
public enum LearningTask: String, Codable, Sendable, CaseIterable {
    /// The class of a picture.
    case imageClass = "image-class"
    /// The class of a text.
    case textClass = "text-class"

    /// What one example is called, such as "image" in "60,000 images".
    public var example: String {
        switch self {
        case .imageClass: "image"
        case .textClass: "text"
        }
    }

    /// How answers are scored.
    public var metric: Metric {
        switch self {
        case .imageClass, .textClass: .accuracy
        }
    }
}

/// How well a method does its task: the mean of one score an example.
public enum Metric: String, Codable, Sendable {
    /// The share of the examples whose class was answered, in %: a score is 1 or 0, and more is better.
    case accuracy
}

/// What all examples of a data set have in common, as far as it decides what a method makes of them.
public enum ExampleForm: Hashable, Sendable, CustomStringConvertible {
    /// Pictures of one shape, one byte a channel; with a `longestSide` they also have sizes of their own, no side of which is longer.
    case image(ImageShape, longestSide: Int? = nil)
    /// Texts of about so many bytes each, in UTF-8, with so many different words in all, where that is known.
    case text(meanBytes: Int, words: Int? = nil)

    public var description: String {
        switch self {
        case .image(let shape, _): shape.description
        case .text(let bytes, _): "text of about \(bytes) bytes"
        }
    }

    /// Memory of one example at most.
    public var bytes: Double {
        switch self {
        case .image(let shape, let side): Double(max(shape.count, (side ?? 0) * (side ?? 0) * shape.channels))
        case .text(let bytes, _): Double(bytes)
        }
    }

    /// As a method sees the examples that takes images in one size only.
    public var inOneSize: ExampleForm {
        switch self {
        case .image(let shape, _): .image(shape)
        case .text: self
        }
    }

    /// The longest side of images that have sizes of their own; nil for others.
    public var longestSide: Int? {
        switch self {
        case .image(_, let side): side
        case .text: nil
        }
    }

    public var task: LearningTask {
        switch self {
        case .image: .imageClass
        case .text: .textClass
        }
    }
}
