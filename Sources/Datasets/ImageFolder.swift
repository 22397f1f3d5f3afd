import Core
import Foundation

/// Pictures of your own: a folder with one subfolder a class, PNG, JPEG, PPM and PGM files of any size in it.
///
/// Other files are passed over and counted, and names need not be UTF-8. Classes are in the order of their names, and the images of each
/// split in the order of classes and file names. What the data set is follows from the names and contents of the files, never from their
/// place or dates.
public struct ImageFolder: ImageDataset {
    /// The folder. A relative path is looked for in the data directory first, then in the working directory.
    public var path = ""
    /// A folder of the same classes with the test images; empty to split `path`.
    public var testPath = ""
    /// Side of the squares that the pictures become, in pixels, 4…1024.
    public var size = 64
    /// Methods that can take pictures in their own sizes get them so, as large as ``longestSide`` allows; all others get the squares.
    public var ownSizes = false
    /// With ``ownSizes``, larger pictures are scaled down until their longer side has so many pixels, 16…4096.
    public var longestSide = 300
    /// How a picture becomes a square.
    public var resize = ResizeMode.crop
    /// 1 for grey, 3 for RGB.
    public var channels = 1
    /// Share of each class that is set aside for the test, above 0 and below 1; at least one image on either side.
    public var testFraction = 0.25
    /// At most so many images of each class are used, training and test together; 0 for all, otherwise at least 2.
    public var maximumPerClass = 0
    /// So many images of each class to train on; 0 for all that are not set aside for the test. Where it is given without a
    /// `testPath`, the rest of the class is for the test, and `testFraction` is not used.
    public var trainingPerClass = 0
    /// At most so many images of each class for the test; 0 for all of them.
    public var testPerClass = 0
    /// Another seed, another choice of images and another split. Both depend on nothing else but the names of the files.
    public var splitSeed: UInt64 = 0
    /// Images that belong together and are never divided between training and test or validation.
    public var groups = PictureGrouping.none
    /// Goes on without pictures that cannot be decoded, which are named, instead of stopping.
    public var skipDamaged = false
    /// Turns pictures as the camera noted (EXIF).
    public var upright = true

    public init() {}

    public static let card = Card(
        name: "folder", title: "Image folder", year: 2026, paper: "images of your own, one subfolder a class",
        deviations: [
            "pictures are scaled to squares of one size, unless ownSizes says otherwise",
            "the split is drawn from the file names",
        ])

    /// The words that ``resize`` and ``groups`` may be.
    public static var choices: [String: [String]] {
        [
            "resize": ResizeMode.allCases.map(\.rawValue),
            "groups": PictureGrouping.allCases.map(\.rawValue),
        ]
    }

    /// Pictures that were not turned before are marked by the content, see ``contentMark(in:)``.
    public static var laterSettings: [String: any Encodable & Sendable] {
        [
            "groups": PictureGrouping.none, "skipDamaged": false, "upright": true, "ownSizes": false,
            "longestSide": 300,
        ]
    }

    public var isSynthetic: Bool { false }

    public func validate() throws {
        try require((4...1024).contains(size), "size", size, "in 4…1024")
        try require((16...4096).contains(longestSide), "longestSide", longestSide, "in 16…4096")
        try require([1, 3].contains(channels), "channels", channels, "1 (grey) or 3 (RGB)")
        try require(testFraction > 0 && testFraction < 1, "testFraction", testFraction, "above 0 and below 1")
        try require(
            maximumPerClass == 0 || (2...1_000_000).contains(maximumPerClass), "maximumPerClass", maximumPerClass,
            "0 (all) or in 2…1000000")
        for (key, value) in [("trainingPerClass", trainingPerClass), ("testPerClass", testPerClass)] {
            try require((0...1_000_000).contains(value), key, value, "0 (all) or in 1…1000000")
        }
    }

    /// Decodes all pictures; the checksum covers their relative paths and the bytes of the files that are used.
    ///
    /// Where they would take more than ``memoryLimit``, or have sizes of their own, they are decoded once to be checked, and again whenever they are needed.
    ///
    /// Throws ``UserError`` that names the file or the folder: no such folder, no classes, a class of fewer than two
    /// images, all pictures that cannot be decoded; ``ConfigurationError`` for a configuration that is not valid.
    public func load(from directory: String, threads: Int) throws -> LoadedImages {
        let split = try split(in: directory, threads: threads)
        let isKept = !(try size(of: split).isStreamed)
        let shape = imageShape
        let parts = [split.training, split.test].map { pictures in
            PictureFiles(
                pictures, shape: shape, longestSide: ownSizes ? longestSide : nil, resize: resize, upright: upright)
        }
        let looks = parts.map { $0.check(keepingPixels: isKept, threads: threads) }
        try Self.refuse(zip(parts, looks).flatMap { zip($0.pictures, $1) })
        let examples = try parts.map { files in
            let images = ImageStack(shape: shape, source: files, count: files.pictures.count)
            let examples = LabelledImages(
                images: isKept ? try images.loaded(threads: threads) : images, labels: files.pictures.map(\.label),
                classNames: split.names, groups: groups == .none ? nil : files.pictures.map(\.group))
            files.forgetPixels()
            return examples
        }
        let pictures = zip(parts, looks).flatMap { zip($0.pictures, $1) }
        let lines = pictures.map { line($0.relativePath, checksum: $1.checksum, orientation: $1.orientation) }
        return LoadedImages(
            training: examples[0], test: examples[1], checksum: Checksum.combining(lines),
            remarks: remarks(split, looks[0], looks[1]),
            files: Dictionary(pictures.map { ($0.name, $1.checksum) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Bytes of decoded pictures beyond which they are not kept in memory.
    public static let memoryLimit = 128 << 20

    public func requireFiles(in directory: String) throws { _ = try split(in: directory) }

    public func trainingCount(in directory: String) throws -> Int { try split(in: directory).training.count }

    public func size(in directory: String) throws -> DatasetSize? { try size(of: try split(in: directory)) }

    /// The checksum of names and contents of all files that are used: a picture that is replaced makes another data set, one that was
    /// only copied or touched does not.
    public func contentMark(in directory: String) throws -> String {
        let split = try split(in: directory)
        let threads = ProcessInfo.processInfo.activeProcessorCount
        func facts(_ pictures: [Picture], _ root: String) -> [PictureFacts] {
            PictureIndex(of: root, directory: directory).facts(of: pictures, decodes: false, threads: threads)
        }
        let facts = facts(split.training, split.root) + facts(split.test, split.testRoot)
        return Checksum.combining(
            zip(split.training + split.test, facts).map {
                line($0.relativePath, checksum: $1.checksum, orientation: $1.orientation)
            })
    }

    /// What the checksum of the data set says of a picture. Pictures that are turned were not so once.
    private func line(_ path: String, checksum: String, orientation: Int) -> String {
        "\(path) \(checksum)" + (upright && orientation > 1 ? " upright" : "")
    }

    private var imageShape: ImageShape { ImageShape(height: size, width: size, channels: channels) }

    private func split(in directory: String, threads: Int? = nil) throws -> PictureSplit {
        try validate()
        try require(!path.isEmpty, "path", "\"\"", "the path of a folder with one subfolder a class")
        return try PictureSplit(
            self, in: directory, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    private func size(of split: PictureSplit) throws -> DatasetSize {
        let (count, overflow) = (split.training.count + split.test.count).multipliedReportingOverflow(
            by: imageShape.count)
        return DatasetSize(
            form: .image(imageShape, longestSide: ownSizes ? longestSide : nil), training: split.training.count,
            test: split.test.count, classes: split.names.count,
            isStreamed: ownSizes || overflow || count > Self.memoryLimit)
    }

    /// Throws one error that names every picture which cannot be used.
    private static func refuse(_ looks: [(picture: Picture, look: PictureFiles.Look)]) throws {
        let failures = looks.compactMap { picture, look in look.failure.map { (picture, $0) } }
        guard let first = failures.first else { return }
        let advice =
            "repair or remove \(failures.count == 1 ? "it" : "them"), or set skipDamaged: true to go on without"
        guard failures.count > 1 else { throw UserError("\(first.1); \(advice)") }
        let limit = 50
        let names = failures.prefix(limit).map { picture, failure in
            let place = "\(picture.path.text): "
            return "\(picture.name) (\(failure.hasPrefix(place) ? String(failure.dropFirst(place.count)) : failure))"
        }
        let more = failures.count > limit ? " and \(failures.count - limit) more" : ""
        throw UserError(
            "\(failures.count) of \(looks.count) pictures cannot be used: \(names.joined(separator: ", "))\(more); \(advice)"
        )
    }

    private func remarks(
        _ split: PictureSplit, _ training: [PictureFiles.Look], _ test: [PictureFiles.Look]
    ) -> DatasetRemarks {
        func images(_ pictures: [Picture], _ looks: [PictureFiles.Look]) -> [Twins.Image] {
            zip(pictures, looks).map { ($0.name, $0.label, $1.pixels) }
        }
        var remarks = DatasetRemarks()
        remarks.passedOver = split.passedOver
        remarks.damaged = split.damaged
        remarks.turned = upright ? (training + test).count { $0.orientation > 1 } : 0
        (remarks.repeated, remarks.shared) = Twins.find(
            training: images(split.training, training), test: images(split.test, test))
        return remarks
    }
}

/// Which images of a folder belong together.
public enum PictureGrouping: String, Codable, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// Each stands alone.
    case none
    /// Those of a class whose names are the same up to the last underscore, such as the pictures `00003_00000.ppm`, `00003_00001.ppm`
    /// of one thing.
    case prefix

    public var description: String { rawValue }
}
