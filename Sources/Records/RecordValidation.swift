import Core
import Foundation

/// Why a file of a results folder is of no use, as the end of a sentence that begins with its name.
package struct Misfit: Error, CustomStringConvertible {
    package let reason: String
    package init(_ reason: String) { self.reason = reason }
    package var description: String { reason }
}

/// What is kept as JSON in a results folder and believed only after a look at all its numbers: the one way to read records.
package protocol ValidatedFile: Decodable {
    var schema: Int { get }
    /// Throws ``Misfit`` for the first number that no run can have left behind: out of its range, or at odds with another of the file.
    ///
    /// What passes can be counted, added, multiplied with each other and shown without a further look.
    func validate() throws
}

extension ValidatedFile {
    /// Reads and checks the file at `path`. Throws ``Misfit``.
    package static func read(_ path: String) throws -> Self {
        let data: Data
        do {
            data = Data(try FileContents.read(path, limit: Numbers.fileBytes, regularOnly: true))
        } catch let error as UserError {
            let text = error.description
            throw Misfit(text.hasPrefix("\(path): ") ? String(text.dropFirst(path.count + 2)) : text)
        }
        let value: Self
        do {
            value = try JSONDecoder().decode(Self.self, from: data)
        } catch {
            // Of another version of the format, the number says more than the field that is missing.
            let version = try? JSONDecoder().decode(FormatVersion.self, from: data).schema
            throw version.flatMap(Self.misfit) ?? Misfit(reason(error))
        }
        if let misfit = misfit(of: value.schema) { throw misfit }
        try value.validate()
        return value
    }

    private static func misfit(of version: Int) -> Misfit? {
        (1...Record.currentSchema).contains(version)
            ? nil
            : Misfit("has format version \(version); this program reads versions 1 to \(Record.currentSchema)")
    }

    private static func reason(_ error: any Error) -> String {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        }
        switch error {
        case DecodingError.keyNotFound(let key, _): return "has no field '\(key.stringValue)'"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            return "has a value of the wrong kind in '\(path(context))'"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "has a value in '\(path(context))' that cannot be"
        default: return "is not whole JSON: cut short or damaged"
        }
    }
}

private struct FormatVersion: Decodable { let schema: Int }

/// What numbers in records can be: wide enough for anything that a run could leave, narrow enough to calculate with.
package enum Numbers {
    package static let fileBytes = 64 << 20
    package static let images = 0...100_000_000
    package static let classes = 1...256
    package static let side = 1...65_536
    package static let seconds = 0...1e10
    package static let bytes = 0...1 << 60
    static let operations = 0...1e30
    package static let cores = 0...1_000_000
    package static let share = 0...1.0

    package static func require<Number: Comparable>(_ value: Number, _ range: ClosedRange<Number>, _ name: String)
        throws
    {
        // Not a number lies in no range.
        guard range.contains(value) else { throw Misfit("has \(value) as \(name), which cannot be") }
    }

    package static func require(_ condition: Bool, _ problem: @autoclosure () -> String) throws {
        guard condition else { throw Misfit(problem()) }
    }

    package static func require(_ shape: ImageShape, _ name: String) throws {
        try require(shape.height, side, "height of \(name)")
        try require(shape.width, side, "width of \(name)")
        try require(shape.channels, 1...16, "channels of \(name)")
    }

    /// The bytes that `text` holds in base64, which must be `count`.
    package static func bytes(_ text: String, count: Int, _ name: String) throws -> Data {
        // Four letters for three bytes: nothing is decoded that is too long anyway.
        guard text.utf8.count == (count + 2) / 3 * 4, let data = Data(base64Encoded: text), data.count == count else {
            throw Misfit("has \(name) that are not the \(count) bytes which they must be")
        }
        return data
    }

    static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count == 16 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
}

extension Record: ValidatedFile {
    package func validate() throws {
        try Numbers.require(Numbers.isIdentifier(id), "has a name that is none: '\(id.prefix(40))'")
        try Numbers.require(cell.size, 1...Numbers.images.upperBound, "number of training images")
        try Numbers.require(cell.seed, 0...Int.max, "seed")
        try Numbers.require(cell.repetition, 1...1_000_000, "repetition")
        try Numbers.require(threads, 1...Numbers.cores.upperBound, "number of threads")
        try Numbers.require(environment.cores, Numbers.cores, "number of cores")
        try Numbers.require(environment.memoryBytes, Numbers.bytes, "memory of the machine")
        for card in cards { try Numbers.require(card.year, 0...9999, "year of \(card.name)") }
        guard case .completed(let result) = outcome else { return }
        try result.validate()
        try Numbers.require(result.trainingImages, 1...Numbers.images.upperBound, "number of training images")
    }
}

extension Record.Result {
    fileprivate func validate() throws {
        try Numbers.require(testImages, 1...Numbers.images.upperBound, "number of test images")
        try Numbers.require(correct, 0...testImages, "number of correct answers")
        try Numbers.require(
            Numbers.isIdentifier(datasetID), "belongs to the data set \(datasetID.prefix(40)), which is no name of one")
        try validateConfusion()
        _ = try Numbers.bytes(predictions, count: testImages, "predictions")
        for (phase, cost) in phases {
            try Numbers.require(cost.wallSeconds, Numbers.seconds, "seconds of \(phase)")
            try Numbers.require(cost.cpuSeconds, Numbers.seconds, "processor seconds of \(phase)")
            try Numbers.require(cost.flops, Numbers.operations, "operations of \(phase)")
        }
        try Numbers.require(peakMemoryBytes, Numbers.bytes, "peak memory")
        try Numbers.require(otherCores ?? 0, 0...Double(Numbers.cores.upperBound), "cores of other programs")
        for answer in altered ?? [] {
            try Numbers.require(answer.alteration.amount, answer.alteration.kind.range, "\(answer.alteration.kind)")
            try Numbers.require(answer.correct, 0...testImages, "number of correct answers")
            _ = try Numbers.bytes(answer.predictions, count: testImages, "predictions")
        }
        try summary.validate()
    }

    private func validateConfusion() throws {
        let contradiction = Misfit("has counts that contradict its predictions: damaged or edited")
        try Numbers.require(confusion.count, Numbers.classes, "number of classes")
        var rest = testImages
        for (truth, row) in confusion.enumerated() {
            guard row.count == confusion.count else { throw contradiction }
            for count in row {
                guard (0...rest).contains(count) else { throw contradiction }
                rest -= count
            }
            guard row[truth] <= correct else { throw contradiction }
        }
        guard rest == 0, confusion.indices.reduce(0, { $0 + confusion[$1][$1] }) == correct else { throw contradiction }
    }
}

extension TrainingSummary {
    fileprivate func validate() throws {
        try Numbers.require(parameterCount, 0...1 << 50, "number of parameters")
        for point in history {
            try Numbers.require(point.step, 0...CheckedSize.limit, "step of its history")
            try Numbers.require(point.loss, -1e100...1e100, "loss")
            try Numbers.require(point.seconds, Numbers.seconds, "seconds of its history")
            for accuracy in [point.trainingAccuracy, point.validationAccuracy, point.heldOutAccuracy] {
                try Numbers.require(accuracy ?? 0, Numbers.share, "accuracy")
            }
        }
        if let filters {
            try Numbers.require(filters.shape, "filters")
            try Numbers.require(filters.count, 0...1 << 20, "number of filters")
            try Numbers.require(
                filters.weights.count == filters.count * filters.shape.count,
                "has \(filters.weights.count) weights of \(filters.count) filters, which cannot be")
            for weight in filters.weights { try Numbers.require(weight, -1e30...1e30, "weight of a filter") }
        }
        guard let selection else { return }
        try Numbers.require(selection.folds, 1...1_000_000, "number of folds")
        try Numbers.require(
            selection.points.indices.contains(selection.chosen),
            "has chosen the combination \(selection.chosen) of \(selection.points.count), which cannot be")
        for point in selection.points {
            try Numbers.require(
                point.accuracies.count == point.weights.count && point.weights.count <= 1_000_000,
                "has \(point.accuracies.count) accuracies of \(point.weights.count) folds, which cannot be")
            for value in point.values.values { try Numbers.require(value, -1e300...1e300, "parameter") }
            for accuracy in point.accuracies { try Numbers.require(accuracy, Numbers.share, "accuracy of a fold") }
            for weight in point.weights { try Numbers.require(weight, Numbers.images, "images of a fold") }
        }
    }
}

extension DatasetRecord: ValidatedFile {
    package func validate() throws {
        try Numbers.require(Numbers.isIdentifier(id), "has a name that is none: '\(id.prefix(40))'")
        switch form {
        case .image(let shape, let longestSide):
            try Numbers.require(shape, "its images")
            if let longestSide { try Numbers.require(longestSide, 1...65_536, "longest side of an image") }
        case .text(let bytes, _): try Numbers.require(bytes, 0...Numbers.fileBytes, "bytes of a text")
        }
        try Numbers.require(classNames.count, Numbers.classes, "number of classes")
        try Numbers.require(trainingImages, Numbers.images, "number of training images")
        try Numbers.require(testImages, Numbers.images, "number of test images")
        try Numbers.require(card.year, 0...9999, "year of \(card.name)")
        let labels = try Numbers.bytes(testLabels, count: testImages, "test labels")
        try Numbers.require(
            labels.allSatisfy { $0 < classNames.count }, "has labels beyond its \(classNames.count) classes")
        try validateSamples()
        guard let remarks else { return }
        let counts = [
            remarks.turned, remarks.repeated.count, remarks.repeated.contradictions, remarks.shared.count,
            remarks.shared.contradictions,
        ]
        for count in counts + remarks.passedOver.values {
            try Numbers.require(count, Numbers.images, "number of files in its remarks")
        }
    }

    private func validateSamples() throws {
        try Numbers.require(samplesPerClass, 0...1000, "number of samples a class")
        if let sampleShape { try Numbers.require(sampleShape, "its samples") }
        let sampled = sampledClasses ?? Array(classNames.indices)
        try Numbers.require(
            sampled.allSatisfy(classNames.indices.contains) && Set(sampled).count == sampled.count,
            "has samples of classes that it does not have")
        guard let shape = imageShape else {
            let texts = sampleTexts ?? []
            try Numbers.require(
                [0, sampled.count].contains(texts.count) && texts.allSatisfy { $0.count <= samplesPerClass },
                "has other sample texts than its classes")
            return
        }
        // At most 256 × 1000 × 2^36: no product overflows.
        let bytes = sampled.count * samplesPerClass * (sampleShape ?? shape).count
        try Numbers.require(bytes, 0...Numbers.fileBytes, "size of its samples")
        // Without pictures that may not be passed on, a record is none the worse.
        if !samples.isEmpty { _ = try Numbers.bytes(samples, count: bytes, "samples") }
    }
}

extension RunPlan: ValidatedFile {
    package func validate() throws {
        try Numbers.require(cells.count, 0...RunPlan.largestCellCount, "number of cells")
        try Numbers.require(cells.allSatisfy(Numbers.isIdentifier), "names cells that cannot be")
        try Numbers.require(paths.map { $0.count == cells.count } ?? true, "has other places than cells")
        try Numbers.require(command.utf8.count <= 1 << 20, "has a command of \(command.utf8.count) bytes")
        let asked = question?.utf8.count ?? 0
        try Numbers.require(asked <= 1 << 16, "has a question of \(asked) bytes")
    }
}
