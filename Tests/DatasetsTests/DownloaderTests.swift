import Core
import Crypto
import Datasets
import Foundation
import Synchronization
import Testing

/// Downloads over the loopback interface, from servers with every fault that was met in practice.
@Suite(.timeLimit(.minutes(1))) struct DownloaderTests {
    typealias Answer = LoopbackServer.Answer

    private let content = Fixture.noise(300_000)
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    }

    private func download(_ mirrors: [String]) -> Download {
        .file(
            "set/data.gz", mirrors: mirrors,
            part: ContentPart(files: ["set/data"], bytesPerFile: content.count, sha256: sha256(content)))
    }

    private func fetch(
        _ mirrors: [String], stallTimeout: Double = 10, crawlTimeout: Double = 60,
        progress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
    ) throws {
        var policy = DownloadPolicy()
        (policy.stallTimeout, policy.retries, policy.backoff, policy.progressInterval) = (stallTimeout, 2, 0.02, 0.02)
        policy.crawlTimeout = crawlTimeout
        policy.leastRate = 100_000
        try Downloader(directory: folder.path, policy: policy, progress: progress).fetch(download(mirrors))
    }

    /// Answers with the rest of `body` that the request asks for.
    private static func ranged(_ body: [UInt8], _ request: LoopbackServer.Request, tag: String = "\"1\"") -> Answer {
        guard let range = request.headers["range"], (request.headers["if-range"] ?? tag) == tag,
            let start = Int(range.dropFirst("bytes=".count).dropLast())
        else { return Answer(headers: ["ETag": tag], body: body) }
        guard start < body.count else { return Answer(status: 416) }
        return Answer(
            status: 206, headers: ["ETag": tag, "Content-Range": "bytes \(start)-\(body.count - 1)/\(body.count)"],
            body: Array(body[start...]))
    }

    /// The file is in place, and nothing else.
    private func expectWhole(_ file: [UInt8]? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(folder.files == ["set/data.gz"], sourceLocation: sourceLocation)
        #expect(folder.bytes("set/data.gz") == file ?? content, sourceLocation: sourceLocation)
    }

    @Test func aGoodFile() throws {
        let file = Fixture.gzip(content)
        let server = try LoopbackServer { _, _ in Answer(body: file, pieces: (size: 50_000, pause: 0.03)) }
        let last = Mutex<DownloadProgress?>(nil)
        try fetch([server.url("data.gz")]) { progress in last.withLock { $0 = progress } }
        expectWhole(file)
        let progress = try #require(last.withLock { $0 })
        #expect(progress.bytes == file.count && progress.total == file.count && progress.bytesPerSecond > 0)
        #expect(progress.file == "set/data.gz" && progress.mirror == "127.0.0.1")
    }

    @Test func aCutFileIsResumed() throws {
        let server = try LoopbackServer { [content] request, number in
            var answer = Self.ranged(content, request)
            if number == 0 {
                answer.announcedLength = content.count
                answer.body = Array(content.prefix(120_000))
            }
            return answer
        }
        try fetch([server.url("data.gz")])
        expectWhole()
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=120000-"])
        #expect(server.requests[1].headers["if-range"] == "\"1\"")
    }

    @Test func aLaterStartResumes() throws {
        let isCut = Atomic(true)
        let server = try LoopbackServer { [content] request, _ in
            guard isCut.load(ordering: .relaxed) else { return Self.ranged(content, request) }
            guard request.headers["range"] == nil else { return Answer(status: 503) }
            return Answer(
                headers: ["ETag": "\"1\""], body: Array(content.prefix(70_000)), announcedLength: content.count)
        }
        #expect(message { try fetch([server.url("data.gz")]) }.contains("127.0.0.1: HTTP 503, after 3 attempts"))
        #expect(folder.files == ["set/data.gz.part", "set/data.gz.part.json"])
        isCut.store(false, ordering: .relaxed)
        try fetch([server.url("data.gz")])
        expectWhole()
        #expect(server.requests.last?.headers["range"] == "bytes=70000-")
    }

    @Test func aServerWithoutRangesStartsOver() throws {
        let server = try LoopbackServer { [content] _, number in
            Answer(body: number == 0 ? Array(content.prefix(99_000)) : content, announcedLength: content.count)
        }
        try fetch([server.url("data.gz")])
        expectWhole()
        #expect(server.requests.last?.headers["range"] == "bytes=99000-")
    }

    @Test func aFileThatChangedMeanwhileStartsOver() throws {
        let old = Fixture.noise(300_000, seed: 2)
        let server = try LoopbackServer { [content] request, number in
            guard number > 0 else {
                return Answer(headers: ["ETag": "\"0\""], body: Array(old.prefix(80_000)), announcedLength: old.count)
            }
            return Self.ranged(content, request)
        }
        try fetch([server.url("data.gz")])
        expectWhole()
    }

    @Test func aPartThatIsTooLongStartsOver() throws {
        let server = try LoopbackServer { [content] request, _ in Self.ranged(content, request) }
        let url = server.url("data.gz")
        try folder.write(content + [1, 2, 3], to: "set/data.gz.part")
        try folder.write(Array("{\"url\": \"\(url)\"}".utf8), to: "set/data.gz.part.json")
        try fetch([url])
        expectWhole()
        #expect(server.requests.map { $0.headers["range"] } == ["bytes=300003-", nil])
    }

    @Test func aWrongPartStartsOver() throws {
        let server = try LoopbackServer { [content] request, _ in Self.ranged(content, request) }
        let url = server.url("data.gz")
        try folder.write([UInt8](repeating: 7, count: 1000), to: "set/data.gz.part")
        try folder.write(Array("{\"url\": \"\(url)\"}".utf8), to: "set/data.gz.part.json")
        try fetch([url])
        expectWhole()
        #expect(server.requests.map { $0.headers["range"] } == ["bytes=1000-", nil])
    }

    @Test func faultsAreRetriedAndRefusalsAreNot() throws {
        let page = Array("<html>Sign in to the network</html>".utf8)
        let wrong = Fixture.noise(300_000, seed: 3)
        let server = try LoopbackServer { [content] request, _ in
            switch request.path {
            case "forbidden": Answer(status: 403)
            case "absent": Answer(status: 404)
            case "page": Answer(headers: ["Content-Type": "text/html; charset=utf-8"], body: page)
            case "disguised": Answer(headers: ["Content-Type": "application/gzip"], body: page)
            case "wrong": Answer(body: wrong)
            case "huge": Answer(body: [1], announcedLength: 1 << 40)
            default: Answer(body: content)
            }
        }
        let bad = ["forbidden", "absent", "page", "disguised", "wrong", "huge"]
        let text = message { try fetch(bad.map(server.url)) }
        for reason in [
            "127.0.0.1: HTTP 403;", "HTTP 404", "an HTML page instead of the file", "content has SHA-256",
            "more than the file has", "check the network",
        ] {
            #expect(text.contains(reason))
        }
        #expect(text.hasPrefix("set/data.gz: no mirror could deliver it ("))
        #expect(server.requests.map(\.path) == bad)
        #expect(folder.files == [])
        try fetch((bad + ["good"]).map(server.url))
        expectWhole()
    }

    @Test func aBusyServerIsAskedAgain() throws {
        let server = try LoopbackServer { [content] _, number in
            number < 2 ? Answer(status: 503) : Answer(body: content)
        }
        try fetch([server.url("data.gz")])
        expectWhole()
        #expect(server.requests.count == 3)
    }

    @Test("a server that drips is left for the next one")
    func crawl() throws {
        let dripping = try LoopbackServer { [content] _, _ in Answer(body: content, pieces: (size: 100, pause: 0.02)) }
        let text = message { try fetch([dripping.url("data.gz")], crawlTimeout: 0.2) }
        #expect(text.contains("less than 100000 bytes/s for 0.2 s, after 3 attempts"))
        let good = try LoopbackServer { [content] _, _ in Answer(body: content) }
        try fetch([dripping.url("data.gz"), good.url("data.gz")], crawlTimeout: 0.2)
        expectWhole()
    }

    /// Who waited for the silent one would wait for a minute and a half.
    @Test(.timeLimit(.minutes(1))) func aSlowLinkIsWaitedForButNotASilentOne() throws {
        let slow = try LoopbackServer { [content] _, _ in Answer(body: content, pieces: (size: 30_000, pause: 0.1)) }
        try fetch([slow.url("data.gz")])
        expectWhole()
        try FileManager.default.removeItem(atPath: "\(folder.path)/set")
        let silent = try LoopbackServer { [content] _, _ in Answer(body: content, pieces: (size: 299_999, pause: 30)) }
        let text = message { try fetch([silent.url("data.gz")], stallTimeout: 0.5) }
        #expect(text.contains("no byte for 0.5 s, after 3 attempts"))
    }

    @Test func noServerAtAll() throws {
        let port = try LoopbackServer { _, _ in Answer() }.port
        let text = message { try fetch(["http://127.0.0.1:\(port)/data.gz"]) }
        #expect(text.contains("127.0.0.1: no connection"))
    }

    @Test func aDirectoryThatCannotBeWrittenTo() throws {
        let server = try LoopbackServer { [content] _, _ in Answer(body: content) }
        try folder.write([], to: "set/data.gz.part/in-the-way")
        let text = message { try fetch([server.url("data.gz")]) }
        #expect(text.hasPrefix("\(folder.path)/set/data.gz.part: cannot be written: "))
        try FileManager.default.removeItem(atPath: "\(folder.path)/set")
        try folder.write([1], to: "set")
        #expect(message { try fetch([server.url("data.gz")]) }.hasSuffix("choose another with --data"))
    }
}

@Suite(.timeLimit(.minutes(1))) struct DatasetStoreTests {
    private let records = Fixture.noise(4000)
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func store(_ server: LoopbackServer) -> DatasetStore {
        let part = ContentPart(
            files: ["tiny/batches/one", "tiny/batches/two"], bytesPerFile: 2000,
            sha256: SHA256.hash(data: records).map { String(format: "%02x", $0) }.joined())
        let download = Download.archive(
            "tiny/tiny.tar.gz", mirrors: [server.url("tiny.tar.gz")], maximumBytes: 100_000, folder: "tiny/batches",
            parts: [part])
        return DatasetStore(
            directory: folder.path,
            sources: [DatasetSource(name: "tiny", title: "Tiny", parts: [part], downloads: [download])])
    }

    private func archive(_ first: [UInt8]) -> [UInt8] {
        Fixture.gzip(
            Fixture.tar([("batches/one", first), ("batches/two", Array(records[2000...])), ("batches/readme", [1])]))
    }

    @Test func lifeOfADataset() throws {
        let good = archive(Array(records[..<2000]))
        let server = try LoopbackServer { _, _ in LoopbackServer.Answer(body: good) }
        let store = store(server)
        #expect(store.list().map(\.state) == [.absent])
        #expect(message { try store.verify("tiny") }.contains("or as .gz: run `hindsight data fetch tiny`"))
        #expect(message { try store.fetch(["tiny", "none"]) }.hasPrefix("none: not a data set that can be fetched"))
        #expect(server.requests.isEmpty)

        try store.fetch(["tiny"])
        try store.fetch(["tiny"])
        #expect(server.requests.count == 1)
        #expect(store.list().map(\.state) == [.verified])
        #expect(store.list().map(\.bytes) == [4001])
        #expect(try store.verify("tiny") == .verified)

        try folder.write([UInt8](repeating: 0, count: 2000), to: "tiny/batches/one")
        #expect(store.list().map(\.state) == [.unverified])
        #expect(message { try store.verify("tiny") }.contains("damaged"))
        #expect(store.list().map(\.state) == [.damaged])
        try FileManager.default.removeItem(atPath: "\(folder.path)/tiny/batches/two")
        #expect(store.list().map(\.state) == [.incomplete])

        try store.fetch(["tiny"])
        #expect(store.list().map(\.state) == [.verified])
        #expect(
            folder.files == [".verified.json", "tiny/batches/one", "tiny/batches/readme", "tiny/batches/two"])
    }

    @Test func anArchiveOfOtherContentIsNotUnpackedIntoPlace() throws {
        let wrong = archive([UInt8](repeating: 0, count: 2000))
        let server = try LoopbackServer { _, _ in LoopbackServer.Answer(body: wrong) }
        #expect(message { try store(server).fetch(["tiny"]) }.contains("content has SHA-256"))
        #expect(folder.files == [])
    }

    @Test func theKnownSources() {
        let store = DatasetStore(directory: folder.path)
        #expect(store.names == ["mnist", "fashion-mnist", "cifar-10", "usps", "caltech-101", "r8"])
        for source in DatasetSource.all {
            for download in source.downloads {
                #expect(download.file.hasPrefix("\(source.name)/"))
                #expect(!download.mirrors.isEmpty && !download.isInPlace(folder.path))
            }
        }
    }
}
