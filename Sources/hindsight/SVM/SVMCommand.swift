import ArgumentParser
import Foundation

struct SVMCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "svm", abstract: "Train and use kernel machines on files in LIBSVM's format.",
        discussion: """
            Data and models are in LIBSVM's formats: its svm-predict reads models written here, and the other way round. The \
            options have its letters, too.

            EXAMPLES
              hindsight svm scale -s ranges.txt train.txt -o train.scaled
              hindsight svm scale --restore ranges.txt test.txt -o test.scaled
              hindsight svm grid -g 0.01,0.03,0.1 -c 1,10,100 train.scaled -o grid.png
              hindsight svm train -c 10 -g 0.03 train.scaled train.model
              hindsight svm predict test.scaled train.model test.out
            """,
        subcommands: [
            SVMTrainCommand.self, SVMPredictCommand.self, SVMScaleCommand.self, SVMGridCommand.self,
        ])

    /// Such as 96.96%.
    static func percent(_ share: Double) -> String { "\(String(format: "%.6g", 100 * share))%" }

    /// LIBSVM's `-w1 0.5`, a weight for the label 1, in the form `--weight 1=0.5` that can be declared, and its `-y 0 1` for
    /// `svm scale` in the form `--labels 0,1`.
    static func expanding(_ arguments: [String]) -> [String] {
        guard arguments.first == "svm" else { return arguments }
        let scales = arguments.dropFirst().first == "scale"
        var expanded: [String] = []
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if !scales, argument.hasPrefix("-w"), let label = Int(argument.dropFirst(2)), index + 1 < arguments.count {
                expanded += ["--weight", "\(label)=\(arguments[index + 1])"]
                index += 2
            } else if scales, argument == "-y", index + 2 < arguments.count {
                expanded += ["--labels", "\(arguments[index + 1]),\(arguments[index + 2])"]
                index += 3
            } else {
                expanded.append(argument)
                index += 1
            }
        }
        return expanded
    }
}
