import CJPEG
import Core
import Foundation

/// A JPEG file, read with libjpeg-turbo.
///
/// The file is taken apart into its segments and put together again without what some cameras and programs get wrong and no
/// picture suffers from: parameters of a scan that a sequential file has no use for, transforms that Adobe never defined, bytes
/// between the segments and after the end, an end that is missing. Damage within the pixels is decoded as far as libjpeg can, as
/// other readers do; a file that ends before its pixels do is refused.
struct JPEGFile {
    private let name: String
    private let segments: [Segment]
    private let bytes: [UInt8]
    /// Does the file say where it ends?
    private let hasEnd: Bool
    private let frame: Frame

    /// A marker with its parameters, or the pixels of a scan.
    private struct Segment {
        /// The second byte of the marker; 0 for pixels.
        let marker: UInt8
        /// With the marker.
        let range: Range<Int>
    }

    /// What the header says of the picture.
    private struct Frame {
        let height: Int
        let width: Int
        let components: Int
        let isProgressive: Bool
        let isArithmetic: Bool
    }

    /// Throws ``UserError`` where the file is cut off before its pixels begin.
    init(_ bytes: [UInt8], named name: String) throws {
        self.name = name
        self.bytes = bytes
        (segments, hasEnd) = Self.segments(of: bytes)
        func failure(_ reason: String) -> UserError { UserError("\(name): not a sound JPEG file (\(reason))") }
        guard let header = segments.first(where: { Self.isFrame($0.marker) }), header.range.count >= 10 else {
            throw failure("no picture in it")
        }
        let content = header.range.lowerBound + 4
        func word(_ offset: Int) -> Int { Int(bytes[content + offset]) << 8 | Int(bytes[content + offset + 1]) }
        frame = Frame(
            height: word(1), width: word(3), components: Int(bytes[content + 5]),
            isProgressive: [0xC2, 0xC6, 0xCA, 0xCE].contains(header.marker), isArithmetic: header.marker >= 0xC9)
        guard segments.contains(where: { $0.marker == 0 && !$0.range.isEmpty }) else {
            throw failure("cut off before its pixels")
        }
        guard frame.height > 0, frame.width > 0 else { throw failure("no picture in it") }
        try checkWork(failure)
    }

    /// A start of a frame: C0…CF but for tables (C4, CC) and a reserved one (C8).
    private static func isFrame(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    /// Throws where the file announces more than its bytes can hold, or more passes over the picture than any program writes.
    private func checkWork(_ failure: (String) -> UserError) throws {
        _ = try ImageFile.checkedShape(
            height: frame.height, width: frame.width, channels: 1, bytes: frame.components, named: name)
        // A block of 8×8 takes a bit at least, but for arithmetic coding.
        let blocks = ((frame.height + 7) / 8) * ((frame.width + 7) / 8)
        guard frame.isArithmetic || blocks <= 8 * bytes.count else {
            throw failure("too few bytes for \(frame.width)×\(frame.height) pixels")
        }
        let scans = segments.count { $0.marker == 0xDA }
        guard scans <= 64 || scans * blocks * max(frame.components, 1) <= 1 << 26 else {
            throw failure("\(scans) passes over \(frame.width)×\(frame.height) pixels")
        }
    }

    /// The segments up to the end of the picture, and whether that end is there. A segment that is cut off is left out.
    private static func segments(of bytes: [UInt8]) -> (found: [Segment], hasEnd: Bool) {
        var found: [Segment] = []
        var place = 2
        while let start = marker(in: bytes, from: place) {
            let marker = bytes[start + 1]
            if marker == 0xD9 { return (found, true) }
            // Markers without parameters.
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                if marker == 0xD8 { found.append(Segment(marker: marker, range: start..<start + 2)) }
                place = start + 2
                continue
            }
            guard start + 4 <= bytes.count else { break }
            let length = Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])
            let end = start + 2 + max(length, 2)
            guard end <= bytes.count else { break }
            found.append(Segment(marker: marker, range: start..<end))
            place = end
            guard marker == 0xDA else { continue }
            // The pixels go on to the next marker that is no restart.
            var next = end
            while let after = Self.marker(in: bytes, from: next), (0xD0...0xD7).contains(bytes[after + 1]) {
                next = after + 2
            }
            place = Self.marker(in: bytes, from: next) ?? bytes.count
            found.append(Segment(marker: 0, range: end..<place))
        }
        return (found, false)
    }

    /// Where the next marker begins: a byte 255 before one that is neither 0 nor 255.
    private static func marker(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { memory in
            var place = start
            while place + 1 < memory.count {
                guard let found = memchr(memory.baseAddress! + place, 0xFF, memory.count - 1 - place) else {
                    return nil
                }
                place = memory.baseAddress!.distance(to: found)
                if memory[place + 1] != 0, memory[place + 1] != 0xFF { return place }
                place += 1
            }
            return nil
        }
    }

    /// What the camera noted; empty where there is nothing.
    static func exif(in bytes: [UInt8]) -> ArraySlice<UInt8> {
        let head = Array("Exif\0\0".utf8)
        for segment in segments(of: bytes).found where segment.marker == 0xE1 {
            let content = bytes[(segment.range.lowerBound + 4)...].prefix(max(segment.range.count - 4, 0))
            if content.starts(with: head) { return content.dropFirst(head.count) }
        }
        return []
    }

    /// The segments as a file that libjpeg has no reason to warn of.
    private var repaired: [UInt8] {
        var file: [UInt8] = [0xFF, 0xD8]
        file.reserveCapacity(bytes.count + 4)
        for segment in segments {
            var part = bytes[segment.range]
            let first = part.startIndex
            switch segment.marker {
            case 0xDA where !frame.isProgressive && part.count >= 7:
                // Where a scan begins and ends, and with how many bits: only progressive files have a choice.
                part[part.endIndex - 3] = 0
                part[part.endIndex - 2] = 63
                part[part.endIndex - 1] = 0
            case 0xEE where part.count >= 16 && part[(first + 4)...].starts(with: Array("Adobe".utf8)):
                // What libjpeg itself takes an unknown transform for.
                if part[first + 15] > 2 { part[first + 15] = frame.components == 4 ? 2 : 1 }
            case 0xE0 where part.count >= 11 && part[(first + 4)...].starts(with: Array("JFIF\0".utf8)):
                part[first + 9] = 1
            case 0 where part.last == 0xFF:
                part = part.dropLast()
            default: break
            }
            file += part
        }
        return file + [0xFF, 0xD9]
    }

    func image() throws -> ImageStack {
        guard let decoder = tjInitDecompress() else { throw UserError("\(name): not enough memory to decode it") }
        defer { tjDestroy(decoder) }
        func failure(_ reason: String) -> UserError { UserError("\(name): not a sound JPEG file (\(reason))") }
        func reason() -> String { String(cString: tjGetErrorStr2(decoder)) }
        let formats = [1: TJPF_GRAY, 3: TJPF_RGB, 4: TJPF_CMYK]
        guard let format = formats[frame.components] else {
            throw failure("\(frame.components) components, which is neither grey nor a kind of colour")
        }
        let file = repaired
        var (width, height, sampling, space) = (Int32(0), Int32(0), Int32(0), Int32(0))
        let status = tjDecompressHeader3(decoder, file, UInt(file.count), &width, &height, &sampling, &space)
        guard status == 0 || width > 0 else { throw failure(reason()) }
        guard Int(width) == frame.width, Int(height) == frame.height else { throw failure("it has two headers") }
        var pixels = [UInt8](repeating: 0, count: frame.width * frame.height * frame.components)
        if tjDecompress2(
            decoder, file, UInt(file.count), &pixels, width, 0, height, Int32(format.rawValue),
            Int32(TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS)) != 0
        {
            guard tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) else { throw failure(reason()) }
            guard hasEnd || reason().contains("extraneous bytes") else { throw failure("cut off: \(reason())") }
        }
        if frame.components == 4 { pixels = Self.withoutInk(pixels) }
        let shape = ImageShape(height: frame.height, width: frame.width, channels: frame.components == 1 ? 1 : 3)
        return ImageStack(shape: shape, pixels: pixels)
    }

    /// RGB of printer's colours, which such files hold inverted: as OpenCV reckons it.
    private static func withoutInk(_ inks: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: inks.count / 4 * 3) { target, written in
            for start in stride(from: 0, to: inks.count, by: 4) {
                let black = Int(inks[start + 3])
                for ink in 0..<3 {
                    target[written] = UInt8(black - (((255 - Int(inks[start + ink])) * black) >> 8))
                    written += 1
                }
            }
        }
    }
}
