import Core
import Crypto

/// Small colour photographs of ten kinds of things, 50,000 for training and 10,000 for test, 32×32 RGB.
///
/// The binary layout has records of 3,073 bytes: the label, then the red, the green and the blue plane, each row by row.
public struct CIFAR10: PublishedDataset, ImageDataset {
    public init() {}

    public static let card = Card(
        name: "cifar-10", title: "CIFAR-10", year: 2009,
        paper:
            "Krizhevsky: Learning multiple layers of features from tiny images, technical report, University of Toronto"
    )

    static let classNames = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
    static let shape = ImageShape(height: 32, width: 32, channels: 3)
    static let recordBytes = 1 + shape.count
    static let folder = "cifar-10/cifar-10-batches-bin"

    package static let published = DatasetSize(
        shape: ImageShape(height: 32, width: 32, channels: 3), training: 50_000, test: 10_000, classes: 10)
    package static let parts = [
        part(
            (1...5).map { "data_batch_\($0).bin" },
            sha256: "72083841cd0fa633f09b24c0833cf6d6a1809caff400317117334e0aa6b0ed46"),
        part(["test_batch.bin"], sha256: "f1bbb931260cda782c84c1948c82d910e2c193cb1d56756293f445027090946b"),
    ]

    private static func part(_ names: [String], sha256: String) -> ContentPart {
        ContentPart(
            files: names.map { "\(folder)/\($0)" }, bytesPerFile: 10_000 * recordBytes, sha256: sha256,
            checksum: { sortedChecksum(of: $0) })
    }

    /// SHA-256 of the records in bytewise order, so that it does not depend on the order of the images.
    package static func sortedChecksum(of bytes: [UInt8]) -> String {
        guard bytes.count % recordBytes == 0 else { return Checksum.sha256(bytes) }
        var hash = SHA256()
        for record in sortedRecords(bytes, recordBytes: recordBytes) {
            bytes[record * recordBytes..<(record + 1) * recordBytes].withUnsafeBytes { hash.update(bufferPointer: $0) }
        }
        return Checksum.hexadecimal(hash.finalize())
    }

    /// Reads the six batches, gzipped or plain, from `cifar-10/cifar-10-batches-bin`; see ``Dataset/load(from:threads:)``.
    public func load(from directory: String, threads: Int) throws -> LoadedImages {
        let contents = try verifiedContents(in: directory)
        let splits = try zip(contents, [Self.published.training, Self.published.test]).enumerated().map {
            place, split in
            let (content, count) = split
            let file = Self.parts[place].files[0]
            let found = content.count / Self.recordBytes
            try require(found == count, of: file, in: directory, "\(found) images instead of \(count)")
            return try Self.decode(content, named: file)
        }
        return LoadedImages(training: splits[0], test: splits[1], checksum: checksum)
    }

    /// Images and labels from records, in their order.
    ///
    /// Throws ``UserError``, beginning with `name`, for a cut record or a label above 9.
    package static func decode(_ bytes: [UInt8], named name: String) throws -> LabelledImages {
        guard bytes.count % recordBytes == 0 else {
            throw UserError("\(name): \(bytes.count) bytes are not whole records of \(recordBytes)")
        }
        let labels = stride(from: 0, to: bytes.count, by: recordBytes).map { Int(bytes[$0]) }
        if let wrong = labels.firstIndex(where: { $0 >= classNames.count }) {
            throw UserError("\(name): label \(labels[wrong]) of image \(wrong) is not below \(classNames.count)")
        }
        let pixels = interleavedPlanes(bytes, shape: shape, skipping: 1)
        return LabelledImages(
            images: ImageStack(shape: shape, pixels: pixels), labels: labels, classNames: classNames)
    }
}
