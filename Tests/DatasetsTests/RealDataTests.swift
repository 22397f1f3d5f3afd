import Core
import Datasets
import Foundation
import Testing

/// The published data sets themselves, where they are in the data directory.
@Suite struct RealDataTests {
    static let directory = DataDirectory.path()

    static func has(_ names: String...) -> Bool {
        let listing = DatasetStore(directory: directory).list()
        return names.allSatisfy { name in
            listing.contains { $0.name == name && ![.absent, .incomplete].contains($0.state) }
        }
    }

    private func expect(
        _ dataset: any ImageDataset, counts: (Int, Int), shape: ImageShape, firstLabel: Int?, checksum: String
    ) throws {
        let loaded = try dataset.load(from: Self.directory, threads: 2)
        #expect(loaded.training.count == counts.0 && loaded.test.count == counts.1)
        #expect(loaded.training.images.shape == shape && loaded.test.images.shape == shape)
        #expect(Set(loaded.training.labels).count == 10 && Set(loaded.test.labels).count == 10)
        #expect(loaded.checksum == checksum)
        if let firstLabel { #expect(loaded.training.labels[0] == firstLabel) }
    }

    @Test(.enabled(if: has("mnist"), "MNIST is not in the data directory: hindsight data fetch mnist"))
    func mnist() throws {
        try expect(
            MNIST(), counts: (60_000, 10_000), shape: ImageShape(height: 28, width: 28, channels: 1), firstLabel: 5,
            checksum: "ca679089cd9dd461d7b26e36e51216fc71f9271f8082e09656a7c1d29a50483b")
    }

    @Test(.enabled(if: has("fashion-mnist"), "Fashion-MNIST is not in the data directory"))
    func fashionMNIST() throws {
        try expect(
            FashionMNIST(), counts: (60_000, 10_000), shape: ImageShape(height: 28, width: 28, channels: 1),
            firstLabel: 9, checksum: "697249e9d1e87d6b2c6a738e828c890264cffecccb13840d472e3585751a5582")
    }

    @Test(.enabled(if: has("cifar-10"), "CIFAR-10 is not in the data directory"))
    func cifar10() throws {
        // The order of the images is free, so the first label is, too.
        try expect(
            CIFAR10(), counts: (50_000, 10_000), shape: ImageShape(height: 32, width: 32, channels: 3), firstLabel: nil,
            checksum: "13904fc2cddd067405dedcafee3391d7a9bbae71b1e5c72a0d6653c1d97e972e")
    }

    @Test(.enabled(if: has("usps"), "USPS is not in the data directory"))
    func usps() throws {
        try expect(
            USPS(), counts: (7291, 2007), shape: ImageShape(height: 16, width: 16, channels: 1), firstLabel: 6,
            checksum: "74ff4b2e37130f1a0a157d67a8a4b631241d688f729e0b1b3d67b2e476e7b3a5")
    }

    @Test(.enabled(if: has("r8"), "R8 is not in the data directory: hindsight data fetch r8"))
    func r8() throws {
        let loaded = try R8().load(from: Self.directory, threads: 2)
        #expect(loaded.training.count == 5485 && loaded.test.count == 2189)
        #expect(
            loaded.training.classNames
                == ["acq", "crude", "earn", "grain", "interest", "money-fx", "ship", "trade"])
        #expect(loaded.training.labels.count { $0 == 2 } == 2840 && loaded.test.labels.count { $0 == 3 } == 10)
        #expect(R8().size(in: Self.directory)?.form.bytes == Double(loaded.training.texts.meanBytes))
        #expect(loaded.training.texts.string(0).hasPrefix("champion products approves stock split"))
    }

    @Test(.enabled(if: has("mnist"), "MNIST is not in the data directory"))
    func plainFilesAreAcceptedAndAFlippedBitIsNot() throws {
        let folder = try TemporaryFolder()
        for part in MNIST.parts {
            let content = try part.contents(in: Self.directory, dataset: "mnist")
            try folder.write(content, to: part.files[0])
        }
        #expect(try MNIST().load(from: folder.path, threads: 1).training.count == 60_000)
        var labels = try #require(folder.bytes(MNIST.parts[3].files[0]))
        labels[5000] ^= 1
        let path = try folder.write(labels, to: MNIST.parts[3].files[0])
        #expect(message { try MNIST().load(from: folder.path, threads: 1) }.hasPrefix("\(path): damaged"))
    }

    @Test(.enabled(if: has("cifar-10"), "CIFAR-10 is not in the data directory"))
    func anyOrderOfTheRecordsIsAccepted() throws {
        let part = CIFAR10.parts[1]
        let records = try part.contents(in: Self.directory, dataset: "cifar-10")
        let folder = try TemporaryFolder()
        let order = (0..<10_000).reversed()
        try folder.write(order.flatMap { records[$0 * 3073..<($0 + 1) * 3073] }, to: part.files[0])
        #expect(try part.contents(in: folder.path, dataset: "cifar-10").count == records.count)
        var damaged = try #require(folder.bytes(part.files[0]))
        damaged[123_456] ^= 1
        try folder.write(damaged, to: part.files[0])
        #expect(message { try part.contents(in: folder.path, dataset: "cifar-10") }.contains("damaged"))
    }

    @Test(.enabled(if: has("caltech-101"), "Caltech-101 is not in the data directory"))
    func caltech101() throws {
        var folder = ImageFolder()
        (folder.path, folder.maximumPerClass, folder.size) = ("caltech-101/101_ObjectCategories", 3, 32)
        let loaded = try folder.load(from: Self.directory, threads: 2)
        #expect(loaded.training.classNames.count == 101)
        #expect(loaded.training.count == 202 && loaded.test.count == 101)
    }
}
