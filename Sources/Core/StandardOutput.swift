import Foundation

/// Standard output, the only way to it: what cannot be written there (a full disk, a device that refuses) is an error, never silence.
///
/// A reader that has gone, such as `head`, ends the program at once and quietly, as it ends the usual tools.
public enum StandardOutput {
    public static let isTerminal = isatty(STDOUT_FILENO) == 1

    /// May bold type and colours be used? On a terminal that has them, unless the environment says otherwise (no-color.org).
    public static var isStyled: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Columns of the terminal; where output is none, 80, or what the environment says.
    public static var width: Int {
        var size = winsize()
        if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 { return Int(size.ws_col) }
        let asked = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 0
        return asked > 20 ? asked : 80
    }

    /// Writes text for people, with what would command their terminal shown as text; see ``Swift/StringProtocol/visibleLines``.
    ///
    /// Throws ``UserError``.
    public static func write(_ text: String) throws {
        try write(bytes: Array(text.visibleLines.utf8))
    }

    /// As ``write(_:)``, and ends the line.
    public static func writeLine(_ text: String = "") throws { try write(text + "\n") }

    /// Writes bytes as they are. Throws ``UserError``.
    public static func write(bytes: some ContiguousBytes) throws {
        let error = bytes.withUnsafeBytes { Descriptor.write($0, to: STDOUT_FILENO) }
        if error == EPIPE { endQuietly() }
        guard error == 0 else { throw failure(error) }
    }

    /// Ends output: some systems tell of a full disk only here. Throws ``UserError``.
    public static func close() throws {
        guard Foundation.close(STDOUT_FILENO) != 0, errno != EBADF else { return }
        throw failure(errno)
    }

    private static func failure(_ error: Int32) -> UserError {
        UserError("standard output: cannot be written: \(String(cString: strerror(error)))")
    }

    /// As the signal would, where whoever started the program has it ignored.
    private static func endQuietly() -> Never {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        _exit(128 + SIGPIPE)
    }
}

/// The three files that every program begins with.
public enum StandardFiles {
    /// Fills the numbers 0 to 2 where they were closed at the start: else the next file that is opened, a record or a model, would stand
    /// for standard output. Writing to a closed standard output stays an error.
    public static func fill() {
        for file in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(file, F_GETFD) < 0 && errno == EBADF {
            _ = open("/dev/null", file == STDOUT_FILENO ? O_RDONLY : O_WRONLY)
        }
    }
}
