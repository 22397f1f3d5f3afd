import Core
import Features

/// A bank of filters beside what each finds in a picture.
enum FilterResponses {
    static func draw(_ image: ImageStack, settings: [String]) throws -> Raster {
        throw UserError("filters cannot be shown yet")
    }
}
