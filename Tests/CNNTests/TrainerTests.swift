import CNN
import Core
import Foundation
import Synchronization
import Testing

@Suite("Training of networks")
struct TrainerTests {
    private static func configuration(
        epochs: Int, batchSize: Int = 16, rate: Double = 0.05, optimiser: Optimiser = Optimiser(),
        augmentation: Augmentation = Augmentation(), average: WeightAverage = WeightAverage(),
        earlyStopping: EarlyStopping = EarlyStopping(), mirrorsTests: Bool = false, testShift: Int = 0,
        loss: Loss = Loss()
    ) -> TrainingConfiguration {
        TrainingConfiguration(
            epochs: epochs, batchSize: batchSize, minimumSteps: 0, learningRate: rate, optimiser: optimiser, loss: loss,
            augmentation: augmentation, average: average, earlyStopping: earlyStopping, mirrorsTests: mirrorsTests,
            testShift: testShift)
    }

    @Test("a batch of noise is learned by heart")
    func overfits() throws {
        let data = TrainingFixture.noise(ImageShape(height: 12, width: 12, channels: 3), count: 32, classes: 5)
        let model = TinyNetwork(
            .plain,
            Self.configuration(
                epochs: 300, batchSize: 32, rate: 0.01,
                optimiser: Optimiser(method: .adamw, weightDecay: 0)))
        let fitted = try model.train(data, context: RunContext(seed: 3, threads: 2))
        let last = try #require(fitted.summary.history.last)
        #expect(last.loss < 1e-3 && last.trainingAccuracy == 1)
        #expect(fitted.summary.history.count == 300 && fitted.summary.outcome == "300 steps of 32 images, 300 epochs")
        #expect(try fitted.predict(data.images, context: RunContext()) == data.labels)
    }

    @Test("threads change no bit of what is learned", arguments: [1, 3, 16, 70])
    func threads(batchSize: Int) throws {
        let data = TrainingFixture.stripes(count: 140)
        for shape in [TinyNetwork.Shape.dropout, .normalised] {
            let model = TinyNetwork(
                shape,
                Self.configuration(
                    epochs: 2, batchSize: batchSize, rate: 0.01,
                    augmentation: Augmentation(shift: 2, flip: .random, rotation: 10),
                    average: WeightAverage(mode: .ema, decay: 0.9, every: 2)))
            let one = try model.train(data, context: RunContext(seed: 4, threads: 1))
            for (threads, spare) in [(2, 0), (3, 1)] {
                let other = try model.train(
                    data, options: TrainingOptions(spareThreads: spare), context: RunContext(seed: 4, threads: threads))
                #expect(other.network.parameters == one.network.parameters)
                #expect(other.network.statistics == one.network.statistics)
                #expect(other.summary.history.map(\.loss) == one.summary.history.map(\.loss))
            }
        }
    }

    @Test(
        "what can be told apart is told apart, on images that were not seen",
        arguments: [TinyNetwork.Shape.plain, .dropout, .normalised, .scaled])
    func learns(_ shape: TinyNetwork.Shape) throws {
        let model = TinyNetwork(shape, Self.configuration(epochs: 12))
        let fitted = try model.train(TrainingFixture.stripes(count: 320), context: RunContext(seed: 1, threads: 2))
        let test = TrainingFixture.stripes(count: 100, seed: 77)
        let right = zip(try fitted.predict(test.images, context: RunContext()), test.labels).count { $0 == $1 }
        #expect(right >= 90)
        let rows = try fitted.probabilities(test.images, context: RunContext(threads: 2))
        #expect(rows.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-9 && $0.allSatisfy { $0 >= 0 } })
    }

    @Test("averaged weights serve with batch normalisation: their statistics are measured anew")
    func average() throws {
        for average in [
            WeightAverage(mode: .ema, decay: 0.8, every: 1), WeightAverage(mode: .tail, every: 1, share: 0.5),
            WeightAverage(mode: .lookahead, decay: 0.9, every: 4),
        ] {
            let model = TinyNetwork(.normalised, Self.configuration(epochs: 8, average: average))
            let fitted = try model.train(TrainingFixture.stripes(count: 320), context: RunContext(seed: 1, threads: 2))
            let test = TrainingFixture.stripes(count: 100, seed: 77)
            #expect(zip(try fitted.predict(test.images, context: RunContext()), test.labels).count { $0 == $1 } >= 90)
        }
    }

    @Test("minimum steps, last partial epochs and warm-ups are counted as they should be")
    func steps() throws {
        let data = TrainingFixture.stripes(count: 70)
        let model = TinyNetwork(.plain, TrainingConfiguration(epochs: 2, batchSize: 16, minimumSteps: 10))
        let fitted = try model.train(data, context: RunContext())
        #expect(fitted.summary.outcome == "10 steps of 16 images, 2.5 epochs")
        let warm = try model.train(data, context: RunContext(isWarmUp: true))
        #expect(warm.summary.outcome == "1 steps of 16 images, 0.2 epochs" && warm.summary.history.count == 1)
    }

    @Test("images set aside end the training, and the best weights are handed out")
    func earlyStopping() throws {
        let data = TrainingFixture.stripes(count: 200)
        let model = TinyNetwork(
            .plain, Self.configuration(epochs: 60, earlyStopping: EarlyStopping(patience: 4, share: 0.2)))
        let fitted = try model.train(data, context: RunContext(seed: 2))
        let history = fitted.summary.history
        #expect(history.count < 60)
        let best = try #require(history.compactMap(\.validationAccuracy).max())
        let epoch = try #require(history.first { $0.validationAccuracy == best }).step
        #expect(history.count == epoch + 4)
        #expect(fitted.summary.outcome.hasSuffix("weights of epoch \(epoch)"))
    }

    @Test("held-out images draw a curve, off the clock and without a say")
    func heldOut() throws {
        let data = TrainingFixture.stripes(count: 160)
        let model = TinyNetwork(.plain, Self.configuration(epochs: 3))
        let plain = try model.train(data, context: RunContext(seed: 2))
        let seen = Mutex<[Int]>([])
        let options = TrainingOptions(
            heldOut: TrainingFixture.stripes(count: 40, seed: 9),
            progress: { progress in if progress.isEndOfEpoch { seen.withLock { $0.append(progress.epoch) } } })
        let measurements = Measurements()
        let watched = try model.train(
            data, options: options, context: RunContext(seed: 2, measurements: measurements))
        #expect(watched.network.parameters == plain.network.parameters)
        #expect(watched.summary.history.allSatisfy { $0.heldOutAccuracy != nil })
        #expect(seen.withLock { $0 } == [1, 2, 3])
        let flops = try #require(measurements.phases[.train]).flops
        #expect(flops == 3 * 160 * watched.network.flopsPerImage.training)
    }

    @Test("mirror images have their part in a prediction where that is wanted")
    func mirrors() throws {
        let data = TrainingFixture.noise(ImageShape(height: 12, width: 12, channels: 1), count: 20, classes: 3)
        let model = TinyNetwork(.plain, Self.configuration(epochs: 1, mirrorsTests: true))
        let fitted = try model.train(data, context: RunContext(seed: 2))
        let rows = try fitted.rows(of: data.images, context: RunContext())
        let mirrored = try fitted.rows(of: data.images.mirrored(), context: RunContext())
        for (row, other) in zip(rows.joined(), mirrored.joined()) { #expect(abs(row - other) < 1e-5) }
    }

    @Test("shifted images have half the weight in a prediction where they are wanted")
    func shifts() throws {
        let data = TrainingFixture.noise(ImageShape(height: 12, width: 12, channels: 1), count: 20, classes: 3)
        func fitted(shift: Int) throws -> TrainedNetwork {
            let configuration = Self.configuration(
                epochs: 1, augmentation: Augmentation(fill: .edge), testShift: shift)
            return try TinyNetwork(.plain, configuration).train(data, context: RunContext(seed: 2))
        }
        /// Row and column of a place come from `step` before it; at the border the nearest pixel.
        func moved(_ step: Int) -> ImageStack {
            let pixels = (0..<20 * 144).map { place in
                let (image, row, column) = (place / 144, place % 144 / 12, place % 12)
                let (fromRow, fromColumn) = (min(max(row - step, 0), 11), min(max(column - step, 0), 11))
                return data.images.pixels[image * 144 + fromRow * 12 + fromColumn]
            }
            return ImageStack(shape: data.images.shape, pixels: pixels)
        }
        let plain = try fitted(shift: 0)
        let rows = try [0, -2, 2].map { Array(try plain.rows(of: moved($0), context: RunContext()).joined()) }
        let shifted = Array(try fitted(shift: 2).rows(of: data.images, context: RunContext()).joined())
        for place in shifted.indices {
            let mean = 0.5 * rows[0][place] + 0.25 * (rows[1][place] + rows[2][place])
            #expect(abs(shifted[place] - mean) < 1e-5)
        }
        #expect(zip(shifted, rows[0]).contains { abs($0 - $1) > 1e-3 })
    }

    @Test("a training that runs away stops with the step, the layer and advice")
    func divergence() throws {
        let data = TrainingFixture.noise(ImageShape(height: 8, width: 8, channels: 1), count: 64, classes: 4)
        let model = TinyNetwork(.plain, Self.configuration(epochs: 50, rate: 1e9))
        #expect {
            _ = try model.train(data, context: RunContext())
        } throws: {
            let text = "\($0)"
            return text.contains("diverged") && text.contains("learningRate") && text.contains("warmUp")
                && text.contains("not a number in epoch 1, step") && text.contains(/from layer \d \([a-z]+\) on/)
                && !text.contains("\n")
        }
    }

    @Test("a loss that stays far above where it began stops the training, too")
    func runaway() throws {
        // Clipped gradients keep all numbers finite while the rate rises beyond sense.
        let model = TinyNetwork(
            .plain,
            TrainingConfiguration(
                epochs: 400, batchSize: 16, minimumSteps: 0, learningRate: 100,
                optimiser: Optimiser(method: .sgd, momentum: 0, clip: 1),
                schedule: Schedule(shape: .cosine, warmUp: 0.9),
                loss: Loss(.squares)))
        #expect {
            _ = try model.train(TrainingFixture.stripes(count: 64), context: RunContext())
        } throws: {
            let text = "\($0)"
            return text.contains("50 times that of the first epoch, for 100 steps")
                && text.contains("an optimiser.clip below 1")
        }
    }

    @Test("settings and images that do not fit are refused in one line")
    func misfits() {
        let data = TrainingFixture.stripes(count: 20)
        func refusal(_ configuration: TrainingConfiguration, _ words: String) {
            #expect {
                _ = try TinyNetwork(.plain, configuration).train(data, context: RunContext())
            } throws: {
                "\($0)".contains(words) && !"\($0)".contains("\n")
            }
        }
        refusal(Self.configuration(epochs: 1, augmentation: Augmentation(crop: 40)), "training.augmentation.crop")
        refusal(Self.configuration(epochs: 1, augmentation: Augmentation(colourPCA: 0.1)), "colourPCA")
        refusal(Self.configuration(epochs: 0), "training.epochs")
        #expect {
            _ = try TinyNetwork().train(data.selecting([Int]()), context: RunContext())
        } throws: {
            "\($0)" == "there are no training images"
        }
    }

    @Test("a budget of work pays for so many steps, and the schedule ends with them", arguments: [1, 2])
    func workBudget(threads: Int) throws {
        let data = TrainingFixture.stripes(count: 64)
        // Whatever the epochs say.
        for epochs in [1, 50] {
            let model = TinyNetwork(.plain, Self.configuration(epochs: epochs))
            let plan = try model.train(data, context: RunContext(isWarmUp: true)).network.plan
            let measurements = Measurements()
            let budget = 30.5 * 16 * plan.flops.training
            let fitted = try model.train(
                data,
                context: RunContext(seed: 2, threads: threads, measurements: measurements, budget: .flops(budget)))
            #expect(fitted.summary.outcome.hasPrefix("30 steps of 16 images"))
            let spent = try #require(measurements.phases[.train]).flops
            #expect(spent <= budget && spent > 0.95 * budget)
            // Thirty steps by epochs are the same thirty steps.
            if epochs == 1 {
                let configuration = TrainingConfiguration(
                    epochs: 1, batchSize: 16, minimumSteps: 30, learningRate: 0.05)
                let other = try TinyNetwork(.plain, configuration).train(
                    data, context: RunContext(seed: 2, threads: threads))
                #expect(other.network.parameters == fitted.network.parameters)
            }
        }
        // Less than one step is one step.
        let least = try TinyNetwork(.plain, Self.configuration(epochs: 3)).train(
            data, context: RunContext(budget: .flops(1)))
        #expect(least.summary.outcome.hasPrefix("1 steps"))
    }

    @Test(
        "a budget of time ends the training when it is spent", arguments: [WeightAverage.Mode.none, .lookahead, .tail])
    func timeBudget(_ mode: WeightAverage.Mode) throws {
        let measurements = Measurements()
        let model = TinyNetwork(
            .normalised,
            Self.configuration(epochs: 100_000, average: WeightAverage(mode: mode, decay: 0.9, every: 4, share: 0.5)))
        let fitted = try model.train(
            TrainingFixture.stripes(count: 320),
            context: RunContext(seed: 1, threads: 1, measurements: measurements, budget: .seconds(0.7)))
        let seconds = try #require(measurements.phases[.train]).wallSeconds
        // Other programs may hold up the last step.
        #expect(seconds >= 0.7 && seconds < 30)
        let test = TrainingFixture.stripes(count: 100, seed: 77)
        #expect(zip(try fitted.predict(test.images, context: RunContext()), test.labels).count { $0 == $1 } >= 90)
    }
}

@Suite("Multilayer perceptron")
struct PerceptronTests {
    /// Two classes that no straight line parts: the signs of two numbers are equal or not.
    private func corners(_ count: Int, seed: UInt64) -> (rows: Matrix, labels: [Int]) {
        var random = RandomSource(seed: seed)
        let values = (0..<2 * count).map { _ in random.uniform(-1, 1) }
        return (
            Matrix(rows: count, columns: 2, values: values),
            (0..<count).map { values[2 * $0] * values[2 * $0 + 1] > 0 ? 1 : 0 }
        )
    }

    @Test("parts what no straight line does, with the same bits on any number of threads")
    func learns() throws {
        let (rows, labels) = corners(400, seed: 1)
        let machine = MultilayerPerceptron(
            hidden: [24], training: TrainingConfiguration(epochs: 60, batchSize: 20, minimumSteps: 0, learningRate: 0.1)
        )
        let measurements = Measurements()
        let one = try machine.fit(
            rows, labels: labels, classCount: 2, context: RunContext(seed: 3, measurements: measurements))
        let two = try machine.fit(rows, labels: labels, classCount: 2, context: RunContext(seed: 3, threads: 2))
        #expect(one.network.parameters == two.network.parameters)
        let (test, truth) = corners(500, seed: 2)
        let right = zip(one.predict(test, threads: 2), truth).count { $0 == $1 }
        #expect(right >= 470, "\(right)")
        #expect(one.summary.outcome == "1200 steps of 20 rows, 60 epochs")
        #expect(measurements.phases[.train]?.flops == 60 * 400 * one.network.flopsPerImage.training)
        let rows2 = one.probabilities(test, threads: 1)
        #expect(rows2.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-9 })
        let stopped = try MultilayerPerceptron(
            hidden: [8],
            training: TrainingConfiguration(
                epochs: 200, batchSize: 20, minimumSteps: 0, learningRate: 0.1,
                earlyStopping: EarlyStopping(patience: 3, share: 0.25))
        ).fit(rows, labels: labels, classCount: 2, context: RunContext(seed: 3))
        #expect(stopped.summary.history.count < 200 && stopped.summary.outcome.contains("weights of epoch"))
    }

    @Test("settings that rows cannot have, and numbers that are none, are refused")
    func refusals() {
        let distorted = MultilayerPerceptron(
            hidden: [3], training: TrainingConfiguration(epochs: 1, augmentation: Augmentation(shift: 1)))
        #expect { try distorted.validate() } throws: { "\($0)".contains("training.augmentation") }
        #expect { try MultilayerPerceptron(hidden: [0]).validate() } throws: { "\($0)".hasPrefix("hidden") }
        let rows = Matrix(rows: 2, columns: 2, values: [1, 2, .nan, 3])
        #expect {
            _ = try MultilayerPerceptron().fit(rows, labels: [0, 1], classCount: 2, context: RunContext())
        } throws: {
            "\($0)".contains("row 1, column 0")
        }
    }
}
