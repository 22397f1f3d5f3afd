import Core

/// Lines of words and numbers, such as YAML and LIBSVM's files: a word, a number, a sign or a whole line is changed.
struct Text: Grammar {
    /// Signs that mean something in the format.
    var signs = [" ", ":", ",", "\n", "\r\n", "\t", "\u{0}", "#", "-"]
    /// Words that mean something in the format.
    var words: [String] = []

    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        switch random.integer(below: 8) {
        case 0: return lines(bytes, others, &random)
        case 1:
            var bytes = bytes
            bytes.insert(contentsOf: random.element(of: signs).utf8, at: random.integer(below: bytes.count + 1))
            return bytes
        default: break
        }
        // A word or a number in place of another.
        let words = Self.words(of: bytes)
        guard !words.isEmpty else { return Bytes().changed(bytes, others: others, &random) }
        let place = random.element(of: words)
        return Array(bytes[..<place.lowerBound]) + replacement(bytes[place], bytes, words, others, &random)
            + bytes[place.upperBound...]
    }

    private func replacement(
        _ word: ArraySlice<UInt8>, _ bytes: [UInt8], _ places: [Range<Int>], _ others: [[UInt8]],
        _ random: inout RandomSource
    ) -> [UInt8] {
        let isNumber = word.contains { (0x30...0x39).contains($0) }
        switch random.integer(below: isNumber ? 10 : 6) {
        case 0: return Array(random.element(of: Extremes.texts).utf8)
        case 1: return Array(bytes[random.element(of: places)])
        case 2 where !words.isEmpty: return Array(random.element(of: words).utf8)
        case 3: return Bytes().changed(Array(word), others: [Array(word)], &random)
        case 4:
            let other = random.element(of: others)
            let words = Self.words(of: other)
            return words.isEmpty ? [] : Array(other[random.element(of: words)])
        default: return Array(random.element(of: Extremes.numbers).utf8)
        }
    }

    private func lines(_ bytes: [UInt8], _ others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        let place = random.integer(below: lines.count)
        switch random.integer(below: 6) {
        case 0: lines.remove(at: place)
        case 1: lines.insert(lines[place], at: random.integer(below: lines.count + 1))
        case 2: lines.swapAt(place, random.integer(below: lines.count))
        case 3: lines[place].insert(contentsOf: Array(repeating: 0x20, count: 1 + random.integer(below: 4)), at: 0)
        case 4:
            let copies = random.element(of: [3, 30, 400])
            lines.insert(contentsOf: Array(repeating: lines[place], count: copies), at: place)
        default:
            let other = random.element(of: others).split(separator: 10, omittingEmptySubsequences: false)
            if !other.isEmpty { lines.insert(Array(random.element(of: other.map(Array.init))), at: place) }
        }
        return Array(lines.joined(separator: [10]))
    }

    /// Where the words lie: letters, digits and what numbers have beside those.
    private static func words(of bytes: [UInt8]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for (place, byte) in bytes.enumerated() {
            let isWord =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte >= 0x80 || byte == 0x2E || byte == 0x5F || byte == 0x2D
            if isWord, start == nil { start = place }
            if !isWord, let first = start {
                words.append(first..<place)
                start = nil
            }
        }
        if let start { words.append(start..<bytes.count) }
        return words
    }
}
