import Core

/// Memory for the neighbourhood of one keypoint, one row of it at a time.
final class SIFTPatch {
    /// The longest row.
    private(set) var capacity = 0
    /// By pixel: direction of the gradient in bins, and its length with the weights of the window and of each of four cells: the
    /// upper left (or only the window), the upper right, the lower left, the lower right.
    private(set) var direction, weight, upperRight, lowerLeft, lowerRight: UnsafeMutablePointer<Float>
    /// By pixel: number of the upper left of the four cells that share it, or bin of the direction.
    private(set) var cell: UnsafeMutablePointer<Int32>
    /// Weights of the window along x, and along y.
    private(set) var horizontal, vertical: UnsafeMutablePointer<Float>
    /// Sets of 6×6 cells, with a margin whose votes are dropped: neighbouring pixels vote into different sets, so that the
    /// sums of one need not wait for those of the other.
    let cells: UnsafeMutablePointer<SIMD8<Float>>
    static let sets = 4
    /// Four histograms of 36 directions.
    let histogram: UnsafeMutablePointer<Float>
    private var arena: FloatArena

    init() {
        cells = .allocate(capacity: 36 * Self.sets)
        cells.initialize(repeating: .zero, count: 36 * Self.sets)
        histogram = .allocate(capacity: 4 * 40)
        histogram.initialize(repeating: 0, count: 4 * 40)
        (arena, weight, direction, upperRight, lowerLeft, lowerRight, horizontal, vertical, cell) = Self.memory(0)
    }

    /// Makes room for neighbourhoods that reach `radius` pixels away.
    func reserve(radius: Int) {
        guard 2 * radius + 40 > capacity else { return }
        capacity = 4 * radius + 80
        (arena, weight, direction, upperRight, lowerLeft, lowerRight, horizontal, vertical, cell) = Self.memory(
            capacity)
    }

    private static func memory(_ capacity: Int) -> (
        FloatArena, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>,
        UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>,
        UnsafeMutablePointer<Float>, UnsafeMutablePointer<Int32>
    ) {
        let line = (capacity + 15) & ~15
        let arena = FloatArena(count: 8 * line)
        func take() -> UnsafeMutablePointer<Float> { arena.take(line) }
        let integers = UnsafeMutableRawPointer(take()).bindMemory(to: Int32.self, capacity: line)
        return (arena, take(), take(), take(), take(), take(), take(), take(), integers)
    }

    deinit {
        cells.deallocate()
        histogram.deallocate()
    }
}

extension SIFTKernels {
    /// One descriptor of 128 numbers for each place.
    static func describe(_ places: [SIFTPlace], _ layout: SIFTLayout, _ scratch: SIFTScratch) -> Matrix {
        Matrix(rows: places.count, columns: 128) { target in
            guard let base = target.baseAddress else { return }
            for (row, place) in places.enumerated() {
                let output = base + 128 * row
                vote(place, layout, scratch)
                normalise(scratch.patch.cells, layout.configuration.rootSIFT, into: output)
            }
        }
    }

    // MARK: Voting (§6.1)

    /// Fills the cells from the gradients around a place.
    private static func vote(_ place: SIFTPlace, _ layout: SIFTLayout, _ scratch: SIFTScratch) {
        let patch = scratch.patch
        patch.cells.update(repeating: .zero, count: 36 * SIFTPatch.sets)
        let size = layout.octaves[place.octave]
        let cellSize = 3 * place.sigma
        guard place.x.isFinite, place.y.isFinite, place.angle.isFinite, cellSize > 0, cellSize.isFinite,
            let rows = range(place.y, 3.54 * cellSize, size.height),
            let columns = range(place.x, 3.54 * cellSize, size.width)
        else { return }
        patch.reserve(radius: max(rows.count, columns.count))
        // The window's σ is two cells.
        let falloff = -0.125 / (cellSize * cellSize)
        window(place.x, columns, falloff, patch.horizontal)
        window(place.y, rows, falloff, patch.vertical)
        let frame = Frame(place, cellSize)
        let plane = scratch.gaussians[place.octave * layout.levels + place.level]
        for row in rows {
            guard let part = frame.columns(row: row, within: columns) else { continue }
            let count = gradients(
                plane, row, part, frame, columns.lowerBound, patch.vertical[row - rows.lowerBound], patch)
            voteRow(count, patch)
        }
    }

    /// exp(falloff (x − centre)²) for every x of `range`.
    static func window(
        _ centre: Float, _ range: Range<Int>, _ falloff: Float, _ target: UnsafeMutablePointer<Float>
    ) {
        var x = 0
        while x < range.count {
            let distance = Lanes.numbers + (Float(range.lowerBound &+ x) - centre)
            PolarKernels.exponential(distance * distance * falloff).store(at: target + x)
            x &+= 8
        }
    }

    /// The pixels within `reach` of `centre` that have neighbours on both sides.
    private static func range(_ centre: Float, _ reach: Float, _ count: Int) -> Range<Int>? {
        let first = max((centre - reach).rounded(.up), 1)
        let last = min((centre + reach).rounded(.down), Float(count - 2))
        return first <= last ? Int(first)..<Int(last) + 1 : nil
    }

    /// The rotated grid of cells.
    private struct Frame {
        let x, y, angle: Float
        /// Steps in cells along and across the direction, for a step of one pixel to the right.
        let along, across: Float

        init(_ place: SIFTPlace, _ cellSize: Float) {
            x = place.x
            y = place.y
            angle = place.angle
            along = cosine(place.angle) / cellSize
            across = sine(place.angle) / cellSize
        }

        /// The pixels of a row that lie within 2½ cells of the centre on both axes.
        @inline(__always)
        func columns(row: Int, within all: Range<Int>) -> Range<Int>? {
            let dy = Float(row) - y
            var low = Float(all.lowerBound) - x
            var high = Float(all.upperBound - 1) - x
            // |dx · slope + offset| < 2.5 on both axes
            for (slope, offset) in [(along, across * dy), (-across, along * dy)] {
                if abs(slope) < 1e-6 {
                    if abs(offset) >= 2.5 { return nil }
                } else {
                    let (a, b) = ((-2.5 - offset) / slope, (2.5 - offset) / slope)
                    low = max(low, min(a, b))
                    high = min(high, max(a, b))
                }
            }
            let first = max(Int((low + x).rounded(.up)), all.lowerBound)
            let last = min(Int((high + x).rounded(.down)), all.upperBound - 1)
            return first <= last ? first..<last + 1 : nil
        }
    }

    /// Prepares the votes of the pixels `part` of a row, and returns their number.
    @inline(never)
    private static func gradients(
        _ plane: RowRing, _ row: Int, _ part: Range<Int>, _ frame: Frame, _ origin: Int, _ weight: Float,
        _ patch: SIFTPatch
    ) -> Int {
        let here = UnsafePointer(plane.row(row))
        let above = UnsafePointer(plane.row(row - 1))
        let below = UnsafePointer(plane.row(row + 1))
        let dy = Float(row) - frame.y
        let turned = frame.angle * (8 / (2 * Float.pi))
        var column = part.lowerBound
        var position = 0
        while column < part.upperBound {
            let x = SIMD8<Float>(at: here + column + 1) - SIMD8<Float>(at: here + column - 1)
            let y = SIMD8<Float>(at: below + column) - SIMD8<Float>(at: above + column)
            let window = SIMD8<Float>(at: patch.horizontal + (column - origin)) * weight
            let magnitude = (x * x + y * y).squareRoot() * window
            var direction = PolarKernels.angle(x, y, turn: 8) - turned
            direction = Lanes.choose(direction .< 0, direction + 8, else: direction)
            let dx = Lanes.numbers + (Float(column) - frame.x)
            // In cells, counted from the margin: the centre of the grid lies between cells 2 and 3. Lanes behind the last pixel
            // may lie anywhere.
            let (cellColumn, right) = PolarKernels.floor(
                Lanes.inside(dx * frame.along + (dy * frame.across + 2.5), 0.001, 4.999))
            let (cellRow, down) = PolarKernels.floor(
                Lanes.inside((dy * frame.along + 2.5) - dx * frame.across, 0.001, 4.999))
            let lower = magnitude * down
            let upper = magnitude - lower
            let upperRight = upper * right
            let lowerRight = lower * right
            direction.store(at: patch.direction + position)
            (upper - upperRight).store(at: patch.weight + position)
            upperRight.store(at: patch.upperRight + position)
            (lower - lowerRight).store(at: patch.lowerLeft + position)
            lowerRight.store(at: patch.lowerRight + position)
            (cellRow &* 6 &+ cellColumn).store(at: patch.cell + position)
            column &+= 8
            position &+= 8
        }
        return part.count
    }

    /// Shares the prepared votes between four cells and two directions each.
    @inline(never)
    private static func voteRow(_ count: Int, _ patch: SIFTPatch) {
        let direction = patch.direction
        let (upperLeft, upperRight) = (patch.weight, patch.upperRight)
        let (lowerLeft, lowerRight) = (patch.lowerLeft, patch.lowerRight)
        let cell = patch.cell
        let cells = patch.cells
        var pixel = 0
        while pixel < count {
            let shares = Lanes.circularShares(of: direction[pixel])
            let first = cells + (Int(cell[pixel]) &+ 36 &* (pixel & (SIFTPatch.sets &- 1)))
            first[0].accumulate(shares, upperLeft[pixel])
            first[1].accumulate(shares, upperRight[pixel])
            first[6].accumulate(shares, lowerLeft[pixel])
            first[7].accumulate(shares, lowerRight[pixel])
            pixel &+= 1
        }
    }

    // MARK: Normalising (§6.1)

    private static func normalise(
        _ cells: UnsafeMutablePointer<SIMD8<Float>>, _ rootSIFT: Bool, into target: UnsafeMutablePointer<Float>
    ) {
        // The cells without the margin, of all sets together.
        var index = 0
        for row in 1...4 {
            for column in 1...4 {
                let cell = cells + (row * 6 + column)
                ((cell[0] + cell[36]) + (cell[72] + cell[108])).store(at: target + index)
                index += 8
            }
        }
        DescriptorKernels.normalise(target, clip: 0.2, rootSIFT: rootSIFT)
    }
}

/// What ``SIFT`` and ``DenseSIFT`` do with the 128 sums of a descriptor.
enum DescriptorKernels {
    /// Unit length, values limited to `clip`, unit length again; then, for RootSIFT, the roots of the shares of the sum. All zero
    /// stays all zero.
    @inline(__always)
    static func normalise(_ values: UnsafeMutablePointer<Float>, clip: Float, rootSIFT: Bool) {
        var squares = SIMD8<Float>.zero
        for part in 0..<16 {
            let value = SIMD8<Float>(at: values + 8 &* part)
            squares.accumulate(value, value)
        }
        let scale = 1 / max(squares.sum(), 1e-20).squareRoot()
        let limit = SIMD8<Float>(repeating: clip)
        squares = .zero
        for part in 0..<16 {
            let value = lanewiseMin(SIMD8<Float>(at: values + 8 &* part) * scale, limit)
            squares.accumulate(value, value)
            value.store(at: values + 8 &* part)
        }
        let again = 1 / max(squares.sum(), 1e-20).squareRoot()
        guard rootSIFT else {
            for part in 0..<16 {
                (SIMD8<Float>(at: values + 8 &* part) * again).store(at: values + 8 &* part)
            }
            return
        }
        var sum = SIMD8<Float>.zero
        for part in 0..<16 { sum += SIMD8<Float>(at: values + 8 &* part) }
        let share = 1 / max(sum.sum(), 1e-20)
        for part in 0..<16 {
            ((SIMD8<Float>(at: values + 8 &* part) * share).squareRoot()).store(at: values + 8 &* part)
        }
    }
}
