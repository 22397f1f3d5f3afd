import Core
import Files
import Foundation
import Testing

@Suite struct ImageFileTests {
    private func stack(_ height: Int, _ width: Int, _ channels: Int, _ pixels: [UInt8]) -> ImageStack {
        ImageStack(shape: ImageShape(height: height, width: width, channels: channels), pixels: pixels)
    }

    private func bytes(_ base64: String) throws -> [UInt8] { [UInt8](try #require(Data(base64Encoded: base64))) }

    /// 16×16 pixels of red 200, green 80, blue 40.
    private static let colourJPEG =
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDg\
        sLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU\
        FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAQABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xA\
        AUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABwj/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oA\
        DAMBAAIRAxEAPwCSACiqH//Z
        """

    /// 16×16 pixels, the left half 120 and the right half 30.
    private static let greyJPEG =
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDg\
        sLEBYQERMUFRUVDA8XGBYUGBIUFRT/wAALCAAQABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAACAX/xAAUEAEAAAAA\
        AAAAAAAAAAAAAAAA/9oACAEBAAA/AJQHngB7/9k=
        """

    private func failure(_ bytes: [UInt8]) -> String {
        do {
            _ = try ImageFile.decode(bytes, named: "f")
            Issue.record("no error was thrown")
            return ""
        } catch {
            #expect(!"\(error)".contains("\n"))
            return "\(error)"
        }
    }

    @Test func pngComesBack() throws {
        let grey = stack(3, 5, 1, (0..<15).map { UInt8($0 * 17) })
        #expect(try ImageFile.decode(ImageFile.encodePNG(grey), named: "f") == grey)
        let colour = stack(2, 2, 3, (0..<12).map { UInt8($0 * 20) })
        #expect(try ImageFile.decode(ImageFile.encodePNG(colour), named: "f") == colour)
        #expect(try ImageFile.decode(ImageFile.encodePNG(colour), named: "f", channels: 1) == colour.grey())
        #expect(try ImageFile.decode(ImageFile.encodePNG(grey), named: "f", channels: 3).grey() == grey)
    }

    @Test func otherPNGs() throws {
        let palette = try bytes(
            """
            iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAMAAADD/I+4AAAABlBMVEX/AAAAAP9sof2OAAAAC0lEQVR4nGNgZAAAAA\
            UAAtFmM3gAAAAASUVORK5CYII=
            """)
        #expect(try ImageFile.decode(palette, named: "f") == stack(1, 2, 3, [0, 0, 255, 255, 0, 0]))
        let sixteenBits = try bytes(
            """
            iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAAAAACB2fwVAAAADUlEQVR4nGP4/7+hAQAIfgL/6Y4xXwAAAABJRU5Erk\
            Jggg==
            """)
        #expect(try ImageFile.decode(sixteenBits, named: "f") == stack(1, 2, 1, [255, 128]))
        let transparent = try bytes(
            """
            iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAD0lEQVR4nGPgEpH7D8QMAAc0AXhgM8M3AAAAAElFTk\
            SuQmCC
            """)
        #expect(try ImageFile.decode(transparent, named: "f") == stack(1, 2, 3, [10, 20, 30, 255, 255, 255]))
        let huge = try bytes(
            """
            iVBORw0KGgoAAAANSUhEUgAAdTAAAAACCAAAAAC0rv5MAAAACUlEQVR4nGMAAAABAAFe/335AAAAAElFTkSuQmCC
            """)
        #expect(failure(huge) == "f: 30000×2 pixels; a picture may have 20000 a side and 400 million in all")
    }

    @Test func jpeg() throws {
        let flat = try ImageFile.decode(try bytes(Self.colourJPEG), named: "f")
        #expect(flat.shape == ImageShape(height: 16, width: 16, channels: 3))
        for (value, expected) in zip(flat.pixels, Array(repeating: [200, 80, 40], count: 256).joined()) {
            #expect(abs(Int(value) - expected) <= 4)
        }
        let halves = try ImageFile.decode(try bytes(Self.greyJPEG), named: "f")
        #expect(halves.shape == ImageShape(height: 16, width: 16, channels: 1))
        #expect(abs(Int(halves.pixels[0]) - 120) <= 2 && abs(Int(halves.pixels[15]) - 30) <= 2)
    }

    @Test func wrongFiles() throws {
        let png = try ImageFile.encodePNG(stack(40, 40, 1, (0..<1600).map { UInt8(truncatingIfNeeded: $0 * $0 * 7) }))
        #expect(failure([]) == "f: is not a PNG, JPEG, PPM or PGM file")
        #expect(failure(Array("<html>".utf8)) == "f: is not a PNG, JPEG, PPM or PGM file")
        #expect(failure(Array(png.prefix(20))).hasPrefix("f: not a sound PNG file"))
        #expect(failure(Array(png.prefix(png.count / 2))).hasPrefix("f: not a sound PNG file"))
        var corrupt = png
        corrupt[png.count / 2] ^= 0xFF
        #expect(failure(corrupt).hasPrefix("f: not a sound PNG file"))
    }

    @Test func wrongJPEGs() throws {
        let jpeg = try bytes(Self.greyJPEG)
        #expect(failure(Array(jpeg.prefix(30))).hasPrefix("f: not a sound JPEG file"))
        #expect(failure(Array(jpeg.dropLast(8))).hasPrefix("f: not a sound JPEG file"))
    }
}

@Suite struct ImageResizeTests {
    private func grey(_ height: Int, _ width: Int, _ pixels: [UInt8]) -> ImageStack {
        ImageStack(shape: ImageShape(height: height, width: width, channels: 1), pixels: pixels)
    }

    @Test func theSameSizeIsTheSameImage() {
        let image = grey(4, 3, (0..<12).map { UInt8($0 * 21) })
        #expect(image.resized(height: 4, width: 3) == image)
        for mode in ResizeMode.allCases {
            let square = grey(3, 3, (0..<9).map { UInt8($0 * 21) })
            #expect(square.squared(side: 3, mode: mode) == square)
        }
    }

    @Test func shrinkingAverages() {
        // The triangle over two old pixels a side: shares 1, 3, 3, 1 of 8, cut off at the border.
        let row = grey(1, 8, [0, 0, 0, 0, 255, 255, 255, 255])
        #expect(row.resized(height: 1, width: 4).pixels == [0, 32, 223, 255])
        let checks = grey(64, 64, (0..<4096).map { ($0 / 64 + $0) % 2 == 0 ? 0 : 255 })
        #expect(checks.resized(height: 8, width: 8).pixels.allSatisfy { (126...129).contains($0) })
    }

    @Test func enlargingInterpolates() {
        #expect(grey(1, 2, [0, 200]).resized(height: 1, width: 4).pixels == [0, 50, 150, 200])
    }

    @Test func flatImagesStayFlat() {
        let flat = grey(37, 53, [UInt8](repeating: 200, count: 37 * 53))
        for (height, width) in [(1, 1), (9, 9), (100, 3), (74, 106)] {
            #expect(flat.resized(height: height, width: width).pixels.allSatisfy { $0 == 200 })
        }
    }

    @Test func mirroredImagesGiveMirroredResults() {
        let row = (0..<31).map { UInt8(truncatingIfNeeded: $0 * 37) }
        let resized = grey(1, 31, row).resized(height: 1, width: 12).pixels
        let mirrored = grey(1, 31, row.reversed()).resized(height: 1, width: 12).pixels
        // The sums run in the other order, which may round the other way.
        #expect(zip(mirrored, resized.reversed()).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    }

    @Test func colourChannelsStayApart() {
        let shape = ImageShape(height: 2, width: 4, channels: 3)
        let image = ImageStack(shape: shape, pixels: (0..<8).flatMap { _ in [10, 20, 30] as [UInt8] })
        #expect(image.resized(height: 3, width: 2).pixels == (0..<6).flatMap { _ in [10, 20, 30] as [UInt8] })
    }

    @Test func cropAndPad() {
        // 2×6: black ends, a white middle square.
        let wide = grey(2, 6, [0, 0, 255, 255, 0, 0, 0, 0, 255, 255, 0, 0])
        #expect(wide.squared(side: 2, mode: .crop).pixels.allSatisfy { $0 == 255 })
        let padded = grey(2, 4, [UInt8](repeating: 100, count: 8)).squared(side: 4, mode: .pad)
        #expect(padded.pixels == [0, 0, 0, 0] + [UInt8](repeating: 100, count: 8) + [0, 0, 0, 0])
        let tall = grey(4, 2, [UInt8](repeating: 100, count: 8)).squared(side: 2, mode: .pad)
        #expect(tall.pixels == [100, 0, 100, 0])
        let sliver = grey(1, 500, [UInt8](repeating: 9, count: 500)).squared(side: 8, mode: .pad)
        #expect(sliver.pixels.count { $0 == 9 } == 8)
    }
}
