/// Wrong labels among the training images: are more data better, or cleaner ones?
///
/// With k classes, the symmetric kind gives a wrong label one of the k − 1 other classes, each as likely (D. Angluin and P. Laird, *Learning from
/// Noisy Examples*, Machine Learning 2, 1988); the pairwise kind always the next class, the last one the first, as when two classes are
/// mistaken for each other (B. Han et al., *Co-teaching*, NeurIPS 2018).
///
/// Deviation: not every label is wrong with a probability, but a share of them, to the nearest whole number. The examples with wrong labels
/// depend on the seed alone, and a smaller share is wrong within a larger one, so that methods and shares differ in nothing else.
public struct LabelNoise: Component {
    /// Share of the training labels that are wrong, 0…0.9.
    public let share: Double
    /// Which labels take the place of the right ones.
    public let kind: Kind

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case symmetric
        case pairwise
    }

    public init() { self.init(share: 0) }

    public init(share: Double, kind: Kind = .symmetric) {
        self.share = share
        self.kind = kind
    }

    public static let card = Card(
        name: "label-noise", title: "Label noise", year: 1988,
        paper: "D. Angluin and P. Laird, Learning from Noisy Examples, Machine Learning 2, 1988")

    public static var choices: [String: [String]] { ["kind": Kind.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((0...0.9).contains(share), "share", share, "from 0 to 0.9")
    }

    /// `examples` with wrong labels.
    ///
    /// - Precondition: At least two classes, or a share of 0.
    public func applied<Split: LabelledExamples>(to examples: Split, seed: UInt64) -> Split {
        let classes = examples.classNames.count
        let wrong = Int((share * Double(examples.count)).rounded())
        guard wrong > 0 else { return examples }
        precondition(classes > 1, "one class leaves no wrong label")
        var order = RandomSource(seed: seed, stream: 0x1ABE1)
        var labels = examples.labels
        for index in order.permutation(examples.count).prefix(wrong) {
            var random = RandomSource(seed: seed, stream: 0x1ABE2, UInt64(index))
            let step = kind == .pairwise ? 1 : 1 + random.integer(below: classes - 1)
            labels[index] = (labels[index] + step) % classes
        }
        return examples.with(labels: labels)
    }
}
