import Core

/// What the kernel reads at one place: the window, its taps, and the window `next` places on.
struct SweepWindow<Element: Lanes> {
    let source: UnsafePointer<Element>
    let offsets: UnsafePointer<Int>
    let taps: Int
    let next: Int
    let weights: UnsafePointer<Element.Scalar>
}

/// Where the kernel writes: filters `plane` apart, the second place `next` on.
struct SweepTarget<Element: Lanes> {
    let base: UnsafeMutablePointer<Element>
    let plane: Int
    let next: Int
    let count: Int
    let end: SweepEnd
}

/// The innermost loop of direct convolution.
enum SweepKernels {
    @inline(__always)
    static func run<Block: RowBlock>(
        _: Block.Type, _ window: SweepWindow<Block.Vector>, _ bias: UnsafePointer<Block.Vector.Scalar>?,
        _ target: SweepTarget<Block.Vector>, lines: Int
    ) {
        let start: Block
        if let bias {
            // The last block may have fewer filters than rows.
            if target.count == Block.rows {
                start = Block(each: bias)
            } else {
                start = withUnsafeTemporaryAllocation(of: Block.Vector.Scalar.self, capacity: 16) { numbers in
                    for row in 0..<16 { numbers[row] = row < target.count ? bias[row] : 0 }
                    return Block(each: numbers.baseAddress!)
                }
            }
        } else {
            start = Block(Block.Vector(repeating: 0))
        }
        var a = start
        var weights = window.weights
        if lines == 2 {
            var b = start
            let second = window.source + window.next
            for tap in 0..<window.taps {
                let offset = window.offsets[tap]
                Block.accumulate(&a, &b, window.source[offset], second[offset], weights, 1)
                weights += Block.rows
            }
            finish(b, target.base + target.next, target)
        } else {
            for tap in 0..<window.taps {
                a.accumulate(window.source[window.offsets[tap]], weights, 1)
                weights += Block.rows
            }
        }
        finish(a, target.base, target)
    }

    @inline(__always)
    private static func finish<Block: RowBlock>(
        _ block: Block, _ base: UnsafeMutablePointer<Block.Vector>, _ target: SweepTarget<Block.Vector>
    ) {
        switch target.end {
        case .store: block.store(base, target.plane, target.count)
        case .rectify: block.storeRectified(base, target.plane, target.count)
        case .add: block.add(base, target.plane, target.count)
        }
    }

    /// Copies the rows `rows` of a plane into the middle of a wider one with a margin of `margin.top` and `margin.left`, whose
    /// width is `width`; rows and columns of the margin become `value`.
    static func pad<Element: Lanes>(
        _ source: UnsafePointer<Element>, height: Int, width: Int, top: Int, left: Int, paddedWidth: Int,
        rows: Range<Int>, value: Element, into target: UnsafeMutablePointer<Element>
    ) {
        for row in rows {
            let line = target + row * paddedWidth
            let from = row - top
            guard from >= 0, from < height else {
                line.update(repeating: value, count: paddedWidth)
                continue
            }
            for column in 0..<left { line[column] = value }
            (line + left).update(from: source + from * width, count: width)
            for column in left + width..<paddedWidth { line[column] = value }
        }
    }
}
