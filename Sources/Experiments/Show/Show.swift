import Core
import Drawing
import Features
import Files
import Foundation
import Harness

/// What a method sees in a picture, drawn over it: what `hindsight show` does.
public enum Show {
    /// What can be shown, with a line on each.
    public static let subjects: [(name: String, summary: String)] = [
        ("hog", "the histogram of oriented gradients of every cell, as strokes along the edges"),
        ("sift", "SIFT keypoints: a circle of three times the scale, with a line in their direction"),
        ("surf", "SURF keypoints, in the same way"),
        ("filters", "a bank of Gabor filters, and where in the picture each responds"),
        ("pyramid", "dense SIFT as visual words in the cells of a spatial pyramid, with their histograms"),
    ]
    /// What can be shown of a model that 'hindsight train' wrote; see ``ModelPictures``.
    public static let modelSubjects: [(name: String, summary: String)] = [
        ("filters", "of a model: the filters of its first layer"),
        ("fits", "of a model: these filters with Gabor functions fitted to them, and crafted filters"),
        ("activations", "of a network: what each layer makes of a picture"),
        ("curve", "of trainings: accuracy against time, from what --curve wrote"),
    ]

    /// A picture of about 1,000 pixels in width.
    ///
    /// - Parameters:
    ///   - settings: Of the extractor, as KEY=VALUE.
    ///
    /// Throws ``UserError`` for an unknown subject or setting, and where the picture is too small for the method.
    public static func draw(_ subject: String, of image: ImageStack, settings: [String]) throws -> Raster {
        do {
            switch subject {
            case "hog": return try hog(image, settings)
            case "sift", "surf": return try keypoints(image, subject, settings)
            case "filters": return try FilterResponses.draw(image, settings: settings)
            case "pyramid": return try WordPyramid.draw(image, settings: settings)
            default:
                let names = subjects.map(\.name)
                let reader = try YAMLReader.document(subject, file: "SUBJECT")
                throw UserError("'\(subject)' cannot be shown\(reader.suggestion(subject, names))")
            }
        } catch let error as ConfigurationError {
            throw UserError("\(subject): \(error)")
        }
    }

    /// The extractor `name` with `settings`, as a `Component` of the type that is asked for.
    static func component<Value: Component>(_ name: String, _ settings: [String], as: Value.Type) throws -> Value {
        let types = Catalogue.extractors.map { $0 as any Component.Type } + Catalogue.descriptorExtractors.map { $0 }
        let found: ResolvedComponent<any Component> = try ComponentReader(what: "extractor").read(
            try MethodText(name, settings: settings).reader("--set"), from: types, as: (any Component).self)
        guard let value = found.value as? Value else { throw UserError("'\(name)' cannot be shown") }
        return value
    }

    /// Pixels of the drawing for a pixel of the picture: whole numbers keep them square.
    static func scale(_ shape: ImageShape, width: Int = 1000) -> Int {
        max(1, (width + shape.width / 2) / shape.width)
    }

    /// The picture, enlarged and made dim or pale so that drawings stand out. Throws ``UserError`` where that is too large.
    static func canvas(_ image: ImageStack, scale: Int, shade: (factor: Double, offset: Double)) throws -> Raster {
        let dim = ImageStack(
            shape: image.shape, pixels: image.pixels.map { UInt8(Double($0) * shade.factor + shade.offset) })
        let (width, height) = (image.shape.width * scale, image.shape.height * scale)
        try Raster.require(width: width, height: height)
        var raster = Raster(width: width, height: height)
        // Small images show their pixels, photographs are smoothed.
        if image.shape.width < 96 {
            raster.draw(dim, index: 0, x: 0, y: 0, scale: scale)
        } else {
            raster.draw(dim.resized(height: height, width: width), index: 0, x: 0, y: 0, scale: 1)
        }
        return raster
    }

    private static func hog(_ image: ImageStack, _ settings: [String]) throws -> Raster {
        let hog = try component("hog", settings, as: HOG.self)
        let scale = scale(image.shape)
        try Raster.require(width: image.shape.width * scale, height: image.shape.height * scale)
        guard let cells = HOGPicture.cells(of: image, hog) else {
            _ = try hog.fit(image, context: RunContext())
            throw UserError("hog: signed histograms can be shown with an even number of bins only")
        }
        var raster = try canvas(image.grey(), scale: scale, shade: (0.45, 0))
        HOGPicture.strokes(
            of: cells, on: &raster, x: 0, y: 0,
            cell: (Double(hog.cellSize * scale), Double(hog.cellSize * scale)), Colour(255, 214, 10), contrast: 0.5)
        return raster
    }

    private static func keypoints(_ image: ImageStack, _ subject: String, _ settings: [String]) throws -> Raster {
        let found = try descriptorExtractor(subject, settings).fitted(image.shape).describe(image, index: 0).keypoints
        let scale = scale(image.shape)
        var raster = try canvas(image.grey(), scale: scale, shade: (0.7, 60))
        let thickness = max(1.2, Double(scale) * 0.6)
        // Large ones first, so that small ones lie on top.
        for keypoint in found.sorted(by: { $0.scale > $1.scale }) {
            let centre = (x: (Double(keypoint.x) + 0.5) * Double(scale), y: (Double(keypoint.y) + 0.5) * Double(scale))
            let radius = 3 * Double(keypoint.scale) * Double(scale)
            let colour = Colour.hue(Double(keypoint.angle) / (2 * .pi))
            raster.circle(centre: centre, radius: radius, thickness: thickness, colour)
            let end = (
                x: centre.x + radius * cos(Double(keypoint.angle)), y: centre.y + radius * sin(Double(keypoint.angle))
            )
            raster.line(from: centre, to: end, thickness: thickness, colour)
        }
        return raster
    }

    private static func descriptorExtractor(_ name: String, _ settings: [String]) throws -> any DescriptorExtractor {
        let found: ResolvedComponent<any DescriptorExtractor> = try ComponentReader(what: "extractor").read(
            try MethodText(name, settings: settings).reader("--set"),
            from: Catalogue.descriptorExtractors, as: (any DescriptorExtractor).self)
        return found.value
    }
}
