import Core
import Foundation

/// How patient a download is. All times are in seconds.
public struct DownloadPolicy: Sendable {
    /// A connection over which no byte comes for so long is given up.
    public var stallTimeout = 30.0
    /// So is one that brings less than ``leastRate`` bytes a second over so long.
    public var crawlTimeout = 60.0
    public var leastRate = 1000.0
    /// How often a mirror is asked again after a fault that may pass.
    public var retries = 3
    /// Pause before the first retry; each further pause is twice as long.
    public var backoff = 1.0
    /// Time between two reports of progress.
    public var progressInterval = 0.2

    public init() {}
}

/// How far a download has come.
public struct DownloadProgress: Sendable {
    /// The file, such as `mnist/train-images-idx3-ubyte.gz`.
    public let file: String
    /// Host of the mirror.
    public let mirror: String
    /// Bytes that are on the disk, those of an earlier, broken download included.
    public let bytes: Int
    /// Bytes in all, where the mirror tells.
    public let total: Int?
    /// Rate of this transfer.
    public let bytesPerSecond: Double
}

/// Fetches files from mirrors.
///
/// The bytes go to a `.part` file beside the file's final place, which a later call, or a later start of the program,
/// resumes. Faults that may pass (server errors, silence, a cut connection) are retried; a mirror that refuses, answers with
/// a page or delivers the wrong content is left for the next. Only a file whose content has been checked gets its name.
package struct Downloader: Sendable {
    /// The data directory.
    package let directory: String
    package let policy: DownloadPolicy
    package let progress: @Sendable (DownloadProgress) -> Void

    package init(
        directory: String, policy: DownloadPolicy = DownloadPolicy(),
        progress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
    ) {
        self.directory = directory
        self.policy = policy
        self.progress = progress
    }

    /// Fetches `download` from the first of its mirrors that has it, and installs it.
    ///
    /// Throws ``UserError``: one line with each mirror and why it failed, or with what is wrong with the data directory.
    package func fetch(_ download: Download) throws {
        let part = PartialFile(path: "\(directory)/\(download.file).part")
        try AtomicFile.makeFolder(PathText.folder(of: part.path), option: "--data")
        var reasons: [String] = []
        for mirror in download.mirrors {
            if let reason = try failure(of: mirror, for: download, part: part) {
                reasons.append("\(mirror.host ?? mirror.absoluteString): \(reason)")
            } else {
                return
            }
        }
        throw UserError(
            "\(download.file): no mirror could deliver it (\(reasons.joined(separator: "; "))); check the network and start "
                + "again, or put the file into \(directory) yourself")
    }

    /// Why `mirror` could not deliver; nil where it did.
    private func failure(of mirror: URL, for download: Download, part: PartialFile) throws -> String? {
        var faults = 0
        while true {
            let resumed = part.resumableBytes(from: mirror)
            let transfer = Transfer(
                from: mirror, to: part, resumingAt: resumed, maximumBytes: download.maximumBytes,
                stallTimeout: policy.stallTimeout,
                crawl: Transfer.Crawl(seconds: policy.crawlTimeout, bytesPerSecond: policy.leastRate))
            let outcome = try transfer.run(every: policy.progressInterval) { bytes, total, rate in
                progress(
                    DownloadProgress(
                        file: download.file, mirror: mirror.host ?? "", bytes: bytes, total: total, bytesPerSecond: rate
                    ))
            }
            switch outcome {
            case .complete:
                do {
                    defer { part.remove() }
                    try download.install(part.path, directory)
                    return nil
                } catch let wrong as WrongContent {
                    // What was resumed may have been of another version: once more from the beginning.
                    guard resumed > 0 else { return wrong.reason }
                }
            case .refused(let reason):
                part.remove()
                return reason
            case .restart:
                part.remove()
                faults += 1
                guard faults <= policy.retries else { return "cannot be resumed" }
            case .fault(let reason):
                faults += 1
                guard faults <= policy.retries else { return "\(reason), after \(faults) attempts" }
                Thread.sleep(forTimeInterval: policy.backoff * Double(1 << (faults - 1)))
            }
        }
    }
}

/// The bytes of a file that is not complete yet, with a note of where they came from.
struct PartialFile: Sendable {
    let path: String

    /// Where the bytes came from, and what tells whether the file there has changed.
    struct Origin: Codable {
        let url: String
        /// The strong ETag or the date of the last modification, for `If-Range`.
        let validator: String?
    }

    private var notePath: String { "\(path).json" }

    var origin: Origin? {
        guard let data = FileManager.default.contents(atPath: notePath) else { return nil }
        return try? JSONDecoder().decode(Origin.self, from: data)
    }

    /// The number of bytes that need not be fetched again from `url`.
    func resumableBytes(from url: URL) -> Int {
        guard origin?.url == url.absoluteString else { return 0 }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    func note(_ origin: Origin) {
        // Without the note the download works, and only cannot be resumed.
        if let data = try? JSONEncoder().encode(origin) { try? AtomicFile.write(data, to: notePath) }
    }

    func remove() {
        unlink(path)
        unlink(notePath)
    }
}
