import Core
import Foundation
import SVM
import Testing

@Suite("Files of examples")
struct ExamplesFileTests {
    private func read(_ text: String) throws -> ExamplesFile {
        let path = NSTemporaryDirectory() + "hindsight-\(UUID().uuidString).txt"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try ExamplesFile(contentsOf: path)
    }

    @Test("labels, pairs, zeros, comments, empty lines, tabs and the ends of lines of other systems")
    func reading() throws {
        let file = try read("+1 1:0.5 3:-2e1\r\n\n-1.5\t2:1 # 4:4\n  3 \n7 4:1")
        #expect(file.labels == [1, -1.5, 3, 7] && !file.beginsWithZero)
        #expect(
            try file.dense("")
                == Matrix(
                    rows: 4, columns: 4, values: [0.5, 0, -20, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]))
        let gram = try read("1 0:1 1:4 2:5\n2 0:2 1:5 2:9\n")
        #expect(try gram.beginsWithZero && gram.dense("").values == [1, 4, 5, 2, 5, 9])
    }

    @Test("numbers are kept in double precision, and a large index takes no memory until it must be dense")
    func precision() throws {
        let file = try read("1 1:16777216 2147483647:37.77490001\r\n-1 1:16777217\r\n")
        #expect(file.rows.values == [16_777_216, 37.77490001, 16_777_217] && file.largestIndex == 2_147_483_647)
        #expect(file.text == "1 1:16777216 2147483647:37.77490001\n-1 1:16777217\n")
        #expect { try file.dense("a.txt", memoryLimit: 1 << 30) } throws: {
            ($0 as? UserError)?.description.hasPrefix(
                "a.txt:1: the index 2147483647 in 2 examples would take 16383 MiB") ?? false
        }
    }

    @Test("what is written is read again, digit by digit")
    func writing() throws {
        var random = RandomSource(seed: 4)
        let values: [Float] = (0..<200).map { _ in
            random.uniform() < 0.5 ? 0 : random.uniform(-1e6, 1e6) / 3
        }
        let labels: [Double] = (0..<20).map { Double($0) * 0.1 }
        let file = ExamplesFile(
            labels: labels, features: Matrix(rows: 20, columns: 10, values: values))
        let path = NSTemporaryDirectory() + "hindsight-\(UUID().uuidString).txt"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try file.write(to: path)
        let again = try ExamplesFile(contentsOf: path)
        #expect(again.labels == file.labels && again.rows.values == file.rows.values)
        #expect(again.rows.indices == file.rows.indices && again.rows.starts == file.rows.starts)
        #expect(file.text.hasPrefix("0 ") && !file.text.contains(":0 "))
    }

    @Test(
        "mistakes are one line with the file and the line",
        arguments: [
            ("1 1:2\nx 1:2\n", ":2: the label is not a number ('x')"), ("1 1:2 1:3\n", "index 1 follows 1"),
            ("1 2:2 1:3\n", "index 1 follows 2"), ("1 a:2\n", "an index is not a whole number ('a:2')"),
            ("1 1\n", "after the index 1"), ("1 1:\n2 1:4\n", ":1: the value of index 1 is not a number"),
            ("1 1:nan\n", "the value of index 1 is not finite"), ("1 1:1e400\n", "not finite"),
            ("inf 1:1\n", "the label is not finite"), ("1 1:2x\n", "the value of index 1 is not a number ('2x')"),
            ("1 1: 2\n", "the value of index 1 is not a number"), ("1 99999999999:1\n", "an index is too large"),
            ("1 -1:1\n", "an index is not a whole number"), ("", "there is no example"), ("# nothing\n", "no example"),
        ])
    func mistakes(_ text: String, _ message: String) throws {
        do {
            _ = try read(text)
            Issue.record("\(text) was read")
        } catch let error as UserError {
            #expect(error.description.contains(message), "\(error)")
            #expect(!error.description.contains("\n"))
        }
    }

    @Test("a missing file, and bytes that are no text")
    func noText() throws {
        #expect(throws: UserError.self) { try ExamplesFile(contentsOf: "/nowhere/data.txt") }
        let path = NSTemporaryDirectory() + "hindsight-\(UUID().uuidString).bin"
        defer { try? FileManager.default.removeItem(atPath: path) }
        for seed in 0..<20 as Range<UInt64> {
            var random = RandomSource(seed: seed)
            try Data((0..<500).map { _ in UInt8(random.integer(below: 256)) }).write(to: URL(fileURLWithPath: path))
            #expect(throws: UserError.self) { try ExamplesFile(contentsOf: path) }
        }
    }
}
