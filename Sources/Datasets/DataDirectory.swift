import Foundation

/// The folder that holds the data sets, one folder each.
public enum DataDirectory {
    /// The folder in use: `option` (the value of `--data`) if given, else `$HINDSIGHT_DATA` if set and not empty, else
    /// `~/.cache/hindsight`. A leading tilde is expanded. The folder need not exist.
    ///
    /// - Parameter environment: The environment variables; those of this process unless a test gives its own.
    public static func path(
        option: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        let named = [option, environment["HINDSIGHT_DATA"]].compactMap { $0 }.first { !$0.isEmpty }
        return NSString(string: named ?? "~/.cache/hindsight").expandingTildeInPath
    }
}
