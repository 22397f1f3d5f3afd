import Core

/// What Lloyd's iterations remember so that most distances need not be computed again.
///
/// A lower bound of the distance of every row to the words of every panel of sixteen: a word cannot come nearer to a
/// row than it has moved, so the bound falls by the largest move within the panel. Where it stays above the distance
/// to the row's own word, no word of that panel can be the nearest one, and the panel is passed over (C. Elkan,
/// *Using the triangle inequality to accelerate k-means*, ICML 2003; with groups of words Y. Ding et al., *Yinyang
/// K-means*, ICML 2015). The result is that of the plain search; a margin of 10⁻⁵ covers rounding.
final class LloydBounds: @unchecked Sendable {
    private let panels: Int
    /// Each row's bound for each panel, plus what the panel had moved by the time when it was computed, `[row][panel]`.
    private let bounds: AlignedFloats
    /// The sum of the largest moves within each panel so far.
    private var moved: [Float]
    private var isEmpty = true

    /// Nothing where the bounds would take more than 512 MiB.
    init?(rows: Int, words: Int) {
        panels = (words + TileKernels.panelColumns - 1) / TileKernels.panelColumns
        guard rows * panels <= 1 << 27 else { return nil }
        bounds = AlignedFloats(rows * panels)
        moved = Array(repeating: 0, count: panels)
    }

    /// Takes note of the words' moves.
    func move(from old: Matrix, to new: Matrix) {
        for panel in 0..<panels {
            var largest = 0.0
            let first = panel * TileKernels.panelColumns
            for word in first..<min(first + TileKernels.panelColumns, old.rows) {
                var square = 0.0
                for column in 0..<old.columns {
                    let difference = Double(new[word, column]) - Double(old[word, column])
                    square += difference * difference
                }
                largest = max(largest, square)
            }
            moved[panel] += Float(largest.squareRoot() * 1.000_01)
        }
    }

    /// Finds the nearest words again, beginning with the labels of `nearest`.
    func assign(_ data: Matrix, to words: Matrix, _ nearest: inout NearestWords, threads: Int) {
        precondition(bounds.count == data.rows * panels && nearest.labels.count == data.rows)
        let packed = PackedWords(words)
        let isEmpty = isEmpty
        nearest.labels.withUnsafeMutableBufferPointer { labels in
            nearest.distances.withUnsafeMutableBufferPointer { distances in
                guard let first = labels.baseAddress, let firstDistance = distances.baseAddress else { return }
                let labels = SharedPointer(first)
                let distances = SharedPointer(firstDistance)
                Parallel.ranges(data.rows, of: NearestWords.share, threads: threads) { [moved, bounds] rows, _ in
                    LloydKernels.assign(
                        data, rows: rows, words, packed, bounds: bounds.base, moved: moved, isEmpty: isEmpty,
                        labels: labels, distances: distances)
                }
            }
        }
        self.isEmpty = false
    }
}
