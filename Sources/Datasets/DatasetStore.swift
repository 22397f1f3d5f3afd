import Core
import Foundation

/// The data sets in a data directory: which are there, whether they are sound, and how to get them.
public struct DatasetStore: Sendable {
    /// How a data set stands in the directory.
    public enum State: String, Sendable, CaseIterable {
        case absent
        /// Some of its files are missing.
        case incomplete
        /// Complete, but not verified since its files last changed (or, without a known checksum, at all).
        case unverified
        case verified
        /// A file has other content than it should.
        case damaged
    }

    /// A data set that can be fetched.
    public struct Listing: Sendable {
        public let name: String
        public let title: String
        public let state: State
        /// Size of its folder on the disk in bytes.
        public let bytes: Int
    }

    /// The data directory.
    public let directory: String
    private let policy: DownloadPolicy
    private let sources: [DatasetSource]

    /// - Parameter directory: The data directory, which need not exist; see ``DataDirectory``.
    public init(directory: String, policy: DownloadPolicy = DownloadPolicy()) {
        self.init(directory: directory, policy: policy, sources: DatasetSource.all)
    }

    package init(directory: String, policy: DownloadPolicy = DownloadPolicy(), sources: [DatasetSource]) {
        self.directory = directory
        self.policy = policy
        self.sources = sources
    }

    /// Names of the data sets that can be fetched.
    public var names: [String] { sources.map(\.name) }

    /// All data sets that can be fetched, as they stand; nothing is read but names, sizes, dates and remembered verdicts.
    public func list() -> [Listing] {
        sources.map {
            Listing(name: $0.name, title: $0.title, state: state(of: $0), bytes: bytes(in: "\(directory)/\($0.name)"))
        }
    }

    /// Fetches the data sets called `names`, whatever of them is not in place and sound already.
    ///
    /// Throws ``UserError`` for an unknown name (before anything is fetched), and where a file cannot be had; what was
    /// fetched before stays.
    ///
    /// - Parameter progress: Called on this thread a few times a second.
    public func fetch(
        _ names: [String], progress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
    ) throws {
        let chosen = try names.map(source)
        for folder in [directory] + chosen.map({ "\(directory)/\($0.name)" }) {
            AtomicFile.removeAbandonedOnce(in: folder)
        }
        let downloader = Downloader(directory: directory, policy: policy, progress: progress)
        for source in chosen {
            for download in source.downloads where !download.isInPlace(directory) {
                try downloader.fetch(download)
                // Also lets the verdict be remembered.
                guard download.isInPlace(directory) else {
                    throw UserError(
                        "\(directory)/\(download.file): was fetched, but is damaged on the disk; check the disk"
                    )
                }
            }
        }
    }

    /// Reads and hashes the data set `name`, whatever is remembered of it.
    ///
    /// Returns ``State/verified``, or ``State/unverified`` for a data set of which no checksum of the content is known.
    /// Throws ``UserError`` for an unknown name, a missing file or wrong content.
    @discardableResult
    public func verify(_ name: String) throws -> State {
        let source = try source(name)
        for part in source.parts {
            VerdictMemory(directory: directory).forget(part.key)
            _ = try part.contents(in: directory, dataset: name)
        }
        guard source.parts.isEmpty else { return .verified }
        guard state(of: source) != .absent else {
            throw UserError("\(directory)/\(name) is missing: run `hindsight data fetch \(name)`")
        }
        return .unverified
    }

    private func source(_ name: String) throws -> DatasetSource {
        guard let source = sources.first(where: { $0.name == name }) else {
            throw UserError("\(name): not a data set that can be fetched\(Spelling.suggestion(name, names))")
        }
        return source
    }

    private func state(of source: DatasetSource) -> State {
        guard !source.parts.isEmpty else {
            return source.downloads.allSatisfy { $0.isInPlace(directory) } ? .unverified : .absent
        }
        let files = source.parts.map { $0.located(in: directory) }
        let missing = files.joined().count { $0 == nil }
        guard missing == 0 else { return missing == files.joined().count ? .absent : .incomplete }
        let memory = VerdictMemory(directory: directory)
        var state = State.verified
        for (part, names) in zip(source.parts, files) {
            let stamps = names.compactMap { $0 }.compactMap { try? FileStamp(path: "\(directory)/\($0)", name: $0) }
            let checksum = memory.checksum(of: part.key, stamps: stamps)
            if let checksum, checksum != part.sha256 { return .damaged }
            if checksum == nil { state = .unverified }
        }
        return state
    }

    private func bytes(in folder: String) -> Int {
        guard let names = FileManager.default.enumerator(atPath: folder) else { return 0 }
        return names.reduce(0) { total, name -> Int in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
            return total + (isFile ? (attributes?[.size] as? NSNumber)?.intValue ?? 0 : 0)
        }
    }
}
