import Core

/// A linear machine whose C is chosen by cross-validation on the training examples.
///
/// C.-W. Hsu, C.-C. Chang and C.-J. Lin, *A Practical Guide to Support Vector Classification*, 2003: several values are tried by
/// stratified cross-validation, and the machine is trained on all examples with the best. The best is that with the most examples
/// classified correctly; of equal ones the smallest.
public struct LinearSVMSearch: Classifier {
    /// Everything that is not searched for.
    public let machine: LinearSVM
    /// Values to be tried.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public let C: [Double]
    /// Parts of cross-validation, 2…100.
    public let folds: Int

    public init() { self.init(machine: LinearSVM(C: 1)) }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    public init(machine: LinearSVM, C: [Double] = [0.01, 0.1, 1, 10], folds: Int = 5) {
        self.machine = machine
        self.C = C
        self.folds = folds
    }

    public static let card = Card(
        name: "linear-svm-search", title: "Linear support vector machine with a chosen C", year: 2003,
        paper:
            "C.-W. Hsu, C.-C. Chang and C.-J. Lin, A Practical Guide to Support Vector Classification, 2003; machines as "
            + "linear-svm",
        deviations: ["Folds are stratified."])

    public static var choices: [String: [String]] {
        Dictionary(uniqueKeysWithValues: LinearSVM.choices.map { ("machine.\($0.key)", $0.value) })
    }

    public func validate() throws {
        do { try machine.validate() } catch let error as ConfigurationError {
            throw ConfigurationError(field: "machine.\(error.field)", value: error.value, allowed: error.allowed)
        }
        try require(
            (1...1000).contains(C.count) && C.allSatisfy { (1e-10...1e10).contains($0) }, "C", "\(C)",
            "1 to 1000 numbers from 1e-10 to 1e10")
        try require(Set(C).count == C.count, "C", "a number that is given twice", "different numbers")
        try require((2...100).contains(folds), "folds", folds, "from 2 to 100")
    }

    /// Throws ``UserError`` where a value of the features cannot be used, or there are fewer examples than folds.
    public func fit(
        _ features: Matrix, labels: [Int], classCount: Int, context: RunContext
    ) throws -> FittedLinearModel {
        let selection = try search(labels: labels, context: context) { bound, training, validation, quiet in
            let fitted = try configured(bound).fit(
                features.selecting(training), labels: training.map { labels[$0] }, classCount: classCount,
                context: quiet)
            return (
                fitted.predict(features.selecting(validation), threads: quiet.threads), fitted.summary.converged
            )
        }
        let machine = try configured(chosen(selection)).fit(
            features, labels: labels, classCount: classCount, context: context)
        return FittedLinearModel(
            classes: machine.classes, weights: machine.weights, biases: machine.biases, summary: machine.summary
        ).with(selection: selection)
    }

    public func fit(
        _ features: SparseRows, labels: [Int], classCount: Int, context: RunContext
    ) throws -> any FittedClassifier {
        let selection = try search(labels: labels, context: context) { bound, training, validation, quiet in
            let fitted = try configured(bound).solve(
                features.selecting(training), labels: training.map { labels[$0] }, classCount: classCount,
                context: quiet)
            return (
                fitted.predict(features.selecting(validation), threads: quiet.threads), fitted.summary.converged
            )
        }
        return try configured(chosen(selection)).solve(
            features, labels: labels, classCount: classCount, context: context
        ).with(selection: selection)
    }

    private func chosen(_ selection: SelectionSummary) -> Float {
        Float(selection.points[selection.chosen].values["C"]!)
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private func configured(_ C: Float) -> LinearSVM {
        LinearSVM(
            C: C, loss: machine.loss, tolerance: machine.tolerance, maximumPasses: machine.maximumPasses,
            bias: machine.bias, balanced: machine.balanced, classWeights: machine.classWeights)
    }

    /// How all values fare.
    ///
    /// - Parameter trial: Trains with a value on the first rows, and gives the classes of the second ones and whether it converged.
    private func search(
        labels: [Int], context: RunContext,
        _ trial: (Float, [Int], [Int], RunContext) throws -> (classes: [Int], converged: Bool)
    ) throws -> SelectionSummary {
        try validate()
        let parts = try StratifiedFolds(labels: labels, groups: context.groups, count: folds, seed: context.seed)
        let members = (0..<folds).map { fold in labels.indices.filter { parts.folds[$0] == fold } }
        let rest = (0..<folds).map { fold in labels.indices.filter { parts.folds[$0] != fold } }
        let quiet = RunContext(seed: context.seed, threads: context.threads, isWarmUp: context.isWarmUp)
        let values = C.sorted()
        var done = 0
        let points = try values.map { value in
            var converged = true
            let accuracies = try (0..<folds).map { fold in
                let (classes, isDone) = try trial(Float(value), rest[fold], members[fold], quiet)
                converged = converged && isDone
                done += 1
                context.progress(
                    WorkProgress(
                        phase: .train, unit: "fold", completed: done, total: values.count * folds,
                        detail: "choosing C"))
                let correct = zip(classes, members[fold]).count { $0 == labels[$1] }
                return Double(correct) / Double(max(members[fold].count, 1))
            }
            return SelectionSummary.Point(
                values: ["C": value], accuracies: accuracies, weights: members.map(\.count),
                converged: converged)
        }
        let chosen = points.indices.max { (points[$0].accuracy, $1) < (points[$1].accuracy, $0) }!
        return SelectionSummary(folds: folds, points: points, chosen: chosen)
    }
}

extension FittedLinearModel {
    /// The same machine with the record of how its C was chosen.
    fileprivate func with(selection: SelectionSummary) -> FittedLinearModel {
        var summary = summary
        summary.selection = selection
        let value = NumberText.round(selection.points[selection.chosen].values["C"]!)
        summary.outcome = "chosen by \(selection.folds)-fold cross-validation: C \(value); " + summary.outcome
        if selection.points.contains(where: { !$0.converged }) {
            summary.outcome += "; some of the machines that were compared stopped early"
        }
        return FittedLinearModel(classes: classes, weights: weights, biases: biases, summary: summary)
    }
}
