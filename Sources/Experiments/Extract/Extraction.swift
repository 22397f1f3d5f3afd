import Core
import Datasets
import Features
import Files
import Foundation
import Harness

/// Features of pictures or of a data set, without an experiment around them: what `hindsight extract` does.
public struct Extraction: Sendable {
    private let parts: [String: YAMLReader]
    private let threads: Int
    private let progress: @Sendable (WorkProgress) -> Void

    /// - Parameters:
    ///   - extractor: Of whole images, or of local descriptors.
    ///   - encoder: For local descriptors; without it the descriptors themselves are the result.
    ///   - grids: Of a spatial pyramid around the encoder, such as `1x1`.
    ///   - transforms: In the order in which they are applied.
    ///
    /// Throws ``UserError`` where a part or one of its settings is unknown.
    public init(
        extractor: MethodText, encoder: MethodText? = nil, grids: [String] = [], transforms: [MethodText] = [],
        threads: Int = 1, progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) throws {
        var parts = ["extractor": try extractor.reader("METHOD")]
        if let encoder { parts["encoder"] = try encoder.reader("--encoder") }
        if !grids.isEmpty {
            guard encoder != nil else { throw UserError("--pyramid: needs an encoder, such as --encoder bovw") }
            let text = "grids: [\(grids.joined(separator: ", "))]"
            parts["pyramid"] = YAMLReader(
                file: "--pyramid", node: try YAMLReader.document(text, file: "--pyramid").node, showsLines: false)
        }
        self.parts = parts
        self.transforms = try transforms.map { text in
            let reader = try text.reader("--transform")
            let resolved: ResolvedComponent<any FeatureTransform> = try ComponentReader(what: "transform").read(
                reader, from: Catalogue.transforms, as: (any FeatureTransform).self)
            return resolved.value
        }
        self.threads = threads
        self.progress = progress
        // Mistakes show before any image is read.
        if try localExtractor() == nil { _ = try method.representation() }
    }

    private let transforms: [any FeatureTransform]

    /// What came out, ready to be written.
    public struct Result: Sendable {
        /// Rows of features, one an image; or of descriptors, those of the first image first.
        public let features: Matrix
        /// x, y, scale and angle of each descriptor; nil where a row is an image.
        public let keypoints: NumPyArray?
        /// Descriptors of each image; nil where a row is an image.
        public let counts: NumPyArray?
        /// The class of each image, where they have classes.
        public let labels: NumPyArray?

        /// Writes the features to `path`, which ends in `.npy`, and the rest beside it as `NAME.keypoints.npy`,
        /// `NAME.counts.npy` (for several images) and `NAME.labels.npy`. Throws ``UserError``.
        ///
        /// Into a device or a pipe go the features alone.
        ///
        /// - Returns: The files with the shapes of the arrays.
        public func write(to path: String) throws -> [(path: String, shape: [Int])] {
            let stem = String(path.dropLast(4))
            var files = [
                (path, NumPyArray(shape: [features.rows, features.columns], values: features.values))
            ]
            guard !AtomicFile.isStream(path) else {
                try files[0].1.write(to: path)
                return files.map { ($0, $1.shape) }
            }
            if let keypoints { files.append(("\(stem).keypoints.npy", keypoints)) }
            if let counts, counts.shape != [1] { files.append(("\(stem).counts.npy", counts)) }
            if let labels { files.append(("\(stem).labels.npy", labels)) }
            for (path, array) in files { try array.write(to: path) }
            return files.map { ($0, $1.shape) }
        }
    }

    /// Features of picture files.
    ///
    /// What has to be learned is learned from all of these pictures. Pictures of different sizes are possible with an encoder, and
    /// elsewhere as long as nothing is learned and their rows have the same length.
    ///
    /// - Parameters:
    ///   - side: Pictures are brought to squares of this side first; nil to leave them.
    ///   - channels: 1 for grey, 3 for RGB, nil for what the files have.
    ///   - upright: Turns them as the camera noted.
    ///
    /// Throws ``UserError`` that names the file.
    public func run(
        pictures paths: [String], side: Int? = nil, channels: Int? = nil, upright: Bool = true
    ) throws -> Result {
        let images = try Parallel.tryMap(paths.count, threads: threads) { index in
            let image = try ImageFile.read(paths[index], channels: channels, upright: upright)
            return side.map { image.squared(side: $0, mode: .stretch) } ?? image
        }
        if let local = try localExtractor() { return try describe(images, names: paths, local, labels: nil) }
        let shapes = Set(images.map(\.shape))
        if shapes.count == 1, let shape = shapes.first {
            return try rows(ImageStack(shape: shape, pixels: images.flatMap(\.pixels)), learningFrom: nil, labels: nil)
        }
        if parts["encoder"] != nil {
            guard Set(shapes.map(\.channels)).count == 1 else {
                throw UserError("some of the pictures are grey and some in colour; turn all to grey with --grey")
            }
            return try rows(ImageStack(ownSizes: images, shape: images[0].shape), learningFrom: nil, labels: nil)
        }
        guard try method.representation().value.isFixed else {
            throw UserError(
                "the pictures have \(shapes.count) shapes, and what is learned needs one; bring them to one size with --size"
            )
        }
        var values: [Float] = []
        var columns = 0
        for (path, image) in zip(paths, images) {
            let row = try named(path) { try rows(image, learningFrom: nil, labels: nil).features }
            guard columns == 0 || row.columns == columns else {
                throw UserError(
                    "\(path): gives \(row.columns) numbers at \(image.shape), \(paths[0]) gave \(columns) at "
                        + "\(images[0].shape); bring the pictures to one size with --size")
            }
            columns = row.columns
            values += row.values
        }
        return Result(
            features: Matrix(rows: paths.count, columns: columns, values: values), keypoints: nil, counts: nil,
            labels: nil)
    }

    /// Features of one split of a data set; what has to be learned is learned from its training images.
    ///
    /// - Parameters:
    ///   - dataset: Its name, or a name with settings.
    ///   - isTest: The test images instead of the training images.
    ///   - limit: At most so many images, the first ones; nil for all.
    public func run(dataset: MethodText, directory: String, isTest: Bool, limit: Int? = nil) throws -> Result {
        let resolved: ResolvedComponent<any Dataset> = try ComponentReader(what: "data set").read(
            try dataset.reader("DATASET"), from: Catalogue.datasets, as: (any Dataset).self)
        guard type(of: resolved.value).task == .imageClass else {
            throw UserError("DATASET: '\(resolved.name)' holds texts, and features are extracted from images")
        }
        try resolved.value.requireFiles(in: directory)
        let loaded = try resolved.value.examples(from: directory, threads: threads)
        let all = try (isTest ? loaded.test : loaded.training).images()
        let chosen = all.selecting(0..<min(limit ?? all.count, all.count))
        guard let local = try localExtractor() else {
            return try rows(chosen.images, learningFrom: loaded.training.images(), labels: chosen.labels)
        }
        let images = (0..<chosen.count).map { chosen.images.selecting([$0]) }
        return try describe(
            images, names: (0..<chosen.count).map { "image \($0)" }, local, labels: chosen.labels)
    }

    // MARK: Parts

    private var method: MethodReader { MethodReader(label: "extract", parts: parts) }

    /// The extractor where its descriptors themselves are wanted.
    private func localExtractor() throws -> (any DescriptorExtractor)? {
        guard parts["encoder"] == nil else { return nil }
        let word = parts["extractor"]?.componentName
        guard !Catalogue.textExtractors.contains(where: { $0.card.name == word }) else {
            throw UserError("'\(word ?? "")' makes sparse rows of texts, which 'extract' cannot write")
        }
        let extractor: ResolvedComponent<any Component> = try ComponentReader(what: "extractor").read(
            parts["extractor"]!, from: Catalogue.extractors.map { $0 } + Catalogue.descriptorExtractors.map { $0 },
            as: (any Component).self)
        return extractor.value as? any DescriptorExtractor
    }

    private func rows(_ images: ImageStack, learningFrom training: LabelledImages?, labels: [Int]?) throws -> Result {
        let context = RunContext(threads: threads, progress: progress)
        // Pictures have no classes; an extractor that needs some says so.
        let learned =
            training
            ?? LabelledImages(images: images, labels: [Int](repeating: 0, count: images.count), classNames: ["picture"])
        let extractor = try method.representation().value.fit(learned, context: context)
        var features = try extractor.extractInParts(images, context: context)
        if !transforms.isEmpty {
            var examples = features
            if let training { examples = try extractor.extractInParts(training.images, context: context) }
            for transform in transforms {
                let fitted = try transform.fit(examples, context: context)
                try fitted.requireMemory(rows: examples.rows + features.rows)
                examples = fitted.apply(examples, threads: threads)
                features = fitted.apply(features, threads: threads)
            }
        }
        return Result(features: features, keypoints: nil, counts: nil, labels: labels.map(Self.array))
    }

    private func describe(
        _ images: [ImageStack], names: [String], _ extractor: any DescriptorExtractor, labels: [Int]?
    ) throws -> Result {
        guard transforms.isEmpty else { throw UserError("--transform: needs an encoder, such as --encoder bovw") }
        let local = try Parallel.tryMap(images.count, threads: threads) { index in
            let image = try images[index].batch(inOwnSizes: true, threads: 1).place(of: 0).stack
            return try named(names[index]) { try extractor.fitted(image.shape).describe(image, index: 0) }
        }
        let columns = local.first?.descriptors.columns ?? 0
        for (name, one) in zip(names, local) where one.descriptors.columns != columns {
            throw UserError("\(name): its descriptors have \(one.descriptors.columns) numbers, others \(columns)")
        }
        let keypoints = local.flatMap(\.keypoints)
        return Result(
            features: Matrix(
                rows: keypoints.count, columns: columns, values: local.flatMap(\.descriptors.values)),
            keypoints: NumPyArray(
                shape: [keypoints.count, 4], values: keypoints.flatMap { [$0.x, $0.y, $0.scale, $0.angle] }),
            counts: Self.array(local.map(\.count)), labels: labels.map(Self.array))
    }

    private static func array(_ numbers: [Int]) -> NumPyArray {
        NumPyArray(shape: [numbers.count], values: numbers.map(Float.init), isWhole: true)
    }

    private func named<Value>(_ name: String, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as ConfigurationError {
            throw UserError("\(name): \(error)")
        }
    }
}

extension DescriptorExtractor {
    func fitted(_ shape: ImageShape) throws -> any FittedDescriptorExtractor { try fit(shape) }
}
