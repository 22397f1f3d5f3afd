/// How many examples of which form a data set has.
public struct DatasetSize: Sendable, Hashable {
    public let form: ExampleForm
    public let training: Int
    public let test: Int
    public let classes: Int
    /// Too large to be kept in memory: pictures are read as they are needed.
    public let isStreamed: Bool

    public init(form: ExampleForm, training: Int, test: Int, classes: Int, isStreamed: Bool = false) {
        self.form = form
        self.training = training
        self.test = test
        self.classes = classes
        self.isStreamed = isStreamed
    }

    public init(shape: ImageShape, training: Int, test: Int, classes: Int, isStreamed: Bool = false) {
        self.init(form: .image(shape), training: training, test: test, classes: classes, isStreamed: isStreamed)
    }
}

/// A data set that has been read: of pictures, of texts, or of either.
public struct Loaded<Split: LabelledExamples>: Sendable {
    public let training: Split
    public let test: Split
    /// SHA-256 of the content (for generated data: of the generated examples), as hexadecimal digits.
    public let checksum: String
    /// What a reader of the results should know of the files.
    public let remarks: DatasetRemarks
    /// SHA-256 of each file by its name, where there is a file an example, to tell later which has changed.
    public let files: [String: String]

    public init(
        training: Split, test: Split, checksum: String, remarks: DatasetRemarks = DatasetRemarks(),
        files: [String: String] = [:]
    ) {
        self.training = training
        self.test = test
        self.checksum = checksum
        self.remarks = remarks
        self.files = files
    }

    public func map<Other>(_ change: (Split) -> Other) -> Loaded<Other> {
        Loaded<Other>(
            training: change(training), test: change(test), checksum: checksum, remarks: remarks, files: files)
    }
}

public typealias LoadedImages = Loaded<LabelledImages>
public typealias LoadedTexts = Loaded<LabelledTexts>
public typealias LoadedDataset = Loaded<Examples>

/// What a data set of somebody's own files is like, beside its images.
public struct DatasetRemarks: Codable, Hashable, Sendable {
    /// Files that are no pictures, counted by what their names end with, such as `.txt`, and other things, such as `folder`.
    public var passedOver: [String: Int] = [:]
    /// Pictures that could not be decoded and were left out, by their names.
    public var damaged: [String] = []
    /// Pictures that were turned upright as the camera noted.
    public var turned = 0
    /// Images that are the same, pixel for pixel, as another of the same split, and test images that are training images, too.
    public var repeated = Twins()
    public var shared = Twins()

    public init() {}

    /// Images that are there more than once.
    public struct Twins: Codable, Hashable, Sendable {
        /// How many are the same as one before them; for ``DatasetRemarks/shared`` how many of the test images.
        public var count = 0
        /// How many of these are of another class than what they repeat.
        public var contradictions = 0
        /// The first pairs, such as `cat/01.png = dog/02.png`.
        public var examples: [String] = []

        public init() {}
    }

    public var isEmpty: Bool { self == DatasetRemarks() }

    private static let plurals = ["file without a suffix": "files without a suffix"]

    /// One line a remark, in English.
    public var lines: [String] {
        func counted(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }
        func some(_ names: [String], of count: Int) -> String {
            names.joined(separator: ", ") + (count > names.count ? ", …" : "")
        }
        func contradicting(_ twins: Twins) -> String {
            twins.contradictions > 0 ? ", \(twins.contradictions) of them with another class" : ""
        }
        var lines: [String] = []
        if shared.count > 0 {
            lines.append(
                "\(counted(shared.count, "test image")) \(shared.count == 1 ? "is" : "are") also among the training images"
                    + "\(contradicting(shared)): \(some(shared.examples, of: shared.count))")
        }
        if repeated.count > 0 {
            lines.append(
                "\(counted(repeated.count, "image")) \(repeated.count == 1 ? "repeats" : "repeat") another one"
                    + "\(contradicting(repeated)): \(some(repeated.examples, of: repeated.count))")
        }
        if !damaged.isEmpty {
            let first = Array(damaged.prefix(5))
            lines.append("left out as damaged: \(counted(damaged.count, "picture")): \(some(first, of: damaged.count))")
        }
        if !passedOver.isEmpty {
            let kinds = passedOver.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { kind, count in
                kind.hasPrefix(".") || count == 1 ? "\(count) \(kind)" : "\(count) \(Self.plurals[kind] ?? "\(kind)s")"
            }
            lines.append("skipped: \(kinds.joined(separator: ", "))")
        }
        if turned > 0 { lines.append("turned upright as recorded by the camera: \(counted(turned, "picture"))") }
        return lines
    }
}
