import Core

/// The scale space of ``SIFT``, and the keypoints found on the way.
///
/// The levels of an octave are made row by row, all of them at once: as soon as a level has the rows that the filter of the
/// next one needs, that one gets its next row, and the last is searched for extrema. So the rows at work stay in the cache.
enum SIFTKernels {
    /// Makes the scale space of an image without looking for keypoints.
    static func buildScaleSpace(
        _ pixels: UnsafeBufferPointer<UInt8>, _ layout: SIFTLayout, _ scratch: SIFTScratch
    ) {
        for octave in layout.octaves.indices { _ = build(pixels, octave, layout, scratch, searching: false) }
    }

    /// Makes the scale space of an image and finds its keypoints with their angles.
    static func detect(
        _ pixels: UnsafeBufferPointer<UInt8>, _ layout: SIFTLayout, _ scratch: SIFTScratch
    ) -> [SIFTPlace] {
        var found: [SIFTPlace] = []
        for octave in layout.octaves.indices { found += build(pixels, octave, layout, scratch, searching: true) }
        let limit = layout.configuration.maximumKeypoints
        if limit > 0, found.count > limit { found = strongest(found, limit) }
        guard !layout.configuration.upright else { return found }
        let directed = orient(found, layout, scratch)
        return limit > 0 && directed.count > limit ? strongest(directed, limit) : directed
    }

    /// The `count` places with the largest |D|, in the order in which they were; of equal ones the first.
    private static func strongest(_ places: [SIFTPlace], _ count: Int) -> [SIFTPlace] {
        let order = places.indices.sorted {
            let (first, second) = (abs(places[$0].response), abs(places[$1].response))
            return first != second ? first > second : $0 < $1
        }
        return order.prefix(count).sorted().map { places[$0] }
    }

    // MARK: Levels

    /// Makes the levels of an octave and returns the keypoints in it, by row.
    private static func build(
        _ pixels: UnsafeBufferPointer<UInt8>, _ octave: Int, _ layout: SIFTLayout, _ scratch: SIFTScratch,
        searching: Bool
    ) -> [SIFTPlace] {
        let size = layout.octaves[octave]
        let levels = layout.levels
        let last = levels - 1
        let lag = layout.lags[last]
        var search = ExtremumSearch(octave: octave, layout: layout, differences: scratch.differences)
        /// The rows that a level gets in the step that gives level 0 its row `time`.
        func rows(_ level: Int, _ time: Int) -> Range<Int> {
            let first = time - layout.lags[level]
            return max(first, 0)..<min(max(first + BlurFilter.rowsAtOnce, 0), size.height)
        }
        return scratch.gaussians.withUnsafeBufferPointer { all in
            let gaussians = UnsafeBufferPointer(rebasing: all[(octave * levels)...])
            var sourceRows = 0
            for time in stride(from: 0, to: size.height + lag, by: BlurFilter.rowsAtOnce) {
                if octave == 0, time < size.height {
                    let wanted = rows(0, time)
                    let needed = min(wanted.upperBound + layout.taps[0].radius, size.height)
                    while sourceRows < needed {
                        makeSource(pixels, row: sourceRows, layout, scratch)
                        sourceRows += 1
                    }
                    scratch.filters[0].blur(scratch.source, wanted, size.height, .mirror, into: gaussians[0])
                }
                for level in 1...last where time >= layout.lags[level] && time - layout.lags[level] < size.height {
                    let wanted = rows(level, time)
                    scratch.filters[octave * levels + level].blur(
                        gaussians[level - 1], wanted, size.height, .mirror, into: gaussians[level],
                        differences: scratch.differences[level - 1])
                    if level == last - 2, octave + 1 < layout.octaves.count {
                        for row in wanted {
                            halve(gaussians[level].row(row), row, layout.octaves[octave + 1], into: gaussians[levels])
                        }
                    }
                }
                if searching, time >= lag { search.advance(to: rows(last, time).upperBound - 1) }
            }
            search.finish()
            return search.found
        }
    }

    /// Writes a row of the image, doubled in size where that is asked for, to the ring of source rows.
    ///
    /// Pixel x of the doubled image lies at x/2 − ¼ of the image: ¼ and ¾ of two neighbours.
    private static func makeSource(
        _ pixels: UnsafeBufferPointer<UInt8>, row: Int, _ layout: SIFTLayout, _ scratch: SIFTScratch
    ) {
        let shape = layout.shape
        guard let base = pixels.baseAddress else { return }
        let target = scratch.source.row(row)
        func grey(_ row: Int, _ line: UnsafeMutablePointer<Float>) {
            let row = min(max(row, 0), shape.height - 1)
            FloatLineKernels.grey(
                base + row * shape.width * shape.channels, channels: shape.channels, width: shape.width, into: line)
        }
        guard layout.configuration.doubled else { return grey(row, target) }
        let line = scratch.lower
        grey(row / 2, scratch.upper)
        grey(row % 2 == 0 ? row / 2 - 1 : row / 2 + 1, line)
        FloatLineKernels.mix(scratch.upper, line, shareOfA: 0.75, width: shape.width, into: line)
        FloatLineKernels.pad(line, width: shape.width)
        FloatLineKernels.double(line, width: shape.width, into: target)
    }

    /// Keeps every second pixel of every second row.
    private static func halve(_ line: UnsafePointer<Float>, _ row: Int, _ size: SIFTLayout.Size, into target: RowRing) {
        guard row % 2 == 0, row / 2 < size.height else { return }
        let target = target.row(row / 2)
        var x = 0
        while x < size.width {
            target[x] = line[2 &* x]
            x &+= 1
        }
    }
}
