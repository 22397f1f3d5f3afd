import Core
import Drawing
import Features
import Files
import Harness

/// The one place that ties the picture to the extractor.
extension HOGPicture {
    /// The cells of the only image in `image` as the extractor in a record's `configuration` computes them, or nil where
    /// that cannot be told.
    public static func cells(of image: ImageStack, configuration: JSONValue) -> HOGCells? {
        guard let extractor = configuration["method"]?["extractor"], extractor["name"] == .string(HOG.card.name),
            let hog = try? Self.completed(extractor["settings"])?.decoded(as: HOG.self)
        else { return nil }
        return cells(of: image, hog)
    }

    /// With the settings that the record does not name.
    private static func completed(_ settings: JSONValue?) -> JSONValue? {
        guard case .object(let given) = settings, case .object(let unnamed) = try? LaterSettings.unnamed(of: HOG.self)
        else { return nil }
        return .object(unnamed.merging(given) { $1 })
    }

    /// The cells of the only image in `image`; nil where it is too small, or where an odd number of signed bins has no pairs.
    static func cells(of image: ImageStack, _ hog: HOG) -> HOGCells? {
        guard !hog.signed || hog.bins % 2 == 0, let fitted = try? hog.fit(image, context: RunContext()) else {
            return nil
        }
        let (rows, columns) = fitted.cells
        let histograms = fitted.cellHistograms(image, index: 0).flatMap { $0 }.map { bins in
            // Opposite directions share a stroke.
            hog.signed ? (0..<bins.count / 2).map { bins[$0] + bins[$0 + bins.count / 2] } : bins
        }
        return HOGCells(rows: rows, columns: columns, histograms: histograms)
    }
}
