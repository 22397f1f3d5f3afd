/// What a method or a data set is: printed by `hindsight list` and in every report.
public struct Card: Codable, Hashable, Sendable {
    /// Key in a matrix file, lower case with hyphens, such as `linear-svm`.
    public let name: String
    /// The name that people use, such as "Histograms of oriented gradients".
    public let title: String
    /// Year of publication.
    public let year: Int
    /// Authors, title and venue.
    public let paper: String
    /// Each way in which this implementation differs from the paper; empty where it does not.
    public let deviations: [String]

    public init(name: String, title: String, year: Int, paper: String, deviations: [String] = []) {
        self.name = name
        self.title = title
        self.year = year
        self.paper = paper
        self.deviations = deviations
    }
}

/// An immutable value that says how a component works.
///
/// `init()` gives the defaults, and the coding keys are the keys of the matrix file: whatever a user does not write there
/// keeps its default, and a key that is not among them is an error. Stored properties must therefore all be non-optional.
public protocol Configuration: Codable, Hashable, Sendable {
    init()
    /// For settings that are one of several words: the words, by key. Error messages name them.
    static var choices: [String: [String]] { get }
    /// Settings that came after results with this configuration were published, by key (`training.clip` for one within another),
    /// each with the value that does what was done before there was the setting. Records leave a setting out where it has this value,
    /// so that old results keep their names, whatever the default is.
    static var laterSettings: [String: any Encodable & Sendable] { get }
    /// Settings that had another name once, by their key, each with that name. Records keep a setting under its first name, so that results
    /// keep theirs, and files may use either.
    static var formerNames: [String: String] { get }
    /// Checks every field before any work is done. Throws ``ConfigurationError``.
    func validate() throws
}

extension Configuration {
    public static var choices: [String: [String]] { [:] }
    public static var laterSettings: [String: any Encodable & Sendable] { [:] }
    public static var formerNames: [String: String] { [:] }
}

/// A configuration that stands in the catalogue under the name on its card.
public protocol Component: Configuration {
    static var card: Card { get }
}
