import Core

/// Normalisation of the cells of ``UoCTTI``: eight neighbouring cells are the lanes of every vector.
enum UoCTTIKernels {
    /// Writes the descriptors of the images in `range`, each at its own row of `output`.
    static func describe(
        _ images: ImageStack, range: Range<Int>, _ fitted: FittedUoCTTI, into output: SharedPointer<Float>
    ) {
        precondition(range.lowerBound >= 0 && range.upperBound <= images.count && images.isInMemory)
        let plan = fitted.plan
        let band = HOGBand(plan.rows, virtualRows: 0..<plan.virtualRows)
        let scratch = HOGScratch(plan, [band])
        let (rows, columns) = fitted.cells
        let line = (columns + 7) / 8 * 8 + 16
        let energies = UnsafeMutablePointer<Float>.allocate(capacity: (rows + 2) * line)
        let block = UnsafeMutablePointer<Float>.allocate(capacity: fitted.cellLength * 8)
        energies.initialize(repeating: 0, count: (rows + 2) * line)
        block.initialize(repeating: 0, count: fitted.cellLength * 8)
        defer {
            energies.deallocate()
            block.deallocate()
        }
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return }
            // The passes over one image, then those over the next.
            for pass in range.lowerBound * plan.passes..<range.upperBound * plan.passes {
                let (index, channel) = pass.quotientAndRemainder(dividingBy: plan.passes)
                HOGVotingKernels.vote(base + index * plan.shape.count + channel, plan, band, scratch)
                measure(fitted, scratch, energies, line)
                for row in 0..<rows {
                    var target = output.base + pass * fitted.passLength + row * columns * fitted.cellLength
                    for column in stride(from: 0, to: columns, by: 8) {
                        normalize(row, column, fitted, scratch, energies + row * line + column, line, block)
                        HOGKernels.write(
                            block, fitted.cellLength, min(8, columns - column), SIMD8(repeating: 1), to: target,
                            stride: fitted.cellLength)
                        target += 8 * fitted.cellLength
                    }
                }
            }
        }
    }

    /// The energy of every cell, with a margin of one cell that repeats the nearest: `[1 + row][1 + column]`.
    private static func measure(
        _ fitted: FittedUoCTTI, _ scratch: HOGScratch, _ energies: UnsafeMutablePointer<Float>, _ line: Int
    ) {
        let plan = fitted.plan
        let half = fitted.configuration.orientations * plan.lineLength
        let (rows, columns) = fitted.cells
        for row in 0..<rows {
            let source = scratch.histograms + row * plan.virtualRowLength + plan.margin
            let target = energies + (row + 1) * line + 1
            for column in stride(from: 0, to: columns, by: 8) {
                var sum = SIMD8<Float>.zero
                var bin = source + column
                for _ in 0..<fitted.configuration.orientations {
                    let both = SIMD8<Float>(at: bin) + SIMD8<Float>(at: bin + half)
                    sum.accumulate(both, both)
                    bin += plan.lineLength
                }
                sum.store(at: target + column)
            }
            target[-1] = target[0]
            target[columns] = target[columns - 1]
        }
        energies.update(from: energies + line, count: line)
        (energies + (rows + 1) * line).update(from: energies + rows * line, count: line)
    }

    /// Fills `block` with `[number][cell]` of eight neighbouring cells.
    ///
    /// - Parameter energies: The energy of the cell to the upper left of the first.
    @inline(never)
    private static func normalize(
        _ row: Int, _ column: Int, _ fitted: FittedUoCTTI, _ scratch: HOGScratch,
        _ energies: UnsafeMutablePointer<Float>, _ line: Int, _ block: UnsafeMutablePointer<Float>
    ) {
        let plan = fitted.plan
        let orientations = fitted.configuration.orientations
        let clip = SIMD8<Float>(repeating: fitted.configuration.clip)

        // 1. The inverse root of the energy of each square of 2×2 cells.
        func factor(_ down: Int, _ right: Int) -> SIMD8<Float> {
            let corner = energies + down * line + right
            let sum =
                SIMD8<Float>(at: corner) + SIMD8<Float>(at: corner + 1) + SIMD8<Float>(at: corner + line)
                + SIMD8<Float>(at: corner + line + 1)
            return 1 / (sum + 1e-4).squareRoot()
        }
        let factors = (factor(0, 0), factor(0, 1), factor(1, 0), factor(1, 1))

        // 2. Each histogram by each factor, limited, and the sums.
        let half = orientations * plan.lineLength
        var texture = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        var source = scratch.histograms + row * plan.virtualRowLength + plan.margin + column
        for orientation in 0..<orientations {
            let one = SIMD8<Float>(at: source)
            let other = SIMD8<Float>(at: source + half)
            let both = one + other
            let a = lanewiseMin(both * factors.0, clip)
            let b = lanewiseMin(both * factors.1, clip)
            let c = lanewiseMin(both * factors.2, clip)
            let d = lanewiseMin(both * factors.3, clip)
            texture.0 += a
            texture.1 += b
            texture.2 += c
            texture.3 += d
            set(block, orientation, limited(one, factors, clip))
            set(block, orientation + orientations, limited(other, factors, clip))
            set(block, orientation + 2 * orientations, (a + b + c + d) * 0.5)
            source += plan.lineLength
        }
        let share = 1 / Float(2 * orientations).squareRoot()
        set(block, 3 * orientations, texture.0 * share)
        set(block, 3 * orientations + 1, texture.1 * share)
        set(block, 3 * orientations + 2, texture.2 * share)
        set(block, 3 * orientations + 3, texture.3 * share)
    }

    @inline(__always)
    private static func limited(
        _ value: SIMD8<Float>, _ factors: (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>),
        _ clip: SIMD8<Float>
    ) -> SIMD8<Float> {
        let upper = lanewiseMin(value * factors.0, clip) + lanewiseMin(value * factors.1, clip)
        let lower = lanewiseMin(value * factors.2, clip) + lanewiseMin(value * factors.3, clip)
        return (upper + lower) * 0.5
    }

    @inline(__always)
    private static func set(_ block: UnsafeMutablePointer<Float>, _ index: Int, _ value: SIMD8<Float>) {
        value.store(at: block + 8 * index)
    }
}
