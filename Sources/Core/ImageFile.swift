import CJPEG
import CPNG
import Foundation

/// Pictures in files.
///
/// Orientation tags and colour profiles of photographs are not looked at.
public enum ImageFile {
    /// The longest side, in pixels, and the most pixels of a picture that is decoded.
    public static let maximumSide = 20_000
    public static let maximumPixels = 400_000_000

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

    /// The picture in the PNG or JPEG file at `path`; see ``decode(_:named:channels:)``.
    public static func read(_ path: String, channels: Int? = nil) throws -> ImageStack {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UserError("\(path): cannot be read")
        }
        return try decode([UInt8](data), named: path, channels: channels)
    }

    /// The picture in `bytes`, a PNG or JPEG file as its first bytes tell, as a stack of one image.
    ///
    /// Sixteen bits are reduced to eight, palettes are looked up, and transparent pixels are laid on white.
    ///
    /// - Parameters:
    ///   - name: What errors begin with.
    ///   - channels: 1 for grey (of colour pictures the luma, ``ImageStack/grey()``), 3 for RGB, nil for what the file has.
    ///
    /// Throws ``UserError`` for a file that is no picture, is cut off or corrupt, or that announces a side longer than
    /// ``maximumSide`` or more than ``maximumPixels`` pixels; nothing is allocated for those.
    public static func decode(_ bytes: [UInt8], named name: String, channels: Int? = nil) throws -> ImageStack {
        precondition(channels == nil || channels == 1 || channels == 3)
        let image: ImageStack
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            image = try decodePNG(bytes, named: name)
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            image = try decodeJPEG(bytes, named: name)
        } else {
            throw UserError("\(name): is neither a PNG nor a JPEG file")
        }
        return channels == 1 ? image.grey() : channels == 3 ? image.colour() : image
    }

    private static func decodePNG(_ bytes: [UInt8], named name: String) throws -> ImageStack {
        var header = png_image()
        header.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&header) }
        return try bytes.withUnsafeBytes { file in
            guard png_image_begin_read_from_memory(&header, file.baseAddress, file.count) != 0 else {
                throw UserError("\(name): not a sound PNG file (\(message(of: header)))")
            }
            let isColour = header.format & UInt32(PNG_FORMAT_FLAG_COLOR) != 0
            let shape = try checkedShape(
                height: Int(header.height), width: Int(header.width), channels: isColour ? 3 : 1, named: name)
            header.format = isColour ? UInt32(PNG_FORMAT_FLAG_COLOR) : UInt32(PNG_FORMAT_GRAY)
            header.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
            var white = png_color(red: 255, green: 255, blue: 255)
            var pixels = [UInt8](repeating: 0, count: shape.count)
            guard png_image_finish_read(&header, &white, &pixels, 0, nil) != 0 else {
                throw UserError("\(name): not a sound PNG file (\(message(of: header)))")
            }
            return ImageStack(shape: shape, pixels: pixels)
        }
    }

    private static func decodeJPEG(_ bytes: [UInt8], named name: String) throws -> ImageStack {
        guard let decoder = tjInitDecompress() else { throw UserError("\(name): no memory to decode it") }
        defer { tjDestroy(decoder) }
        func failure() -> UserError {
            UserError("\(name): not a sound JPEG file (\(String(cString: tjGetErrorStr2(decoder))))")
        }
        var (width, height, sampling, space) = (Int32(0), Int32(0), Int32(0), Int32(0))
        let size = UInt(bytes.count)
        guard tjDecompressHeader3(decoder, bytes, size, &width, &height, &sampling, &space) == 0 else {
            throw failure()
        }
        guard width > 0, height > 0 else { throw UserError("\(name): not a sound JPEG file (no picture in it)") }
        guard ![TJCS_CMYK, TJCS_YCCK].contains(where: { Int32($0.rawValue) == space }) else {
            throw UserError("\(name): is a JPEG file in printer's colours (CMYK); save it as RGB")
        }
        let isGrey = space == Int32(TJCS_GRAY.rawValue)
        let shape = try checkedShape(height: Int(height), width: Int(width), channels: isGrey ? 1 : 3, named: name)
        var pixels = [UInt8](repeating: 0, count: shape.count)
        let format = Int32((isGrey ? TJPF_GRAY : TJPF_RGB).rawValue)
        let status = tjDecompress2(
            decoder, bytes, size, &pixels, width, 0, height, format, Int32(TJFLAG_ACCURATEDCT))
        // Some cameras leave bytes between the segments; nothing of the picture is missing then.
        let isHarmless =
            tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue)
            && String(cString: tjGetErrorStr2(decoder)).contains("extraneous bytes")
        guard status == 0 || isHarmless else { throw failure() }
        return ImageStack(shape: shape, pixels: pixels)
    }

    private static func checkedShape(
        height: Int, width: Int, channels: Int, named name: String
    ) throws -> ImageShape {
        guard height > 0, width > 0, max(height, width) <= maximumSide, height * width <= maximumPixels else {
            throw UserError(
                "\(name): \(width)×\(height) pixels; a picture may have \(maximumSide) a side and "
                    + "\(maximumPixels / 1_000_000) million in all")
        }
        return ImageShape(height: height, width: width, channels: channels)
    }

    private static func message(of header: png_image) -> String {
        withUnsafeBytes(of: header.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

extension ImageStack {
    /// The same images in RGB: grey is repeated in each channel. RGB images pass through.
    public func colour() -> ImageStack {
        guard shape.channels == 1 else { return self }
        var repeated = [UInt8](repeating: 0, count: 3 * pixels.count)
        for index in repeated.indices { repeated[index] = pixels[index / 3] }
        return ImageStack(shape: ImageShape(height: shape.height, width: shape.width, channels: 3), pixels: repeated)
    }
}
