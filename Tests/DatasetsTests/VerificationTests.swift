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
            let text = message { try dataset.load(from: folder.path, threads: 1) }
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
