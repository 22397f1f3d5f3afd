import Core

/// How many rows the blocks of a product have.
enum RowBlocks {
    #if HINDSIGHT_AVX512
        /// Lines side by side.
        static let lines = 2
        static let widths = [12, 8, 6, 4, 2, 1]
    #else
        static let lines = 1
        static let widths = [6, 4, 2, 1]
    #endif

    /// The widest block that `left` rows fill.
    @inline(__always)
    static func full(_ left: Int) -> Int {
        #if HINDSIGHT_AVX512
            if left >= 12 { return 12 }
            if left >= 8 { return 8 }
        #endif
        return left >= 6 ? 6 : left >= 4 ? 4 : left >= 2 ? 2 : 1
    }

    /// Splits `count` rows into blocks of the widths that there are: few rows stay empty, and few blocks are narrow.
    static func split(_ count: Int) -> [(first: Int, count: Int, width: Int)] {
        // What `left` rows cost at least: a block costs its rows, and those too narrow to keep the units busy as much as four.
        var costs = [0.0], choices = [0]
        for left in 1...max(count, 1) {
            let options = widths.map { width in
                (cost: Double(max(width, 4)) + 0.5 + costs[max(left - width, 0)], width: width)
            }
            let best = options.min { $0.cost < $1.cost }!
            costs.append(best.cost)
            choices.append(best.width)
        }
        var sizes: [Int] = []
        var left = count
        while left > 0 {
            sizes.append(choices[left])
            left -= choices[left]
        }
        var blocks: [(first: Int, count: Int, width: Int)] = []
        var first = 0
        for width in sizes.sorted(by: >) {
            blocks.append((first, min(width, count - first), width))
            first += width
        }
        return blocks
    }
}
