import Core
import Experiments
import Foundation
import Harness
import Records
import Synchronization
import Testing

@Suite("Several runners on one folder")
struct ClaimsTests {
    @Test("a claim has one owner at a time")
    func exclusive() throws {
        let folder = try TemporaryFolder()
        let (first, second) = (try Claims(folder: folder.path), try Claims(folder: folder.path))
        #expect(try first.take("a") && first.take("b"))
        #expect(try !second.take("a") && !first.take("a") && second.take("c"))
        first.release("a")
        #expect(try second.take("a"))
        second.release("b")
        #expect(try !second.take("b"))
        let names = try FileManager.default.contentsOfDirectory(atPath: first.folder).sorted()
        #expect(names == ["a", "b", "c"])
    }

    @Test("the claims of a runner go with it, and the folder with the last")
    func leaving() throws {
        let folder = try TemporaryFolder()
        var first: Claims? = try Claims(folder: folder.path)
        let second = try Claims(folder: folder.path)
        #expect(try first?.take("a") == true)
        first = nil
        #expect(!FileManager.default.fileExists(atPath: second.folder))
        #expect(try second.take("a"))
    }

    @Test("claims need no hard links; what makes them impossible is an error, not an endless wait")
    func withoutLinks() throws {
        let folder = try TemporaryFolder()
        func claims(_ error: Int32) throws -> Claims {
            try Claims(
                folder: folder.path,
                makeLink: { _, _ in
                    errno = error; return -1
                })
        }
        let (first, second) = (try claims(EPERM), try claims(ENOTSUP))
        #expect(try first.take("a") && second.take("b"))
        #expect(try !second.take("a") && !first.take("b"))
        let names = try FileManager.default.contentsOfDirectory(atPath: first.folder).sorted()
        #expect(names == ["a", "b"])
        first.release("a")
        #expect(try second.take("a"))
        let broken = try claims(EIO)
        #expect { _ = try broken.take("c") } throws: { "\($0)".contains("/claims/c: a cell cannot be claimed: ") }
    }

    @Test("a pipe in the place of a claim is nobody's, and a folder is an error")
    func otherThings() throws {
        let folder = try TemporaryFolder()
        let claims = try Claims(folder: folder.path)
        #expect(mkfifo("\(claims.folder)/a", 0o600) == 0)
        #expect(utimes("\(claims.folder)/a", [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]) == 0)
        #expect(try claims.take("a"))
        try AtomicFile.makeFolder("\(claims.folder)/b")
        #expect(utimes("\(claims.folder)/b", [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]) == 0)
        #expect { _ = try claims.take("b") } throws: { "\($0)".contains("/claims/b: a cell cannot be claimed: ") }
    }

    private static func forge(_ owner: String, age: TimeInterval, in claims: Claims) throws {
        let path = "\(claims.folder)/a"
        try owner.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: path)
    }

    @Test("a dead runner's claim is taken over, a living one's is not")
    func takeover() throws {
        let folder = try TemporaryFolder()
        let claims = try Claims(folder: folder.path, staleAfter: 60, settling: 0.01)
        // A process that is no more, on this machine.
        try Self.forge("\(AtomicFile.hostName) 2147483647 x", age: 0, in: claims)
        #expect(try claims.take("a"))
        claims.release("a")
        // Another machine, which touched its claim a moment ago, and one that has not for long.
        try Self.forge("elsewhere 1 x", age: 5, in: claims)
        #expect(try !claims.take("a"))
        try Self.forge("elsewhere 1 x", age: 100, in: claims)
        #expect(try claims.take("a"))
        claims.release("a")
        // Touched for the last time before the clock was set back.
        try Self.forge("elsewhere 1 x", age: -86_400, in: claims)
        #expect(try claims.take("a"))
        claims.release("a")
        // Cut short by a full disk.
        try Self.forge("", age: 100, in: claims)
        #expect(try claims.take("a"))
    }

    @Test("an owner keeps its claims fresh, but not those that it lost")
    func heartbeat() throws {
        let folder = try TemporaryFolder()
        let claims = try Claims(folder: folder.path, heartbeat: 0.05, staleAfter: 60)
        #expect(try claims.take("a"))
        let owner = try String(contentsOfFile: "\(claims.folder)/a", encoding: .utf8)
        func age() throws -> TimeInterval {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(claims.folder)/a")
            return -(try #require(attributes[.modificationDate] as? Date)).timeIntervalSinceNow
        }
        try Self.forge(owner, age: 1000, in: claims)
        for _ in 0..<100 where try age() > 10 { Thread.sleep(forTimeInterval: 0.05) }
        #expect(try age() < 10)
        try Self.forge("elsewhere 1 x", age: 1000, in: claims)
        Thread.sleep(forTimeInterval: 0.3)
        #expect(try age() > 900)
    }

    /// Holds each of two runners at its first cell until the other is at one, too.
    private final class Meeting: ProgressDisplay {
        private let arrived = Mutex<Set<String>>([])
        func begin(cells: [Cell], kept: Int) {}
        func start(_ cell: Cell, index: Int) {
            arrived.withLock { _ = $0.insert(cell.id) }
            for _ in 0..<6000 where arrived.withLock({ $0.count }) < 2 { Thread.sleep(forTimeInterval: 0.01) }
        }
        func progress(_ progress: WorkProgress, of cell: Cell) {}
        func finish(_ cell: Cell, _ record: Record) {}
        func wait(for cells: Int) {}
        func end(_ summary: Runner.Summary) {}
    }

    @Test("two runners divide the cells: each is run once, and both end with all records there")
    func division() async throws {
        let folder = try TemporaryFolder()
        let cells = try ExperimentMatrix(text: smallMatrix, file: "small.yml").cells(dataDirectory: "/nowhere")
        let path = folder.path
        let meeting = Meeting()
        let summaries = try await withThrowingTaskGroup(of: Runner.Summary.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try await withCheckedThrowingContinuation { continuation in
                        Thread.detachNewThread {
                            continuation.resume(
                                with: Result {
                                    try Runner(
                                        store: try RecordStore(folder: path), dataDirectory: "/nowhere", threads: 1,
                                        display: meeting
                                    ).run(cells)
                                })
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(summaries.map(\.ran).reduce(0, +) == cells.count)
        #expect(summaries.allSatisfy { $0.ran + $0.kept == cells.count && $0.ran > 0 && $0.failed == 0 })
        let store = try RecordStore(folder: path)
        #expect(cells.allSatisfy { store.record(of: $0) != nil })
        #expect(!FileManager.default.fileExists(atPath: "\(path)/claims"))
    }

    /// At whose beginning another runner does the whole work.
    private struct Overtaken: ProgressDisplay {
        let work: @Sendable () -> Void
        func begin(cells: [Cell], kept: Int) { work() }
        func start(_ cell: Cell, index: Int) {}
        func progress(_ progress: WorkProgress, of cell: Cell) {}
        func finish(_ cell: Cell, _ record: Record) {}
        func wait(for cells: Int) {}
        func end(_ summary: Runner.Summary) {}
    }

    @Test("a cell that another runner ends between the look at the records and the first claim is not run again")
    func overtaken() throws {
        let folder = try TemporaryFolder()
        let cells = try ExperimentMatrix(text: smallMatrix, file: "small.yml").cells(dataDirectory: "/nowhere")
        let path = folder.path
        @Sendable func run(_ display: any ProgressDisplay) throws -> Runner.Summary {
            try Runner(store: try RecordStore(folder: path), dataDirectory: "/nowhere", threads: 1, display: display)
                .run(cells)
        }
        let late = try run(Overtaken { _ = try? run(QuietDisplay()) })
        #expect(late.ran == 0 && late.kept == cells.count)
    }
}
