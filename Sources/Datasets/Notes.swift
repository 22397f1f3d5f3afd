import Core
import Crypto

/// Short notes on six subjects that are put together on demand: the texts that need no download and have no last one.
///
/// A note is one to three sentences. Each sentence takes a pattern and fills its gaps with words of the note's subject, with words that
/// every subject uses, and now and then with words of another subject; many words belong to two subjects, and only their company tells
/// which is meant. So single words go a long way, and not all of it.
///
/// Note `index` and its label are a pure function of (seed, split, index), as in ``Glyphs``.
public struct Notes: TextDataset {
    /// Number of training notes, 1…10,000,000.
    public var training = 4_000
    /// Number of test notes, 1…10,000,000.
    public var test = 2_000
    /// Another seed, another collection.
    public var seed: UInt64 = 0
    /// Share of the gaps that are filled with words of another subject, 0…0.9.
    public var strays: Double = 0.3

    public init() {}

    public static let card = Card(
        name: "notes", title: "Notes (generated texts)", year: 2026, paper: "Hindsight's own generator",
        deviations: ["synthetic: put together from patterns and lists of words, not written by people"])

    public var isSynthetic: Bool { true }
    public func trainingCount(in directory: String) -> Int { training }

    public func size(in directory: String) -> DatasetSize? {
        DatasetSize(
            form: .text(meanBytes: 100, words: NoteWords.count), training: training, test: test,
            classes: NoteWords.subjects.count)
    }

    public func validate() throws {
        let counts = 1...10_000_000
        try require(counts.contains(training), "training", training, "a number of texts in 1…10000000")
        try require(counts.contains(test), "test", test, "a number of texts in 1…10000000")
        try require((0...0.9).contains(strays), "strays", strays, "in 0…0.9")
    }

    /// Writes all notes; nothing is read from `directory`. Throws ``ConfigurationError``, and ``UserError`` where there is no memory.
    public func load(from directory: String, threads: Int) throws -> LoadedTexts {
        try validate()
        try AttainableMemory.require(400 * (Double(training) + Double(test)), "notes: the texts")
        let splits = [
            notes(0..<training, of: .training, threads: threads), notes(0..<test, of: .test, threads: threads),
        ]
        var hash = SHA256()
        for split in splits {
            hash.update(data: split.texts.bytes)
            hash.update(data: split.labels.map { UInt8($0) })
        }
        return LoadedTexts(training: splits[0], test: splits[1], checksum: Checksum.hexadecimal(hash.finalize()))
    }

    /// The notes at `indices` of `split`, with their labels; there is no upper bound.
    ///
    /// - Precondition: `indices` starts at 0 or above; the configuration is valid.
    public func notes(_ indices: Range<Int>, of split: Glyphs.Split = .training, threads: Int) -> LabelledTexts {
        precondition(indices.lowerBound >= 0)
        let written = Parallel.map(indices.count, threads: threads) { place in
            note(indices.lowerBound + place, split)
        }
        return LabelledTexts(
            texts: TextStack(written.map(\.text)), labels: written.map(\.label),
            classNames: NoteWords.subjects.map(\.name))
    }

    private func note(_ index: Int, _ split: Glyphs.Split) -> (text: String, label: Int) {
        var random = RandomSource(seed: seed, stream: 0x2073 + split.rawValue, UInt64(index))
        let label = random.integer(below: NoteWords.subjects.count)
        let sentences = 1 + random.integer(below: 3)
        let text = (0..<sentences).map { _ in sentence(label, &random) }.joined(separator: " ")
        return (text, label)
    }

    private func sentence(_ label: Int, _ random: inout RandomSource) -> String {
        let pattern = NoteWords.patterns[random.integer(below: NoteWords.patterns.count)]
        var words = pattern.split(separator: " ").map(String.init).map { gap -> String in
            let kind: KeyPath<NoteWords, [String]>
            switch gap {
            case "THING": kind = \.things
            case "ACT": kind = \.acts
            case "KIND": kind = \.kinds
            default:
                let fillers = NoteWords.fillers[gap] ?? [gap]
                return fillers[random.integer(below: fillers.count)]
            }
            var subject = label
            if Double(random.uniform()) < strays { subject = random.integer(below: NoteWords.subjects.count) }
            let list = NoteWords.subjects[subject][keyPath: kind]
            return list[random.integer(below: list.count)]
        }
        words[0] = words[0].prefix(1).uppercased() + words[0].dropFirst()
        return words.joined(separator: " ") + "."
    }
}

/// What notes are made of.
private struct NoteWords: Sendable {
    let name: String
    let things: [String]
    let acts: [String]
    let kinds: [String]

    private init(_ name: String, things: String, acts: String, kinds: String) {
        self.name = name
        self.things = things.split(separator: " ").map(String.init)
        self.acts = acts.split(separator: " ").map(String.init)
        self.kinds = kinds.split(separator: " ").map(String.init)
    }

    static let subjects = [
        NoteWords(
            "cooking",
            things: "soup bread oven onion pan recipe salt dough kitchen spoon lemon pepper board batch season",
            acts: "baked stirred tasted chopped served fried mixed boiled",
            kinds: "fresh hot sweet thick raw sour crisp light"),
        NoteWords(
            "football",
            things: "match goal keeper coach league pitch whistle striker season draw half side board pass field",
            acts: "scored kicked passed defended won lost drew saved",
            kinds: "fast late close away fair hard light second"),
        NoteWords(
            "gardening", things: "soil seed hedge rose spade bed leaf root season field pot bulb lawn bench light",
            acts: "planted watered dug pruned raked sowed picked mixed",
            kinds: "green dry wet young fresh early hard wild"),
        NoteWords(
            "music", things: "song piano chord concert string drum key pitch note record bow band beat bench pass",
            acts: "played sang tuned recorded practised picked drummed saved",
            kinds: "loud soft slow sharp flat sweet light second"),
        NoteWords(
            "travel", things: "train ticket bag hotel map coast border flight pass station guide bridge season bed key",
            acts: "booked packed missed boarded visited crossed passed checked",
            kinds: "late long cheap far early close sharp wet"),
        NoteWords(
            "weather", things: "rain wind cloud storm frost field coast sky thunder fog half degree front season bow",
            acts: "poured cleared froze blew passed drew broke warmed", kinds: "cold wet dry thick early hot wild grey"),
    ]

    /// Different words, and a few more.
    static let count = Set(
        (subjects.flatMap { $0.things + $0.acts + $0.kinds } + patterns + fillers.values.flatMap { $0 }).flatMap {
            $0.split(separator: " ")
        }
    ).count

    static let patterns = [
        "DET THING was KIND WHEN", "we ACT DET THING WHEN", "DET KIND THING and DET THING", "WHO ACT DET KIND THING",
        "WHEN WHO said DET THING was KIND", "not a KIND THING but DET THING", "WHO ACT and ACT WHEN",
        "for DET THING WHO needed DET KIND THING",
    ]

    static let fillers = [
        "DET": ["the", "a", "our", "this", "another", "their", "every"],
        "WHEN": ["today", "again", "on sunday", "at last", "this week", "in the morning", "before noon", "once more"],
        "WHO": ["she", "he", "they", "my neighbour", "everyone", "our friend", "nobody", "the children"],
        "was": ["was", "seemed", "became", "stayed", "is"],
    ]
}
