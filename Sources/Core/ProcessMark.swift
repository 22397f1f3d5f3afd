import Foundation

/// Which process something belongs to, as text without dots and spaces in its three parts: machine, number and start of the process.
///
/// Process numbers come again, in containers at every start; the start tells two processes of the same number apart where the system
/// tells it (on Linux).
public struct ProcessMark: Hashable, Sendable {
    /// This machine's name, of letters, digits and hyphens.
    public let host: String
    public let process: Int32
    /// Clock ticks between the start of the machine and that of the process; 0 where the system does not tell.
    public let start: UInt64

    public init(host: String, process: Int32, start: UInt64) {
        self.host = host
        self.process = process
        self.start = start
    }

    /// The process that asks.
    public static let own = ProcessMark(
        host: hostName, process: ProcessInfo.processInfo.processIdentifier,
        start: startTime(of: ProcessInfo.processInfo.processIdentifier) ?? 0)

    /// This machine's name, of letters, digits and hyphens, at most 64.
    public static let hostName = String(
        ProcessInfo.processInfo.hostName.prefix(64).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })

    /// Whether the process ran on this machine and is no more. False for those of other machines, of which nothing is known.
    public var isDead: Bool {
        guard host == Self.hostName, process > 0 else { return false }
        if kill(process, 0) != 0 { return errno == ESRCH }
        guard start > 0, let now = Self.startTime(of: process) else { return false }
        return now != start
    }

    /// The 22nd field of `/proc/PID/stat`; the second, in brackets, may hold anything.
    private static func startTime(of process: Int32) -> UInt64? {
        guard let bytes = try? FileContents.read("/proc/\(process)/stat", limit: 1 << 16),
            let bracket = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = String(decoding: bytes[(bracket + 1)...], as: UTF8.self).split(separator: " ")
        return fields.count > 19 ? UInt64(fields[19]) : nil
    }
}
