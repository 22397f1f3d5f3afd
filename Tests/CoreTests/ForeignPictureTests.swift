import Core
import Files
import Foundation
import Testing

/// Files as cameras, scanners and careless programs write them. What is expected was read from OpenCV 5.
@Suite("Pictures of other programs")
struct ForeignPictureTests {
    private static func bytes(_ base64: String) -> [UInt8] { [UInt8](Data(base64Encoded: base64)!) }

    /// 16×16 pixels of red 200, green 80, blue 40.
    private static let colour = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDg\
        sLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU\
        FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAQABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xA\
        AUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABwj/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oA\
        DAMBAAIRAxEAPwCSACiqH//Z
        """)

    /// Up to the end of the first segment, and what follows.
    private let head = Array(Self.colour.prefix(20))
    private let tail = Array(Self.colour.dropFirst(20))

    private func decode(_ file: [UInt8], upright: Bool = true) throws -> ImageStack {
        try ImageFile.decode(file, named: "f", upright: upright)
    }

    private func failure(_ file: [UInt8]) -> String {
        do {
            _ = try decode(file)
            Issue.record("no error was thrown")
            return ""
        } catch {
            #expect(!"\(error)".contains("\n"))
            return "\(error)"
        }
    }

    // MARK: JPEG

    /// Where the marker begins.
    private func place(_ marker: UInt8, in file: [UInt8]) -> Int {
        file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == marker }!
    }

    @Test("damage to a JPEG file that takes nothing from the picture changes nothing")
    func harmlessJPEG() throws {
        let whole = try decode(Self.colour)
        let scan = place(0xDA, in: Self.colour)
        var altered: [String: [UInt8]] = [:]
        for parameters in [[0, 0, 0], [1, 63, 0], [0, 64, 0], [0, 63, 16]] as [[UInt8]] {
            // Samsung's telephones write zeros.
            var file = Self.colour
            file.replaceSubrange(scan + 11..<scan + 14, with: parameters)
            altered["scan \(parameters)"] = file
        }
        for transform in [1, 2, 5, 255] as [UInt8] {
            let adobe: [UInt8] = [0xFF, 0xEE, 0, 14] + Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, transform]
            altered["Adobe \(transform)"] = head + adobe + tail
        }
        var version = Self.colour
        version[11] = 7
        altered["version of JFIF"] = version
        altered["between"] = head + Array("garbage".utf8) + tail
        altered["before the end"] = Array(Self.colour.dropLast(2)) + Array("garbage".utf8) + [0xFF, 0xD9]
        altered["behind"] = Self.colour + Self.colour + Array("garbage".utf8)
        altered["no end"] = Array(Self.colour.dropLast(2))
        altered["half an end"] = Array(Self.colour.dropLast(1))
        for (name, file) in altered { #expect(try decode(file) == whole, "\(name)") }
        let all = altered["scan [0, 0, 0]"]!
        #expect(
            try decode(Array(all.prefix(20)) + Array("garbage".utf8) + Array(all.dropFirst(20).dropLast(2))) == whole)
    }

    @Test("a JPEG file that ends before its pixels do is refused, and so is one that promises more than it can hold")
    func cutJPEG() throws {
        let scan = place(0xDA, in: Self.colour)
        #expect(failure(Array(Self.colour.prefix(scan + 14))) == "f: not a sound JPEG file (cut off before its pixels)")
        #expect(failure(Array(Self.colour.prefix(scan + 16))).hasPrefix("f: not a sound JPEG file (cut off: "))
        #expect(failure(Array(Self.colour.prefix(30))) == "f: not a sound JPEG file (no picture in it)")
        var large = Self.colour
        let frame = place(0xC0, in: Self.colour)
        large.replaceSubrange(frame + 5..<frame + 9, with: [0x20, 0, 0x20, 0])
        #expect(failure(large) == "f: not a sound JPEG file (too few bytes for 8192×8192 pixels)")
        large.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(failure(large).hasPrefix("f: 65535×65535 pixels; a picture may have 20000 a side"))
        large.replaceSubrange(frame + 5..<frame + 9, with: [0, 0, 0, 0])
        #expect(failure(large) == "f: not a sound JPEG file (no picture in it)")
    }

    @Test("printer's colours become those of OpenCV")
    func printersColours() throws {
        let file = Self.bytes(
            """
            /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJ\
            CgoK/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAE\
            EQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6\
            g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkA\
            SwAAPwD826/VyvpSv2Er/9k=
            """)
        let image = try decode(file)
        #expect(
            image.shape == ImageShape(height: 8, width: 8, channels: 3)
                && Array(image.pixels.prefix(3)) == [50, 190, 146])
    }

    // MARK: PNG

    private func chunk(_ type: String, _ content: [UInt8], isSound: Bool = true) -> [UInt8] {
        let body = Array(type.utf8) + content
        let sum = ~body.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return big(UInt32(content.count)) + body + big(isSound ? sum : ~sum)
    }

    private func big(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    /// `file` with `chunks` after its header.
    private func inserting(_ chunks: [UInt8], into file: [UInt8]) -> [UInt8] {
        Array(file.prefix(33)) + chunks + Array(file.dropFirst(33))
    }

    @Test(
        "gamma, profiles and chromaticities of a PNG file are left alone, and what is damaged beside the picture is no matter"
    )
    func ancillaryPNG() throws {
        let shape = ImageShape(height: 4, width: 16, channels: 3)
        for channels in [1, 3] {
            let image = ImageStack(
                shape: ImageShape(height: 4, width: 16, channels: channels),
                pixels: (0..<shape.count / 3 * channels).map { UInt8(truncatingIfNeeded: $0 * 5) })
            let file = try ImageFile.encodePNG(image)
            let gammas = [0, 1, 45_455, 100_000, 220_000].map { chunk("gAMA", big($0)) }
            let colours = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000].flatMap { big(UInt32($0)) }
            let odd = [
                chunk("cHRM", colours) + gammas[3], chunk("sRGB", [0]) + gammas[2], gammas[2] + gammas[2],
                chunk("iCCP", [0x78, 0, 0, 1, 2, 3]), chunk("sBIT", [UInt8](repeating: 5, count: channels)),
                chunk("tIME", [1]), chunk("tEXt", [1], isSound: false), chunk("gAMA", big(100_000), isSound: false),
            ]
            for (index, chunks) in (gammas + odd).enumerated() {
                #expect(try decode(inserting(chunks, into: file)) == image, "\(channels) \(index)")
            }
            #expect(try decode(Array(file.dropLast(12))) == image && decode(file + Array("behind".utf8)) == image)
            #expect(failure(inserting(chunk("ABCD", [1]), into: file)).hasPrefix("f: not a sound PNG file"))
        }
        let sixteen = Self.bytes(
            """
            iVBORw0KGgoAAAANSUhEUgAAAAQAAAABEAAAAACMx4xSAAAABGdBTUEAAYagMeiWXwAAABFJREFUeJxjEDJp+P//H8N/ABH1BMJ6eeE9AAAAAElF\
            TkSuQmCC
            """)
        #expect(try decode(sixteen).pixels == [18, 128, 255, 0])
        let half = Self.bytes(
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAYAAACksqPJAAAAGElEQVR4nGP4/5+BoQEImV+wX+De8f8/ADntB4ImG1IKAAAAAElFTkSuQmCC"
        )
        // Half of red with a quarter of blue on white; then without transparency.
        #expect(try decode(half).pixels == [255, 127, 191, 3, 7, 11])
    }

    @Test("a PNG file that promises more than its bytes can hold is refused before anything is allocated")
    func bombs() throws {
        let header = big(19_000) + big(19_000) + [8, 0, 0, 0, 0]
        let file =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + chunk("IDAT", [0x78, 0x9C])
        #expect(failure(file) == "f: not a sound PNG file (too few bytes for 19000×19000 pixels)")
        #expect(failure(Array(file.prefix(33))) == "f: not a sound PNG file (no picture in it)")
        // Two colours of a palette: few bytes, but three in memory for each pixel.
        let wide =
            chunk("IHDR", big(19_000) + big(19_000) + [1, 3, 0, 0, 0]) + chunk("PLTE", [0, 0, 0, 255, 255, 255])
        let palette = Array(file.prefix(8)) + wide + chunk("IDAT", [UInt8](repeating: 0, count: 60_000))
        #expect(failure(palette) == "f: 19000×19000 pixels take 1083000000 bytes; a picture may take 536870912")
        let (many, one): ([UInt8], [UInt8]) = (Array(repeating: 0xFF, count: 4), Array("IDAT".utf8))
        #expect(failure(Array(file.prefix(33)) + many + one + [1]).hasPrefix("f: not a sound PNG file"))
    }

    // MARK: Orientation

    private func exif(_ orientation: UInt8, isLittle: Bool = false) -> [UInt8] {
        func word(_ value: UInt8) -> [UInt8] { isLittle ? [value, 0] : [0, value] }
        let tag: [UInt8] = isLittle ? [0x12, 1] : [1, 0x12]
        let long: [UInt8] = isLittle ? [8, 0, 0, 0] : [0, 0, 0, 8]
        let one: [UInt8] = isLittle ? [1, 0, 0, 0] : [0, 0, 0, 1]
        let head = isLittle ? Array("II".utf8) + [42, 0] : Array("MM".utf8) + [0, 42]
        return head + long + word(1) + tag + word(3) + one + word(orientation) + [0, 0] + [0, 0, 0, 0]
    }

    @Test("pictures are turned as the camera noted, unless they are wanted as they are", arguments: 1...8)
    func orientation(_ orientation: Int) throws {
        let shape = ImageShape(height: 2, width: 3, channels: 3)
        let image = ImageStack(shape: shape, pixels: (0..<18).map { UInt8($0) })
        let file = inserting(chunk("eXIf", exif(UInt8(orientation))), into: try ImageFile.encodePNG(image))
        // The first channel, row by row: 0 3 6 / 9 12 15.
        let expected: [[UInt8]] = [
            [0, 3, 6, 9, 12, 15], [6, 3, 0, 15, 12, 9], [15, 12, 9, 6, 3, 0], [9, 12, 15, 0, 3, 6],
            [0, 9, 3, 12, 6, 15], [9, 0, 12, 3, 15, 6], [15, 6, 12, 3, 9, 0], [6, 15, 3, 12, 0, 9],
        ]
        let turned = try decode(file)
        #expect(turned.shape.height == (orientation < 5 ? 2 : 3) && turned.shape.width == (orientation < 5 ? 3 : 2))
        #expect(stride(from: 0, to: 18, by: 3).map { turned.pixels[$0] } == expected[orientation - 1])
        #expect(stride(from: 1, to: 18, by: 3).allSatisfy { turned.pixels[$0] == turned.pixels[$0 - 1] + 1 })
        #expect(try decode(file, upright: false) == image && ImageFile.orientation(of: file) == orientation)
    }

    @Test("orientations of JPEG files in both orders of bytes; what makes no sense is passed over")
    func jpegOrientation() {
        func orientation(_ exif: [UInt8]) -> Int {
            let content = Array("Exif\0\0".utf8) + exif
            let segment = [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content
            return ImageFile.orientation(of: head + segment + tail)
        }
        #expect(orientation(exif(6)) == 6 && orientation(exif(3, isLittle: true)) == 3)
        #expect(orientation(exif(9)) == 1 && orientation(exif(0)) == 1 && orientation([]) == 1)
        for length in 0..<26 { #expect([1, 6].contains(orientation(Array(exif(6).prefix(length))))) }
        var far = exif(6)
        far[4] = 0xFF
        #expect(orientation(far) == 1 && ImageFile.orientation(of: Self.colour) == 1)
    }

    // MARK: Netpbm

    @Test("PGM and PPM, in digits and in bytes, with comments and any largest value")
    func netpbm() throws {
        func values(_ text: String, _ data: [UInt8] = []) throws -> [UInt8] {
            try decode(Array(text.utf8) + data).pixels
        }
        #expect(try values("P2\n# a comment\n3 1 # and another\n15\n0 7 15\n") == [0, 119, 255])
        #expect(try values("P3 2 1 255 1 2 3\n\n250 251 252") == [1, 2, 3, 250, 251, 252])
        #expect(try values("P5\n3 1\n255\n", [35, 10, 255]) == [35, 10, 255])
        #expect(try values("P5 3 1 100\n", [0, 50, 100]) == [0, 128, 255])
        #expect(try values("P5 3 1 65535\n", [0x12, 0x34, 0x80, 0xFF, 0xFF, 0xFF]) == [0x12, 0x80, 255])
        #expect(try values("P6 1 1 1000\n", [0, 0, 0x01, 0xF4, 0x03, 0xE8]) == [0, 128, 255])
        #expect(try decode(Array("P6 1 2 255\nabcdef".utf8)).shape == ImageShape(height: 2, width: 1, channels: 3))
        for (text, reason) in [
            ("P5 3 2 255\nabcd", "too few bytes for 3×2 pixels"), ("P5 3", "its header is not whole"),
            ("P2 2 1 255 1 x", "value 2 is no number"), ("P5 1 1 0\na", "values up to 0"),
            ("P5 1 1 70000\na", "values up to 70000"), ("P5 99999 1 255\n", "99999×1 pixels"),
            ("P5 19000 19000 255\n", "too few bytes"), ("P4 8 1\na", "black and white"),
            ("P5 1 99999999999999999999 255\n", "its header is not whole"),
        ] {
            #expect(failure(Array(text.utf8)).contains(reason), "\(text)")
        }
    }
}
