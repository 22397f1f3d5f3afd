import Core

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

    /// How many terms there may be, how many different ones a text has, and the bytes that counting them takes.
    ///
    /// A word with its space takes six bytes. A vocabulary grows with the square root of the text (Heaps' law); of longer terms every
    /// second is a new one. Half of them, and more, stand in one text alone.
    package func expected(_ extent: WorkExtent) -> (terms: Double, perText: Double, bytes: Double) {
        let units = max(extent.form.bytes / (unit == .word ? 6 : 1), 1)
        let kinds = Double(longest - shortest + 1)
        let all = Double(extent.training) * units
        let single = min(all, (unit == .word ? 40 : 4) * all.squareRoot())
        let longer = Double(longest - max(shortest, 2) + 1) * all / 2
        let found = (shortest == 1 ? single : 0) + (longest > 1 ? longer : 0)
        let frequent = minimumTexts > 1 ? found / 2 : found
        let kept = maximumTerms > 0 ? min(frequent, Double(maximumTerms)) : frequent
        return (kept, units * kinds, 120 * found)
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
