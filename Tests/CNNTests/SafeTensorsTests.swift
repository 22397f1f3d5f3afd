import CNN
import Core
import Files
import Foundation
import Testing

private let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/optimisers/official.safetensors").path

/// What `Fixtures/make_optimisers.py` has the official library write.
private let official = TensorFile(
    tensors: [
        TensorFile.Tensor("weights", shape: [2, 3], values: [0, 0.25, 0.5, 0.75, 1, 1.25] as [Float]),
        TensorFile.Tensor("biases", shape: [2], values: [1.5, -2.25] as [Double]),
        TensorFile.Tensor("pixels", shape: [1, 3], values: [0, 255, 7] as [UInt8]),
        TensorFile.Tensor("signed", shape: [2], values: [-1, 1 << 62] as [Int64]),
        TensorFile.Tensor("counts", shape: [1], values: [UInt64.max]),
        TensorFile.Tensor("nothing", shape: [0, 4], values: [] as [Float]),
        TensorFile.Tensor("single", shape: [], values: [3] as [Double]),
        TensorFile.Tensor("Größe \"\\\n\u{1}/", shape: [1], values: [1] as [Float]),
    ], metadata: ["format": "np — \"quoted\""])

private func temporary() -> String { NSTemporaryDirectory() + "hindsight-\(UUID().uuidString).safetensors" }

/// A Python that has the official library, if there is one.
private let interpreter: String? = {
    let candidates = ["python3", NSString(string: "~/peers/bin/python").expandingTildeInPath]
    return candidates.first { run($0, "import numpy, safetensors.numpy") == "" }
}()

/// The output of `program`, or nil where it fails.
private func run(_ python: String, _ program: String, _ arguments: String...) -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", program] + arguments
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: output, as: UTF8.self) : nil
}

/// A file with that header and `count` bytes behind it.
private func file(_ header: String, _ count: Int, length: UInt64? = nil) -> [UInt8] {
    let length = length ?? UInt64(header.utf8.count)
    return withUnsafeBytes(of: length.littleEndian) { Array($0) } + Array(header.utf8)
        + [UInt8](repeating: 1, count: count)
}

/// The error that reading `bytes` ends in, nil where it does not.
private func failure(_ bytes: [UInt8]) -> String? {
    do {
        _ = try TensorFile(decoding: bytes, named: "x.safetensors")
        return nil
    } catch {
        return (error as? UserError)?.description ?? "another error: \(error)"
    }
}

@Suite("safetensors files")
struct SafeTensorsTests {
    @Test("a file of the official library is read, and ours is the same, byte by byte")
    func parity() throws {
        let read = try TensorFile.read(from: fixture)
        #expect(read.metadata == official.metadata && read.tensors.count == official.tensors.count)
        for tensor in official.tensors { #expect(try read.tensor(tensor.name) == tensor) }
        let bytes = [UInt8](try #require(FileManager.default.contents(atPath: fixture)))
        #expect(try official.encoded() == bytes)
        #expect(try read.encoded() == bytes)
    }

    @Test("what is written is read again")
    func roundTrip() throws {
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        for original in [official, TensorFile(), TensorFile(metadata: ["a": "\u{0}\u{1F600}", "": ""])] {
            try original.write(to: path)
            let read = try TensorFile.read(from: path)
            #expect(read.metadata == original.metadata)
            #expect(read.tensors.sorted { $0.name < $1.name } == original.tensors.sorted { $0.name < $1.name })
        }
        #expect(
            try TensorFile(decoding: official.encoded(), named: "x").tensor("signed").values(Int64.self) == [
                -1, 1 << 62,
            ])
    }

    @Test(
        "Python's library reads ours, and we read Python's",
        .enabled(if: interpreter != nil, "no Python with the packages numpy and safetensors was found"))
    func python() throws {
        let program = try #require(interpreter)
        let paths = [temporary(), temporary()]
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        try official.write(to: paths[0])
        let output = run(
            program,
            """
            import sys, numpy as np
            from safetensors import safe_open
            from safetensors.numpy import load_file, save_file
            tensors = load_file(sys.argv[1])
            assert (tensors["weights"] == np.arange(6, dtype=np.float32).reshape(2, 3) / 4).all()
            assert tensors["counts"][0] == 2**64 - 1 and tensors["nothing"].shape == (0, 4) and tensors["single"].shape == ()
            metadata = safe_open(sys.argv[1], "np").metadata()
            save_file(tensors, sys.argv[2], metadata=metadata)
            print(len(tensors))
            """, paths[0], paths[1])
        #expect(output == "8\n")
        #expect(FileManager.default.contents(atPath: paths[0]) == FileManager.default.contents(atPath: paths[1]))
    }

    @Test("a name that is used twice or means the metadata is not written")
    func names() {
        let tensor = TensorFile.Tensor("a", shape: [1], values: [1] as [Float])
        #expect(throws: UserError.self) { try TensorFile(tensors: [tensor, tensor]).encoded() }
        let reserved = TensorFile.Tensor("__metadata__", shape: [1], values: [1] as [Float])
        #expect(throws: UserError.self) { try TensorFile(tensors: [reserved]).encoded() }
    }

    @Test("another type or a name that is not there is an error that names the tensor")
    func access() {
        #expect(throws: UserError("weights: numbers of type F32, where F64 is expected")) {
            try official.tensor("weights").values(Double.self)
        }
        #expect(throws: UserError("weigths: there is no such tensor in the file")) { try official.tensor("weigths") }
    }
}

@Suite("Hostile safetensors files")
struct SafeTensorsHostileTests {
    private static let one = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#

    @Test("what is wrong is said with the file and the tensor")
    func messages() {
        let a = Self.one
        #expect(failure(file(a + "}", 8)) == nil)
        #expect(failure(file(" \n" + a + "} \t\r\n", 8)) == nil)
        func entry(_ name: String, _ range: String) -> String {
            #","\#(name)":{"dtype":"U8","shape":[4],"data_offsets":[\#(range)]}}"#
        }
        let cases: [(String, Int, String)] = [
            (a + "}", 7, "tensor 'a': its numbers end at byte 8"), (a + "}", 9, "1 bytes after the last tensor"),
            (a + entry("b", "8,12"), 8, "tensor 'b': its numbers end at byte 12"),
            (a + entry("b", "4,8"), 8, "tensor 'b': its numbers overlap"),
            (a + entry("b", "9,13"), 13, "1 bytes before its numbers belong to no tensor"),
            (a + entry("a", "8,12"), 12, "two tensors have the name 'a'"),
            (a + entry("b", "12,8"), 12, "not a beginning and an end"), (a + entry("b", "8"), 12, "not a beginning"),
            (a + entry("b", "8,11"), 12, "3 bytes, where the shape [4] of U8 takes 4"),
            (a + entry("b", "-8,4"), 12, "a whole number"), (a + entry("b", "8.0,12"), 12, "',' or ']'"),
            (a + entry("b", "8,99999999999999999999"), 12, "a whole number below 2⁶³"),
            (a + entry("b", "08,12"), 12, "a whole number"),
            (
                #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, 4,
                "numbers of type 'BF16' are not understood"
            ),
            (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0, "too large"),
            (#"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, 4, "dtype, shape or data_offsets is missing"),
            (#"{"a":{"dtype":"F32","dtype":"F32","shape":[],"data_offsets":[0,4]}}"#, 4, "'dtype' stands there twice"),
            (#"{"a":{"kind":"F32"}}"#, 4, "the key 'kind' is not part of the format"),
            (#"{"__metadata__":{"a":1}}"#, 0, "a text in quotes"),
            (#"{"__metadata__":{"a":"","a":""}}"#, 0, "'a' twice"),
            (#"{"__metadata__":{},"__metadata__":{}}"#, 0, "two tensors have the name"),
            ("[]", 0, "'{' is expected"), ("{},", 0, "the end is expected"), (#"{"a"}"#, 0, "':' is expected"),
            (#"{"\x":{}}"#, 0, "an escape"), (#"{"\uD800x":{}}"#, 0, "second half"),
            (#"{"\uDC00":{}}"#, 0, "a character"),
            ("{\"a\nb\":{}}", 0, "the end of a text"),
            (#"{"a":{"dtype":"F32","shape":[2,],"data_offsets":[0,8]}}"#, 8, "whole"),
        ]
        for (header, count, expected) in cases {
            let message = failure(file(header, count)) ?? "no error"
            #expect(message.hasPrefix("x.safetensors: ") && message.contains(expected), "\(header): \(message)")
            #expect(!message.contains("\n"))
        }
        #expect(failure(file("{\"a", 0).dropLast() + [0xFF, 0x22, 0x7D]) != nil)
    }

    @Test("headers of impossible lengths", arguments: [0, 1, 3, 100, 100_000_000, 100_000_001, 1 << 63, UInt64.max])
    func lengths(_ length: UInt64) throws {
        let message = try #require(failure(file("{}", 4, length: length)))
        #expect(message.contains("header"), "\(message)")
    }

    @Test("a file cut anywhere, or with any byte changed, is read or refused, and never crashes")
    func mutations() throws {
        let sound = try official.encoded()
        for count in 0..<sound.count { #expect(failure(Array(sound[..<count])) != nil, "cut at \(count)") }
        var random = RandomSource(seed: 3)
        for place in sound.indices {
            for value in [0, 0xFF, UInt8(ascii: "9"), UInt8(ascii: "\""), UInt8(random.integer(below: 256))] {
                var broken = sound
                broken[place] = value
                if let message = failure(broken) { #expect(message.hasPrefix("x.safetensors: ")) }
            }
        }
        for length in 0..<200 {
            #expect(failure((0..<length).map { _ in UInt8(random.integer(below: 256)) }) != nil)
        }
    }

    @Test("a file that is not there, or is a folder")
    func absent() {
        #expect(throws: UserError.self) { try TensorFile.read(from: "/nowhere/at/all") }
        #expect(throws: UserError.self) { try TensorFile.read(from: NSTemporaryDirectory()) }
        #expect(throws: UserError.self) { try TensorFile().write(to: "/nowhere/at/all") }
    }
}
