import ArgumentParser
import Core
import Experiments
import Foundation
import Harness
import LinearAlgebra

/// The command line: one file a subcommand.
@main
struct Hindsight: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hindsight",
        abstract: "Reruns the argument that decided computer vision: crafted features against learned ones.",
        discussion: """
            Without arguments, runs the built-in matrix on generated digits (about a minute) and writes a report.

            EXAMPLES
              hindsight                                   the built-in matrix
              hindsight --profile lesson                  a shorter version, for a class
              hindsight run mnist-first                   the same question on real digits
              hindsight run my.yml --only 'mnist/hog*'    part of a matrix of your own
              hindsight extract hog photo.jpg -o hog.npy  features of a picture, for NumPy
              hindsight train lenet5 --data mnist -o lenet5.safetensors
              hindsight predict lenet5.safetensors digit.png
              hindsight svm train -c 10 digits.txt        a kernel machine, LIBSVM's files
              hindsight data fetch mnist                  download and verify a data set
              hindsight list methods                      what a matrix file can name
              hindsight report results/default            rebuild a report from its records
            """,
        version: Host.version,
        subcommands: [
            RunCommand.self, ReportCommand.self, CompareCommand.self, CheckCommand.self, TrainCommand.self,
            PredictCommand.self, ExtractCommand.self,
            ShowCommand.self, BenchCommand.self, SVMCommand.self, ListCommand.self, DataCommand.self,
            NewCommand.self,
        ],
        defaultSubcommand: RunCommand.self)

    static func main() {
        StandardFiles.fill()
        BLAS.restartWithFittingKernels()
        EndSignals.watchForTemporaryFiles()
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            try requireKnown(arguments.first)
            var command = try parseAsRoot(SVMCommand.expanding(arguments))
            try command.run()
            try StandardOutput.close()
        } catch {
            end(with: error)
        }
    }

    /// Throws ``UserError`` where the first word is no command, and no matrix that the command 'run' without its name could mean.
    private static func requireKnown(_ word: String?) throws {
        guard let word, !word.isEmpty, !word.hasPrefix("-") else { return }
        let commands = configuration.subcommands.map { $0.configuration.commandName ?? "" } + ["help"]
        let matrices = MatrixLibrary.names()
        let isPath = word.contains("/") || word.contains(".") || access(word, F_OK) == 0
        guard !commands.contains(word), !matrices.contains(word), !isPath else { return }
        throw UserError(
            "\(Spelling.short(word)): there is no such command, file or matrix"
                + Spelling.suggestion(word, commands + matrices))
    }

    /// Says what is wrong, or what was asked for (help, the version), and ends with the code that belongs to it.
    private static func end(with error: any Error) -> Never {
        let code = exitCode(for: error)
        do {
            var message = fullMessage(for: error)
            // Only who asks for it waits for git.
            if code.isSuccess, message == Host.version { message = Host.versionWithCommit }
            if code.isSuccess {
                if !message.isEmpty { try StandardOutput.writeLine(message) }
                try StandardOutput.close()
            } else if !message.isEmpty {
                // Advice on the command line has several lines; an error of our own is one, whatever stands in the files that it names.
                let isOwn = error is UserError || error is ConfigurationError
                StandardError.write((isOwn ? message.visible : message.visibleLines) + "\n")
            }
        } catch {
            StandardError.writeLine("Error: \(error)")
            _exit(EXIT_FAILURE)
        }
        Foundation.exit(code.rawValue)
    }
}
