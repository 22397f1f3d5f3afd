import Core

/// The memory and the inner loops of drawing: two layers of coverage, which one pen fills with strokes.
///
/// Only additions, multiplications, divisions, square roots and comparisons in single precision are used, so that every
/// machine draws the same pixels.
struct GlyphPen: ~Copyable {
    /// Height and width of an image.
    static let side = 28
    /// The most control points that a path may have.
    static let pointCapacity = 24

    /// What lies under the ink, and the ink.
    enum Layer: Int {
        case clutter = 0
        case ink = 1
    }

    /// Blocks of 8 pixels in a row; the last half block lies outside the image.
    private static let blocks = 4
    private static let layerBlocks = side * blocks
    private let layers: UnsafeMutablePointer<SIMD8<Float>>
    private let controls: UnsafeMutablePointer<SIMD2<Float>>

    init() {
        layers = .allocate(capacity: 2 * Self.layerBlocks)
        controls = .allocate(capacity: Self.pointCapacity)
        controls.initialize(repeating: .zero, count: Self.pointCapacity)
        layers.initialize(repeating: .zero, count: 2 * Self.layerBlocks)
    }

    deinit {
        layers.deallocate()
        controls.deallocate()
    }

    func clear() {
        layers.update(repeating: .zero, count: 2 * Self.layerBlocks)
    }

    /// Draws `path` with `hand` into `layer`, every coverage times `level`.
    func draw(
        _ path: borrowing GlyphPath, hand: GlyphHand, level: Float, in layer: Layer, _ random: inout RandomSource
    ) {
        precondition(path.points.count <= Self.pointCapacity)
        let points = path.points
        for index in points.indices {
            controls[index] = points[index] + hand.tremor * SIMD2(random.bell(), random.bell())
        }
        for stroke in path.strokes {
            let lift = hand.lift * SIMD2(random.bell(), random.bell())
            let pressure = 1 + hand.pressure * random.bell()
            for index in stroke {
                let run = path.runs[index]
                let isClosed = run.count > 3 && points[run.lowerBound] == points[run.upperBound - 1]
                draw(run, isClosed: isClosed, lift: lift, hand: hand, pressure: pressure, level: level, layer: layer)
            }
        }
    }

    /// Draws one run as short segments along its spline.
    private func draw(
        _ run: Range<Int>, isClosed: Bool, lift: SIMD2<Float>, hand: GlyphHand, pressure: Float, level: Float,
        layer: Layer
    ) {
        let first = run.lowerBound
        let last = run.upperBound - 1
        let steps = run.count == 2 ? 5 : 4
        let radius = hand.radius * pressure
        var from = hand.place(controls[first] + lift)
        for span in first..<last {
            let p1 = controls[span]
            let p2 = controls[span + 1]
            let p0 = span > first ? controls[span - 1] : isClosed ? controls[last - 1] : 2 * p1 - p2
            let p3 = span + 1 < last ? controls[span + 2] : isClosed ? controls[first + 1] : 2 * p2 - p1
            let linear = p2 - p0
            let quadratic = 2 * p0 - 5 * p1 + 4 * p2 - p3
            let cubic = 3 * (p1 - p2) + p3 - p0
            for step in 1...steps {
                let t = Float(step) / Float(steps)
                let point = p1 + 0.5 * t * (linear + t * (quadratic + t * cubic))
                let to = hand.place(point + lift)
                segment(from: from, to: to, radius: radius, softness: hand.softness, level: level, in: layer)
                from = to
            }
        }
    }

    /// Raises the coverage of the pixels near the segment: 1 nearer than `radius` to 0 over a distance of `softness`,
    /// both in pixels, times `level`. Pixel (x, y) has its centre at (x + 0.5, y + 0.5).
    func segment(
        from: SIMD2<Float>, to: SIMD2<Float>, radius: Float, softness: Float, level: Float, in layer: Layer
    ) {
        let reach = radius + softness / 2
        let low = pointwiseMin(from, to) - reach
        let high = pointwiseMax(from, to) + reach
        let side = Float(Self.side)
        guard high.x > 0, high.y > 0, low.x < side, low.y < side else { return }
        let rows = Int(max(low.y, 0))...Int(min(high.y, side - 1))
        let blocks = Int(max(low.x, 0)) / 8...Int(min(high.x, side - 1)) / 8
        let direction = to - from
        let square = direction.x * direction.x + direction.y * direction.y
        let along = direction / max(square, 1e-12)
        let zero = SIMD8<Float>(repeating: 0)
        let one = SIMD8<Float>(repeating: 1)
        let columns = SIMD8<Float>(0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5)
        let slope = 1 / softness
        let offset = radius * slope + 0.5
        for row in rows {
            let dy = Float(row) + 0.5 - from.y
            let target = layers + layer.rawValue * Self.layerBlocks + row * Self.blocks
            for block in blocks {
                let dx = columns + (Float(8 * block) - from.x)
                let t = (dx * along.x + dy * along.y).raised(to: zero).lowered(to: one)
                let x = dx - t * direction.x
                let y = dy - t * direction.y
                let distance = (x * x + y * y).squareRoot()
                let coverage = (offset - distance * slope).raised(to: zero).lowered(to: one)
                target[block] = target[block].raised(to: coverage * level)
            }
        }
    }

    /// Mixes paper, clutter, ink and noise into the pixels of one image.
    ///
    /// - Precondition: `pixels` has room for 28×28.
    func develop(_ paper: GlyphPaper, _ random: inout RandomSource, into pixels: UnsafeMutablePointer<UInt8>) {
        let clutter = UnsafeRawPointer(layers).assumingMemoryBound(to: Float.self)
        let ink = UnsafeRawPointer(layers + Self.layerBlocks).assumingMemoryBound(to: Float.self)
        // The sum of four bytes has a standard deviation of 147.8.
        let grain = paper.noise / 147.8
        for row in 0..<Self.side {
            let tone = paper.tone + paper.slope.y * (Float(row) - 13.5)
            for pair in 0..<Self.side / 2 {
                let bits = random.next()
                let even = (bits & 0x00FF_00FF_00FF_00FF) &+ ((bits >> 8) & 0x00FF_00FF_00FF_00FF)
                let sums = (even & 0xFFFF_FFFF) &+ (even >> 32)
                for half in 0..<2 {
                    let column = 2 * pair + half
                    let index = row * 8 * Self.blocks + column
                    let sum = Float((sums >> (16 * UInt64(half))) & 0xFFFF)
                    var value = tone + paper.slope.x * (Float(column) - 13.5)
                    value += (paper.ink - value) * clutter[index]
                    value += (paper.ink - value) * ink[index]
                    value += (sum - 510) * grain
                    pixels[row * Self.side + column] = UInt8(min(max(value + 0.5, 0), 255))
                }
            }
        }
        for _ in 0..<paper.speckles {
            let place = random.integer(below: Self.side * Self.side)
            pixels[place] = UInt8(random.uniform(0, 255))
        }
    }
}

extension SIMD8<Float> {
    /// The greater and the lesser of two vectors, lane by lane: one instruction each, where `pointwiseMax` and `pointwiseMin`
    /// of the standard library take eight comparisons.
    @inline(__always)
    fileprivate func raised(to low: Self) -> Self { replacing(with: low, where: low .> self) }
    @inline(__always)
    fileprivate func lowered(to high: Self) -> Self { replacing(with: high, where: high .< self) }
}

extension RandomSource {
    /// Bell-shaped in −1…1 with a standard deviation of 1/3: the sum of three uniform numbers, from one draw.
    @inline(__always)
    mutating func bell() -> Float {
        let bits = next()
        let mask: UInt64 = 0x1F_FFFF
        let sum = (bits & mask) &+ ((bits >> 21) & mask) &+ ((bits >> 42) & mask)
        return Float(sum) * (2.0 / 3.0 / 2_097_151.0) - 1
    }
}

/// Draws the images at `indices` and writes their labels; returns `[image][row][column]`.
func drawGlyphs(
    _ glyphs: Glyphs, _ indices: Range<Int>, of split: Glyphs.Split, threads: Int, labels: inout [Int]
) -> [UInt8] {
    precondition(labels.count == indices.count)
    let size = GlyphPen.side * GlyphPen.side
    return labels.withUnsafeMutableBufferPointer { labels in
        guard let labelBase = labels.baseAddress else { return [] }
        let sharedLabels = SharedPointer(labelBase)
        return [UInt8](unsafeUninitializedCapacity: indices.count * size) { pixels, written in
            let sharedPixels = SharedPointer(pixels.baseAddress!)
            Parallel.ranges(indices.count, of: 128, threads: threads) { range, _ in
                let pen = GlyphPen()
                for image in range {
                    var random = glyphs.random(index: indices.lowerBound + image, of: split)
                    pen.clear()
                    let (label, paper) = glyphs.draw(pen, &random)
                    pen.develop(paper, &random, into: sharedPixels.base + image * size)
                    sharedLabels.base[image] = label
                }
            }
            written = indices.count * size
        }
    }
}
