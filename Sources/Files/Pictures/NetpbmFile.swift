import Core

/// A picture of Netpbm: PGM (grey: P2 in digits, P5 in bytes) or PPM (RGB: P3, P6), with values up to 65535.
///
/// Values are brought to 0…255 by the largest that the header announces; of 65535 the upper bytes are taken, as of other pictures of
/// sixteen bits.
struct NetpbmFile {
    private let name: String
    private let bytes: [UInt8]
    private let isText: Bool
    private let shape: ImageShape
    private let largest: Int
    /// Where the values begin.
    private let start: Int

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Reads the header. Throws ``UserError``, also where the file has fewer values than it announces.
    init(_ bytes: [UInt8], named name: String) throws {
        self.name = name
        self.bytes = bytes
        let kind = Int(bytes[1]) - 0x30
        guard [2, 3, 5, 6].contains(kind) else {
            throw UserError("\(name): is a black and white picture (PBM), which is not read; save it as PGM")
        }
        isText = kind < 4
        var scanner = Scanner(bytes: bytes, place: 2)
        var numbers: [Int] = []
        for _ in 0..<3 {
            guard let number = scanner.next() else {
                throw UserError("\(name): not a sound PGM or PPM file (its header is not whole)")
            }
            numbers.append(number)
        }
        shape = try ImageFile.checkedShape(
            height: numbers[1], width: numbers[0], channels: kind % 3 == 0 ? 3 : 1,
            bytes: kind % 3 == 0 ? 3 : 1, named: name)
        largest = numbers[2]
        guard (1...65_535).contains(largest) else {
            throw UserError("\(name): not a sound PGM or PPM file (values up to \(largest); 1 to 65535 is possible)")
        }
        // One space ends the header.
        start = scanner.place + (isText ? 0 : 1)
        let needed = isText ? 2 * shape.count - 1 : shape.count * (largest > 255 ? 2 : 1)
        guard bytes.count - start >= needed else {
            throw UserError(
                "\(name): not a sound PGM or PPM file (too few bytes for \(shape.width)×\(shape.height) pixels)")
        }
    }

    package func image() throws -> ImageStack {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(shape.count)
        if isText {
            var scanner = Scanner(bytes: bytes, place: start)
            while pixels.count < shape.count {
                guard let value = scanner.next() else {
                    throw UserError("\(name): not a sound PGM or PPM file (value \(pixels.count + 1) is no number)")
                }
                pixels.append(level(value))
            }
        } else if largest == 255 {
            pixels = Array(bytes[start..<start + shape.count])
        } else if largest < 256 {
            pixels = bytes[start..<start + shape.count].map { level(Int($0)) }
        } else {
            for place in stride(from: start, to: start + 2 * shape.count, by: 2) {
                pixels.append(level(Int(bytes[place]) << 8 | Int(bytes[place + 1])))
            }
        }
        return ImageStack(shape: shape, pixels: pixels)
    }

    private func level(_ value: Int) -> UInt8 {
        if largest == 65_535 { return UInt8(min(value, 65_535) >> 8) }
        return UInt8((min(value, largest) * 255 + largest / 2) / largest)
    }

    /// Numbers between spaces and comments, which go from # to the end of the line.
    private struct Scanner {
        let bytes: [UInt8]
        var place: Int

        /// The next number; nil where something else stands there, or a number above a million.
        mutating func next() -> Int? {
            while place < bytes.count, NetpbmFile.isSpace(bytes[place]) || bytes[place] == UInt8(ascii: "#") {
                if bytes[place] == UInt8(ascii: "#") {
                    while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
                } else {
                    place += 1
                }
            }
            let first = place
            var number = 0
            while place < bytes.count, (0x30...0x39).contains(bytes[place]), number <= 1_000_000 {
                number = 10 * number + Int(bytes[place] - 0x30)
                place += 1
            }
            return place > first && number <= 1_000_000 ? number : nil
        }
    }
}
