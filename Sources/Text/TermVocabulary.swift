import Core
import Foundation

/// Which terms of the training texts are kept; see ``TFIDF`` for the settings.
package struct TermSelection: Sendable {
    let unit: TextUnit
    let shortest: Int
    let longest: Int
    let minimumTexts: Int
    let maximumShare: Double
    let maximumTerms: Int

    package init(
        unit: TextUnit, shortest: Int, longest: Int, minimumTexts: Int, maximumShare: Double = 1, maximumTerms: Int
    ) {
        self.unit = unit
        self.shortest = shortest
        self.longest = longest
        self.minimumTexts = minimumTexts
        self.maximumShare = maximumShare
        self.maximumTerms = maximumTerms
    }

    private var cutter: TermCutter { TermCutter(unit: unit, lengths: shortest...longest) }

    /// The terms that are kept, and how many texts have each. Throws ``UserError`` where none is left.
    package func vocabulary(
        of texts: TextStack, context: RunContext
    ) throws -> (vocabulary: TermVocabulary, frequencies: [Int]) {
        let (table, frequencies) = count(texts, context)
        let most = maximumShare * Double(texts.count)
        var kept = (0..<table.count).filter { frequencies[$0] >= minimumTexts && Double(frequencies[$0]) <= most }
        if maximumTerms > 0, kept.count > maximumTerms {
            kept.sort {
                frequencies[$0] != frequencies[$1]
                    ? frequencies[$0] > frequencies[$1] : table[$0].lexicographicallyPrecedes(table[$1])
            }
            kept = Array(kept.prefix(maximumTerms))
        }
        guard !kept.isEmpty else {
            throw UserError(
                "no term is left of the \(table.count) in \(texts.count) texts; lower minimumTexts or raise maximumShare"
            )
        }
        kept.sort { table[$0].lexicographicallyPrecedes(table[$1]) }
        var terms = TermTable(capacity: kept.count)
        for number in kept { _ = terms.put(table[number]) }
        return (TermVocabulary(terms: terms, cutter: cutter), kept.map { frequencies[$0] })
    }

    /// All terms, and how many texts have each.
    private func count(_ texts: TextStack, _ context: RunContext) -> (table: TermTable, frequencies: [Int]) {
        var table = TermTable()
        var frequencies: [Int] = []
        /// The last text that had the term, from 1.
        var last: [Int] = []
        for index in 0..<texts.count {
            cutter.forEachTerm(of: texts[index]) { term in
                let number = table.put(term)
                if number == last.count {
                    last.append(0)
                    frequencies.append(0)
                }
                if last[number] != index + 1 {
                    last[number] = index + 1
                    frequencies[number] += 1
                }
            }
            if index % 1024 == 0 {
                context.progress(
                    WorkProgress(phase: .fitRepresentation, unit: "text", completed: index, total: texts.count))
            }
        }
        return (table, frequencies)
    }

    /// How many terms there may be, how many a text has, and the bytes that counting them takes.
    ///
    /// A word with its space takes six bytes. Different terms grow with a power of the text (H. S. Heaps, *Information Retrieval*, 1978):
    /// words of N with the square root of N, pairs and longer runs of words faster, up to N itself. Runs of characters end at what
    /// languages have.
    package func expected(_ extent: WorkExtent) -> (terms: Double, perText: Double, bytes: Double) {
        let units = max(extent.form.bytes / (unit == .word ? 6 : 1), 1)
        let all = Double(extent.training) * units
        var known: Double?
        if unit == .word, case .text(_, .some(let words)) = extent.form { known = Double(words) }
        let found = (shortest...longest).reduce(0) { sum, length in
            let most = known.map { pow($0, Double(length)) } ?? .infinity
            let grown =
                switch (unit, length) {
                case (.word, 1): 40 * all.squareRoot()
                case (.word, 2): 7 * pow(all, 0.8)
                case (.word, _): 0.7 * all
                case (.character, _): 4000 * pow(5, Double(length - 1))
                }
            return sum + min(all, grown, most)
        }
        // Half of the terms of natural texts, and more, stand in one text alone.
        let frequent = minimumTexts > 1 && known == nil ? found / 2 : found
        let kept = maximumTerms > 0 ? min(frequent, Double(maximumTerms)) : frequent
        return (kept, units * Double(longest - shortest + 1), 120 * found)
    }

    /// The vocabulary that ``TermVocabulary/stored()`` gave. Throws ``UserError`` where terms are missing or stand twice.
    package func restored(_ stored: Stored) throws -> TermVocabulary {
        let lines = try stored.text("terms").utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        var terms = TermTable(capacity: lines.count)
        for line in lines {
            let before = terms.count
            guard !line.isEmpty, terms.put(Array(line)[...]) == before else {
                throw UserError(
                    "the text '\(stored.fullName("terms"))' in the file has an empty term or one that stands twice")
            }
        }
        return TermVocabulary(terms: terms, cutter: cutter)
    }
}

/// Terms with their numbers, in the order of their bytes.
package struct TermVocabulary: Sendable {
    let terms: TermTable
    let cutter: TermCutter

    package var count: Int { terms.count }

    package func term(_ number: Int) -> String { String(decoding: terms[number], as: UTF8.self) }

    /// The numbers of the terms of a text that are known, in the order of the text; at most `limit`.
    package func numbers(_ text: ArraySlice<UInt8>, limit: Int = .max) -> [Int32] {
        var numbers: [Int32] = []
        cutter.forEachTerm(of: text) { term in
            if numbers.count < limit, let number = terms.number(of: term) { numbers.append(Int32(number)) }
        }
        return numbers
    }

    /// How often each term that is known stands in a text, by ascending numbers.
    func counts(_ text: ArraySlice<UInt8>) -> [(column: Int, count: Int)] {
        var counts: [(column: Int, count: Int)] = []
        for number in numbers(text).sorted() {
            if let last = counts.last, last.column == number {
                counts[counts.count - 1].count += 1
            } else {
                counts.append((Int(number), 1))
            }
        }
        return counts
    }

    package func stored() -> Stored {
        var stored = Stored()
        stored.texts["terms"] = (0..<count).map { term($0) }.joined(separator: "\n")
        return stored
    }
}
