import Foundation

/// About how much memory something will take at its peak, and what for.
public struct MemoryEstimate: Sendable, Equatable {
    public struct Part: Sendable, Equatable {
        /// Such as "features".
        public let name: String
        public let bytes: Double
    }

    /// The largest first.
    public private(set) var parts: [Part]

    public init(_ parts: [String: Double] = [:]) {
        self.parts = parts.filter { $0.value > 0 }.map { Part(name: $0.key, bytes: $0.value) }
            .sorted { ($1.bytes, $0.name) < ($0.bytes, $1.name) }
    }

    public var bytes: Double { parts.reduce(0) { $0 + $1.bytes } }

    /// Such as "5.2 GiB (features 4.1 GiB, classifier 941 MiB, images 180 MiB)"; the three largest parts stand for all.
    public var description: String {
        let shown = parts.prefix(3).map { "\($0.name) \(Self.text($0.bytes))" }
        return Self.text(bytes) + (shown.isEmpty ? "" : " (\(shown.joined(separator: ", ")))")
    }

    /// Bytes in words, such as "3.9 GiB" or "640 MiB".
    package static func text(_ bytes: Double) -> String {
        let mebibytes = bytes / 0x1p20
        return mebibytes < 1000
            ? "\(Int(mebibytes.rounded(.up))) MiB"
            : String(format: "%.1f GiB", locale: Locale(identifier: "en_US_POSIX"), bytes / 0x1p30)
    }

    /// Two things that lie in memory at the same time.
    public static func + (first: MemoryEstimate, second: MemoryEstimate) -> MemoryEstimate {
        MemoryEstimate(
            Dictionary((first.parts + second.parts).map { ($0.name, $0.bytes) }, uniquingKeysWith: +))
    }

    public func scaled(by factor: Double) -> MemoryEstimate {
        MemoryEstimate(Dictionary(uniqueKeysWithValues: parts.map { ($0.name, factor * $0.bytes) }))
    }

    /// The peak of several things that come one after the other; nothing where there are none.
    public static func peak(of stages: [MemoryEstimate]) -> MemoryEstimate {
        stages.max { $0.bytes < $1.bytes } ?? MemoryEstimate()
    }
}

/// What a method is given, as far as it decides how much memory it takes.
public struct WorkExtent: Sendable {
    public let form: ExampleForm
    /// Examples to train on, and to classify at a time or altogether.
    public let training: Int
    public let test: Int
    public let classes: Int
    public let threads: Int
    /// The pictures are read from files as they are needed.
    public let isOnDisk: Bool

    public init(form: ExampleForm, training: Int, test: Int, classes: Int, threads: Int, isOnDisk: Bool = false) {
        self.form = form
        self.training = training
        self.test = test
        self.classes = classes
        self.threads = threads
        self.isOnDisk = isOnDisk
    }

    /// Throws ``UserError`` where the examples are no pictures.
    public func imageShape() throws -> ImageShape {
        guard case .image(let shape, _) = form else { throw Inputs.misfit(has: form.task, wanted: .imageClass) }
        return shape
    }

    /// Numbers of single precision, in bytes.
    public static func floats(_ rows: Int, _ columns: Double) -> Double { 4 * Double(rows) * columns }
}

/// What one part of a method takes beside what it is given, in bytes.
public struct PartMemory: Sendable {
    /// While it learns.
    public var learning: Double
    /// As long as it is used.
    public var kept: Double

    public init(learning: Double = 0, kept: Double = 0) {
        self.learning = learning
        self.kept = kept
    }
}

/// What turning examples into rows of numbers takes.
public struct RowMemory: Sendable {
    /// Numbers of a row, as they are expected.
    public var columns: Double
    /// While it learns.
    public var learning: MemoryEstimate
    /// As long as it is used.
    public var kept: MemoryEstimate

    public init(columns: Double, learning: MemoryEstimate = MemoryEstimate(), kept: MemoryEstimate = MemoryEstimate()) {
        self.columns = columns
        self.learning = learning
        self.kept = kept
    }
}
