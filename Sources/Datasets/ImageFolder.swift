import Core
import Crypto
import Foundation
import Synchronization

/// Pictures of your own: a folder with one subfolder a class, PNG and JPEG files of any size in it.
///
/// Files of other kinds, and names that begin with a point, are passed over. Classes are in the order of their names, and the
/// images of each split in the order of classes and file names.
public struct ImageFolder: Dataset {
    /// The folder. A relative path is looked for in the data directory first, then in the working directory.
    public var path = "caltech-101/101_ObjectCategories"
    /// A folder of the same classes with the test images; empty to split `path`.
    public var testPath = ""
    /// Side of the squares that the pictures become, in pixels, 4…1024.
    public var size = 64
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

    public init() {}

    public static let card = Card(
        name: "folder", title: "Image folder", year: 2026,
        paper: "images of your own, one subfolder a class; Caltech-101 by default (Fei-Fei, Fergus and Perona 2004)",
        deviations: ["pictures are brought to one square size", "the split is drawn from the file names"])

    /// The words that ``resize`` may be.
    public static var choices: [String: [String]] { ["resize": ResizeMode.allCases.map(\.rawValue)] }

    public var isSynthetic: Bool { false }

    public func validate() throws {
        try require(!path.isEmpty, "path", "\"\"", "the path of a folder with one subfolder a class")
        try require((4...1024).contains(size), "size", size, "in 4…1024")
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
    /// Where they would take more than ``memoryLimit`` they are decoded once to be checked, and again whenever they are needed.
    ///
    /// Throws ``UserError`` that names the file or the folder: no such folder, no classes, a class of fewer than two
    /// images, a picture that cannot be decoded; ``ConfigurationError`` for a configuration that is not valid.
    public func load(from directory: String, threads: Int) throws -> LoadedDataset {
        try validate()
        let (names, training, test) = try split(in: directory)
        let shape = ImageShape(height: size, width: size, channels: channels)
        let isKept = (training.count + test.count) * shape.count <= Self.memoryLimit
        let parts = try [training, test].map { pictures -> (examples: LabelledImages, checksums: [String]) in
            let files = PictureFiles(pictures, shape: shape, resize: resize)
            let checksums = try files.check(keepingPixels: isKept, threads: threads)
            let images = ImageStack(shape: shape, source: files, count: pictures.count)
            let examples = LabelledImages(
                images: isKept ? try images.loaded(threads: threads) : images, labels: pictures.map(\.label),
                classNames: names)
            files.forgetPixels()
            return (examples, checksums)
        }
        return LoadedDataset(
            training: parts[0].examples, test: parts[1].examples,
            checksum: Checksum.combining(parts.flatMap(\.checksums)))
    }

    /// Bytes of decoded pictures beyond which they are not kept in memory.
    public static let memoryLimit = 128 << 20

    public func trainingCount(in directory: String) throws -> Int {
        try validate()
        return try split(in: directory).training.count
    }

    /// Names, sizes and dates of all files that are used: a picture that is replaced makes another data set.
    public func contentMark(in directory: String) throws -> String {
        try validate()
        let (_, training, test) = try split(in: directory)
        let lines = try (training + test).map { picture in
            let attributes = try FileManager.default.attributesOfItem(atPath: picture.path)
            let date = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            return "\(picture.relativePath) \(attributes[.size] ?? 0) \(date)"
        }
        return Checksum.sha256(Array(lines.joined(separator: "\n").utf8))
    }

    /// The classes, and the pictures of the two splits.
    private func split(in directory: String) throws -> (names: [String], training: [Picture], test: [Picture]) {
        let root = try resolve(path, in: directory)
        let classes = try Self.classes(in: root, atLeast: testPath.isEmpty ? 2 : 1)
        let names = classes.map(\.name)
        var training: [Picture] = []
        var test: [Picture] = []
        for (label, members) in classes.enumerated() {
            let chosen = choose(from: members)
            let split = testPath.isEmpty ? try testCount(of: chosen.count, in: "\(root)/\(members.name)") : 0
            let kept = trainingPerClass == 0 ? chosen.count - split : min(trainingPerClass, chosen.count - split)
            test += pictures(limited(chosen[..<split]), of: label, members.name, in: root)
            training += pictures(chosen[(chosen.count - kept)...], of: label, members.name, in: root)
        }
        if !testPath.isEmpty {
            let testRoot = try resolve(testPath, in: directory)
            for members in try Self.classes(in: testRoot, atLeast: 1) {
                guard let label = names.firstIndex(of: members.name) else {
                    throw UserError("\(testRoot)/\(members.name): there is no class of that name in \(root)")
                }
                test += pictures(limited(choose(from: members)[...]), of: label, members.name, in: testRoot)
            }
        }
        return (names, training, test)
    }

    /// The folder that `path` means.
    private func resolve(_ path: String, in directory: String) throws -> String {
        let expanded = NSString(string: path).expandingTildeInPath
        let candidates = expanded.hasPrefix("/") ? [expanded] : ["\(directory)/\(expanded)", expanded]
        var isFolder: ObjCBool = false
        for candidate in candidates
        where FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder) && isFolder.boolValue {
            return candidate
        }
        let fetch = path.hasPrefix("caltech-101/") ? "; run `hindsight data fetch caltech-101`" : ""
        throw UserError("\(candidates.joined(separator: " or ")): there is no such folder of images\(fetch)")
    }

    /// The classes in `root` with their pictures, both in the order of their names.
    private static func classes(in root: String, atLeast minimum: Int) throws -> [ClassFolder] {
        let manager = FileManager.default
        func visible(_ folder: String) throws -> [String] {
            do {
                return try manager.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted {
                    $0.utf8.lexicographicallyPrecedes($1.utf8)
                }
            } catch {
                throw UserError("\(folder): cannot be listed: \(error.localizedDescription)")
            }
        }
        let classes = try visible(root).compactMap { name -> ClassFolder? in
            var isFolder: ObjCBool = false
            let folder = "\(root)/\(name)"
            guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else { return nil }
            let files = try visible(folder).filter {
                ["png", "jpg", "jpeg"].contains(($0 as NSString).pathExtension.lowercased())
            }
            guard files.count >= minimum else {
                throw UserError("\(folder): \(files.count) PNG or JPEG files; a class needs at least \(minimum)")
            }
            return ClassFolder(name: name, files: files)
        }
        guard classes.count >= 2 else {
            throw UserError("\(root): \(classes.count) subfolders; one for each of at least two classes is expected")
        }
        return classes
    }

    /// Up to `maximumPerClass` of the files of a class, in an order drawn from the names and the seed: first those for the
    /// test.
    private func choose(from members: ClassFolder) -> [String] {
        let drawn = members.files
            .map { (key: Checksum.sha256(Array("\(splitSeed)/\(members.name)/\($0)".utf8)), file: $0) }
            .sorted { ($0.key, $0.file) < ($1.key, $1.file) }
            .map(\.file)
        return maximumPerClass == 0 ? drawn : Array(drawn.prefix(maximumPerClass))
    }

    private func limited(_ files: ArraySlice<String>) -> ArraySlice<String> {
        testPerClass == 0 ? files : files.prefix(testPerClass)
    }

    private func testCount(of count: Int, in folder: String) throws -> Int {
        guard trainingPerClass > 0 else { return min(max(1, Int((Double(count) * testFraction).rounded())), count - 1) }
        guard count > trainingPerClass else {
            throw UserError(
                "\(folder): \(count) images used; trainingPerClass is \(trainingPerClass) and leaves none for the test")
        }
        return count - trainingPerClass
    }

    private func pictures(_ files: ArraySlice<String>, of label: Int, _ name: String, in root: String) -> [Picture] {
        files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
            Picture(path: "\(root)/\(name)/\($0)", relativePath: "\(name)/\($0)", label: label)
        }
    }
}

/// A class: its name and the names of its files.
private struct ClassFolder {
    let name: String
    let files: [String]
}
