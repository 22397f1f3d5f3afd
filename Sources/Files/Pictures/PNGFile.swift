import CPNG
import Core

/// A PNG file, read with libpng.
///
/// Only the chunks that make the picture are handed on (header, palette, transparency, data): gamma, chromaticities and profiles
/// would change the values, and a damaged text or date is no reason to refuse a picture.
struct PNGFile {
    package static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let emptyEnd: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]

    private let name: String
    /// The chunks that make the picture, as a file.
    private let file: [UInt8]
    /// Bytes of compressed pixels.
    private let dataCount: Int

    /// Throws ``UserError`` where there is no chunk of pixels.
    init(_ bytes: [UInt8], named name: String) throws {
        self.name = name
        var file = Self.signature
        var dataCount = 0
        for chunk in Self.chunks(of: bytes) {
            // Critical chunks have a capital first letter; what libpng does not know among them it refuses.
            guard chunk.type.first.map({ $0 & 0x20 == 0 }) == true || chunk.type == Array("tRNS".utf8),
                chunk.type != Array("IEND".utf8)
            else { continue }
            file += bytes[chunk.range]
            if chunk.type == Array("IDAT".utf8) { dataCount += chunk.content.count }
        }
        guard dataCount > 0 else { throw UserError("\(name): not a sound PNG file (no picture in it)") }
        self.file = file + Self.emptyEnd
        self.dataCount = dataCount
    }

    private struct Chunk {
        let type: [UInt8]
        /// With length, type and checksum; what the file lacks of it is left out.
        let range: Range<Int>
        let content: Range<Int>
    }

    /// The chunks up to the end of the picture, the last one possibly cut off.
    private static func chunks(of bytes: [UInt8]) -> [Chunk] {
        var chunks: [Chunk] = []
        var place = signature.count
        while place + 8 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let type = Array(bytes[place + 4..<place + 8])
            let end = min(place + 12 + length, bytes.count)
            chunks.append(
                Chunk(type: type, range: place..<end, content: place + 8..<min(place + 8 + length, bytes.count)))
            if type == Array("IEND".utf8) { break }
            place += 12 + length
        }
        return chunks
    }

    /// What the camera noted; empty where there is nothing.
    static func exif(in bytes: [UInt8]) -> ArraySlice<UInt8> {
        let chunk = chunks(of: bytes).first { $0.type == Array("eXIf".utf8) }
        return chunk.map { bytes[$0.content] } ?? []
    }

    package func image() throws -> ImageStack {
        var header = png_image()
        header.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&header) }
        return try file.withUnsafeBytes { file in
            guard png_image_begin_read_from_memory(&header, file.baseAddress, file.count) != 0 else {
                throw failure(header)
            }
            func has(_ flag: some BinaryInteger) -> Bool { header.format & UInt32(flag) != 0 }
            let (isColour, hasAlpha) = (has(PNG_FORMAT_FLAG_COLOR), has(PNG_FORMAT_FLAG_ALPHA))
            let samples = (isColour ? 3 : 1) + (hasAlpha ? 1 : 0)
            let shape = try ImageFile.checkedShape(
                height: Int(header.height), width: Int(header.width), channels: isColour ? 3 : 1,
                bytes: samples * (has(PNG_FORMAT_FLAG_LINEAR) ? 2 : 1), named: name)
            // A bit a pixel at least, and no more than deflate can make of a byte.
            guard shape.height * shape.width / 8 <= 1032 * dataCount else {
                throw UserError(
                    "\(name): not a sound PNG file (too few bytes for \(shape.width)×\(shape.height) pixels)")
            }
            let layout = UInt32(isColour ? PNG_FORMAT_FLAG_COLOR : 0) | UInt32(hasAlpha ? PNG_FORMAT_FLAG_ALPHA : 0)
            let values = shape.height * shape.width * samples
            let pixels: [UInt8]
            if has(PNG_FORMAT_FLAG_LINEAR) {
                header.format = layout | UInt32(PNG_FORMAT_FLAG_LINEAR)
                pixels = Self.upperBytes(try read(UInt16.self, values, &header), samples, hasAlpha)
            } else {
                header.format = layout
                let read = try read(UInt8.self, values, &header)
                pixels = hasAlpha ? Self.onWhite(read, samples) : read
            }
            return ImageStack(shape: shape, pixels: pixels)
        }
    }

    private func read<Value: FixedWidthInteger>(
        _: Value.Type, _ count: Int, _ header: inout png_image
    ) throws -> [Value] {
        var values = [Value](repeating: 0, count: count)
        let status = values.withUnsafeMutableBytes { png_image_finish_read(&header, nil, $0.baseAddress, 0, nil) }
        guard status != 0 else { throw failure(header) }
        return values
    }

    /// The upper halves of values of sixteen bits; where there is alpha, by which the others are multiplied already, on white.
    private static func upperBytes(_ values: [UInt16], _ samples: Int, _ hasAlpha: Bool) -> [UInt8] {
        guard hasAlpha else { return values.map { UInt8($0 >> 8) } }
        let channels = samples - 1
        return [UInt8](unsafeUninitializedCapacity: values.count / samples * channels) { target, written in
            for start in stride(from: 0, to: values.count, by: samples) {
                let white = 65_535 - Int(values[start + channels])
                for channel in 0..<channels {
                    target[written] = UInt8(min(Int(values[start + channel]) + white, 65_535) >> 8)
                    written += 1
                }
            }
        }
    }

    private static func onWhite(_ values: [UInt8], _ samples: Int) -> [UInt8] {
        let channels = samples - 1
        return [UInt8](unsafeUninitializedCapacity: values.count / samples * channels) { target, written in
            for start in stride(from: 0, to: values.count, by: samples) {
                let alpha = Int(values[start + channels])
                for channel in 0..<channels {
                    let value = Int(values[start + channel])
                    target[written] = UInt8((value * alpha + 255 * (255 - alpha) + 127) / 255)
                    written += 1
                }
            }
        }
    }

    private func failure(_ header: png_image) -> UserError {
        UserError("\(name): not a sound PNG file (\(Self.message(of: header)))")
    }

    package static func message(of header: png_image) -> String {
        withUnsafeBytes(of: header.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
