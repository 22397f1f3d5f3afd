import Core

/// Votes of pixels for the histograms of virtual cells: the hot loop of everything in this folder.
///
/// A vote of magnitude m for orientation t (0 ≤ t < bins) is shared between the bins ⌊t⌋ and ⌊t⌋ + 1. With the ramps
///
///     r_b = min(max(m·t − b·m, 0), m)        m where t ≥ b + 1, 0 where t ≤ b, and straight between them
///
/// the share of bin b is r_(b−1) − r_b, r_(−1) being m, and r_(bins−1) goes to bin 0. Sums of ramps are as good as sums
/// of shares, a ramp takes three instructions for eight pixels whatever its orientation, and the differences are taken
/// once a virtual row. Where no pixel votes for a bin both sums are the same bit by bit and their difference is zero.
/// Votes for one bin only take steeper ramps, whose ends no orientation comes near to.
enum HOGVotingKernels {
    /// Fills `scratch.histograms` from one image: `[virtual row][slot][bin][margin, position, margin]`.
    ///
    /// - Precondition: `pixels` are those of an image of the shape of `plan`, from the channel of the pass on; `scratch` was made for `plan` and `band`.
    static func vote(_ pixels: UnsafePointer<UInt8>, _ plan: HOGPlan, _ band: HOGBand, _ scratch: HOGScratch) {
        scratch.histograms.update(repeating: 0, count: band.virtualRows.count * plan.virtualRowLength)
        band.weights.withUnsafeBufferPointer { weights in
            band.targets.withUnsafeBufferPointer { targets in
                band.spans.withUnsafeBufferPointer { spans in
                    for strip in 0..<(plan.columnUnits + 7) / 8 {
                        for place in 0..<3 { scratch.planeRows[place] = -1 }
                        for span in spans {
                            HOGFieldKernels.fill(pixels, rows: span.rows, strip: strip, plan, scratch)
                            let targets = UnsafeBufferPointer(rebasing: targets[span.targets])
                            for target in targets where target.isFirst {
                                scratch.sums(target.accumulator).update(repeating: 0, count: scratch.sumLength)
                            }
                            accumulate(span, targets, weights.baseAddress! + span.weights, plan, scratch)
                            for target in targets where target.isLast { finish(target, strip, plan, scratch) }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func add(_ value: SIMD8<Float>, to target: UnsafeMutablePointer<Float>) {
        (SIMD8<Float>(aligned: target) + value).store(at: target)
    }

    /// Adds the ramps of the rows of a span to the sums of its virtual rows, up to three of them at a time.
    @inline(never)
    private static func accumulate(
        _ span: HOGBand.Span, _ targets: UnsafeBufferPointer<HOGBand.Target>, _ weights: UnsafePointer<Float>,
        _ plan: HOGPlan, _ scratch: HOGScratch
    ) {
        var first = 0
        while first < targets.count {
            let count = min(targets.count - first, 3)
            let one = scratch.sums(targets[first].accumulator)
            let two = scratch.sums(targets[min(first + 1, targets.count - 1)].accumulator)
            let three = scratch.sums(targets[min(first + 2, targets.count - 1)].accumulator)
            let rows = span.rows.count
            for phase in 0..<plan.columns.unit {
                let field = scratch.field + phase * 16
                let offset = phase * scratch.phaseLength
                let (a, b, c) = (one + offset, two + offset, three + offset)
                switch count {
                case 1: ramps(1, field, rows, weights + first, targets.count, a, b, c, plan)
                case 2: ramps(2, field, rows, weights + first, targets.count, a, b, c, plan)
                default: ramps(3, field, rows, weights + first, targets.count, a, b, c, plan)
                }
            }
            first += count
        }
    }

    @inline(__always)
    private static func ramp(
        _ magnitude: SIMD8<Float>, _ moment: SIMD8<Float>, _ bin: Float, _ zero: SIMD8<Float>
    ) -> SIMD8<Float> {
        var value = moment
        value.accumulate(magnitude, -bin)
        return lanewiseMin(magnitude, lanewiseMax(value, zero))
    }

    /// Adds the ramps of `rows` rows to the sums of `count` virtual rows, 1, 2 or 3: three ramps at a time, for three virtual rows two,
    /// for want of registers. `count` is written as a number where this is called, so that nothing is left of the conditions, nor of
    /// sums that are not wanted.
    @inline(__always)
    private static func ramps(
        _ count: Int, _ field: UnsafeMutablePointer<Float>, _ rows: Int, _ weights: UnsafePointer<Float>,
        _ weightStride: Int, _ one: UnsafeMutablePointer<Float>, _ two: UnsafeMutablePointer<Float>,
        _ three: UnsafeMutablePointer<Float>, _ plan: HOGPlan
    ) {
        let stride = plan.columns.unit * 16
        var (sum, second, third) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        for row in 0..<rows {
            let magnitude = SIMD8<Float>(aligned: field + row * stride)
            let weights = weights + row * weightStride
            sum.accumulate(magnitude, weights[0])
            if count > 1 { second.accumulate(magnitude, weights[1]) }
            if count > 2 { third.accumulate(magnitude, weights[2]) }
        }
        guard HOGFieldKernels.isPositive(count == 1 ? sum : count == 2 ? sum + second : sum + second + third) else {
            return
        }
        let zero = sum - sum
        let step = plan.field.rampStep
        add(sum, to: one)
        if count > 1 { add(second, to: two) }
        if count > 2 { add(third, to: three) }
        for bin in Swift.stride(from: 0, to: plan.field.bins, by: count > 2 ? 2 : 3) {
            var (a, b, c) = (zero, zero, zero)
            var (d, e, f) = (zero, zero, zero)
            var (g, h) = (zero, zero)
            let first = plan.field.rampStart(bin)
            var source = field
            var weights = weights
            for _ in 0..<rows {
                let magnitude = SIMD8<Float>(aligned: source)
                let moment = SIMD8<Float>(aligned: source + 8)
                source += stride
                let low = ramp(magnitude, moment, first, zero)
                let middle = ramp(magnitude, moment, first + step, zero)
                a.accumulate(low, weights[0])
                b.accumulate(middle, weights[0])
                if count > 1 {
                    d.accumulate(low, weights[1])
                    e.accumulate(middle, weights[1])
                }
                if count > 2 {
                    g.accumulate(low, weights[2])
                    h.accumulate(middle, weights[2])
                } else {
                    let high = ramp(magnitude, moment, first + 2 * step, zero)
                    c.accumulate(high, weights[0])
                    if count > 1 { f.accumulate(high, weights[1]) }
                }
                weights += weightStride
            }
            let place = 8 * bin + 8
            add(a, b, c, to: one + place, count < 3)
            if count > 1 { add(d, e, f, to: two + place, count < 3) }
            if count > 2 { add(g, h, h, to: three + place, false) }
        }
    }

    /// Adds two ramps to the sums at `target`, or three.
    @inline(__always)
    private static func add(
        _ low: SIMD8<Float>, _ middle: SIMD8<Float>, _ high: SIMD8<Float>, to target: UnsafeMutablePointer<Float>,
        _ isThree: Bool
    ) {
        add(low, to: target)
        add(middle, to: target + 8)
        if isThree { add(high, to: target + 16) }
    }

    /// Turns the sums of ramps of a virtual row into shares of bins, and adds them up along the row.
    @inline(never)
    private static func finish(_ target: HOGBand.Target, _ strip: Int, _ plan: HOGPlan, _ scratch: HOGScratch) {
        let sums = scratch.sums(target.accumulator)
        let bins = plan.field.bins
        let length = scratch.phaseLength
        for phase in 0..<plan.columns.unit {
            let source = sums + phase * length
            var previous = SIMD8<Float>(aligned: source)
            let zero = previous - previous
            previous += SIMD8<Float>(aligned: source + 8 * bins)
            for bin in 0..<bins {
                let next = SIMD8<Float>(aligned: source + 8 * bin + 8)
                // Rounding may leave a share of nothing just below zero.
                lanewiseMax(previous - next, zero).store(at: source + 8 * bin)
                previous = next
            }
        }
        let line = plan.lineLength
        let row = scratch.histograms + target.row * plan.virtualRowLength + plan.margin + strip * 8
        for tap in scratch.taps {
            let output = row + tap.slot * bins * line + tap.offset
            // Four sums at a time: one alone would wait for itself.
            var bin = 0
            while bin + 4 <= bins {
                var (a, b, c, d) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
                var source = sums + (tap.first &* length &+ 8 &* bin)
                for phase in tap.first..<tap.end {
                    let weight = tap.weights[phase]
                    a.accumulate(SIMD8<Float>(aligned: source), weight)
                    b.accumulate(SIMD8<Float>(aligned: source + 8), weight)
                    c.accumulate(SIMD8<Float>(aligned: source + 16), weight)
                    d.accumulate(SIMD8<Float>(aligned: source + 24), weight)
                    source += length
                }
                let place = output + bin &* line
                addUnaligned(a, to: place)
                addUnaligned(b, to: place + line)
                addUnaligned(c, to: place + 2 &* line)
                addUnaligned(d, to: place + 3 &* line)
                bin += 4
            }
            while bin < bins {
                var sum = SIMD8<Float>.zero
                var source = sums + (tap.first &* length &+ 8 &* bin)
                for phase in tap.first..<tap.end {
                    sum.accumulate(SIMD8<Float>(aligned: source), tap.weights[phase])
                    source += length
                }
                addUnaligned(sum, to: output + bin &* line)
                bin += 1
            }
        }
    }

    @inline(__always)
    private static func addUnaligned(_ value: SIMD8<Float>, to target: UnsafeMutablePointer<Float>) {
        (SIMD8<Float>(at: target) + value).store(at: target)
    }
}

/// Memory of one worker, made once for many images.
final class HOGScratch {
    /// ``HOGAxis/Tap`` with its weights at a fixed place.
    struct Tap {
        let offset: Int
        let slot: Int
        let first: Int
        let end: Int
        let weights: UnsafeMutablePointer<Float>
    }

    /// Three rows of a strip, and which rows they are.
    let planes: UnsafeMutablePointer<Float>
    let planeRows: UnsafeMutablePointer<Int>
    /// Bytes of a row of a strip, with some room on both sides.
    let line: UnsafeMutablePointer<UInt8>
    /// Factors of the gradient: `[strip][phase][horizontal × 8, vertical × 8]`; zero behind the image.
    let columnFactors: UnsafeMutablePointer<Float>
    let boundaries: UnsafeMutablePointer<Float>
    let boundaryCount: Int
    let field: UnsafeMutablePointer<Float>
    let allSums: UnsafeMutablePointer<Float>
    /// Floats of the sums of one phase: magnitudes and ramps, in threes, of eight lanes.
    let phaseLength: Int
    /// Floats of the sums of one virtual row.
    let sumLength: Int
    let histograms: UnsafeMutablePointer<Float>
    let taps: [Tap]
    private let owned: [AnyObject]

    /// For all of `bands`, one after the other.
    init(_ plan: HOGPlan, _ bands: [HOGBand]) {
        var owned: [AnyObject] = []
        func zeros<Number: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Number> {
            let memory = AlignedMemory<Number>(count)
            owned.append(memory)
            return memory.base
        }
        let unit = plan.columns.unit
        let strips = (plan.columnUnits + 7) / 8
        planes = zeros(3 * plan.planes * unit * 16)
        planeRows = zeros(3)
        planeRows.update(repeating: -1, count: 3)
        line = zeros(8 * unit + 64)
        columnFactors = zeros(strips * unit * 16)
        for x in 0..<min(plan.shape.width, strips * 8 * unit) {
            let place = (x / unit / 8 * unit + x % unit) * 16 + x / unit % 8
            let isBorder = x == 0 || x == plan.shape.width - 1
            columnFactors[place] = isBorder && plan.field.border != .repeated ? 0 : 1
            columnFactors[place + 8] = isBorder && plan.field.border == .skipped ? 0 : 1
        }
        let directions = HOGFieldKernels.boundaries(plan.field)
        boundaries = zeros(directions.count)
        for (index, value) in directions.enumerated() { boundaries[index] = value }
        boundaryCount = directions.count / 2
        let longest = bands.flatMap(\.spans).map(\.rows.count).max() ?? 0
        field = zeros(longest * unit * 16)
        phaseLength = (2 + (plan.field.bins + 2) / 3 * 3) * 8
        sumLength = unit * phaseLength
        allSums = zeros((bands.map(\.accumulators).max() ?? 0) * sumLength)
        histograms = zeros((bands.map(\.virtualRows.count).max() ?? 0) * plan.virtualRowLength)
        taps = plan.columns.taps.map { tap in
            let weights: UnsafeMutablePointer<Float> = zeros(unit)
            for (phase, weight) in tap.weights.enumerated() { weights[phase] = weight }
            return Tap(
                offset: tap.offset, slot: tap.slot, first: tap.phases.lowerBound, end: tap.phases.upperBound,
                weights: weights)
        }
        self.owned = owned
    }

    /// The sums of accumulator `index`, `[phase][magnitude, ramp 0, ramp 1, …][lane]`.
    @inline(__always)
    func sums(_ index: Int) -> UnsafeMutablePointer<Float> { allSums + index * sumLength }
}
