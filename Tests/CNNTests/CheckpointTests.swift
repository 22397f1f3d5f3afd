import CNN
import Core
import Files
import Foundation
import Synchronization
import Testing

@Suite("Checkpoints and files of networks")
struct CheckpointTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("hindsight-\(UUID().uuidString)").path
        try AtomicFile.makeFolder(folder)
    }

    /// Stops a training after a number of steps.
    private final class Stopper: Sendable {
        private let steps: Mutex<Int>
        private let atEnd: @Sendable () -> Void
        init(after steps: Int, atEnd: @escaping @Sendable () -> Void = {}) {
            self.steps = Mutex(steps)
            self.atEnd = atEnd
        }
        func isOver() -> Bool {
            let isOver = steps.withLock { left in
                left -= 1
                return left < 0
            }
            if isOver { atEnd() }
            return isOver
        }
    }

    struct Setting: CustomTestStringConvertible, Sendable {
        let name: String
        let model: TinyNetwork
        var testDescription: String { name }

        static let all = [
            Setting(
                name: "momentum and averages",
                model: TinyNetwork(
                    .plain,
                    TrainingConfiguration(
                        epochs: 6, batchSize: 16, minimumSteps: 0,
                        average: WeightAverage(mode: .ema, decay: 0.9, every: 3)))),
            Setting(
                name: "AdamW, distortions and dropout",
                model: TinyNetwork(
                    .dropout,
                    TrainingConfiguration(
                        epochs: 6, batchSize: 16, minimumSteps: 0, learningRate: 0.003,
                        optimiser: Optimiser(method: .adamw, weightDecay: 0.01),
                        augmentation: Augmentation(shift: 1, flip: .alternating, rotation: 8, elastic: 4)))),
            Setting(
                name: "batch normalisation, slow weights and early stopping",
                model: TinyNetwork(
                    .normalised,
                    TrainingConfiguration(
                        epochs: 6, batchSize: 16, minimumSteps: 0, learningRate: 0.1,
                        average: WeightAverage(mode: .lookahead, decay: 0.9, every: 2),
                        earlyStopping: EarlyStopping(patience: 2, share: 0.2)))),
        ]
    }

    @Test("a training that was killed goes on to the same bits", arguments: Setting.all)
    func resume(_ setting: Setting) throws {
        let data = TrainingFixture.stripes(count: 120)
        let straight = try setting.model.train(data, context: RunContext(seed: 7, threads: 2))
        let path = "\(folder)/training.safetensors"
        let kept = "\(folder)/kept.safetensors"
        // Killed in the third epoch: what is there is the checkpoint of the end of the second. Then stopped in the midst of an epoch.
        for isKilled in [true, false] {
            let stopper = Stopper(after: 17) {
                if isKilled { try? FileManager.default.copyItem(atPath: path, toPath: kept) }
            }
            let policy = CheckpointPolicy(path: path, everyEpochs: 1)
            #expect {
                _ = try setting.model.train(
                    data, options: TrainingOptions(checkpoints: policy, isInterrupted: stopper.isOver),
                    context: RunContext(seed: 7))
            } throws: {
                ($0 as? TrainingInterrupted)?.step == 17 && "\($0)".contains("\(path) is kept")
            }
            let checkpoint = try Checkpoint.read(from: isKilled ? kept : path)
            #expect(try checkpoint.progress.epochs == 2 && (try checkpoint.progress.steps == 17) == !isKilled)
            let resumed = try setting.model.train(
                data, options: TrainingOptions(resume: checkpoint), context: RunContext(seed: 7, threads: 2))
            #expect(resumed.network.parameters == straight.network.parameters)
            #expect(resumed.network.statistics == straight.network.statistics)
            #expect(resumed.summary.outcome == straight.summary.outcome)
            for (one, other) in zip(resumed.summary.history, straight.summary.history) {
                #expect(one.loss == other.loss && one.trainingAccuracy == other.trainingAccuracy)
                #expect(one.validationAccuracy == other.validationAccuracy && one.step == other.step)
            }
            #expect(resumed.summary.history.count == straight.summary.history.count)
        }
    }

    private func model(epochs: Int) -> TinyNetwork {
        TinyNetwork(.plain, TrainingConfiguration(epochs: epochs, batchSize: 16, minimumSteps: 0))
    }

    @Test("a checkpoint of another training is refused, with what is different")
    func refusals() throws {
        let data = TrainingFixture.stripes(count: 64)
        let path = "\(folder)/other.safetensors"
        _ = try model(epochs: 2).train(
            data, options: TrainingOptions(checkpoints: CheckpointPolicy(path: path)), context: RunContext(seed: 1))
        let checkpoint = try Checkpoint.read(from: path)
        func refusal(_ epochs: Int, _ data: LabelledImages, seed: UInt64, _ words: String) {
            #expect {
                _ = try model(epochs: epochs).train(
                    data, options: TrainingOptions(resume: checkpoint), context: RunContext(seed: seed))
            } throws: {
                "\($0)".hasPrefix(path) && "\($0)".contains(words) && !"\($0)".contains("\n")
            }
        }
        refusal(3, data, seed: 1, "training.epochs is 2, and here it is 3")
        refusal(2, data, seed: 2, "seed is 1, and here it is 2")
        refusal(2, data.selecting(0..<60), seed: 1, "64 training images, and here are 60")
        refusal(2, TrainingFixture.stripes(count: 64, seed: 2), seed: 1, "other training images")
        // One that is finished gives the network at once.
        let again = try model(epochs: 2).train(
            data, options: TrainingOptions(resume: checkpoint), context: RunContext(seed: 1))
        #expect(again.summary.history.count == 2)
    }

    @Test("a training that begins anew leaves a further state of the same training, and moves that of another aside")
    func anew() throws {
        let data = TrainingFixture.stripes(count: 64)
        let path = "\(folder)/anew.safetensors"
        let remarks = Mutex<[String]>([])
        func interrupt(after steps: Int, epochs: Int, budget: TrainingBudget? = nil) throws -> String {
            let stopper = Stopper(after: steps)
            let options = TrainingOptions(
                checkpoints: CheckpointPolicy(path: path, everyEpochs: 1), isInterrupted: stopper.isOver,
                remark: { text in remarks.withLock { $0.append(text) } })
            let interruption = #expect(throws: TrainingInterrupted.self) {
                _ = try model(epochs: epochs).train(
                    data, options: options, context: RunContext(seed: 1, budget: budget))
            }
            return "\(try #require(interruption))"
        }
        func steps(_ path: String) throws -> Int { try Checkpoint.read(from: path).progress.steps }
        #expect(try interrupt(after: 11, epochs: 5).hasSuffix("\(path) is kept, and --resume goes on from there"))
        // Neither an interruption at once nor the end of an epoch replaces it, and what is said is what is there.
        for early in [0, 6] {
            #expect(try interrupt(after: early, epochs: 5).contains("\(path) keeps step 11 of an earlier run"))
            #expect(try steps(path) == 11)
        }
        #expect(try interrupt(after: 13, epochs: 5).contains("is kept, and --resume"))
        #expect(try steps(path) == 13)
        // Of another training: left as long as nothing is done, moved aside later, and when the other has ended.
        #expect(try !interrupt(after: 0, epochs: 6).contains(";") && steps(path) == 13)
        #expect(remarks.withLock(\.self).isEmpty)
        #expect(try interrupt(after: 3, epochs: 6).contains("is kept, and --resume") && steps(path) == 3)
        #expect(try steps("\(folder)/anew-1.safetensors") == 13)
        let rare = CheckpointPolicy(path: path, everyEpochs: 0, everyMinutes: 0)
        _ = try model(epochs: 1).train(data, options: TrainingOptions(checkpoints: rare), context: RunContext(seed: 1))
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try steps("\(folder)/anew-2.safetensors") == 3)
        func remark(_ reason: String, _ number: Int) -> String {
            "\(path): was not the state of this training (\(reason)), and is now kept as \(folder)/anew-\(number).safetensors"
        }
        #expect(remarks.withLock(\.self) == [remark("its training.epochs is 5, and here it is 6", 1)])
        // A budget decides the schedule; a damaged file is named as what it is.
        #expect(try interrupt(after: 9, epochs: 5).contains("is kept, and --resume"))
        #expect(try interrupt(after: 2, epochs: 5, budget: .flops(1e9)).contains("is kept, and --resume"))
        #expect(try steps("\(folder)/anew-3.safetensors") == 9)
        try AtomicFile.write("cut off", to: path)
        #expect(try interrupt(after: 2, epochs: 5).contains("is kept, and --resume"))
        #expect(
            remarks.withLock(\.self).dropFirst() == [
                remark("its budget is another one", 3),
                remark("not a safetensors file: 7 bytes in all", 4),
            ])
    }

    @Test("a diverging training keeps its last good checkpoint")
    func divergence() throws {
        let path = "\(folder)/good.safetensors"
        let data = TrainingFixture.stripes(count: 64)
        let good = TinyNetwork(.plain, TrainingConfiguration(epochs: 2, batchSize: 16, minimumSteps: 0))
        let options = TrainingOptions(checkpoints: CheckpointPolicy(path: path))
        _ = try good.train(data, options: options, context: RunContext())
        let before = try TensorFile.read(from: path)
        let bad = TinyNetwork(.plain, TrainingConfiguration(epochs: 9, batchSize: 16, learningRate: 1e9))
        #expect {
            _ = try bad.train(data, options: options, context: RunContext())
        } throws: {
            "\($0)".contains("checkpoint is kept in \(path)")
        }
        #expect(try TensorFile.read(from: path) == before)
    }

    @Test("a network that was written and read predicts the same", arguments: [TinyNetwork.Shape.scaled, .normalised])
    func file(_ shape: TinyNetwork.Shape) throws {
        let data = TrainingFixture.stripes(count: 96)
        let model = TinyNetwork(
            shape,
            TrainingConfiguration(
                epochs: 2, batchSize: 16, minimumSteps: 0, augmentation: Augmentation(crop: shape == .scaled ? 7 : 10)))
        let fitted = try model.train(data, context: RunContext(seed: 3))
        let path = "\(folder)/network.safetensors"
        try fitted.tensorFile().write(to: path)
        let read = try TrainedNetwork(
            TensorFile.read(from: path), named: path, models: [LeNet5.self, TinyNetwork.self])
        #expect(read.network.parameters == fitted.network.parameters && read.summary == fitted.summary)
        #expect(read.classNames == data.classNames && read.input == fitted.input)
        #expect(
            try read.rows(of: data.images, context: RunContext())
                == fitted.rows(of: data.images, context: RunContext(threads: 2)))
        func refusal(_ words: String, _ change: (inout TensorFile) -> Void) throws {
            var file = try TensorFile.read(from: path)
            change(&file)
            #expect {
                _ = try TrainedNetwork(file, named: path, models: [TinyNetwork.self])
            } throws: {
                "\($0)".hasPrefix(path) && "\($0)".contains(words) && !"\($0)".contains("\n")
            }
        }
        try refusal("does not say what it holds") { $0.metadata["hindsight"] = nil }
        try refusal("this program understands 1") { $0.metadata["hindsight"] = "network 9" }
        try refusal("holds a checkpoint") { $0.metadata["hindsight"] = "checkpoint 1" }
        try refusal("holds a network 'vgg'") { $0.metadata["model"] = "vgg" }
        try refusal("'settings' in its header is not understood") { $0.metadata["settings"] = "{}" }
        try refusal("'1.weight' is missing") { $0.tensors.removeAll { $0.name == "1.weight" } }
        try refusal("'1.weight' has the shape [1]") { file in
            file.tensors.removeAll { $0.name == "1.weight" }
            file.tensors.append(TensorFile.Tensor("1.weight", shape: [1], values: [Float(0)]))
        }
    }
}
