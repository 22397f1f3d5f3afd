import Core
import Files
import Foundation
import Harness
import Statistics

/// What a model says of pictures, texts or a data set: what `hindsight predict` does.
public struct Prediction: Sendable {
    public let model: SavedModel
    public let threads: Int

    /// Are pictures only scaled and turned to the colours of the model?
    public let asIs: Bool

    public init(model: SavedModel, threads: Int, asIs: Bool = false) {
        self.model = model
        self.threads = threads
        self.asIs = asIs
    }

    /// What is said of one file.
    public struct Answer: Codable, Sendable {
        public struct Candidate: Codable, Sendable {
            public let name: String
            /// nil where the method gives classes only.
            public let probability: Double?
        }

        public let file: String
        /// What was done to the picture so that it fits; nil where nothing was.
        public let change: String?
        /// The most probable classes, the best first.
        public let classes: [Candidate]

        /// Such as `a.png: 7 (98.1 %), 1 (1.2 %)`.
        public var text: String {
            let names = classes.map { candidate in
                candidate.name + (candidate.probability.map { " (\(NumberText.fixed(100 * $0, 1)) %)" } ?? "")
            }
            return "\(file): \(names.joined(separator: ", "))" + (change.map { "  [\($0)]" } ?? "")
        }
    }

    /// The best classes of the picture or the text in each file, at most `top`. Throws ``UserError`` that names the file.
    public func run(files paths: [String], top: Int = 5) throws -> [Answer] {
        let (inputs, changes) = try contents(of: paths)
        let context = RunContext(threads: threads)
        if let rows = try model.probabilities(inputs, context: context) {
            return paths.indices.map { index in
                let order = rows[index].indices.sorted { left, right in
                    (rows[index][left], right) > (rows[index][right], left)
                }
                return Answer(
                    file: paths[index], change: changes[index],
                    classes: order.prefix(top).map {
                        Answer.Candidate(name: model.classNames[$0], probability: rows[index][$0])
                    })
            }
        }
        return zip(paths.indices, try model.predict(inputs, context: context)).map { index, label in
            Answer(
                file: paths[index], change: changes[index],
                classes: [Answer.Candidate(name: model.classNames[label], probability: nil)])
        }
    }

    /// What is in the files, as the model takes it, and what was done to each.
    private func contents(of paths: [String]) throws -> (inputs: Inputs, changes: [String?]) {
        switch model.subject.form {
        case .text:
            let texts = try paths.map { String(decoding: try FileContents.read($0, copies: 3), as: UTF8.self) }
            return (.texts(TextStack(texts)), paths.map { _ in nil })
        case .image(let shape, let longestSide):
            let fitted = try Parallel.tryMap(paths.count, threads: threads) { index in
                let file = try ImageFile.contents(of: paths[index])
                let isTurned = !asIs && ImageFile.orientation(of: file) > 1
                let picture = try ImageFile.decode(file, named: paths[index], upright: isTurned)
                let fitted = try model.fitted(picture, asIs: asIs)
                let changes = (isTurned ? ["turned upright"] : []) + [fitted.change].compactMap(\.self)
                return (image: fitted.image, change: changes.isEmpty ? nil : changes.joined(separator: ", "))
            }
            let images =
                longestSide == nil
                ? ImageStack(shape: shape, pixels: fitted.flatMap(\.image.pixels))
                : ImageStack(ownSizes: fitted.map(\.image), shape: shape)
            return (.images(images), fitted.map(\.change))
        }
    }

    /// How a model fares on a data set.
    public struct Score: Codable, Sendable {
        public let examples: Int
        /// The same, where they are images.
        public let images: Int?
        public let correct: Int
        public let accuracy: Double
        /// Ends of the 95 % interval.
        public let lower: Double
        public let upper: Double
        public let seconds: Double
        /// What was done to the images so that they fit; nil where nothing was.
        public let change: String?
        /// The class of every example.
        public let predictions: [Int]

        public var text: String {
            let interval = ConfidenceInterval(lower: lower, upper: upper)
            let example = images == nil ? "text" : "image"
            return "accuracy \(NumberText.percent(accuracy, images: examples)) % "
                + "(95 % interval \(NumberText.range(interval, images: examples)) %), "
                + "\(NumberText.grouped(correct)) of \(NumberText.count(examples, example)), "
                + "\(NumberText.grouped(Int(Double(examples) / max(seconds, 1e-9)))) \(example)s/s"
                + (change.map { "  [\($0)]" } ?? "")
        }
    }

    /// Scores the model on one split of a data set. Throws ``UserError``, also where its classes are others.
    ///
    /// - Parameter limit: At most so many images, the first ones; nil for all.
    public func run(
        dataset: MethodText, directory: String, isTest: Bool, limit: Int? = nil,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws -> Score {
        let resolved: ResolvedComponent<any Dataset> = try ComponentReader(what: "data set").read(
            try dataset.reader("--data"), from: Catalogue.datasets, as: (any Dataset).self)
        try resolved.value.requireFiles(in: directory)
        let loaded = try resolved.value.examples(from: directory, threads: threads)
        let all = isTest ? loaded.test : loaded.training
        guard all.classNames == model.classNames else {
            throw UserError(
                "--data: its \(all.classNames.count) classes (\(Self.some(all.classNames))) are not the "
                    + "\(model.classNames.count) of the model (\(Self.some(model.classNames)))")
        }
        let chosen = all.selecting(0..<min(limit ?? all.count, all.count))
        guard chosen.count > 0 else {
            throw UserError("--data: there are no \(chosen.task.example)s to score on")
        }
        let (inputs, change) = try fitted(chosen.inputs)
        let measurements = Measurements()
        let predictions = try model.predict(
            inputs, context: RunContext(threads: threads, measurements: measurements, progress: progress))
        let correct = zip(predictions, chosen.labels).count { $0 == $1 }
        let accuracy = Double(correct) / Double(chosen.count)
        let interval = ConfidenceInterval.wilson(share: accuracy, count: chosen.count)
        return Score(
            examples: chosen.count, images: chosen.task == .imageClass ? chosen.count : nil, correct: correct,
            accuracy: accuracy, lower: interval.lower, upper: interval.upper,
            seconds: measurements.phases[.predict]?.wallSeconds ?? 0, change: change, predictions: predictions)
    }

    /// The examples of a data set as the model takes them, and what was done to them.
    private func fitted(_ inputs: Inputs) throws -> (inputs: Inputs, change: String?) {
        guard inputs.task == model.task else {
            throw UserError("--data: the model takes \(model.task.example)s, and these are \(inputs.task.example)s")
        }
        guard case .images(let images) = inputs, case .image(let shape, let longestSide) = model.subject.form else {
            return (inputs, nil)
        }
        guard longestSide != nil else {
            let images = images.inOneSize
            guard images.shape != shape else { return (.images(images), nil) }
            let (image, change) = try model.fitted(images, asIs: true)
            return (.images(image), change)
        }
        if images.longestSide != nil, images.shape.channels == shape.channels { return (inputs, nil) }
        let batch = try images.batch(inOwnSizes: true, threads: threads)
        let fitted = try Parallel.tryMap(batch.count, threads: threads) { index in
            let (stack, place) = batch.place(of: index)
            return try model.fitted(stack.selecting([place]), asIs: true)
        }
        let changes = Set(fitted.compactMap(\.change))
        return (
            .images(ImageStack(ownSizes: fitted.map(\.image), shape: shape)),
            changes.count > 1 ? "scaled and turned to the colours of the model" : changes.first
        )
    }

    private static func some(_ names: [String]) -> String {
        names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    }
}
