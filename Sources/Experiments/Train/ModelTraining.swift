import CNN
import Core
import Files
import Foundation
import Harness
import Statistics

/// Trains one method on one data set and keeps what comes out: what `hindsight train` does.
public struct ModelTraining: Sendable {
    public let choice: MethodChoice
    public let dataset: any Dataset
    public let directory: String
    /// Training images; nil for all.
    public var size: Int?
    public var seed = 1
    /// What the training may cost; nil for what the settings say.
    public var budget: TrainingBudget?
    public var threads = 1
    /// Score on a sixth of the training images, which is then kept from training, instead of on the test images.
    public var isValidation = false
    /// Measure the accuracy after every epoch, with the clock stopped.
    public var drawsCurve = false
    public var checkpoints: CheckpointPolicy?
    public var resumes = false
    public var isInterrupted: @Sendable () -> Bool = { false }
    public var progress: @Sendable (TrainingProgress) -> Void = { _ in }
    public var phaseProgress: @Sendable (WorkProgress) -> Void = { _ in }

    /// Wrong labels among the training images, where the matrix has some.
    private let labelNoise: LabelNoise?
    /// Told what should be known of the data set, in one line each.
    public var remark: @Sendable (String) -> Void = { _ in }

    /// - Parameters:
    ///   - dataset: A data set of the catalogue; with `matrix`, also the label of one there, or nil for its only one.
    ///   - matrix: A matrix file, or the name of one; nil for none.
    ///
    /// Throws ``UserError`` where the data set is unknown or its files are missing.
    public init(_ choice: MethodChoice, dataset: MethodText?, matrix: String? = nil, directory: String) throws {
        self.choice = choice
        self.directory = directory
        let reader: YAMLReader
        if let own = try matrix.flatMap({ try Self.dataset(dataset, ofMatrix: $0) }) {
            let conditions = try DatasetConditions(own)
            (reader, labelNoise) = (conditions.dataset, conditions.labelNoise)
        } else {
            guard let dataset else { throw UserError("--data: name a data set, such as mnist") }
            (reader, labelNoise) = (try dataset.reader("--data"), nil)
        }
        let resolved: ResolvedComponent<any Dataset> = try ComponentReader(what: "data set").read(
            reader, from: Catalogue.datasets, as: (any Dataset).self)
        try resolved.value.requireFiles(in: directory)
        self.dataset = resolved.value
    }

    /// The data set of a matrix file that `dataset` is the label of, or its only one; nil where another one is meant.
    private static func dataset(_ dataset: MethodText?, ofMatrix matrix: String) throws -> YAMLReader? {
        let entries = try MatrixLibrary.load(matrix, profile: nil).datasets
        guard let dataset else {
            guard entries.count == 1 else {
                throw UserError(
                    "--data: \(matrix) has \(entries.count) data sets (\(entries.map(\.label).joined(separator: ", "))); name one"
                )
            }
            return entries[0].reader
        }
        return dataset.settings.isEmpty ? entries.first { $0.label == dataset.name }?.reader : nil
    }

    /// What came out.
    public struct Outcome: Sendable {
        public let model: SavedModel
        public let summary: TrainingSummary
        public let correct: Int
        public let testCount: Int
        public let trainingCount: Int
        /// Seconds of each phase.
        public let phases: [Phase: PhaseCost]
        let isNetwork: Bool
        /// Epochs that were done before, where the training went on from a checkpoint.
        public let resumedAt: Int?

        /// Seconds until the method was there, with those before a break.
        public var trainingSeconds: Double {
            let features = [Phase.fitRepresentation, .extract].reduce(0) { $0 + (phases[$1]?.wallSeconds ?? 0) }
            let seconds = phases[.train]?.wallSeconds ?? 0
            return features + (isNetwork ? max(seconds, summary.history.last?.seconds ?? 0) : seconds)
        }

        public var accuracy: AccuracyEstimate {
            AccuracyEstimate(accuracies: [Double(correct) / Double(testCount)], testImages: testCount)
        }
    }

    /// Trains and scores. Throws ``UserError``, ``ConfigurationError`` or ``TrainingInterrupted``.
    public func run() throws -> Outcome {
        let method = choice.read.method
        if let obstacle = method.storingObstacle { throw UserError("'\(choice.name)': \(obstacle)") }
        let task = type(of: dataset).task
        guard method.task == task else {
            throw UserError(
                "--data: '\(choice.name)' takes \(method.task.example)s, and '\(type(of: dataset).card.name)' holds \(task.example)s"
            )
        }
        let measurements = Measurements()
        let loaded = try measurements.time(.load) { try dataset.examples(from: directory, threads: threads) }
        var (training, test) = (loaded.training, loaded.test)
        if isValidation { (training, test) = try ValidationSplit.split(loaded.training) }
        if let size {
            guard size <= training.count else {
                throw UserError("--size: \(size) is not allowed; there are \(training.count) training \(task.example)s")
            }
            training = PreparedDataset.subset(of: training, size: size, seed: seed)
        }
        training = labelNoise?.applied(to: training, seed: UInt64(seed)) ?? training
        loaded.remarks.lines.forEach(remark)
        guard test.count > 0 else { throw UserError("--data: there are no \(task.example)s to score on") }
        let extent = WorkExtent(
            form: training.form, training: training.count, test: test.count, classes: training.classNames.count,
            threads: threads, isOnDisk: !training.inputs.isInMemory)
        // What a setting does not allow is told by the training itself.
        if let estimate = try? method.workingMemory(extent) {
            try AttainableMemory.require(estimate.bytes, "'\(choice.name)'")
        }
        // As in a matrix, so that both give the same.
        var source = RandomSource(seed: UInt64(seed), stream: 1)
        // A network tells more of its course than phases.
        let silent: @Sendable (WorkProgress) -> Void = { _ in }
        let context = RunContext(
            seed: source.next(), threads: threads, measurements: measurements, budget: budget ?? choice.read.budget,
            progress: choice.isNetwork ? silent : phaseProgress)
        var resumedAt: Int?
        let fitted: any FittedMethod
        if let network = choice.read.network {
            let checkpoint = try self.checkpoint()
            resumedAt = try checkpoint?.progress.epochs
            fitted = try train(network, training.images(), test.images(), checkpoint, context)
        } else {
            fitted = try method.fit(training, context: context)
        }
        let model = SavedModel(
            fitted, choice,
            subject: ModelSubject(
                form: method.takesOwnSizes ? training.form : training.form.inOneSize, classNames: training.classNames),
            figureStyle: try figureStyle(training, isOneSize: !method.takesOwnSizes))
        let predictions = try model.predict(
            test.inputs,
            context: RunContext(threads: threads, measurements: measurements, progress: phaseProgress))
        return Outcome(
            model: model, summary: fitted.summary, correct: zip(predictions, test.labels).count { $0 == $1 },
            testCount: test.count, trainingCount: training.count, phases: measurements.phases,
            isNetwork: choice.isNetwork, resumedAt: resumedAt)
    }

    /// nil for methods that take pictures as they are.
    private func figureStyle(_ training: Examples, isOneSize: Bool) throws -> FigureStyle? {
        guard case .images(let examples) = training, isOneSize || examples.images.longestSide == nil else { return nil }
        return try FigureStyle(learningFrom: examples.images, threads: threads)
    }

    /// Where to go on, where that is wanted and there is something to go on from.
    private func checkpoint() throws -> Checkpoint? {
        guard resumes, let path = checkpoints?.path, FileManager.default.fileExists(atPath: path) else { return nil }
        return try Checkpoint.read(from: path)
    }

    private func train(
        _ network: any NetworkModel, _ training: LabelledImages, _ test: LabelledImages, _ checkpoint: Checkpoint?,
        _ context: RunContext
    ) throws -> any FittedMethod {
        let preprocessing = choice.read.preprocessing
        let examples = context.measurements.time(.extract) { preprocessing.changed(training, threads: threads) }
        let options = TrainingOptions(
            heldOut: drawsCurve ? preprocessing.changed(test, threads: threads) : nil, checkpoints: checkpoints,
            resume: checkpoint,
            isInterrupted: isInterrupted, remark: remark, progress: progress)
        if context.budget == nil, let surprise = Self.surprise(network.training, type(of: network), examples.count) {
            remark(surprise)
        }
        let fitted = try network.train(examples, options: options, context: context)
        return FittedPreprocessed(preprocessing: preprocessing, method: fitted)
    }
}

extension ModelTraining {
    /// Says so where epochs were asked for, by a number that is not the network's own, and the least number of steps makes more.
    private static func surprise(
        _ training: TrainingConfiguration, _ type: any NetworkModel.Type, _ images: Int
    ) -> String? {
        let stepsPerEpoch = max(images / min(training.batchSize, images), 1)
        guard training.epochs != type.init().training.epochs,
            training.epochs < training.minimumSteps / stepsPerEpoch
        else { return nil }
        let epochs = (training.minimumSteps + stepsPerEpoch - 1) / stepsPerEpoch
        return "minimumSteps is \(training.minimumSteps), so that there will be \(epochs) epochs in place of "
            + "\(training.epochs); with training.minimumSteps=0 there are as many as epochs says"
    }

    /// Throws ``UserError`` unless the folder is there in which the file `path` is to be written: better before the work than after.
    ///
    /// What a dead process left there half-written is removed.
    public static func requireFolder(of path: String, option: String) throws {
        guard !AtomicFile.isStream(path) else { return }
        let folder = path.contains("/") ? PathText.folder(of: path) : "."
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: folder.isEmpty ? "/" : folder, isDirectory: &isFolder)
        guard isThere, isFolder.boolValue, access(folder.isEmpty ? "/" : folder, W_OK) == 0 else {
            throw UserError("\(option): nothing can be written to the folder '\(folder)'; make it, or choose another")
        }
        try AtomicFile.requireWritable(path)
        AtomicFile.removeAbandonedOnce(in: folder.isEmpty ? "/" : folder)
    }

    /// The course of a training as JSON.
    public static func curve(_ outcome: Outcome) throws -> String {
        JSONValue.object([
            "history": try JSONValue(encoding: outcome.summary.history), "name": .string(outcome.model.name),
            "method": outcome.model.settings, "accuracy": .number(outcome.accuracy.mean),
        ]).canonicalText + "\n"
    }
}

extension CheckpointPolicy {
    /// - Parameters:
    ///   - text: Epochs, such as `2`, or minutes, such as `10min`; `0` for never.
    ///   - model: The file of the model, beside which the checkpoint lies.
    ///
    /// Throws ``UserError``.
    public init(every text: String, of model: String) throws {
        let stem = model.hasSuffix(SavedModel.suffix) ? String(model.dropLast(SavedModel.suffix.count)) : model
        let path = "\(stem).checkpoint\(SavedModel.suffix)"
        if text.hasSuffix("min"), let minutes = Double(text.dropLast(3)), minutes >= 0.01, minutes <= 1e6 {
            self.init(path: path, everyEpochs: 0, everyMinutes: minutes)
        } else if let epochs = Int(text), (0...1_000_000).contains(epochs) {
            self.init(path: path, everyEpochs: epochs, everyMinutes: 0)
        } else {
            throw UserError(
                "--checkpoint-every: '\(text)' is not allowed; write epochs such as 2, or minutes such as 10min")
        }
    }
}

/// The line that shows how far a training is.
public enum TrainingLine {
    /// - Parameter scored: What the accuracy at the end of an epoch is of: "test", or "validation".
    public static func text(_ progress: TrainingProgress, scored: String = "validation") -> String {
        let accuracy = NumberText.fixed(100 * progress.trainingAccuracy, 2)
        var parts = [
            "epoch \(progress.epoch)/\(progress.epochs)", "loss \(NumberText.fixed(progress.loss, 4))",
            "training \(accuracy) %",
        ]
        if let heldOut = progress.heldOutAccuracy { parts.append("\(scored) \(NumberText.fixed(100 * heldOut, 2)) %") }
        parts.append("\(NumberText.grouped(Int(progress.imagesPerSecond))) images/s")
        if progress.step < progress.steps {
            parts.append("\(duration(progress.secondsLeft)) left")
        } else {
            parts.append("\(duration(progress.seconds))")
        }
        return parts.joined(separator: ", ")
    }

    /// Is the line of this end of an epoch one to keep? Of many epochs some twenty are, the first and the last among them.
    static func isKept(epoch: Int, of epochs: Int, isLast: Bool) -> Bool {
        epochs <= 40 || epoch == 1 || isLast || epoch % ((epochs + 19) / 20) == 0
    }

    public static func isKept(_ progress: TrainingProgress) -> Bool {
        isKept(epoch: progress.epoch, of: progress.epochs, isLast: progress.step >= progress.steps)
    }

    /// Such as "12.3 s", "85 s", "12 min" and "3.4 h".
    public static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<20: "\(NumberText.fixed(seconds, 1)) s"
        case ..<120: "\(Int(seconds.rounded())) s"
        case ..<7200: "\(Int((seconds / 60).rounded())) min"
        default: "\(NumberText.fixed(seconds / 3600, 1)) h"
        }
    }

    /// What a finished training is summed up in, line by line.
    public static func summary(_ outcome: ModelTraining.Outcome, isValidation: Bool) -> [String] {
        let estimate = outcome.accuracy
        let (images, example) = (outcome.testCount, outcome.model.task.example)
        var lines = [
            "\(isValidation ? "validation" : "test") accuracy \(NumberText.percent(estimate.mean, images: images)) % "
                + "(95 % interval \(NumberText.range(estimate.interval, images: images)) %), "
                + "\(NumberText.grouped(outcome.correct)) of \(NumberText.count(images, example))"
        ]
        var work =
            "trained on \(NumberText.count(outcome.trainingCount, example)) in \(duration(outcome.trainingSeconds)): "
            + outcome.summary.outcome
        if !outcome.summary.converged { work += ", not converged" }
        lines.append(work)
        return lines
    }
}
