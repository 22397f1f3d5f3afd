import Core
import Experiments
import Foundation
import Harness
import Synchronization
import Testing

/// Both families have the same clock: reading and decoding are loading, wherever they happen.
@Suite("The clock where images are streamed", .serialized)
struct ClockTests {
    /// Stripes that take a while to read.
    private final class SlowStripes: ImageSource {
        let slept = Mutex(0.0)

        func pixels(of indices: [Int], threads: Int) throws -> [UInt8] {
            let start = ContinuousClock.now
            Thread.sleep(forTimeInterval: 0.002 * Double(indices.count))
            let seconds = (ContinuousClock.now - start).seconds
            slept.withLock { $0 += seconds }
            return indices.flatMap { index in
                (0..<784).map { place in
                    (index % 2 == 0 ? place / 28 : place % 28) % 6 < 3 ? UInt8(200 + index % 50) : 10
                }
            }
        }
    }

    private static let methods: [String] = [
        "raw-svm: {extractor: raw, classifier: linear-svm}",
        "hog-svm: {preprocess: [smooth], extractor: {hog: {cellSize: 7}}, classifier: linear-svm}",
        "words: {extractor: {dense-sift: {step: 6}}, encoder: {bovw: {words: 4, sampleCount: 200}}, classifier: linear-svm}",
        "patches: {extractor: {patch-kmeans: {words: 4, samples: 200}}, classifier: linear-svm}",
        "virtual: {extractor: raw, classifier: linear-svm, virtual: {shift: 1}}",
        "lenet5: {network: {lenet5: {training: {epochs: 1, minimumSteps: 0}}}}",
        "deskewed: {preprocess: [deskew], network: {lenet5: {training: {epochs: 1, minimumSteps: 0}}}}",
        "activations: {extractor: {activations: {network: {lenet5: {training: {epochs: 1, minimumSteps: 0}}}}}, classifier: linear-svm}",
    ]

    @Test("what a slow source takes is loading, in both families, in training and in prediction", arguments: methods)
    func slowSource(_ method: String) throws {
        let matrix = try ExperimentMatrix(
            text: "datasets: [glyphs]\nmethods: {\(method)}\nsizes: [40]\n", file: "clock.yml")
        let cell = try #require(try matrix.cells(dataDirectory: "/nowhere").first)
        let source = SlowStripes()
        let shape = ImageShape(height: 28, width: 28, channels: 1)
        let training = LabelledImages(
            images: ImageStack(shape: shape, source: source, count: 40), labels: (0..<40).map { $0 % 2 },
            classNames: ["lying", "standing"])
        let measurements = Measurements()
        let context = RunContext(seed: 1, threads: 1, measurements: measurements)
        let start = ContinuousClock.now
        let fitted = try cell.method.fit(training, context: context)
        _ = try fitted.predict(training.images, context: context)
        let whole = (ContinuousClock.now - start).seconds
        let slept = source.slept.withLock(\.self)
        func seconds(_ phase: Phase) -> Double { measurements.phases[phase]?.wallSeconds ?? 0 }
        #expect(slept >= 0.16 && seconds(.load) >= slept)
        let others = [Phase.fitRepresentation, .extract, .train, .predict].reduce(0) { $0 + seconds($1) }
        #expect(others <= whole - slept, "\(others) s of \(whole) s, of which \(slept) s were reading")
    }
}
