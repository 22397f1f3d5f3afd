import Core
import Foundation

/// Ranges of features in the text format of LIBSVM's `svm-scale`: a line `x`, a line with the lower and upper end, and a line
/// `INDEX MINIMUM MAXIMUM` for each feature that varies.
public struct ScalingFile: Sendable, Equatable {
    public let lower: Float
    public let upper: Float
    /// Minimum and maximum of each column; equal for one that does not vary.
    public let minima: [Float]
    public let maxima: [Float]

    public init(lower: Float, upper: Float, minima: [Float], maxima: [Float]) {
        precondition(minima.count == maxima.count)
        self.lower = lower
        self.upper = upper
        self.minima = minima
        self.maxima = maxima
    }

    public var text: String {
        var text = "x\n\(lower) \(upper)\n"
        for (column, (minimum, maximum)) in zip(minima, maxima).enumerated() where minimum < maximum {
            text += "\(column + 1) \(minimum) \(maximum)\n"
        }
        return text
    }

    /// Throws ``UserError``: the file and the line, what is wrong.
    public init(contentsOf path: String) throws {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw UserError("\(path): cannot be read")
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        func numbers(_ line: Int, _ count: Int) throws -> [Float] {
            let values = lines[line].split(whereSeparator: \.isWhitespace).map { Float($0) }
            guard values.count == count, values.allSatisfy({ $0?.isFinite ?? false }) else {
                throw UserError("\(path):\(line + 1): needs \(count) numbers")
            }
            return values.compactMap { $0 }
        }
        guard lines.count > 1, lines[0].trimmingCharacters(in: .whitespaces) == "x" else {
            throw UserError("\(path): is no file of ranges; one begins with a line 'x', as 'svm scale -s' writes it")
        }
        let ends = try numbers(1, 2)
        guard ends[0] < ends[1] else { throw UserError("\(path):2: the lower end is not below the upper one") }
        var ranges: [Int: (Float, Float)] = [:]
        for line in lines.indices.dropFirst(2) where !lines[line].isEmpty {
            let values = try numbers(line, 3)
            guard values[0] >= 1, values[0] == values[0].rounded(), values[0] < 1e7, values[1] <= values[2] else {
                throw UserError("\(path):\(line + 1): is not INDEX MINIMUM MAXIMUM")
            }
            ranges[Int(values[0])] = (values[1], values[2])
        }
        let columns = ranges.keys.max() ?? 0
        self.init(
            lower: ends[0], upper: ends[1], minima: (0..<columns).map { ranges[$0 + 1]?.0 ?? 0 },
            maxima: (0..<columns).map { ranges[$0 + 1]?.1 ?? 0 })
    }
}
