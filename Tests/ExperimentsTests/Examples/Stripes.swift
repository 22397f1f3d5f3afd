import Core
import Datasets

/// Stripes, lying or standing: two classes that any method should tell apart.
public struct Stripes: ImageDataset {
    public let training: Int

    public init() { training = 1000 }

    public static let card = Card(
        name: "stripes", title: "Stripes (generated)", year: 2026, paper: "A data set to test with")
    public var isSynthetic: Bool { true }
    public func trainingCount(in directory: String) -> Int { training }

    public func validate() throws {
        try require((2...100_000).contains(training), "training", training, "from 2 to 100000")
    }

    public func load(from directory: String, threads: Int) throws -> LoadedImages {
        let (training, test) = (draw(training, seed: 1), draw(200, seed: 2))
        return LoadedImages(
            training: training, test: test, checksum: Checksum.sha256(training.images.pixels + test.images.pixels))
    }

    private func draw(_ count: Int, seed: UInt64) -> LabelledImages {
        var pixels: [UInt8] = []
        for index in 0..<count {
            var random = RandomSource(seed: seed, stream: UInt64(index))
            let phase = random.integer(below: 4)
            for position in 0..<256 {
                let along = index % 2 == 0 ? position / 16 : position % 16
                pixels.append((along + phase) % 4 < 2 ? 255 : 0)
            }
        }
        return LabelledImages(
            images: ImageStack(shape: ImageShape(height: 16, width: 16, channels: 1), pixels: pixels),
            labels: (0..<count).map { $0 % 2 }, classNames: ["lying", "standing"])
    }
}
