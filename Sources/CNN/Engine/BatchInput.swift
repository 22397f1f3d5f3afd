import Core

/// What comes into a network: numbers or tokens of each example of a batch.
package struct BatchInput: @unchecked Sendable {
    private enum Content {
        /// `[image][channel][row][column]`.
        case numbers(UnsafePointer<Float>)
        /// `[example][place]`.
        case tokens(UnsafePointer<Int32>)
        case drawn(Draw)
    }

    /// Writes the numbers `[channel][row][column]` of an image; the worker is below the number of threads.
    typealias Draw = @Sendable (_ image: Int, _ worker: Int, _ target: UnsafeMutablePointer<Float>) -> Void

    private let content: Content
    /// For each example how many of its places are there; nil for all.
    let lengths: UnsafePointer<Int32>?

    package init(_ numbers: UnsafePointer<Float>) {
        content = .numbers(numbers)
        lengths = nil
    }

    package init(tokens: UnsafePointer<Int32>, lengths: UnsafePointer<Int32>? = nil) {
        content = .tokens(tokens)
        self.lengths = lengths
    }

    /// Images that are drawn when their turn comes, so that their numbers never lie in memory all at once.
    init(drawing draw: @escaping Draw) {
        content = .drawn(draw)
        lengths = nil
    }

    /// Brings the examples of `tile` into the first slot of `pass`.
    func load<Element: Lanes>(_ pass: NetworkPass<Element>, tile: Int, worker: Int) {
        let first = pass.firstImage + tile * Element.images
        pass.lengths = lengths.map { $0 + pass.firstImage }
        switch content {
        case .numbers(let numbers):
            InputKernels.load(numbers + first * pass.plan.input.count, pass, tile: tile)
        case .drawn(let draw):
            let size = pass.plan.input.count
            withUnsafeTemporaryAllocation(of: Float.self, capacity: Element.images * size) { room in
                guard let numbers = room.baseAddress else { return }
                for lane in 0..<pass.lanes(in: tile) { draw(first + lane, worker, numbers + lane * size) }
                InputKernels.load(numbers, pass, tile: tile)
            }
        case .tokens(let tokens):
            let length = pass.plan.input.count
            InputKernels.load(tokens: tokens + first * length, length: length, pass, tile: tile)
        }
    }
}
