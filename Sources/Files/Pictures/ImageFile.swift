import CPNG
import Core
import Foundation

/// Pictures in files: PNG, JPEG, and the PPM and PGM of Netpbm.
///
/// Files are read as OpenCV and the Python Imaging Library read them, to the same pixels: what a file says of gamma and colour
/// profiles is left alone, and damage that takes nothing from the picture is put up with. The orientation that a camera noted
/// (EXIF) is heeded unless the caller wants the pixels as they are stored.
public enum ImageFile {
    /// The longest side, in pixels, and the most pixels of a picture that is decoded.
    public static let maximumSide = 20_000
    public static let maximumPixels = 400_000_000
    /// The most bytes that a picture may take while it is decoded.
    public static let maximumDecodedBytes = 1 << 29
    /// The most bytes of a file that is read.
    public static let maximumBytes = 1 << 30
    /// What the names of picture files end with, in lower case and without the point.
    public static let suffixes = ["png", "jpg", "jpeg", "jpe", "jfif", "ppm", "pgm", "pnm"]

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
            throw UserError("the picture cannot be encoded as PNG: \(PNGFile.message(of: header))")
        }
        return Array(bytes[..<size])
    }

    /// The picture in the file at `path`; see ``decode(_:named:channels:upright:)``.
    public static func read(_ path: String, channels: Int? = nil, upright: Bool = true) throws -> ImageStack {
        try decode(try contents(of: path), named: path, channels: channels, upright: upright)
    }

    /// The bytes of the file at `path`. Throws ``UserError`` where it cannot be read or has more than ``maximumBytes``.
    public static func contents(of path: String) throws -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw UserError.unreadable(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw UserError("\(path): is not a regular file") }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw UserError.unreadable(path, errno) }
        defer { try? handle.close() }
        guard status.st_size <= maximumBytes else {
            throw UserError("\(path): \(status.st_size) bytes; a picture file may have \(maximumBytes)")
        }
        guard let data = try? handle.readToEnd() ?? Data() else { throw UserError("\(path): cannot be read") }
        return [UInt8](data)
    }

    /// The picture in `bytes`, a PNG, JPEG, PPM or PGM file as its first bytes tell, as a stack of one image.
    ///
    /// Of sixteen bits the upper eight are taken, palettes are looked up, printer's colours (CMYK) become RGB, and transparent pixels
    /// are laid on white.
    ///
    /// - Parameters:
    ///   - name: What errors begin with.
    ///   - channels: 1 for grey (of colour pictures the luma, ``ImageStack/grey()``), 3 for RGB, nil for what the file has.
    ///   - upright: Turns the picture as its ``orientation(of:)`` says.
    ///
    /// Throws ``UserError`` for a file that is no picture, is cut off or corrupt, or that announces a side longer than
    /// ``maximumSide``, more than ``maximumPixels`` pixels, or more than its bytes can hold; nothing is allocated for those.
    public static func decode(
        _ bytes: [UInt8], named name: String, channels: Int? = nil, upright: Bool = true
    ) throws -> ImageStack {
        precondition(channels == nil || channels == 1 || channels == 3)
        var image: ImageStack
        switch Format(bytes) {
        case .png: image = try PNGFile(bytes, named: name).image()
        case .jpeg: image = try JPEGFile(bytes, named: name).image()
        case .netpbm: image = try NetpbmFile(bytes, named: name).image()
        case nil: throw UserError("\(name): is not a PNG, JPEG, PPM or PGM file")
        }
        if channels == 1 { image = image.grey() }
        if channels == 3 { image = image.colour() }
        return upright ? image.upright(orientation(of: bytes)) : image
    }

    /// How the camera was held, as EXIF counts it: 1 for upright, 2…8 for the other turns and reflections. 1 where the file does not
    /// say, or says what makes no sense.
    public static func orientation(of bytes: [UInt8]) -> Int {
        switch Format(bytes) {
        case .png: ExifOrientation.value(in: PNGFile.exif(in: bytes))
        case .jpeg: ExifOrientation.value(in: JPEGFile.exif(in: bytes))
        default: 1
        }
    }

    /// A kind of file, by its first bytes.
    private enum Format {
        case png, jpeg, netpbm

        init?(_ bytes: [UInt8]) {
            if bytes.starts(with: PNGFile.signature) {
                self = .png
            } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else if bytes.count > 2, bytes[0] == UInt8(ascii: "P"), (0x31...0x36).contains(bytes[1]),
                NetpbmFile.isSpace(bytes[2]) || bytes[2] == UInt8(ascii: "#")
            {
                self = .netpbm
            } else {
                return nil
            }
        }
    }

    /// Throws ``UserError`` where a picture of these sides is not decoded.
    ///
    /// - Parameter bytes: Bytes of a pixel while it is decoded.
    static func checkedShape(
        height: Int, width: Int, channels: Int, bytes: Int = 1, named name: String
    ) throws -> ImageShape {
        guard height > 0, width > 0, max(height, width) <= maximumSide, height * width <= maximumPixels else {
            throw UserError(
                "\(name): \(width)×\(height) pixels; a picture may have \(maximumSide) a side and "
                    + "\(maximumPixels / 1_000_000) million in all")
        }
        guard height * width * bytes <= maximumDecodedBytes else {
            throw UserError(
                "\(name): \(width)×\(height) pixels take \(height * width * bytes) bytes; a picture may take \(maximumDecodedBytes)"
            )
        }
        return ImageShape(height: height, width: width, channels: channels)
    }
}
