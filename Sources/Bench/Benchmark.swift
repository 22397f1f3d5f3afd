import Core
import Experiments
import Files
import Foundation
import Harness

/// One measurement: a JSON line of `hindsight bench --json`.
public struct BenchmarkResult: Sendable {
    public let work: String
    /// Such as `rate` or `time`.
    public let metric: String
    public let value: Double
    /// Such as `images/s` or `ms`; a unit ending in `/s` is better when larger, others when smaller.
    public let unit: String
    /// What else matters, such as threads, counts and objectives.
    public let details: [String: JSONValue]

    /// One line, sorted by key, with five significant digits of the value.
    public var json: String {
        var members = details
        members["work"] = .string(work)
        members["peer"] = .string("hindsight \(Host.version)")
        members["metric"] = .string(metric)
        members["value"] = .number(Double(String(format: "%.5g", value)) ?? value)
        members["unit"] = .string(unit)
        return JSONValue.object(members).canonicalText
    }
}

/// A piece of work that is timed.
public struct Benchmark: Sendable {
    /// Such as `hog-photo`.
    public let work: String
    /// One line: what is done.
    public let summary: String
    let measure: @Sendable (BenchmarkInput) throws -> [BenchmarkResult]

    /// Is this work asked for? A prefix of a family of works selects the family.
    public func isSelected(by prefix: String?) -> Bool {
        guard let prefix else { return true }
        return work.hasPrefix(prefix) || prefix.hasPrefix(work + "-")
    }

    /// Throws ``UserError`` where data are missing.
    public func run(_ input: BenchmarkInput) throws -> [BenchmarkResult] { try measure(input) }

    /// All works, in the order in which they run.
    public static let all: [Benchmark] =
        FeatureBenchmarks.all + EncodingBenchmarks.all + LinearBenchmarks.all + SearchBenchmark.all + SVMBenchmarks.all
        + NetworkBenchmarks.all + SequenceBenchmarks.all + TextBenchmarks.all
}

/// The clock of all benchmarks: median wall time over repeats, after warm-ups.
enum Stopwatch {
    /// Seconds, and what the last run returned.
    static func median<Result>(
        repeats: Int = 5, warmUps: Int = 1, _ work: () throws -> Result
    ) rethrows -> (seconds: Double, result: Result) {
        for _ in 0..<warmUps { _ = try work() }
        var times: [Double] = []
        while true {
            let start = ContinuousClock.now
            let result = try work()
            times.append((ContinuousClock.now - start).seconds)
            if times.count >= repeats { return (times.sorted()[times.count / 2], result) }
        }
    }
}

/// What the works are done on: the official files in the data directory.
public struct BenchmarkInput: Sendable {
    public let directory: String
    /// Small samples: a smoke test, whose figures mean nothing.
    public let isQuick: Bool

    public init(directory: String, isQuick: Bool) {
        self.directory = directory
        self.isQuick = isQuick
    }

    /// The test images of a data set, in grey; 500 of them when quick.
    func testImages(_ name: String) throws -> ImageStack {
        guard let type = Catalogue.datasets.first(where: { $0.card.name == name }) else {
            throw UserError("there is no data set '\(name)'")
        }
        let dataset = type.init()
        try dataset.requireFiles(in: directory)
        let images = try dataset.examples(from: directory, threads: 2).test.images().images
            .loaded(threads: 2).grey()
        return isQuick ? images.selecting(0..<min(500, images.count)) : images
    }

    /// Grey photographs of 640×480: the first of every tenth category of Caltech-101, scaled bilinearly.
    func photos(_ count: Int) throws -> ImageStack {
        let root = "\(directory)/caltech-101/101_ObjectCategories"
        let manager = FileManager.default
        let categories = ((try? manager.contentsOfDirectory(atPath: root)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
        let chosen = Array(stride(from: 0, to: categories.count, by: 10).prefix(isQuick ? min(3, count) : count))
        guard !chosen.isEmpty else {
            throw UserError("\(root): there is no such folder of images; run `hindsight data fetch caltech-101`")
        }
        let pixels = try chosen.flatMap { index -> [UInt8] in
            let folder = "\(root)/\(categories[index])"
            let files = try manager.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".jpg") }.sorted()
            guard let first = files.first else { throw UserError("\(folder): there is no JPEG file") }
            return try ImageFile.read("\(folder)/\(first)", channels: 1).resized(height: 480, width: 640).pixels
        }
        return ImageStack(shape: ImageShape(height: 480, width: 640, channels: 1), pixels: pixels)
    }
}
