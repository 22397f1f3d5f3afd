/// Which test images were classified correctly, a bit an image: a report holds the answers of thousands of runs at once.
package struct Answers: Hashable, Sendable {
    /// Number of test images.
    package let count: Int
    /// Image i is bit i mod 64 of word i / 64; bits beyond the images are 0.
    package let words: [UInt64]
    /// Images that were classified correctly.
    package let correct: Int

    package init(_ isCorrect: some Collection<Bool>) {
        var words = [UInt64](repeating: 0, count: (isCorrect.count + 63) / 64)
        for (image, isCorrect) in isCorrect.enumerated() where isCorrect { words[image >> 6] |= 1 << (image & 63) }
        count = isCorrect.count
        self.words = words
        correct = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// The share of images that were classified correctly.
    ///
    /// - Precondition: At least one image.
    package var accuracy: Double { Double(correct) / Double(count) }

    /// The images with a wrong answer, ascending.
    var mistakes: [Int32] {
        var images: [Int32] = []
        images.reserveCapacity(count - correct)
        for (place, word) in words.enumerated() {
            var wrong = ~word
            if count - 64 * place < 64 { wrong &= (1 << (count - 64 * place)) - 1 }
            while wrong != 0 {
                images.append(Int32(64 * place + wrong.trailingZeroBitCount))
                wrong &= wrong - 1
            }
        }
        return images
    }

    /// Calls `body` with every image that exactly one of the two classified correctly, ascending, and whether that was this one.
    func forEachDifference(from other: Answers, _ body: (_ image: Int, _ isCorrectHere: Bool) -> Void) {
        for place in words.indices {
            var differing = words[place] ^ other.words[place]
            while differing != 0 {
                let bit = differing.trailingZeroBitCount
                body(64 * place + bit, words[place] >> bit & 1 == 1)
                differing &= differing - 1
            }
        }
    }
}
