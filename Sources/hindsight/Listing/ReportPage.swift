import Core
import Foundation

/// The page of a report, as a browser finds it.
struct ReportPage {
    /// With `file://`, so that terminals make a link of it.
    let address: String

    init(_ path: String) { address = URL(fileURLWithPath: path).absoluteString }

    /// Shows the page in the browser of the desktop; where there is none, a line says so.
    func open() {
        #if os(macOS)
            let program = "open"
        #else
            let program = "xdg-open"
        #endif
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard
            let path = folders.map({ (folder: Substring) -> String in "\(folder)/\(program)" })
                .first(where: { (path: String) -> Bool in access(path, X_OK) == 0 })
        else {
            return StandardError.writeLine("--open: there is no \(program) on this machine; the page is \(address)")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [address]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            process.waitUntilExit()
        } catch {
            return StandardError.writeLine("--open: \(path) cannot be started; the page is \(address)")
        }
        if process.terminationStatus != 0 {
            StandardError.writeLine("--open: \(path) could not show the page \(address)")
        }
    }
}
