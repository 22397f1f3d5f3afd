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
    /// Pictures of one shape, one byte a channel.
    case image(ImageShape)
    /// Texts of about so many bytes each, in UTF-8, with so many different words in all, where that is known.
    case text(meanBytes: Int, words: Int? = nil)

    public var description: String {
        switch self {
        case .image(let shape): shape.description
        case .text(let bytes, _): "text of about \(bytes) bytes"
        }
    }

    /// Memory of one example.
    public var bytes: Double {
        switch self {
        case .image(let shape): Double(shape.count)
        case .text(let bytes, _): Double(bytes)
        }
    }

    public var task: LearningTask {
        switch self {
        case .image: .imageClass
        case .text: .textClass
        }
    }
}
