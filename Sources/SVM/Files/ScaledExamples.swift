import Core
import Foundation

/// What LIBSVM's `svm-scale` does: every feature of some examples is moved and stretched to a range, in double precision and
/// with that program's operations in its order, so that the numbers it prints are the same digit for digit. (Debian's svm-scale
/// reads the ends of the ranges that are given on its command line in single precision; LIBSVM's own does not.)
public struct ScaledExamples: Sendable {
    private let file: ExamplesFile
    private let ranges: ScalingFile
    /// The indices that vary, ascending, with their ranges.
    private let varying: [(index: Int, range: ScalingFile.Range)]

    /// - Parameter ranges: Of which indices that it has not become 0.
    public init(_ file: ExamplesFile, ranges: ScalingFile) {
        self.file = file
        self.ranges = ranges
        varying = ranges.features.keys.sorted().compactMap { index in
            let range = ranges.features[index]!
            return range.minimum == range.maximum ? nil : (index, range)
        }
    }

    /// The smallest and the largest value of each index that varies among the examples. An index that a line has not counts as 0
    /// there, but the index 0.
    public static func ranges(of file: ExamplesFile) -> [Int: ScalingFile.Range] {
        let rows = file.rows
        var found: [Int32: (minimum: Double, maximum: Double, count: Int)] = [:]
        for (index, value) in zip(rows.indices, rows.values) {
            let old = found[index] ?? (.infinity, -.infinity, 0)
            found[index] = (Swift.min(old.minimum, value), Swift.max(old.maximum, value), old.count + 1)
        }
        var ranges: [Int: ScalingFile.Range] = [:]
        for (index, own) in found {
            let hasZeros = own.count < rows.rows && index > 0
            let (minimum, maximum) =
                hasZeros
                ? (own.minimum < 0 ? own.minimum : 0, own.maximum > 0 ? own.maximum : 0) : (own.minimum, own.maximum)
            if minimum != maximum { ranges[Int(index)] = ScalingFile.Range(minimum: minimum, maximum: maximum) }
        }
        return ranges
    }

    /// The scaled examples as `svm-scale` prints them: `%.17g` for labels, `%g` for features, a space behind each.
    public var text: String {
        var text = ""
        for row in 0..<file.rows.rows { text += line(row) }
        return text
    }

    private func line(_ row: Int) -> String {
        let rows = file.rows
        var line = ScalingFile.text(
            ranges.labels.map { Self.scale(file.labels[row], $0.found, to: $0.target) } ?? file.labels[row])
        line += " "
        var place = rows.starts[row]
        let end = rows.starts[row + 1]
        for (index, range) in varying {
            while place < end, rows.indices[place] < index { place += 1 }
            let isThere = place < end && rows.indices[place] == index
            guard isThere || index > 0 else { continue }
            let value = Self.scale(isThere ? rows.values[place] : 0, range, to: ranges.target)
            if value != 0 { line += "\(index):\(Self.short(value)) " }
        }
        return line + "\n"
    }

    private static func scale(_ value: Double, _ range: ScalingFile.Range, to target: ScalingFile.Range) -> Double {
        if value == range.minimum || range.minimum == range.maximum { return target.minimum }
        if value == range.maximum { return target.maximum }
        let whole = (target.maximum - target.minimum) * (value - range.minimum) / (range.maximum - range.minimum)
        if whole.isFinite { return target.minimum + whole }
        // Sums or products that are too large: the same with everything divided first.
        let share = (value / 4 - range.minimum / 4) / (range.maximum / 4 - range.minimum / 4)
        return target.minimum * (1 - share) + target.maximum * share
    }

    /// As C's `%g` has it.
    private static func short(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e6 { return String(Int(value)) }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
            let count = withVaList([value]) { vsnprintf(buffer.baseAddress!, 32, "%g", $0) }
            return String(
                decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<Int(count)]), as: UTF8.self
            )
        }
    }
}
