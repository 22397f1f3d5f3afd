import Core
import Foundation

/// Caltech-101: photographs of 101 kinds of things, 31 to 800 of each, as the papers of 2006 to 2012 used them: some images of
/// every class to train on, some others to test on, and the accuracy averaged over several such splits.
///
/// L. Fei-Fei, R. Fergus and P. Perona, *Learning Generative Visual Models from Few Training Examples*, CVPR workshop 2004.
/// Where no class has fewer images than the two numbers together, every class counts the same in the test, and the accuracy is
/// the mean over classes that the papers report.
public struct Caltech101: ImageDataset {
    /// Images of each class to train on: 15 and 30 are usual.
    public var trainingPerClass = 15
    /// At most so many images of each class for the test; 0 for all that are left.
    public var testPerClass = 15
    /// Another number, another choice of images.
    public var split: UInt64 = 1
    /// Side of the squares that the pictures become, in pixels, 16…1024.
    public var size = 256
    /// How a picture becomes a square.
    public var resize = ResizeMode.stretch
    /// Methods that can take pictures in their own sizes get them so, as large as ``longestSide`` allows; all others get the squares.
    public var ownSizes = false
    /// With ``ownSizes``, larger pictures are scaled down until their longer side has so many pixels, 16…4096; the papers have 300.
    public var longestSide = 300
    /// 1 for grey, 3 for RGB.
    public var channels = 1

    public init() {}

    public static let card = Card(
        name: "caltech-101", title: "Caltech-101", year: 2004,
        paper:
            "L. Fei-Fei, R. Fergus and P. Perona, Learning Generative Visual Models from Few Training Examples, CVPR "
            + "workshop 2004",
        deviations: [
            "pictures are scaled to squares of one size, where most papers limit the longer side to 300 pixels, as "
                + "ownSizes does",
            "BACKGROUND_Google, the class of pictures of nothing in particular, is left out",
        ])

    public static var choices: [String: [String]] { ["resize": ResizeMode.allCases.map(\.rawValue)] }

    public static var laterSettings: [String: any Encodable & Sendable] { ["ownSizes": false, "longestSide": 300] }

    public var isSynthetic: Bool { false }

    public func validate() throws {
        try require((1...1000).contains(trainingPerClass), "trainingPerClass", trainingPerClass, "in 1…1000")
        try require((16...1024).contains(size), "size", size, "in 16…1024")
        try folder.validate()
    }

    private var folder: ImageFolder {
        var folder = ImageFolder()
        folder.path = Self.path
        folder.size = size
        folder.resize = resize
        folder.ownSizes = ownSizes
        folder.longestSide = longestSide
        folder.channels = channels
        folder.trainingPerClass = trainingPerClass
        folder.testPerClass = testPerClass
        folder.splitSeed = split
        return folder
    }

    public func requireFiles(in directory: String) throws { _ = try folder.trainingCount(in: directory) }

    /// Where the files are not there, the number for the 101 classes of the official set.
    public func trainingCount(in directory: String) throws -> Int {
        try isThere(directory) ? folder.trainingCount(in: directory) : 101 * trainingPerClass
    }

    public func size(in directory: String) throws -> DatasetSize? {
        if isThere(directory) { return try folder.size(in: directory) }
        // 8,677 photographs without the background.
        let training = 101 * trainingPerClass
        let rest = max(8677 - training, 0)
        let test = testPerClass == 0 ? rest : min(rest, 101 * testPerClass)
        let shape = ImageShape(height: size, width: size, channels: channels)
        return DatasetSize(
            form: .image(shape, longestSide: ownSizes ? longestSide : nil), training: training, test: test,
            classes: 101,
            isStreamed: ownSizes || (training + test) * shape.count > ImageFolder.memoryLimit)
    }

    public func contentMark(in directory: String) throws -> String {
        try isThere(directory) ? folder.contentMark(in: directory) : ""
    }

    private func isThere(_ directory: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(directory)/\(Self.path)")
    }

    private static let path = "caltech-101/101_ObjectCategories"

    /// Decodes all pictures of the split; see ``ImageFolder/load(from:threads:)``.
    public func load(from directory: String, threads: Int) throws -> LoadedImages {
        try validate()
        return try folder.load(from: directory, threads: threads)
    }
}
