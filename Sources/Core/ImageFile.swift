import CPNG

/// Pictures in files.
public enum ImageFile {
    /// `image` as a PNG file, 8 bits a channel, grey or RGB.
    ///
    /// - Precondition: `image` holds one image of 1 or 3 channels.
    public static func encodePNG(_ image: ImageStack) throws -> [UInt8] {
        precondition(image.count == 1 && [1, 3].contains(image.shape.channels))
        var header = png_image()
        header.version = UInt32(PNG_IMAGE_VERSION)
        header.width = UInt32(image.shape.width)
        header.height = UInt32(image.shape.height)
        header.format = image.shape.channels == 1 ? UInt32(PNG_FORMAT_GRAY) : UInt32(PNG_FORMAT_FLAG_COLOR)
        // libpng's own bound for the size of the compressed file.
        let raw = image.pixels.count + image.shape.height
        var size = raw + raw / 1000 + 4096
        var bytes = [UInt8](repeating: 0, count: size)
        guard png_image_write_to_memory(&header, &bytes, &size, 0, image.pixels, 0, nil) != 0 else {
            throw UserError("the picture cannot be encoded as PNG: \(message(of: header))")
        }
        return Array(bytes[..<size])
    }

    private static func message(of header: png_image) -> String {
        withUnsafeBytes(of: header.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
