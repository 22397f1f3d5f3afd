import Core
import Foundation
import Synchronization

/// Which runner works on which cell: a file a cell in the folder `claims/` of the results, so that several runners, on one machine or
/// on several with a shared file system, divide a matrix among them.
///
/// A claim comes into being by a hard link to a file that is already whole, which succeeds for one runner only, also on network file systems.
/// Its owner touches it again and again; a claim that has not been touched for a while, by the clock of the file system, or whose process on
/// this machine is no more, belongs to a dead runner and is taken over: the file is replaced, and after a moment read again, so that of
/// several that replace it at the same time the last has it.
///
/// Should a runner stand still for so long that its claim is taken over, a cell is run twice. Nothing is lost by that: both write the same
/// record under the same name.
public final class Claims: Sendable {
    public let folder: String
    private let staleAfter: TimeInterval
    private let settling: TimeInterval
    private let token: String
    /// As the system's `link`.
    private let makeLink: @Sendable (_ file: String, _ name: String) -> Int32
    private let held = Mutex<Set<String>>([])
    /// All claims of this process, by their paths: the words in them.
    private static let everybodys = Mutex<[String: String]>([:])
    /// The folders that this process has claims in.
    private static let folders = Mutex<Set<String>>([])
    /// Nothing is claimed any more.
    private static let isEnding = Atomic(false)
    // Set up before anybody else sees it, and only cancelled later.
    private nonisolated(unsafe) let timer: any DispatchSourceTimer

    /// - Parameters:
    ///   - folder: The results folder.
    ///   - heartbeat: Seconds between two touches.
    ///   - staleAfter: Seconds after which an untouched claim is that of a dead runner; many heartbeats.
    ///   - settling: Seconds that a claim taken over must stand.
    ///   - makeLink: Makes a hard link, as the system's `link` does.
    ///
    /// Throws ``UserError`` where the folder cannot be made.
    public init(
        folder: String, heartbeat: TimeInterval = 10, staleAfter: TimeInterval = 120, settling: TimeInterval = 0.5,
        makeLink: @escaping @Sendable (_ file: String, _ name: String) -> Int32 = { link($0, $1) }
    ) throws {
        self.folder = "\(folder)/claims"
        self.staleAfter = staleAfter
        self.settling = settling
        self.makeLink = makeLink
        let mark = ProcessMark.own
        token = "\(mark.host) \(mark.process) \(UUID().uuidString) \(mark.start)"
        try AtomicFile.makeFolder(self.folder)
        AtomicFile.removeAbandoned(in: self.folder)
        let place = self.folder
        Self.folders.withLock { _ = $0.insert(place) }
        timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + heartbeat, repeating: heartbeat)
        timer.setEventHandler { [weak self] in self?.touch() }
        timer.resume()
        removeStale()
    }

    deinit {
        timer.cancel()
        for id in held.withLock({ $0 }) { remove(id) }
        // Nobody else's claims: then the folder goes, too.
        rmdir(folder)
    }

    /// Whether this runner may work on the cell `id` now; others then do not, until ``release(_:)``. Throws ``UserError`` where nothing can
    /// be written.
    public func take(_ id: String) throws -> Bool {
        guard !Self.isEnding.load(ordering: .relaxed) else { return false }
        let path = path(of: id)
        let own = AtomicFile.temporaryName(for: path)
        do {
            try AtomicFile.write(token, to: own)
        } catch {
            // Another runner that went removed the empty folder.
            try AtomicFile.makeFolder(folder)
            try AtomicFile.write(token, to: own)
        }
        defer { unlink(own) }
        if let error = try claim(path, with: own) {
            guard error == EEXIST, try isStale(path) else { return false }
            guard rename(own, path) == 0 else {
                _ = try Self.obstacle(errno, path)
                return false
            }
            Thread.sleep(forTimeInterval: settling)
            guard Self.owner(of: path) == token else { return false }
        }
        held.withLock { _ = $0.insert(id) }
        Self.everybodys.withLock { $0[path] = token }
        return true
    }

    /// Makes `own` the claim at `path`; returns what stood in the way: EEXIST, or that the folder is gone. Throws ``UserError`` for whatever else
    /// does: it would stand there for ever.
    private func claim(_ path: String, with own: String) throws -> Int32? {
        if makeLink(own, path) == 0 { return nil }
        switch errno {
        case EEXIST, ENOENT: return errno
        case EPERM, ENOSYS, ENOTSUP, EMLINK:
            // A file system without hard links: whole a moment later, and fresh until then.
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            guard file >= 0 else { return try Self.obstacle(errno, path) }
            close(file)
            return rename(own, path) == 0 ? nil : try Self.obstacle(errno, path)
        default: return try Self.obstacle(errno, path)
        }
    }

    private static func obstacle(_ error: Int32, _ path: String) throws -> Int32 {
        if error == EEXIST || error == ENOENT { return error }
        throw UserError("\(path): a cell cannot be claimed: \(String(cString: strerror(error)))")
    }

    /// Gives the cell up, whether it is done or not.
    public func release(_ id: String) {
        guard held.withLock({ $0.remove(id) }) != nil else { return }
        remove(id)
    }

    /// Gives up all claims of this process, which gets no others: for one that ends at once.
    public static func releaseAll() {
        isEnding.store(true, ordering: .relaxed)
        // Whoever is about to claim something has done so by then.
        Thread.sleep(forTimeInterval: 0.02)
        let all = everybodys.withLock { $0 }
        for (path, token) in all where owner(of: path) == token { unlink(path) }
        for folder in folders.withLock({ $0 }) { rmdir(folder) }
    }

    private func remove(_ id: String) {
        let path = path(of: id)
        if Self.owner(of: path) == token { unlink(path) }
        Self.everybodys.withLock { _ = $0.removeValue(forKey: path) }
    }

    /// Removes what dead runners left behind, also for cells that nobody asks for any more.
    private func removeStale() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let path = path(of: name)
            guard !name.hasSuffix(".tmp"), (try? isStale(path)) == true else { continue }
            // Aside first: should another runner just have taken it over, it gets it back.
            let aside = AtomicFile.temporaryName(for: path)
            guard rename(path, aside) == 0 else { continue }
            if (try? isStale(aside)) != true { _ = try? claim(path, with: aside) }
            unlink(aside)
        }
    }

    private func path(of id: String) -> String { "\(folder)/\(id)" }

    private static func owner(of path: String) -> String? {
        (try? FileContents.read(path, limit: 1 << 12, regularOnly: true)).map { String(decoding: $0, as: UTF8.self) }
    }

    private func touch() {
        for id in held.withLock({ $0 }) where Self.owner(of: path(of: id)) == token { utimes(path(of: id), nil) }
    }

    private func isStale(_ path: String) throws -> Bool {
        let words = (Self.owner(of: path) ?? "").split(separator: " ")
        if words.count >= 3, let process = Int32(words[1]) {
            // Earlier versions did not write the start of the process.
            let start = words.count > 3 ? UInt64(words[3]) ?? 0 : 0
            if ProcessMark(host: String(words[0]), process: process, start: start).isDead { return true }
        }
        // The clock of the file system says how old the claim is, whatever the clocks of the machines say.
        let probe = AtomicFile.temporaryName(for: "\(folder)/clock")
        try AtomicFile.write("", to: probe)
        defer { unlink(probe) }
        guard let now = modified(probe), let then = modified(path) else { return false }
        // A claim of the future is one from before the clock was set back: a living owner would have touched it since.
        return abs(now - then) > staleAfter
    }

    private func modified(_ path: String) -> TimeInterval? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if os(macOS)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
