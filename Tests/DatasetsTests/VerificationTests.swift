import Core
import Crypto
import Datasets
import Foundation
import Synchronization
import Testing

@Suite struct VerificationTests {
    private let content = Fixture.noise(5000)

    /// A part whose content is hashed through a counter.
    private func part(_ hashes: Counter) -> ContentPart {
        let expected = SHA256.hash(data: content).map { String(format: "%02x", $0) }.joined()
        return ContentPart(files: ["set/data"], bytesPerFile: 5000, sha256: expected) { bytes in
            hashes.increment()
            return SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
        }
    }

    @Test func verdictIsRememberedUntilTheFileChanges() throws {
        let folder = try TemporaryFolder()
        try folder.write(content, to: "set/data")
        let hashes = Counter()
        let part = part(hashes)
        #expect(try part.contents(in: folder.path, dataset: "set") == content)
        #expect(try part.contents(in: folder.path, dataset: "set") == content)
        #expect(hashes.value == 1)
        #expect(folder.files == [".verified.json", "set/data"])

        var damaged = content
        damaged[4000] ^= 1
        let path = try folder.write(damaged, to: "set/data")
        let text = message { try part.contents(in: folder.path, dataset: "set") }
        #expect(text.hasPrefix("\(path): damaged, the content has SHA-256 "))
        #expect(text.hasSuffix("; delete it and run `hindsight data fetch set`"))
        #expect(hashes.value == 2)

        try folder.write(Fixture.gzip(content), to: "set/data.gz")
        #expect(try part.contents(in: folder.path, dataset: "set") == content)
        #expect(hashes.value == 3)
    }

    @Test("what is cheap to check is checked whatever is remembered: counts and sides")
    func remembered() throws {
        let folder = try TemporaryFolder()
        let sizes: [[Int]] = [[60_000, 14, 56], [60_000], [10_000, 28, 28], [10_000]]
        let names = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"]
        for (name, sizes) in zip(names, sizes) {
            let values = [UInt8](repeating: 1, count: sizes.reduce(1, *))
            try folder.write(Fixture.idx(sizes, values), to: "mnist/\(name)-ubyte")
        }
        // The files are remembered as sound, as where one was replaced by another of the same size and date.
        _ = message { try MNIST().load(from: folder.path, threads: 1) }
        let path = "\(folder.path)/.verified.json"
        for _ in 0..<4 {
            var text = try String(contentsOfFile: path, encoding: .utf8)
            for (part, name) in zip(MNIST.parts, names) {
                let pattern = try Regex("\"checksum\" : \"[0-9a-f]{64}\"(?=[^}]*\(name))", as: Substring.self)
                text = text.replacing(pattern) { _ in "\"checksum\" : \"\(part.sha256)\"" }
            }
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            _ = message { try MNIST().load(from: folder.path, threads: 1) }
        }
        let text = message { try MNIST().load(from: folder.path, threads: 1) }
        #expect(
            text.contains("train-images-idx3-ubyte: damaged, it holds 60000 images of 14×56 instead of 60000 of 28×28"))
        #expect(text.hasSuffix("run `hindsight data fetch mnist`"))
    }

    @Test func aDamagedMemoryIsNoObstacle() throws {
        let folder = try TemporaryFolder()
        try folder.write(content, to: "set/data")
        try folder.write(Array("{\"set/data\": 3".utf8), to: ".verified.json")
        let hashes = Counter()
        #expect(try part(hashes).contents(in: folder.path, dataset: "set") == content)
        #expect(hashes.value == 1)
    }

    @Test func aMemoryThatCannotBeWrittenIsNoObstacle() throws {
        let folder = try TemporaryFolder()
        try folder.write(content, to: "set/data")
        // A folder of that name is in the way even of a user who may write everywhere.
        try folder.write([], to: ".verified.json/in-the-way")
        let hashes = Counter()
        #expect(try part(hashes).contents(in: folder.path, dataset: "set") == content)
        #expect(try part(hashes).contents(in: folder.path, dataset: "set") == content)
        #expect(hashes.value == 2)
    }

    @Test func missingFiles() throws {
        let folder = try TemporaryFolder()
        for dataset in [MNIST(), FashionMNIST(), CIFAR10(), USPS()] as [any Dataset] {
            let name = type(of: dataset).card.name
            let text = message { try dataset.examples(from: folder.path, threads: 1) }
            #expect(text.hasPrefix("\(folder.path)/\(name)/") && text.contains("is missing"))
            #expect(text.contains("`hindsight data fetch \(name)`") && text.contains("--data or $HINDSIGHT_DATA"))
        }
    }

    @Test func dataDirectory() {
        #expect(DataDirectory.path(option: "/a", environment: ["HINDSIGHT_DATA": "/b"]) == "/a")
        #expect(DataDirectory.path(environment: ["HINDSIGHT_DATA": "/b"]) == "/b")
        let home = NSHomeDirectory()
        #expect(DataDirectory.path(environment: ["HINDSIGHT_DATA": ""]) == "\(home)/.cache/hindsight")
        #expect(DataDirectory.path(option: "~/x", environment: [:]) == "\(home)/x")
    }
}

/// Counts calls from any thread.
final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .relaxed) }
    func increment() { count.add(1, ordering: .relaxed) }
}
