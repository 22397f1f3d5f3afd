import Core
import Files
import Foundation
import Records

/// The accuracies of a run for the terminal: a table for each data set, a row for each method, a column for each number of training
/// examples. The report says how sure they are.
struct AccuracyTable {
    private struct Part {
        let dataset: String
        let sizes: [Int]
        let seeds: Int
        let testCount: Int
        /// Method by method the mean accuracy, by size.
        let rows: [(method: String, means: [Int: Double])]
    }

    private let parts: [Part]
    private static let longestName = 32
    private static let columnWidth = 9

    /// - Parameter records: Of the cells that were asked for; those that failed have no number.
    init(_ records: [Record]) {
        parts = Self.grouped(records, by: \.cell.dataset).map { dataset, records in
            let rows = Self.grouped(records, by: \.cell.method).map { method, records in
                let means = Dictionary(grouping: records, by: \.cell.size).compactMapValues { Self.mean($0) }
                return (method: method, means: means)
            }
            return Part(
                dataset: dataset, sizes: Set(records.map(\.cell.size)).sorted(),
                seeds: Set(records.map(\.cell.seed)).count, testCount: records.map(Self.testCount).max() ?? 0,
                rows: rows)
        }
    }

    /// In the order in which they first come.
    private static func grouped(
        _ records: [Record], by key: (Record) -> String
    ) -> [(key: String, records: [Record])] {
        var order: [String] = []
        var groups: [String: [Record]] = [:]
        for record in records {
            let name = key(record)
            if groups[name] == nil { order.append(name) }
            groups[name, default: []].append(record)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private static func testCount(_ record: Record) -> Int {
        if case .completed(let result) = record.outcome { result.testImages } else { 0 }
    }

    /// The share of correct answers; nil where there are none.
    private static func mean(_ records: [Record]) -> Double? {
        let accuracies = records.compactMap { record -> Double? in
            guard case .completed(let result) = record.outcome, result.testImages > 0 else { return nil }
            return Double(result.correct) / Double(result.testImages)
        }
        return accuracies.isEmpty ? nil : accuracies.reduce(0, +) / Double(accuracies.count)
    }

    /// Writes the tables to standard output. Throws ``UserError`` where that is not possible.
    func write(width: Int, isStyled: Bool) throws {
        // The marks of style are no names from files: the text is made visible before they come in.
        for part in parts { try StandardOutput.write(bytes: Data(Self.text(part, width, isStyled).utf8)) }
    }

    private static func text(_ part: Part, _ width: Int, _ isStyled: Bool) -> String {
        func bold(_ text: String) -> String { isStyled ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
        let names = part.rows.map { shortened($0.method.visible) }
        let left = max((names.map(\.count).max() ?? 0) + 2, 18)
        // The largest sizes where not all fit: they decide.
        let sizes = Array(part.sizes.suffix(max((width - left) / columnWidth, 1)))
        let best = Dictionary(
            uniqueKeysWithValues: sizes.map { size in (size, part.rows.compactMap { $0.means[size] }.max()) })
        let seeds = part.seeds > 1 ? ", mean of \(part.seeds) seeds" : ""
        let hidden = part.sizes.count - sizes.count
        let more = hidden > 0 ? " (\(hidden) smaller sizes are in the report)" : ""
        var text = "\naccuracy on \(part.dataset.visible) in %\(seeds), by training examples\(more)\n"
        text += String(repeating: " ", count: left) + sizes.map { padded(NumberText.grouped($0) + " ") }.joined() + "\n"
        for (row, name) in zip(part.rows, names) {
            text += name + String(repeating: " ", count: left - name.count)
            for size in sizes {
                guard let mean = row.means[size] else {
                    text += padded("– ")
                    continue
                }
                let number = NumberText.percent(mean, images: part.testCount)
                let isBest = part.rows.count > 1 && mean == best[size] ?? nil
                text += isBest ? bold(padded(number + "*")) : padded(number + " ")
            }
            text += "\n"
        }
        return text
    }

    private static func shortened(_ name: String) -> String {
        name.count > longestName ? name.prefix(longestName - 1) + "…" : name
    }

    private static func padded(_ text: String) -> String {
        String(repeating: " ", count: max(columnWidth - text.count, 0)) + text
    }
}
