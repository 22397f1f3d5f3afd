import Foundation

/// What a report is drawn with where it is installed, and goes without where it is not.
enum InstalledPrograms {
    static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""

    static let hasGnuplot = searchPath.split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot")
    }
}
