import Core

/// Raw pixels: the image itself as a row of numbers in 0…1, the baseline that any feature must beat.
///
/// Columns are in the image's memory order, `[row][column][channel]`.
public struct RawPixels: FixedExtractor {
    /// Turn colour images to grey (ITU-R 601 luma) first.
    public let grey: Bool

    public init() { self.init(grey: false) }

    public init(grey: Bool) {
        self.grey = grey
    }

    public static var family: MethodFamily { .baseline }

    public static let card = Card(
        name: "raw", title: "Raw pixels", year: 1989,
        paper: "The plain input of Y. LeCun et al., Backpropagation Applied to Handwritten Zip Code Recognition")

    public func validate() {}

    public func fit(_ images: ImageStack, context: RunContext) -> FittedRawPixels {
        FittedRawPixels(configuration: self, shape: images.shape)
    }
}

public struct FittedRawPixels: FittedFixedExtractor {
    let configuration: RawPixels
    let shape: ImageShape

    public var featureCount: Int { configuration.grey ? shape.height * shape.width : shape.count }
    /// One scaling a number.
    public var flopsPerImage: Double { Double(featureCount) }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        let source = configuration.grey ? images.grey() : images
        return Matrix(rows: source.count, columns: featureCount) { target in
            for index in target.indices {
                target[index] = Float(source.pixels[index]) * (1 / 255)
            }
        }
    }
}
