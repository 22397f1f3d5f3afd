/// Square windows over a plane `[row][column]`, clipped where they reach beyond it.
struct WindowGeometry: Sendable {
    let size: Int
    let stride: Int
    let padding: Int
    let inputHeight: Int
    let inputWidth: Int
    let outputHeight: Int
    let outputWidth: Int

    init(_ pooling: Pooling, _ step: Plan.Step) {
        size = pooling.size
        stride = pooling.stride
        padding = pooling.padding
        inputHeight = step.inputShape.height
        inputWidth = step.inputShape.width
        outputHeight = step.outputShape.height
        outputWidth = step.outputShape.width
    }

    /// What of `position`'s window lies within 0 ..< `length`.
    @inline(__always)
    private func clipped(_ position: Int, _ length: Int) -> Range<Int> {
        let first = position * stride - padding
        return max(first, 0)..<min(first + size, length)
    }

    /// Calls `begin` before each row of windows with the number of input rows that the windows so far reach, then for each
    /// window `inside` with the places of its output and of its first input, or, where the window is clipped, `border` with
    /// the place of its output and the rows and columns that are left.
    @inline(__always)
    func each(
        size: Int, begin: (Int) -> Void, inside: (Int, Int) -> Void, border: (Int, Range<Int>, Range<Int>) -> Void
    ) {
        // Windows between these columns are whole.
        let firstWhole = min((padding + stride - 1) / stride, outputWidth)
        let room = inputWidth + padding - size
        let endWhole = room < 0 ? firstWhole : max(firstWhole, min(room / stride + 1, outputWidth))
        for row in 0..<outputHeight {
            let rows = clipped(row, inputHeight)
            begin(rows.upperBound)
            let place = row * outputWidth
            let isWhole = rows.count == size
            let middle = isWhole ? firstWhole..<endWhole : 0..<0
            for column in 0..<middle.lowerBound { border(place + column, rows, clipped(column, inputWidth)) }
            var source = rows.lowerBound * inputWidth + middle.lowerBound * stride - padding
            for column in middle { inside(place + column, source); source += stride }
            for column in middle.upperBound..<outputWidth { border(place + column, rows, clipped(column, inputWidth)) }
        }
    }
}
