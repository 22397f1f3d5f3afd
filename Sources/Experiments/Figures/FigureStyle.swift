import Core
import Statistics

/// What a model knows of how its training images show their figures, where these stand on a plain ground, as digits do on paper: how
/// bright the ground and the ink are, how large the figure is, and where it lies.
///
/// Pictures from elsewhere are brought to this style before they are looked at: LeCun's normalisation of MNIST (1998), with the numbers
/// of whatever set the model was trained on.
struct FigureStyle: Codable, Hashable, Sendable {
    /// Grey levels of ground and ink, 0…255.
    let ground: Double
    let ink: Double
    /// The longer side of the figure's box, as a share of the longer side of the image.
    let extent: Double
    let centring: Centring

    /// What of the figure lies in the middle of the image.
    enum Centring: String, Codable, Sendable {
        case mass
        case box
    }

    init(ground: Double, ink: Double, extent: Double, centring: Centring) {
        self.ground = ground
        self.ink = ink
        self.extent = extent
        self.centring = centring
    }

    /// False for numbers that no training images have.
    var isPossible: Bool {
        (0...255).contains(ground) && (0...255).contains(ink) && ground != ink && extent > 0.01 && extent <= 1
    }

    /// Is the ink darker than the ground?
    var isDarkOnLight: Bool { ink < ground }

    /// Images that are looked at, and the share of them that must have a figure on a plain ground of the same brightness.
    private static let looked = 400
    private static let share = 0.9

    /// The style of training images; nil where they have colours, or no figures on a plain ground that is alike in all.
    ///
    /// Throws ``UserError`` where an image can no longer be read.
    init?(learningFrom images: ImageStack, threads: Int) throws {
        guard images.shape.channels == 1, images.count > 0, min(images.shape.height, images.shape.width) >= 8 else {
            return nil
        }
        let step = max(1, images.count / Self.looked)
        let sample = try images.selecting(Array(stride(from: 0, to: images.count, by: step).prefix(Self.looked)))
            .loaded(threads: threads)
        let found = Parallel.map(sample.count, threads: threads) { index in
            FigureInPicture(Array(sample[index]), sample.shape)
        }
        let figures = found.compactMap(\.self)
        guard Double(figures.count) >= Self.share * Double(sample.count) else { return nil }
        let dark = figures.count(where: \.isDarkOnLight)
        guard Double(max(dark, figures.count - dark)) >= Self.share * Double(figures.count) else { return nil }
        let alike = figures.filter { $0.isDarkOnLight == (2 * dark > figures.count) }
        // Figures that fill the frame or lie on a lively ground are no ink on paper.
        guard Double(alike.count(where: \.isPlain)) >= Self.share * Double(alike.count) else { return nil }
        let side = Double(max(sample.shape.height, sample.shape.width))
        func spread(_ offset: (FigureInPicture) -> (Double, Double)) -> Double {
            alike.reduce(0) { sum, figure in
                let (down, right) = offset(figure)
                return sum + (down * down + right * right)
            } / Double(alike.count)
        }
        self.init(
            ground: Statistics.median(alike.map(\.ground)), ink: Statistics.median(alike.map(\.ink)),
            extent: min(1, Statistics.median(alike.map { Double($0.box.longer) }) / side),
            centring: spread(\.offsetOfMass) < spread(\.offsetOfBox) ? .mass : .box)
    }

    // MARK: Pictures

    /// `image`, which is grey and of any size, in this style and with `shape`, and in words what was done. No image where it has no figure,
    /// and nothing at all where the figure lies as those of the training images do already.
    func applied(to image: ImageStack, shape: ImageShape) -> (image: ImageStack?, changes: [String])? {
        let small = Self.reduced(image)
        let original = small.shape
        guard let figure = FigureInPicture(Array(small[0]), original) else { return (nil, ["no figure stands out"]) }
        let isTurned = figure.isDarkOnLight != isDarkOnLight
        let isPlaced = image.shape == shape && lies(figure, in: shape)
        guard isTurned || image.shape != shape else { return nil }
        var changes: [String] = []
        if isTurned { changes.append("\(Self.words(figure.isDarkOnLight)) turned to \(Self.words(isDarkOnLight))") }
        let strength = figure.strength
        if isPlaced { return (ImageStack(shape: shape, pixels: strength.map(level)), changes) }
        let box = figure.box
        let longest = max(1, Int((extent * Double(max(shape.height, shape.width))).rounded()))
        let scale = min(
            Double(longest) / Double(box.longer), Double(shape.height) / Double(box.height),
            Double(shape.width) / Double(box.width))
        let height = min(shape.height, max(1, Int((Double(box.height) * scale).rounded())))
        let width = min(shape.width, max(1, Int((Double(box.width) * scale).rounded())))
        let cut = ImageStack(
            shape: ImageShape(height: box.height, width: box.width, channels: 1),
            pixels: (box.top..<box.bottom).flatMap { row in
                strength[row * original.width + box.left..<row * original.width + box.right]
            }
        ).resized(height: height, width: width)
        let parts = figure.parts > 1 ? " in \(figure.parts) parts" : ""
        changes.append(
            "figure of \(box.width)×\(box.height)\(parts) scaled to \(width)×\(height) and centred by its \(centring.rawValue)"
        )
        return (placed(Self.stretched(cut), in: shape), changes)
    }

    /// More pixels than this a side tell nothing more of a figure that becomes a few dozen of them.
    private static let longestSide = 512

    private static func reduced(_ image: ImageStack) -> ImageStack {
        let (height, width) = (image.shape.height, image.shape.width)
        let scale = Double(longestSide) / Double(max(height, width))
        guard scale < 1 else { return image }
        return image.resized(
            height: max(1, Int((Double(height) * scale).rounded())),
            width: max(1, Int((Double(width) * scale).rounded())))
    }

    /// The same with the strength that thin strokes lost when they were scaled down.
    private static func stretched(_ figure: ImageStack) -> ImageStack {
        let top = figure.pixels.max() ?? 0
        let strong = figure.pixels.filter { $0 > top / 2 }.sorted()
        guard !strong.isEmpty else { return figure }
        let reached = max(Double(strong[strong.count * 9 / 10]), 64)
        return ImageStack(
            shape: figure.shape, pixels: figure.pixels.map { UInt8(min((Double($0) * 255 / reached).rounded(), 255)) })
    }

    private static func words(_ isDarkOnLight: Bool) -> String { isDarkOnLight ? "dark on light" : "light on dark" }

    /// Does the figure lie where those of training images do, as large as they are?
    private func lies(_ figure: FigureInPicture, in shape: ImageShape) -> Bool {
        let side = Double(max(shape.height, shape.width))
        let (down, right) = centring == .mass ? figure.offsetOfMass : figure.offsetOfBox
        let size = Double(figure.box.longer) / (extent * side)
        return max(abs(down), abs(right)) <= 0.08 * side && (0.75...1.25).contains(size)
    }

    private func level(_ strength: UInt8) -> UInt8 {
        UInt8(min(max((ground + (ink - ground) * Double(strength) / 255).rounded(), 0), 255))
    }

    /// The figure on the ground, its middle in that of the image as far as it stays within.
    private func placed(_ figure: ImageStack, in shape: ImageShape) -> ImageStack {
        let (height, width) = (figure.shape.height, figure.shape.width)
        var (middleRow, middleColumn) = (Double(height) / 2, Double(width) / 2)
        if centring == .mass {
            var (mass, rows, columns) = (0.0, 0.0, 0.0)
            for (place, value) in figure.pixels.enumerated() {
                mass += Double(value)
                rows += Double(value) * (Double(place / width) + 0.5)
                columns += Double(value) * (Double(place % width) + 0.5)
            }
            if mass > 0 { (middleRow, middleColumn) = (rows / mass, columns / mass) }
        }
        let top = min(max(Int((Double(shape.height) / 2 - middleRow).rounded()), 0), shape.height - height)
        let left = min(max(Int((Double(shape.width) / 2 - middleColumn).rounded()), 0), shape.width - width)
        var pixels = [UInt8](repeating: level(0), count: shape.count)
        for row in 0..<height {
            for column in 0..<width {
                pixels[(top + row) * shape.width + left + column] = level(figure.pixels[row * width + column])
            }
        }
        return ImageStack(shape: shape, pixels: pixels)
    }
}
