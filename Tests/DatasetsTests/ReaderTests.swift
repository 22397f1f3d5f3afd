import Core
import Datasets
import Foundation
import Testing

@Suite struct IDXTests {
    @Test func imagesAndLabels() throws {
        let pixels = Fixture.noise(2 * 3 * 4)
        let images = try IDXReader.images(Fixture.idx([2, 3, 4], pixels), named: "f")
        #expect(images == ImageStack(shape: ImageShape(height: 3, width: 4, channels: 1), pixels: pixels))
        #expect(try IDXReader.labels(Fixture.idx([3], [0, 9, 4]), classCount: 10, named: "f") == [0, 9, 4])
    }

    @Test func wrongFiles() {
        func images(_ bytes: [UInt8]) -> String { message { try IDXReader.images(bytes, named: "f") } }
        func labels(_ bytes: [UInt8]) -> String {
            message { try IDXReader.labels(bytes, classCount: 10, named: "f") }
        }
        #expect(images([0, 0, 8]) == "f: 3 bytes are too few for an IDX header of 16")
        #expect(images(Fixture.idx([1, 1, 1], [0], magic: 2049)).contains("magic number 2049 instead of 2051"))
        #expect(images(Fixture.idx([2, 3, 4], Fixture.noise(23))) == "f: announces 2×3×4 values but holds 23")
        #expect(images(Fixture.idx([0, 0, 0], [])).contains("0×0"))
        #expect(images(Fixture.idx([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], [])).contains("but holds 0"))
        // No image at all, with sides whose product no number can hold.
        #expect(images(Fixture.idx([0, 0xFFFF_FFFF, 0xFFFF_FFFF], [])).contains("a side may have 20000"))
        #expect(labels(Fixture.idx([3], [0, 10, 4])) == "f: label 10 of image 1 is not below 10")
    }
}

@Suite struct CIFARTests {
    @Test func planesBecomePixels() throws {
        let planes = [UInt8](repeating: 10, count: 1024) + [UInt8](repeating: 20, count: 1024) + Fixture.noise(1024)
        let decoded = try CIFAR10.decode([7] + planes, named: "f")
        #expect(decoded.labels == [7])
        #expect(decoded.images.shape == ImageShape(height: 32, width: 32, channels: 3))
        for pixel in [0, 1, 31, 32, 1023] {
            #expect(Array(decoded.images.pixels[3 * pixel..<3 * pixel + 3]) == [10, 20, planes[2048 + pixel]])
        }
    }

    @Test func checksumIgnoresTheOrder() {
        let records = (0..<5).map { Fixture.noise(3073, seed: $0) }
        let sorted = CIFAR10.sortedChecksum(of: records.flatMap { $0 })
        #expect(CIFAR10.sortedChecksum(of: records.reversed().flatMap { $0 }) == sorted)
        #expect(CIFAR10.sortedChecksum(of: Array(records.flatMap { $0 }.reversed())) != sorted)
    }

    @Test func wrongFiles() {
        #expect(message { try CIFAR10.decode([1, 2, 3], named: "f") } == "f: 3 bytes are not whole records of 3073")
        let record = [10] + Fixture.noise(3072)
        #expect(message { try CIFAR10.decode(record, named: "f") } == "f: label 10 of image 0 is not below 10")
    }
}

@Suite struct USPSTests {
    private func row(_ label: String, _ values: [String]) -> String { ([label] + values).joined(separator: " ") + "\n" }

    @Test func valuesAreRounded() throws {
        let values = ["-1.0000", "1.0000", "0.0000", "-0.6310", "1", "-1"] + Array(repeating: "0.0010", count: 250)
        let decoded = try USPS.decode(Array((row("6.0000", values) + row("9", values)).utf8), named: "f")
        #expect(decoded.labels == [6, 9])
        #expect(decoded.images.shape == ImageShape(height: 16, width: 16, channels: 1))
        #expect(Array(decoded.images[1].prefix(7)) == [0, 255, 128, 47, 255, 0, 128])
    }

    @Test(arguments: [
        ("3", 255, "0.5", "f, line 2: 255 values instead of 256"),
        ("3", 257, "0.5", "f, line 2: 257 values instead of 256"),
        ("10", 256, "0.5", "f, line 2: the label is not one of 0…9"),
        ("2.5", 256, "0.5", "f, line 2: the label is not one of 0…9"),
        ("3", 256, "1.5", "f, line 2: a value lies outside −1…1"),
        ("3", 256, "x", "f, line 2: holds something that is not a decimal number"),
        ("3", 256, "-", "f, line 2: holds something that is not a decimal number"),
        ("3", 256, "99999999999999999999", "f, line 2: holds something that is not a decimal number"),
    ])
    func wrongRows(label: String, count: Int, value: String, expected: String) {
        let good = row("1.0000", Array(repeating: "0.1000", count: 256))
        let bad = row(label, Array(repeating: value, count: count))
        #expect(message { try USPS.decode(Array((good + bad).utf8), named: "f") } == expected)
    }
}

@Suite struct ArchiveTests {
    @Test func gzippedAndPlainFiles() throws {
        let folder = try TemporaryFolder()
        let content = Fixture.noise(200_000)
        let plain = try folder.write(content, to: "plain")
        let zipped = try folder.write(Fixture.gzip(content), to: "zipped.gz")
        #expect(try ArchiveReader.contents(of: plain, maximumBytes: 200_000) == content)
        #expect(try ArchiveReader.contents(of: zipped, maximumBytes: 200_000) == content)
        let empty = try folder.write([], to: "empty")
        #expect(try ArchiveReader.contents(of: empty, maximumBytes: 10) == [])
    }

    @Test func damagedFiles() throws {
        let folder = try TemporaryFolder()
        let whole = Fixture.gzip(Fixture.noise(200_000))
        let cut = try folder.write(Array(whole.prefix(100_000)), to: "cut.gz")
        let text = message { try ArchiveReader.contents(of: cut, maximumBytes: 200_000) }
        #expect(text.hasPrefix("\(cut): cannot be unpacked, it is cut off or corrupt"))
        let large = try folder.write(whole, to: "large.gz")
        #expect(
            message { try ArchiveReader.contents(of: large, maximumBytes: 199_999) }
                == "\(large): holds more than the 199999 bytes that are expected")
        #expect(message { try ArchiveReader.contents(of: folder.path, maximumBytes: 1) }.contains("is a folder"))
        #expect(message { try ArchiveReader.contents(of: "/no/such", maximumBytes: 1) }.contains("no such file"))
    }

    @Test func extraction() throws {
        let folder = try TemporaryFolder()
        let files = [("a/one", Fixture.noise(1000)), ("a/b/two", Fixture.noise(70_000))]
        let archive = try folder.write(Fixture.gzip(Fixture.tar(files)), to: "archive.tar.gz")
        #expect(try ArchiveReader.entries(of: archive).map(\.name) == ["a/one", "a/b/two"])
        try ArchiveReader.extract(archive, into: "\(folder.path)/out", maximumBytes: 71_000)
        #expect(folder.bytes("out/a/one") == files[0].1)
        #expect(folder.bytes("out/a/b/two") == files[1].1)
        let text = message { try ArchiveReader.extract(archive, into: "\(folder.path)/few", maximumBytes: 70_999) }
        #expect(text.contains("unpacks to more than"))
        #expect(folder.files == ["archive.tar.gz", "out/a/b/two", "out/a/one"])
    }

    @Test(arguments: ["../evil", "a/../../evil", "/evil", "a/.."])
    func pathsThatLeadOut(name: String) throws {
        let folder = try TemporaryFolder()
        let archive = try folder.write(Fixture.tar([("good", [1]), (name, [2])]), to: "archive.tar")
        let text = message { try ArchiveReader.extract(archive, into: "\(folder.path)/out", maximumBytes: 100) }
        #expect(text.hasPrefix("\(archive): refused, because its entry \"\(name)\""))
        #expect(folder.files == ["archive.tar"])
    }

    @Test("an archive of too many entries is refused, links and folders among them")
    func entries() throws {
        let folder = try TemporaryFolder()
        let archive = try folder.write(Fixture.tar((0..<20).map { ("a/\($0)", [1]) }), to: "archive.tar")
        #expect(try ArchiveReader.entries(of: archive, maximumEntries: 20).count == 20)
        #expect(
            message { try ArchiveReader.entries(of: archive, maximumEntries: 19) }
                == "\(archive): has more than the 19 entries that are possible")
        let out = "\(folder.path)/out"
        #expect(
            message { try ArchiveReader.extract(archive, into: out, maximumBytes: 100, maximumEntries: 5) }
                .contains("more than the 5 entries"))
        #expect(message { try ArchiveReader.entries(of: archive, maximumBytes: 10) }.contains("more than the 10 bytes"))
        #expect(folder.files == ["archive.tar"])
    }

    @Test func cutArchive() throws {
        let folder = try TemporaryFolder()
        let whole = Fixture.gzip(Fixture.tar([("a/one", Fixture.noise(100_000))]))
        let archive = try folder.write(Array(whole.prefix(50_000)), to: "archive.tar.gz")
        let text = message { try ArchiveReader.extract(archive, into: "\(folder.path)/out", maximumBytes: 1 << 20) }
        #expect(text.hasPrefix("\(archive): cannot be unpacked"))
        #expect(folder.files == ["archive.tar.gz"])
    }
}
