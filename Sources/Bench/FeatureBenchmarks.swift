import Core
import Features

/// The extractors, on one thread.
enum FeatureBenchmarks {
    static let all: [Benchmark] = [
        Benchmark(
            work: "hog-mnist-c4", summary: "HOG of the MNIST test images: 9 bins, cell 4, block 8, stride 4"
        ) { try smallHOG("hog-mnist-c4", $0.testImages("mnist"), cell: 4) },
        Benchmark(
            work: "hog-mnist-c7", summary: "HOG of the MNIST test images: 9 bins, cell 7, block 14, stride 7"
        ) { try smallHOG("hog-mnist-c7", $0.testImages("mnist"), cell: 7) },
        Benchmark(
            work: "hog-cifar", summary: "HOG of the CIFAR-10 test images in grey: 9 bins, cell 4, block 8, stride 4"
        ) { try smallHOG("hog-cifar", $0.testImages("cifar-10"), cell: 4) },
        Benchmark(
            work: "hog-photo", summary: "HOG of a photograph of 640×480: cell 8, block 16, stride 8", measure: photoHOG),
        Benchmark(work: "uoctti-photo", summary: "UoCTTI HOG of a photograph of 640×480: cell 8") {
            try $0.photos(1).time("uoctti-photo", UoCTTI(cellSize: 8), repeats: 25, warmUps: 3)
        },
        Benchmark(work: "sift-photo", summary: "SIFT detection and description, ten photographs of 640×480") {
            try keypoints("sift-photo", SIFT(), $0)
        },
        Benchmark(
            work: "dsift-photo", summary: "dense SIFT of a photograph of 640×480: step 4, bins of 4 pixels",
            measure: photoDenseSIFT),
        Benchmark(work: "surf-photo", summary: "SURF detection and description, ten photographs of 640×480") {
            try keypoints("surf-photo", SURF(), $0)
        },
    ]

    /// Time of an image, with the number of keypoints.
    private static func keypoints(
        _ work: String, _ extractor: some DescriptorExtractor, _ input: BenchmarkInput
    ) throws -> [BenchmarkResult] {
        let photos = try input.photos(10)
        let fitted = try extractor.fit(photos.shape)
        let (time, found) = Stopwatch.median {
            (0..<photos.count).reduce(0) { $0 + fitted.describe(photos, index: $1).count }
        }
        return [
            BenchmarkResult(
                work: work, metric: "time", value: 1e3 * time / Double(photos.count), unit: "ms/image",
                details: [
                    "threads": .integer(1), "images": .integer(photos.count),
                    "keypoints": .number(Double(found) / Double(photos.count)),
                ])
        ]
    }

    private static func photoDenseSIFT(_ input: BenchmarkInput) throws -> [BenchmarkResult] {
        let photo = try input.photos(1)
        let fitted = try DenseSIFT(step: 4, binSizes: [4]).fit(photo.shape)
        let (time, found) = Stopwatch.median(repeats: 9) { fitted.describe(photo, index: 0).count }
        return [
            BenchmarkResult(
                work: "dsift-photo", metric: "time", value: 1e3 * time, unit: "ms",
                details: ["threads": .integer(1), "descriptors": .integer(found)])
        ]
    }

    private static func smallHOG(_ work: String, _ images: ImageStack, cell: Int) throws -> [BenchmarkResult] {
        let hog = try HOG(cellSize: cell).fit(images, context: RunContext())
        // Some hundred images at a time, as a program would that does something with them: a matrix of all would measure the
        // making of its pages.
        let parts = stride(from: 0, to: images.count, by: 500).map {
            images.selecting($0..<min($0 + 500, images.count))
        }
        let time = Stopwatch.median { parts.reduce(0) { $0 + hog.extract($1, threads: 1).rows } }.seconds
        return [
            BenchmarkResult(
                work: work, metric: "rate", value: Double(images.count) / time, unit: "images/s",
                details: [
                    "threads": .integer(1), "cell": .integer(cell), "dimensions": .integer(hog.featureCount),
                    "images": .integer(images.count),
                ])
        ]
    }

    private static func photoHOG(_ input: BenchmarkInput) throws -> [BenchmarkResult] {
        let photo = try input.photos(1)
        return try photo.time("hog-photo", HOG(cellSize: 8), repeats: 25, warmUps: 3)
    }
}

extension ImageStack {
    /// The time of an extractor on the only image, in milliseconds, on one thread.
    fileprivate func time(
        _ work: String, _ extractor: some FeatureExtractor, repeats: Int, warmUps: Int
    ) throws -> [BenchmarkResult] {
        let fitted = try extractor.fit(self, context: RunContext())
        let time = Stopwatch.median(repeats: repeats, warmUps: warmUps) { fitted.extract(self, threads: 1) }.seconds
        return [
            BenchmarkResult(
                work: work, metric: "time", value: 1e3 * time, unit: "ms",
                details: ["threads": .integer(1), "dimensions": .integer(fitted.featureCount)])
        ]
    }
}
