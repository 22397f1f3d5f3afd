import Core

/// The pixels that vary most among the training images, as they are.
public struct VaryingPixels: FeatureExtractor {
    /// Pixels that are kept, 1…65,536.
    public let count: Int

    public init() { self.init(count: 64) }
    public init(count: Int) { self.count = count }

    public static let card = Card(
        name: "varying-pixels", title: "Varying pixels", year: 1999,
        paper: "Y. Amit and D. Geman, A Computational Model for Visual Selection, Neural Computation 1999",
        deviations: ["Pixels instead of arrangements of edges."])

    public func validate() throws {
        try require((1...65_536).contains(count), "count", count, "from 1 to 65536")
    }

    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedVaryingPixels {
        try validate()
        let size = images.shape.count
        try require(count <= size, "count", count, "at most \(size) for images of \(images.shape)")
        let looked = try images.selecting(0..<min(images.count, 1000)).loaded(threads: context.threads)
        let spreads = (0..<size).map { place -> Double in
            let values = (0..<looked.count).map { Double(looked.pixels[$0 * size + place]) }
            let mean = values.reduce(0, +) / Double(values.count)
            return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
        let order = spreads.indices.sorted { (spreads[$1], $0) < (spreads[$0], $1) }
        return FittedVaryingPixels(places: order.prefix(count).sorted())
    }

    /// A double precision number for each image that is looked at, one pixel after the other.
    public func workingMemory(_ extent: WorkExtent) throws -> RowMemory {
        RowMemory(columns: Double(count), learning: MemoryEstimate(["pixels": 8 * 1000 + 1000 * extent.form.bytes]))
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedVaryingPixels {
        FittedVaryingPixels(places: try stored.integers("places", count: count, in: 0...shape.count - 1))
    }
}

public struct FittedVaryingPixels: FittedExtractor {
    let places: [Int]

    public var featureCount: Int { places.count }
    public var parameterCount: Int { places.count }
    public var flopsPerImage: Double { Double(places.count) }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        Matrix(rows: images.count, columns: places.count, threads: threads) { index, row in
            let pixels = images[index]
            for (column, place) in places.enumerated() { row[column] = Float(pixels[pixels.startIndex + place]) / 255 }
        }
    }

    public func stored() -> Stored {
        var stored = Stored()
        stored.put("places", places)
        return stored
    }
}
