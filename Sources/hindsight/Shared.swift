import Core
import Foundation

/// The option `--threads`, which several subcommands have.
enum ThreadOption {
    /// The number asked for, or all cores. Throws ``UserError`` where the machine has not so many.
    static func count(_ asked: Int?) throws -> Int {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let threads = asked ?? cores
        guard (1...cores).contains(threads) else {
            throw UserError(
                "--threads: \(threads) is not allowed; it must be from 1 to the \(cores) cores of this machine")
        }
        return threads
    }
}

/// One line of progress on a terminal, and nothing elsewhere.
enum ProgressLine {
    static func show(_ progress: WorkProgress) {
        guard StandardError.isTerminal else { return }
        StandardError.write("\r\u{1B}[K\(progress.unit) \(progress.completed) of \(progress.total) \(progress.detail)")
    }

    static func clear() { StandardError.clearLine() }
}
