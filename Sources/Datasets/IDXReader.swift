import Core
import Files

/// The IDX format of MNIST: big-endian 32-bit numbers (a magic number that tells the type of the values and the number of
/// dimensions, then the size of each dimension), followed by the values, here unsigned bytes.
package enum IDXReader {
    /// Grey images from an IDX file of three dimensions: count, height and width.
    ///
    /// Throws ``UserError``, beginning with `name`, where the header or the size of the file is wrong.
    package static func images(_ bytes: [UInt8], named name: String) throws -> ImageStack {
        let sizes = try dimensions(bytes, count: 3, named: name)
        guard sizes[1] > 0, sizes[2] > 0 else {
            throw UserError("\(name): images of \(sizes[1])×\(sizes[2]) pixels have no content")
        }
        guard max(sizes[1], sizes[2]) <= ImageFile.maximumSide else {
            throw UserError(
                "\(name): images of \(sizes[1])×\(sizes[2]) pixels; a side may have \(ImageFile.maximumSide)")
        }
        let shape = ImageShape(height: sizes[1], width: sizes[2], channels: 1)
        return ImageStack(shape: shape, pixels: Array(bytes[16...]))
    }

    /// Labels below `classCount` from an IDX file of one dimension.
    ///
    /// Throws ``UserError``, beginning with `name`, where the header, the size of the file or a label is wrong.
    package static func labels(_ bytes: [UInt8], classCount: Int, named name: String) throws -> [Int] {
        _ = try dimensions(bytes, count: 1, named: name)
        let labels = bytes[8...].map(Int.init)
        if let wrong = labels.firstIndex(where: { $0 >= classCount }) {
            throw UserError("\(name): label \(labels[wrong]) of image \(wrong) is not below \(classCount)")
        }
        return labels
    }

    /// The sizes in the header, after a check that the file holds exactly as many values.
    private static func dimensions(_ bytes: [UInt8], count: Int, named name: String) throws -> [Int] {
        let start = 4 + 4 * count
        guard bytes.count >= start else {
            throw UserError("\(name): \(bytes.count) bytes are too few for an IDX header of \(start)")
        }
        let words = (0...count).map { word in
            bytes[4 * word..<4 * word + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard words[0] == 0x0800 + count else {
            throw UserError(
                "\(name): not an IDX file of bytes in \(count) dimensions (magic number \(words[0]) instead of "
                    + "\(0x0800 + count))")
        }
        var expected = 1
        for size in words[1...] {
            let (product, overflow) = expected.multipliedReportingOverflow(by: size)
            expected = overflow ? Int.max : product
        }
        guard expected == bytes.count - start else {
            let sizes = words[1...].map(String.init).joined(separator: "×")
            throw UserError("\(name): announces \(sizes) values but holds \(bytes.count - start)")
        }
        return Array(words[1...])
    }

    /// The four files of a data set in the layout of MNIST, as parts in the order that ``load(_:classNames:)`` expects.
    static func parts(
        folder: String, trainingImages: String, trainingLabels: String, testImages: String, testLabels: String
    ) -> [ContentPart] {
        func part(_ name: String, _ bytes: Int, _ sha256: String) -> ContentPart {
            ContentPart(files: ["\(folder)/\(name)"], bytesPerFile: bytes, sha256: sha256)
        }
        return [
            part("train-images-idx3-ubyte", 16 + 60_000 * 784, trainingImages),
            part("train-labels-idx1-ubyte", 8 + 60_000, trainingLabels),
            part("t10k-images-idx3-ubyte", 16 + 10_000 * 784, testImages),
            part("t10k-labels-idx1-ubyte", 8 + 10_000, testLabels),
        ]
    }

    /// Decodes the contents of the four files.
    static func load<Source: PublishedDataset & ImageDataset>(
        _ dataset: Source, from directory: String, classNames: [String]
    ) throws -> LoadedImages {
        let contents = try dataset.verifiedContents(in: directory)
        func split(_ first: Int, count: Int) throws -> LabelledImages {
            let names = Source.parts[first..<first + 2].map { $0.files[0] }
            let stack = try images(contents[first], named: names[0])
            // What is remembered of a file says nothing of one that was put in its place with the same date and size.
            try dataset.require(
                stack.count == count && stack.shape == ImageShape(height: 28, width: 28, channels: 1), of: names[0],
                in: directory,
                "\(stack.count) images of \(stack.shape.height)×\(stack.shape.width) instead of \(count) of 28×28")
            let classes = try labels(contents[first + 1], classCount: classNames.count, named: names[1])
            guard stack.count == classes.count else {
                throw UserError("\(names[0]): \(stack.count) images, but \(names[1]) has \(classes.count) labels")
            }
            return LabelledImages(images: stack, labels: classes, classNames: classNames)
        }
        return LoadedImages(
            training: try split(0, count: Source.published.training), test: try split(2, count: Source.published.test),
            checksum: dataset.checksum)
    }
}
