import ArgumentParser
import Core
import Datasets
import Foundation
import Synchronization

struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "List, download and verify data sets.",
        discussion: """
            EXAMPLES
              hindsight data list
              hindsight data fetch mnist fashion-mnist
              hindsight data verify cifar-10 --data /mnt/data
            """,
        subcommands: [List.self, Fetch.self, Verify.self])

    struct Location: ParsableArguments {
        @Option(help: "Folder of the data sets. (default: $HINDSIGHT_DATA, else ~/.cache/hindsight)")
        var data: String?

        var store: DatasetStore { DatasetStore(directory: DataDirectory.path(option: data)) }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which data sets are present, and whether they are intact.")

        @OptionGroup var location: Location

        func run() throws {
            let store = location.store
            try StandardOutput.writeLine("in \(store.directory)")
            for entry in store.list() {
                let size = entry.bytes > 0 ? String(format: "%7.1f MB", Double(entry.bytes) * 1e-6) : "         –"
                let name = entry.name.padding(toLength: 16, withPad: " ", startingAt: 0)
                let state = entry.state.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0)
                try StandardOutput.writeLine("\(name)\(state)\(size)  \(entry.title)")
            }
        }
    }

    struct Fetch: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Download data sets, verify them, and move them into place.",
            discussion: """
                An interrupted download is resumed. A file gets its final name only once its content has been verified.

                EXAMPLE
                  hindsight data fetch mnist cifar-10
                """)

        @Argument(help: "Names, as 'hindsight data list' shows them.", completion: Completions.storedDatasets)
        var names: [String]

        @OptionGroup var location: Location

        func run() throws {
            let store = location.store
            let shown = Mutex("")
            do {
                defer { StandardError.clearLine() }
                try store.fetch(names) { progress in
                    let isNewFile = shown.withLock { last in
                        defer { last = progress.file + progress.mirror }
                        return last != progress.file + progress.mirror
                    }
                    if StandardError.isTerminal {
                        StandardError.showLine(Self.line(progress))
                    } else if isNewFile {
                        StandardError.writeLine("\(progress.file) from \(progress.mirror)")
                    }
                }
            }
            for name in names { try StandardOutput.writeLine("\(name): \(try store.verify(name).rawValue)") }
        }

        private static func line(_ progress: DownloadProgress) -> String {
            let megabytes = { (bytes: Double) in String(format: "%.1f MB", bytes * 1e-6) }
            let total = progress.total.map { " of \(megabytes(Double($0)))" } ?? ""
            return "\(progress.file) from \(progress.mirror): \(megabytes(Double(progress.bytes)))\(total), "
                + "\(megabytes(progress.bytesPerSecond))/s"
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the content of data sets against the published checksums.",
            discussion: """
                EXAMPLE
                  hindsight data verify mnist
                """)

        @Argument(help: "Names, as 'hindsight data list' shows them.", completion: Completions.storedDatasets)
        var names: [String]

        @OptionGroup var location: Location

        func run() throws {
            var failed = false
            for name in names {
                let state: DatasetStore.State
                do {
                    state = try location.store.verify(name)
                } catch {
                    let text = "\(error)"
                    StandardError.writeLine("Error: " + (text.hasPrefix("\(name): ") ? text : "\(name): \(text)"))
                    failed = true
                    continue
                }
                try StandardOutput.writeLine("\(name): \(state.rawValue)")
            }
            if failed { throw ExitCode.failure }
        }
    }
}
