import Core
import Crypto
import Foundation

/// A data set that can be fetched: its name, its parts and its downloads.
package struct DatasetSource: Sendable {
    package let name: String
    package let title: String
    /// What is verified before use; empty where no checksum of the content is known.
    package let parts: [ContentPart]
    package let downloads: [Download]

    package init(name: String, title: String, parts: [ContentPart], downloads: [Download]) {
        self.name = name
        self.title = title
        self.parts = parts
        self.downloads = downloads
    }

    private init<Source: PublishedDataset>(_ dataset: Source.Type, downloads: [Download]) {
        self.init(
            name: dataset.card.name, title: dataset.card.title, parts: dataset.parts, downloads: downloads)
    }

    /// All known sources.
    package static let all = [mnist, fashionMNIST, cifar10, usps, caltech101, r8]

    private static let mnist = DatasetSource(
        MNIST.self,
        downloads: files(
            of: MNIST.parts,
            from: [
                "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
            ]))

    private static let fashionMNIST = DatasetSource(
        FashionMNIST.self,
        downloads: files(
            of: FashionMNIST.parts,
            from: [
                "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            ]))

    private static let usps = DatasetSource(
        USPS.self,
        downloads: files(
            of: USPS.parts,
            from: [
                "https://hastie.su.domains/ElemStatLearn/datasets/",
                "https://web.stanford.edu/~hastie/ElemStatLearn/datasets/",
            ]))

    private static let cifar10 = DatasetSource(
        CIFAR10.self,
        downloads: [
            .archive(
                "cifar-10/cifar-10-binary.tar.gz",
                mirrors: [
                    "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
                    "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/cifar-10-binary.tar.gz",
                ],
                maximumBytes: 200_000_000, folder: CIFAR10.folder, parts: CIFAR10.parts)
        ])

    private static let r8 = DatasetSource(
        R8.self,
        downloads: zip(R8.parts, ["R8.txt", "corpus/R8.clean.txt"]).map { part, path in
            .file(
                part.files[0],
                mirrors: [
                    "https://raw.githubusercontent.com/yao8839836/text_gcn/master/data/\(path)",
                    "https://github.com/yao8839836/text_gcn/raw/master/data/\(path)",
                ], part: part)
        })

    /// Each part is a gzipped file of its own, under its own name on every mirror.
    private static func files(of parts: [ContentPart], from mirrors: [String]) -> [Download] {
        parts.map { part in
            let file = part.files[0] + ".gz"
            let name = PathText.name(of: file)
            return .file(file, mirrors: mirrors.map { $0 + name }, part: part)
        }
    }

    /// Caltech-101 is read as an image folder, so that a selection of its images will do as well.
    private static let caltech101 = DatasetSource(
        name: "caltech-101", title: "Caltech-101", parts: [],
        downloads: [
            Download(
                file: "caltech-101/caltech-101.zip",
                mirrors: [URL(string: "https://data.caltech.edu/records/mzrjq-6wc02/files/caltech-101.zip")!],
                maximumBytes: 200_000_000,
                isInPlace: { FileManager.default.fileExists(atPath: "\($0)/\(caltechFolder)") },
                install: installCaltech)
        ])

    private static let caltechFolder = "caltech-101/101_ObjectCategories"
    /// MD5, the only checksum that is published of the archive of the images.
    private static let caltechMD5 = "b224c7392d521a49829488ab0f1120d9"

    /// Unpacks the archive in the archive. The pictures of no class, BACKGROUND_Google, are left out.
    @Sendable private static func installCaltech(_ fetched: String, _ directory: String) throws {
        try Download.withStagingFolder(in: directory) { staging in
            let limit = 400_000_000
            try Download.unpack(fetched, into: "\(staging)/outer", maximumBytes: limit)
            let images = "\(staging)/outer/caltech-101/101_ObjectCategories.tar.gz"
            guard let data = FileManager.default.contents(atPath: images),
                Checksum.hexadecimal(Insecure.MD5.hash(data: data)) == caltechMD5
            else { throw WrongContent("not the expected archive of images") }
            try Download.unpack(images, into: "\(staging)/inner", maximumBytes: limit)
            let folder = "\(staging)/inner/101_ObjectCategories"
            try? FileManager.default.removeItem(atPath: "\(folder)/BACKGROUND_Google")
            try Download.move(folder, to: "\(directory)/\(caltechFolder)")
        }
    }
}
