import Core
import Datasets
import Foundation
import Testing

/// Arrays of one's own as data sets.
@Suite("IDX and NumPy files as data sets")
struct ArrayDatasetTests {
    private func idx() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let pixels = (0..<36).map { UInt8($0) }
        try folder.write(Fixture.gzip(Fixture.idx([3, 4, 3], pixels)), to: "own/train-images-idx3-ubyte.gz")
        try folder.write(Fixture.idx([3], [5, 9, 5]), to: "own/train-labels-idx1-ubyte")
        try folder.write(Fixture.idx([1, 4, 3], Array(pixels[12..<24])), to: "own/t10k-images-idx3-ubyte")
        try folder.write(Fixture.idx([1], [9]), to: "own/t10k-labels-idx1-ubyte")
        return folder
    }

    private func set(_ change: (inout IDXDataset) -> Void = { _ in }) -> IDXDataset {
        var set = IDXDataset()
        set.path = "own"
        change(&set)
        return set
    }

    @Test("IDX files, gzipped and plain; classes are the labels that there are")
    func idxFiles() throws {
        let folder = try idx()
        let loaded = try set().load(from: folder.path, threads: 2)
        #expect(
            loaded.training.classNames == ["5", "9"] && loaded.training.labels == [0, 1, 0] && loaded.test.labels == [1]
        )
        #expect(loaded.training.images.pixels == (0..<36).map { UInt8($0) })
        #expect(loaded.remarks.shared.examples == ["test image 0 = training image 1"])
        let size = try #require(try set().size(in: folder.path))
        #expect(
            size == DatasetSize(shape: ImageShape(height: 4, width: 3, channels: 1), training: 3, test: 1, classes: 2))
        #expect(try set().trainingCount(in: folder.path) == 3)
        for _ in 0..<2 { #expect(try set().contentMark(in: folder.path) == loaded.checksum) }
        try folder.write(Fixture.idx([3], [5, 9, 9]), to: "own/train-labels-idx1-ubyte")
        #expect(try set().contentMark(in: folder.path) != loaded.checksum)
        let turned = try set { $0.transpose = true }.load(from: folder.path, threads: 1)
        #expect(turned.test.images.shape == ImageShape(height: 3, width: 4, channels: 1))
        #expect(turned.test.images.pixels == [12, 15, 18, 21, 13, 16, 19, 22, 14, 17, 20, 23])
    }

    @Test("files that contradict themselves or each other are refused in one line")
    func wrongIDX() throws {
        func text(_ bytes: [UInt8], _ name: String = "train-images-idx3-ubyte") throws -> String {
            let folder = try idx()
            try? FileManager.default.removeItem(atPath: "\(folder.path)/own/\(name).gz")
            try folder.write(bytes, to: "own/\(name)")
            return message { try set().load(from: folder.path, threads: 1) }
        }
        let big = 0xFFFF_FFFF
        #expect(try text([1, 2, 3]).contains("not an IDX file"))
        #expect(try text([0, 0, 8, 3, 0, 0]).contains("cut off within its header"))
        #expect(try text(Fixture.idx([big, big, big], [])).contains("are not possible"))
        #expect(try text(Fixture.idx([0, 60_000, 60_000], [])).contains("is not a set of images"))
        #expect(try text(Fixture.idx([2, 4, 3], Fixture.noise(24))).contains("2 images, but"))
        #expect(try text(Fixture.idx([3, 4, 3], Fixture.noise(35))).contains("announces 3×4×3 numbers"))
        // No more is unpacked than a header announces.
        #expect(
            try text(Fixture.gzip(Fixture.idx([3, 4, 3], Fixture.noise(100_000)))).contains(
                "holds more than the 52 bytes that are expected"))
        #expect(try text(Fixture.idx([60_000, 900, 900], [])).contains("more than the 8589934592 bytes that are read"))
        #expect(
            try text(Fixture.idx([3, 3, 4], Fixture.noise(36))).contains("images of 4×3×1, those to train on are 3×4×1")
        )
        #expect(try text(Fixture.idx([36], Fixture.noise(36))).contains("is not a set of images"))
        #expect(try text(Fixture.idx([3], [1, 1, 1]), "train-labels-idx1-ubyte").contains("only one class"))
        #expect(try text(Fixture.idx([1], [4]), "t10k-labels-idx1-ubyte").contains("there is no class 4"))
        #expect(
            message { try set { $0.testLabels = "none" }.load(from: "/nowhere", threads: 1) }.contains("no such file"))
    }

    /// Of numpy.savez_compressed: images as bytes, labels in a column of long whole numbers, a test image as shares of white.
    private static let npz = """
        UEsDBC0AAAAIAAAAIQAf8DPK//////////8LABQAeF90cmFpbi5ucHkBABAApAAAAAAAAABtAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiu\
        o6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CiY6CsaaOgq1CuQBLgZGJmYWVjZ2Dk4ubh5ePn4BQSFhEVEx8ZTUtPSMzKzsnNy8fABQSwME\
        LQAAAAgAAAAhALcTvd3//////////wsAFAB5X3RyYWluLm5weQEAEACYAAAAAAAAAE4AAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6W\
        X1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxjoKhpo6CrUKZAMuVgYI4ITSMD4AUEsDBC0AAAAIAAAAIQALXiVL//////////8KABQAeF90ZXN0Lm5w\
        eQEAEACwAAAAAAAAAHwAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkahjoKJjoKxpo6\
        CrUK5AGugwccbC9eCLB9+CDB9uOHAtvGhgbbzo4O24kTJtjOnDHDduGCBbYrV6yw3bhhg+3OHTtsAVBLAwQtAAAACAAAACEASTp9zv//////////CgAU\
        AHlfdGVzdC5ucHkBABAAgQAAAAAAAABFAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5\
        GoY6mjoKtQoUAC5OAFBLAQItAy0AAAAIAAAAIQAf8DPKbQAAAKQAAAALAAAAAAAAAAAAAACAAQAAAAB4X3RyYWluLm5weVBLAQItAy0AAAAIAAAAIQC3\
        E73dTgAAAJgAAAALAAAAAAAAAAAAAACAAaoAAAB5X3RyYWluLm5weVBLAQItAy0AAAAIAAAAIQALXiVLfAAAALAAAAAKAAAAAAAAAAAAAACAATUBAAB4\
        X3Rlc3QubnB5UEsBAi0DLQAAAAgAAAAhAEk6fc5FAAAAgQAAAAoAAAAAAAAAAAAAAIAB7QEAAHlfdGVzdC5ucHlQSwUGAAAAAAQABADiAAAAbgIAAAAA
        """

    @Test("a file of numpy.savez")
    func numPyFile() throws {
        let folder = try TemporaryFolder()
        let bytes = [UInt8](try #require(Data(base64Encoded: Self.npz)))
        let path = try folder.write(bytes, to: "a.npz")
        var set = NPZDataset()
        #expect(message { try set.load(from: folder.path, threads: 1) }.hasPrefix("path: \"\" is not allowed"))
        set.path = "a.npz"
        let loaded = try set.load(from: folder.path, threads: 1)
        #expect(
            loaded.training.labels == [0, 1, 0] && loaded.test.labels == [1]
                && loaded.training.classNames == ["5", "9"])
        #expect(loaded.training.images.shape == ImageShape(height: 4, width: 3, channels: 1))
        #expect(loaded.training.images.pixels.prefix(24).elementsEqual((0..<24).map { UInt8($0) }))
        #expect(loaded.test.images.pixels == (12..<24).map { UInt8($0) })
        #expect(try set.contentMark(in: folder.path) == loaded.checksum && set.size(in: folder.path)?.classes == 2)
        set.trainImages = "images"
        #expect(
            message { try set.load(from: folder.path, threads: 1) }
                == "\(path): has no array 'images'; it has x_train, y_train, x_test, y_test")
        set.trainImages = "y_train"
        #expect(
            message { try set.load(from: folder.path, threads: 1) }.contains("an array of 3×1 is not a set of images"))
        // Sizes that an archive announces of what is passed over: behind the name, what the next field is, and its length.
        set.trainImages = "x_train"
        let place = try #require(bytes.firstRange(of: Array("x_test.npy".utf8))).upperBound + 4
        for size in [UInt64(Int64.max), UInt64(Int64.max) - 1, 1 << 62] {
            var changed = bytes
            for byte in 0..<8 { changed[place + byte] = UInt8(truncatingIfNeeded: size >> UInt64(8 * byte)) }
            try folder.write(changed, to: "a.npz")
            #expect(
                message { try set.trainingCount(in: folder.path) }
                    == "\(path): unpacks to more than the 8589934592 bytes that are expected")
        }
        try folder.write(Array(bytes.prefix(400)), to: "a.npz")
        #expect(message { try set.load(from: folder.path, threads: 1) }.hasPrefix(path))
    }
}
