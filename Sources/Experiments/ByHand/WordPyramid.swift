import Core
import Features

/// Dense descriptors as visual words, in the cells of a spatial pyramid.
enum WordPyramid {
    static func draw(_ image: ImageStack, settings: [String]) throws -> Raster {
        throw UserError("pyramids cannot be shown yet")
    }
}
