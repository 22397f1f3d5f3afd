import Core
import Foundation

/// Ranges of features in the text format of LIBSVM's `svm-scale`: where labels are scaled, a line `y` with two lines of two
/// numbers, what they become and what they are; a line `x`, a line with the lower and upper end, and a line
/// `INDEX MINIMUM MAXIMUM` for each feature that varies. All in double precision.
public struct ScalingFile: Sendable, Equatable {
    public struct Range: Sendable, Equatable {
        public let minimum: Double
        public let maximum: Double

        public init(minimum: Double, maximum: Double) {
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// What the smallest and the largest value of a feature become.
    public let target: Range
    /// The ranges of the features that vary, by index.
    public let features: [Int: Range]
    /// What the smallest and the largest label become, and what they are; nothing where labels are left as they are.
    public let labels: (target: Range, found: Range)?

    public init(target: Range, features: [Int: Range], labels: (target: Range, found: Range)? = nil) {
        self.target = target
        self.features = features
        self.labels = labels
    }

    public static func == (left: ScalingFile, right: ScalingFile) -> Bool {
        left.target == right.target && left.features == right.features
            && left.labels?.target == right.labels?.target && left.labels?.found == right.labels?.found
    }

    /// As `svm-scale` writes it: what is below index 1 is not stored.
    public var text: String {
        func line(_ range: Range) -> String { "\(Self.text(range.minimum)) \(Self.text(range.maximum))\n" }
        var text = labels.map { "y\n" + line($0.target) + line($0.found) } ?? ""
        text += "x\n" + line(target)
        for index in features.keys.sorted() where index > 0 { text += "\(index) " + line(features[index]!) }
        return text
    }

    /// As C's `%.17g` has it.
    static func text(_ value: Double) -> String { String(format: "%.17g", value) }

    /// Throws ``UserError``: the file and the line, what is wrong.
    public init(contentsOf path: String) throws {
        let lines = try TextLines.read(path)
        func numbers(_ line: Int, _ what: String, _ count: Int = 2) throws -> [Double] {
            let values = line < lines.count ? TextLines.words(lines[line]).map { Double($0) } : []
            guard values.count == count, values.allSatisfy({ $0?.isFinite ?? false }) else {
                throw UserError("\(path):\(line + 1): needs \(count) numbers, \(what)")
            }
            return values.compactMap { $0 }
        }
        func range(_ line: Int, _ what: String, mayBeOne: Bool = false) throws -> Range {
            let ends = try numbers(line, what)
            guard ends[0] < ends[1] || (mayBeOne && ends[0] == ends[1]) else {
                throw UserError("\(path):\(line + 1): \(what): the lower end is not below the upper one")
            }
            return Range(minimum: ends[0], maximum: ends[1])
        }
        func isMark(_ line: Int, _ mark: String) -> Bool {
            line < lines.count && TextLines.words(lines[line]) == [Substring(mark)]
        }
        var first = 0
        var labels: (target: Range, found: Range)?
        if isMark(0, "y") {
            labels = (
                try range(1, "what labels become"), try range(2, "the smallest and the largest label", mayBeOne: true)
            )
            first = 3
        }
        guard isMark(first, "x") else {
            throw UserError(
                "\(path): is not a file of ranges, which begins with a line 'x', as 'svm scale -s' writes it")
        }
        let target = try range(first + 1, "what features become")
        var features: [Int: Range] = [:]
        for line in lines.indices.dropFirst(first + 2) where !TextLines.words(lines[line]).isEmpty {
            let values = try numbers(line, "INDEX MINIMUM MAXIMUM", 3)
            guard let index = Int32(exactly: values[0]), index >= 1, values[1] <= values[2] else {
                throw UserError("\(path):\(line + 1): is not INDEX MINIMUM MAXIMUM")
            }
            guard features[Int(index)] == nil else {
                throw UserError("\(path):\(line + 1): the index \(index) has a range already")
            }
            features[Int(index)] = Range(minimum: values[1], maximum: values[2])
        }
        self.init(target: target, features: features, labels: labels)
    }
}
