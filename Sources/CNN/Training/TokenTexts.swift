/// Texts as numbers of tokens, one text after the other.
package struct TokenTexts: Sendable {
    /// Below the number of tokens that a network knows, at least 0.
    package let tokens: [Int32]
    /// Where each text begins, and the end of the last: from 0, not descending.
    package let starts: [Int]

    /// - Precondition: As the properties say.
    package init(tokens: [Int32], starts: [Int]) {
        precondition(starts.first == 0 && starts.last == tokens.count)
        self.tokens = tokens
        self.starts = starts
    }

    package init(_ texts: [[Int32]]) {
        var starts = [0]
        for text in texts { starts.append(starts.last! + text.count) }
        self.init(tokens: texts.flatMap(\.self), starts: starts)
    }

    package var count: Int { starts.count - 1 }

    package subscript(index: Int) -> ArraySlice<Int32> { tokens[starts[index]..<starts[index + 1]] }

    /// The texts at `indices`, each cut or filled up with token 0 to `length`, and how many of its tokens are its own.
    ///
    /// - Precondition: No text is empty.
    func padded(_ indices: some Collection<Int>, length: Int) -> (tokens: [Int32], lengths: [Int32]) {
        var all = [Int32](repeating: 0, count: indices.count * length)
        var lengths: [Int32] = []
        lengths.reserveCapacity(indices.count)
        for (place, index) in indices.enumerated() {
            let text = self[index].prefix(length)
            precondition(!text.isEmpty, "a text without tokens")
            all.replaceSubrange(place * length..<place * length + text.count, with: text)
            lengths.append(Int32(text.count))
        }
        return (all, lengths)
    }
}
