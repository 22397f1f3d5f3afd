import Core
import Files
import Foundation
import Testing

@Suite("NumPy files")
struct NumPyFileTests {
    private func temporary(_ bytes: [UInt8]) throws -> String {
        let path = NSTemporaryDirectory() + "hindsight-\(UUID().uuidString).npy"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test("the header is the one that the format's definition asks for, and the numbers begin at a multiple of 64")
    func header() throws {
        let bytes = [UInt8](NumPyArray(shape: [2, 3], values: [0, 1, 2, 3, 4, 5]).data())
        #expect(Array(bytes[..<8]) == [0x93] + Array("NUMPY".utf8) + [1, 0])
        let length = Int(bytes[8]) + Int(bytes[9]) << 8
        #expect((10 + length) % 64 == 0 && bytes.count == 10 + length + 24)
        let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
        #expect(
            header.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }") && header.hasSuffix("\n"))
        #expect(Array(bytes.suffix(4)) == [0, 0, 0xA0, 0x40])
        let line = String(decoding: [UInt8](NumPyArray(shape: [3], values: [1, 2, 3]).data())[10...], as: UTF8.self)
        #expect(line.contains("'shape': (3,)"))
    }

    @Test("what is written is read again, for any shape", arguments: [[4], [2, 3], [0, 7], [2, 1, 3], []])
    func roundTrip(_ shape: [Int]) throws {
        let count = shape.reduce(1, *)
        let array = NumPyArray(shape: shape, values: (0..<count).map { Float($0) * 0.37 - 1 })
        let path = try temporary([])
        defer { try? FileManager.default.removeItem(atPath: path) }
        try array.write(to: path)
        #expect(try NumPyArray(contentsOf: path) == array)
    }

    @Test("other types of numbers are converted")
    func types() throws {
        func file(_ type: String, _ body: [UInt8]) throws -> [Float] {
            var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (2,), }"
            header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
            let prefix: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]
            let path = try temporary(prefix + Array(header.utf8) + body)
            defer { try? FileManager.default.removeItem(atPath: path) }
            return try NumPyArray(contentsOf: path).values
        }
        #expect(try file("|u1", [7, 255]) == [7, 255])
        #expect(try file("<i4", [1, 0, 0, 0, 255, 255, 255, 255]) == [1, -1])
        #expect(try file("<f8", [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0]) == [1, -2])
    }

    @Test("a file that is no array, is cut short or of unknown numbers is one clear error")
    func damaged() throws {
        let whole = [UInt8](NumPyArray(shape: [2, 2], values: [1, 2, 3, 4]).data())
        var complex = whole
        complex.replaceSubrange(21..<24, with: Array("<c8".utf8))
        let cases: [([UInt8], String)] = [
            ([], "not a NumPy file"), (Array("hello, world".utf8), "not a NumPy file"),
            (Array(whole[..<30]), "cut short"), (whole.dropLast(3), "16 are expected"), (complex, "<c8"),
        ]
        for (bytes, expected) in cases {
            let path = try temporary(bytes)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let error = #expect(throws: UserError.self) { try NumPyArray(contentsOf: path) }
            #expect(error.map { $0.description.hasPrefix(path) && $0.description.contains(expected) } ?? false)
        }
    }
}
