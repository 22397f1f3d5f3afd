import Core

/// The ZIP code digits on which the first convolutional networks were trained: scanned from envelopes by the United States
/// Postal Service, 7,291 for training and 2,007 for test, 16×16 grey, bright ink on black.
///
/// The published text has one row an image: the label and 256 values from −1 (paper) to 1 (ink) in steps of 0.001.
public struct USPS: PublishedDataset, ImageDataset {
    public init() {}

    public static let card = Card(
        name: "usps", title: "USPS ZIP code digits", year: 1989,
        paper:
            "LeCun, Boser, Denker, Henderson, Howard, Hubbard and Jackel: Backpropagation applied to handwritten zip "
            + "code recognition, Neural Computation",
        deviations: ["values −1…1 are rounded to 8 bits, (v + 1) · 127.5, where the paper uses them as they are"])

    static let shape = ImageShape(height: 16, width: 16, channels: 1)

    package static let published = DatasetSize(
        shape: ImageShape(height: 16, width: 16, channels: 1), training: 7291, test: 2007, classes: 10)
    package static let parts = [
        part("zip.train", rows: 7291, sha256: "2d281f890bb6f21d2f57c1ba53aab6b866c309f43c118d99e16d0fa5cf7e48ed"),
        part("zip.test", rows: 2007, sha256: "4bb551c583b8c943145e09cce9d1fb64504663d5b51b093e079d33cfe5ee4a75"),
    ]

    private static func part(_ name: String, rows: Int, sha256: String) -> ContentPart {
        // A value takes at most 12 characters with its space in any spelling that is around.
        ContentPart(
            files: ["usps/\(name)"], bytesPerFile: rows * 257 * 12, sha256: sha256,
            checksum: { Checksum.sha256(littleEndian(try Self.rows(in: $0, named: "usps/\(name)"))) })
    }

    /// Reads `zip.train` and `zip.test`, gzipped or plain, from the folder `usps`; see ``Dataset/load(from:threads:)``.
    public func load(from directory: String, threads: Int) throws -> LoadedImages {
        let contents = try verifiedContents(in: directory)
        let splits = try zip(contents, Self.parts).map { try Self.decode($0, named: $1.files[0]) }
        for (split, (part, count)) in zip(splits, zip(Self.parts, [Self.published.training, Self.published.test])) {
            try require(
                split.count == count, of: part.files[0], in: directory, "\(split.count) images instead of \(count)")
        }
        return LoadedImages(training: splits[0], test: splits[1], checksum: checksum)
    }

    /// Images and labels from the text. Throws ``UserError``, beginning with `name`, for a row that is not as published.
    package static func decode(_ bytes: [UInt8], named name: String) throws -> LabelledImages {
        let rows = try rows(in: bytes, named: name)
        let width = 1 + shape.count
        var labels: [Int] = []
        var pixels: [UInt8] = []
        pixels.reserveCapacity(rows.count)
        for start in stride(from: 0, to: rows.count, by: width) {
            labels.append(Int(rows[start]))
            // Thousandths 0…2000 to 0…255, rounded half up.
            pixels += rows[start + 1..<start + width].map { UInt8((Int($0) * 255 + 1000) / 2000) }
        }
        return LabelledImages(
            images: ImageStack(shape: shape, pixels: pixels), labels: labels, classNames: (0...9).map(String.init))
    }

    /// The rows as numbers, one after the other: the label, then every value v as 1000 · (v + 1), rounded.
    static func rows(in bytes: [UInt8], named name: String) throws -> [Int16] {
        var rows: [Int16] = []
        rows.reserveCapacity(bytes.count / 6)
        var scanner = DecimalScanner(bytes)
        var line = 0
        while !scanner.isAtEnd {
            line += 1
            let start = rows.count
            while let value = try scanner.nextInLine(of: name, line: line) {
                if rows.count == start {
                    guard value % 1000 == 0, (0...9000).contains(value) else {
                        throw UserError("\(name), line \(line): the label is not one of 0…9")
                    }
                    rows.append(Int16(value / 1000))
                } else {
                    guard abs(value) <= 1000 else {
                        throw UserError("\(name), line \(line): a value lies outside −1…1")
                    }
                    rows.append(Int16(value + 1000))
                }
            }
            let values = rows.count - start
            guard values == 0 || values == 1 + shape.count else {
                throw UserError("\(name), line \(line): \(values - 1) values instead of \(shape.count)")
            }
        }
        return rows
    }

    private static func littleEndian(_ values: [Int16]) -> [UInt8] {
        values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}

/// Reads decimal numbers such as `-0.6310` from lines of text.
private struct DecimalScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    /// The next number of this line in thousandths, rounded half away from zero; nil at the end of the line, which is
    /// consumed.
    mutating func nextInLine(of name: String, line: Int) throws -> Int? {
        while position < bytes.count, [0x20, 0x09, 0x0D].contains(bytes[position]) { position += 1 }
        guard position < bytes.count else { return nil }
        if bytes[position] == 0x0A {
            position += 1
            return nil
        }
        let isNegative = bytes[position] == 0x2D
        if isNegative { position += 1 }
        var digits = 0
        var decimals = 0
        var magnitude = 0
        var hasPoint = false
        while position < bytes.count, bytes[position] > 0x20 {
            let byte = bytes[position]
            if byte == 0x2E, !hasPoint {
                hasPoint = true
            } else if byte >= 0x30, byte <= 0x39, digits < 9 {
                magnitude = magnitude * 10 + Int(byte - 0x30)
                digits += 1
                decimals += hasPoint ? 1 : 0
            } else {
                throw UserError("\(name), line \(line): holds something that is not a decimal number")
            }
            position += 1
        }
        guard digits > 0 else {
            throw UserError("\(name), line \(line): holds something that is not a decimal number")
        }
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let thousandths = (magnitude * 2000 + scale) / (2 * scale)
        return isNegative ? -thousandths : thousandths
    }
}
