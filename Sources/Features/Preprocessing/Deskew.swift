import Core

/// Sets slanted writing upright.
///
/// As the deskewed digits of Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, *Gradient-Based Learning Applied to Document
/// Recognition*, Proc. IEEE 86, 1998 (§III): an image is a mass of ink, light on dark; with its centre (x̄, ȳ) and its second
/// moments μ₁₁ = Σ v (x − x̄)(y − ȳ) and μ₀₂ = Σ v (y − ȳ)², the slant is s = μ₁₁ / μ₀₂ columns a row. Every row is moved by
/// −s (y − ȳ) columns, interpolated linearly, so that the principal axis of inertia stands upright. What comes in from
/// outside is black. An image without ink, or with all of it in one row, stays as it is.
public struct Deskew: ImagePreprocessor {
    /// Slants are followed up to so many columns a row, 0…4.
    public let limit: Float

    public init() { self.init(limit: 1) }
    public init(limit: Float) { self.limit = limit }

    public static let card = Card(
        name: "deskew", title: "Deskewing by moments", year: 1998,
        paper:
            "Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, Gradient-Based Learning Applied to Document Recognition, "
            + "Proc. IEEE 86, 1998",
        deviations: [
            "Slants are limited, by default to one column per row.",
            "The image keeps its size; the paper's deskewed digits have 20×20 pixels.",
        ])

    public func validate() throws {
        try require((0...4).contains(limit), "limit", limit, "from 0 to 4")
    }

    /// - Precondition: The images are in memory.
    public func apply(_ images: ImageStack, threads: Int) -> ImageStack {
        precondition(images.isInMemory)
        return DeskewKernels.deskew(images, limit: limit, threads: threads)
    }
}
