import Core
import Files
import Foundation

/// A data set of four arrays: images and labels to train on, and those for the test.
///
/// Images are `[image][row][column]` or `[image][row][column][channel]` with 1 or 3 channels, labels one whole number an image. The classes
/// are the numbers that stand among the labels to train on, in their order.
protocol ArrayDataset: ImageDataset {
    /// Are rows and columns exchanged, as in EMNIST?
    var transpose: Bool { get }
    /// The files whose names, sizes and dates tell whether anything may have changed.
    func files(in directory: String) throws -> [String]
    /// The arrays: training images, training labels, test images, test labels.
    ///
    /// - Parameter isWhole: Their numbers too, not only their headers; of the labels always.
    func arrays(in directory: String, isWhole: Bool) throws -> [NumberArray]
}

/// Bytes of one file or array at most.
let maximumArrayBytes = 8 << 30

extension ArrayDataset {
    public var isSynthetic: Bool { false }

    public func requireFiles(in directory: String) throws { _ = try files(in: directory) }

    public func trainingCount(in directory: String) throws -> Int {
        try Self.images(try arrays(in: directory, isWhole: false)[0]).count
    }

    public func size(in directory: String) throws -> DatasetSize? {
        let arrays = try arrays(in: directory, isWhole: false)
        let training = try Self.images(arrays[0])
        return DatasetSize(
            shape: shown(training.shape), training: training.count, test: try Self.images(arrays[2]).count,
            classes: Set(try arrays[1].wholeNumbers()).count)
    }

    /// The checksum of the arrays, remembered as long as the files do not change.
    public func contentMark(in directory: String) throws -> String {
        let stamps = try files(in: directory).map { try FileStamp(path: $0, name: $0) }
        let memory = VerdictMemory(directory: directory)
        let key = "\(Self.card.name) \(try JSONEncoder.sorted.encode(self).base64EncodedString())"
        if let known = memory.checksum(of: key, stamps: stamps) { return known }
        let checksum = Self.checksum(try arrays(in: directory, isWhole: true))
        if FileManager.default.fileExists(atPath: directory) { memory.remember(checksum, of: key, stamps: stamps) }
        return checksum
    }

    private static func checksum(_ arrays: [NumberArray]) -> String {
        Checksum.combining(arrays.map { "\($0.axes) \(Checksum.sha256($0.bytes))" })
    }

    public func load(from directory: String, threads: Int) throws -> LoadedImages {
        try validate()
        let arrays = try arrays(in: directory, isWhole: true)
        let labels = try [arrays[1], arrays[3]].map { try Self.labels($0) }
        let classes = Set(labels[0]).sorted()
        guard classes.count >= 2 else {
            throw UserError("\(arrays[1].name): \(classes.isEmpty ? "no" : "only one") class; at least two are needed")
        }
        let places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        let parts = try [0, 2].map { place in
            let (images, numbers) = (arrays[place], labels[place / 2])
            let (count, shape) = try Self.images(images)
            guard count == numbers.count, count > 0 else {
                throw UserError(
                    "\(images.name): \(count) images, but \(arrays[place + 1].name) has \(numbers.count) labels")
            }
            let known = try numbers.map { number in
                guard let label = places[number] else {
                    throw UserError(
                        "\(arrays[place + 1].name): there is no class \(number) among the labels to train on")
                }
                return label
            }
            let stack = ImageStack(shape: shape, pixels: try images.levels())
            return LabelledImages(
                images: transpose ? stack.upright(5) : stack, labels: known, classNames: classes.map(String.init))
        }
        guard parts[0].images.shape == parts[1].images.shape else {
            throw UserError(
                "\(arrays[2].name): images of \(parts[1].images.shape), those to train on are \(parts[0].images.shape)")
        }
        var remarks = DatasetRemarks()
        func images(_ part: LabelledImages, _ name: String) -> [Twins.Image] {
            let sums = Parallel.map(part.count, threads: threads) { Checksum.sha256(Array(part.images[$0])) }
            return sums.enumerated().map { ("\(name) \($0)", part.labels[$0], $1) }
        }
        (remarks.repeated, remarks.shared) = Twins.find(
            training: images(parts[0], "training image"), test: images(parts[1], "test image"))
        return LoadedImages(
            training: parts[0], test: parts[1], checksum: Self.checksum(arrays), remarks: remarks)
    }

    private func shown(_ shape: ImageShape) -> ImageShape {
        transpose ? ImageShape(height: shape.width, width: shape.height, channels: shape.channels) : shape
    }

    /// How many images of which shape an array holds. Throws ``UserError``.
    private static func images(_ array: NumberArray) throws -> (count: Int, shape: ImageShape) {
        let axes = array.shape
        guard axes.count == 3 || axes.count == 4 && [1, 3].contains(axes[3]),
            axes[1...2].allSatisfy({ (1...ImageFile.maximumSide).contains($0) })
        else {
            throw UserError(
                "\(array.name): an array of \(array.axes) is not a set of images, whose axes are count × height × width, with or without 1 or 3 channels at the end"
            )
        }
        return (axes[0], ImageShape(height: axes[1], width: axes[2], channels: axes.count == 4 ? axes[3] : 1))
    }

    private static func labels(_ array: NumberArray) throws -> [Int] {
        guard array.shape.count == 1 || array.shape.count == 2 && array.shape[1] == 1 else {
            throw UserError("\(array.name): an array of \(array.axes) is not a list of labels, one per image")
        }
        return try array.wholeNumbers()
    }

    /// The file that `name` means: absolute, in the data directory, or in the working directory. Throws ``UserError``.
    static func resolve(_ name: String, in directory: String, suffixes: [String] = [""]) throws -> String {
        let expanded = NSString(string: name).expandingTildeInPath
        let places = expanded.hasPrefix("/") ? [expanded] : ["\(directory)/\(expanded)", expanded]
        var isFolder: ObjCBool = false
        for place in places {
            for suffix in suffixes
            where FileManager.default.fileExists(atPath: place + suffix, isDirectory: &isFolder) && !isFolder.boolValue
            {
                return place + suffix
            }
        }
        throw UserError("\(places.joined(separator: " or ")): there is no such file")
    }
}

extension JSONEncoder {
    fileprivate static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }
}

/// Files of your own in the format of MNIST, gzipped or plain.
public struct IDXDataset: ArrayDataset {
    /// The folder of the four files, in the data directory or in the working directory; empty where their names hold it.
    public var path = ""
    /// The images to train on: the name of a file.
    public var trainImages = "train-images-idx3-ubyte"
    /// Their labels: the name of a file.
    public var trainLabels = "train-labels-idx1-ubyte"
    /// The images to test on: the name of a file.
    public var testImages = "t10k-images-idx3-ubyte"
    /// Their labels: the name of a file.
    public var testLabels = "t10k-labels-idx1-ubyte"
    /// Rows and columns of images are exchanged, as EMNIST needs it.
    public var transpose = false

    public init() {}

    public static let card = Card(
        name: "idx", title: "IDX files", year: 2026,
        paper: "files of your own in the format of MNIST, such as those of EMNIST")

    public func validate() throws {
        for (key, value) in [
            ("trainImages", trainImages), ("trainLabels", trainLabels), ("testImages", testImages),
            ("testLabels", testLabels),
        ] { try require(!value.isEmpty, key, "\"\"", "the name of a file") }
    }

    func files(in directory: String) throws -> [String] {
        try validate()
        return try [trainImages, trainLabels, testImages, testLabels].map {
            try Self.resolve(path.isEmpty ? $0 : "\(path)/\($0)", in: directory, suffixes: ["", ".gz"])
        }
    }

    func arrays(in directory: String, isWhole: Bool) throws -> [NumberArray] {
        try files(in: directory).enumerated().map { place, file in
            // The longest header has four axes.
            let header = try NumberArray(idx: ArchiveReader.beginning(of: file, count: 20), named: file)
            guard isWhole || place % 2 == 1 else { return header }
            let bytes = try ArchiveReader.contents(of: file, maximumBytes: header.announcedBytes())
            return try NumberArray(idx: bytes, named: file)
        }
    }
}

/// A file of your own as `numpy.savez` writes it, such as those of Keras and MedMNIST.
public struct NPZDataset: ArrayDataset {
    /// The file, in the data directory or in the working directory.
    public var path = ""
    /// The images to train on: the name of an array in it.
    public var trainImages = "x_train"
    /// Their labels: the name of an array in it.
    public var trainLabels = "y_train"
    /// The images to test on: the name of an array in it.
    public var testImages = "x_test"
    /// Their labels: the name of an array in it.
    public var testLabels = "y_test"
    /// Rows and columns of images are exchanged, as EMNIST needs it.
    public var transpose = false

    public init() {}

    public static let card = Card(
        name: "npz", title: "NumPy file", year: 2026, paper: "arrays of your own in a file of numpy.savez")

    public func validate() throws {}

    private var names: [String] { [trainImages, trainLabels, testImages, testLabels] }

    func files(in directory: String) throws -> [String] {
        try require(!path.isEmpty, "path", "\"\"", "the path of a file of numpy.savez")
        return [try Self.resolve(path, in: directory)]
    }

    func arrays(in directory: String, isWhole: Bool) throws -> [NumberArray] {
        let file = try files(in: directory)[0]
        let entries = names.map { "\($0).npy" }
        func array(_ entry: String, _ bytes: [UInt8]) throws -> NumberArray {
            try NumberArray(numPy: bytes, named: "\(file), \(entry.dropLast(4))")
        }
        func read(_ wanted: [String], isWhole: Bool) throws -> [String: [UInt8]] {
            let found = try ArchiveReader.contents(
                of: file, named: Set(wanted), beginning: 1 << 16, maximumBytes: maximumArrayBytes
            ) { isWhole ? try array($0, $1).announcedBytes() : nil }
            if let missing = wanted.first(where: { found.files[$0] == nil }) {
                let all = found.all.prefix(8).map { $0.hasSuffix(".npy") ? String($0.dropLast(4)) : $0 }
                throw UserError(
                    "\(file): has no array '\(missing.dropLast(4))'; it has \(all.joined(separator: ", "))"
                        + (found.all.count > 8 ? ", …" : ""))
            }
            return found.files
        }
        var contents = try read(isWhole ? entries : [entries[1], entries[3]], isWhole: true)
        if !isWhole { contents.merge(try read([entries[0], entries[2]], isWhole: false)) { first, _ in first } }
        return try entries.map { try array($0, contents[$0] ?? []) }
    }
}
