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
        StandardError.showLine("\(progress.unit) \(progress.completed) of \(progress.total) \(progress.detail)")
    }

    static func clear() { StandardError.clearLine() }
}

/// What is said when a file has been written.
enum WrittenFile {
    /// Tells of the file `path`; on standard error where that leads into standard output or another stream, which then holds nothing but
    /// the content.
    static func tell(_ text: String, of path: String) throws {
        if AtomicFile.isStream(path) { StandardError.writeLine(text) } else { try StandardOutput.writeLine(text) }
    }

    /// Throws ``UserError`` unless the name ends as its format needs it; any name of a device or a pipe will do.
    static func require(_ ending: String, of path: String, option: String = "-o") throws {
        guard path.lowercased().hasSuffix(ending) && path.utf8.count > ending.utf8.count || AtomicFile.isStream(path)
        else {
            throw UserError("\(option): '\(path)' does not end in \(ending), the format that is written")
        }
    }
}

/// Settings that stand between a method and its files: `hog cellSize=4 photo.jpg`.
enum SettingArguments {
    /// The leading arguments of the form KEY=VALUE, as long as no file has that name, and the others.
    static func split(_ arguments: [String]) -> (settings: [String], others: [String]) {
        let settings = arguments.prefix { argument in
            guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return false }
            return argument[..<sign].allSatisfy { $0.isLetter || $0.isNumber || $0 == "." }
                && !FileManager.default.fileExists(atPath: argument)
        }
        return (Array(settings), Array(arguments[settings.count...]))
    }
}
