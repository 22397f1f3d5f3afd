import ArgumentParser
import Core
import Experiments

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Tell what changed between two runs.",
        discussion: """
            Results of the same data set, method and number of training images are compared: accuracies by a paired test on the same
            test images and seeds, times where machine and threads are the same, and the settings that differ.

            EXAMPLE
              hindsight run mnist-first --out before
              … change a line of the matrix …
              hindsight run mnist-first --out after
              hindsight compare before after
            """)

    @Argument(help: "The output folder of the first run.")
    var before: String

    @Argument(help: "The output folder of the second run.")
    var after: String

    func run() throws {
        print(try RunComparison(before: before, after: after).markdown, terminator: "")
    }
}
