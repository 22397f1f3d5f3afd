/// Help for misspelt words, in messages.
package enum Spelling {
    /// "; did you mean 'x'?", or the list of what is valid.
    package static func suggestion(_ word: String, _ allowed: [String]) -> String {
        let ranked = allowed.map { ($0, distance(word.lowercased(), $0.lowercased())) }.sorted { $0.1 < $1.1 }
        if let (best, distance) = ranked.first, distance <= max(2, best.count / 3) {
            return "; did you mean '\(short(best))'?"
        }
        if let only = allowed.first, allowed.count == 1 { return "; the only one is '\(short(only))'" }
        let shown = allowed.sorted().prefix(60).map(short)
        return "; valid are \(shown.joined(separator: ", "))" + (shown.count < allowed.count ? ", …" : "")
    }

    /// `text` on one line, cut where it is long.
    package static func short(_ text: String) -> String {
        (text.utf8.count > 80 ? "\(String(text.unicodeScalars.prefix(40)))…" : text).visible
    }

    /// Number of letters to insert, delete, replace or swap with their neighbour to get from one word to the other. Texts that are too long for
    /// words are as far apart as they are long.
    package static func distance(_ first: String, _ second: String) -> Int {
        guard first.utf8.count <= 256, second.utf8.count <= 256 else { return max(first.utf8.count, second.utf8.count) }
        let a = Array(first)
        let b = Array(second)
        var rows = [Array(0...b.count)]
        for i in 1...max(a.count, 1) where i <= a.count {
            var row = [i]
            for j in 1...max(b.count, 1) where j <= b.count {
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
