import Core

/// Kernel values in double precision: rows against panels of sixteen columns.
package enum DoubleKernels {
    package typealias Lanes = SIMD8<Double>

    /// Rows of a tile: with sixteen columns each they fill the registers.
    #if HINDSIGHT_AVX512
        static let tileRows = 6
    #else
        static let tileRows = 3
    #endif

    /// Writes the kernel values of the rows in `left` and the columns of `panels` of `right`: those of row r to `targets[r]`,
    /// from its element `offset` on, a multiple of sixteen at aligned memory.
    static func compute(
        _ left: DoubleTiles, _ right: DoublePanels, panels: Range<Int>,
        targets: UnsafePointer<UnsafeMutablePointer<Double>>, offset: Int
    ) {
        precondition(panels.lowerBound >= 0 && panels.upperBound <= right.panelCount && offset % 16 == 0)
        let terms = right.shapes.count
        let depth = right.map.count
        withUnsafeTemporaryAllocation(byteCount: 128 * tileRows, alignment: 64) { memory in
            let sums = memory.baseAddress!.assumingMemoryBound(to: Double.self)
            for panel in panels {
                let place = offset + (panel - panels.lowerBound) * 16
                for tile in 0..<left.tiles {
                    var slot = right.starts[panel]
                    for term in 0..<terms {
                        let shape = right.shapes[term]
                        let count = Int(right.counts[panel * terms + term])
                        add(
                            shape.product, UnsafePointer(left.values.base) + tile * depth * tileRows,
                            UnsafePointer(right.places.base) + slot, count,
                            UnsafePointer(right.lines.base) + slot * 16, sums)
                        let norms = UnsafePointer(right.norms.base) + term * right.positions + panel * 16
                        for row in 0..<min(tileRows, left.count - tile * tileRows) {
                            let norm = left.norms.base[(tile * terms + term) * tileRows + row]
                            for half in stride(from: 0, to: 16, by: 8) {
                                let value = finish(
                                    shape, Lanes(aligned: sums + row * 16 + half), norm: norm,
                                    norms: Lanes(aligned: norms + half))
                                let target = targets[tile * tileRows + row] + place + half
                                (term == 0 ? value : Lanes(aligned: target) + value).store(aligned: target)
                            }
                        }
                        slot += count
                    }
                }
            }
        }
    }

    /// Norms and diagonal of a panel.
    static func measure(_ panels: DoublePanels, _ panel: Int) {
        var slot = panels.starts[panel]
        var total = (Lanes.zero, Lanes.zero)
        for (term, shape) in panels.shapes.enumerated() {
            var sum = (Lanes.zero, Lanes.zero)
            for _ in 0..<panels.counts[panel * panels.shapes.count + term] {
                let line = panels.lines.base + slot * 16
                add(shape.product, &sum.0, Lanes(aligned: line), Lanes(aligned: line))
                add(shape.product, &sum.1, Lanes(aligned: line + 8), Lanes(aligned: line + 8))
                slot += 1
            }
            let target = panels.norms.base + term * panels.positions + panel * 16
            (sum.0 * (shape.factor / 2)).store(aligned: target)
            (sum.1 * (shape.factor / 2)).store(aligned: target + 8)
            total.0 += own(shape, sum.0)
            total.1 += own(shape, sum.1)
        }
        total.0.store(aligned: panels.diagonal.base + panel * 16)
        total.1.store(aligned: panels.diagonal.base + panel * 16 + 8)
    }

    /// K(x, x) from the sum: where the kernel is one of distances, of a distance of 0.
    private static func own(_ shape: DoubleShape, _ sum: Lanes) -> Lanes {
        shape.form == .gaussian
            ? sum - sum + Lanes(repeating: shape.weight) : finish(shape, sum, norm: 0, norms: sum)
    }

    /// Numbers of single precision in double precision.
    static func widen(_ source: UnsafePointer<Float>, count: Int, to target: UnsafeMutablePointer<Double>) {
        var index = 0
        while index + 8 <= count {
            let numbers = SIMD8<Float>(at: source + index)
            Lanes(widening: numbers).store(at: target + index)
            index += 8
        }
        while index < count {
            target[index] = Double(source[index])
            index += 1
        }
    }

    /// The kernel value of two rows, summed over the terms.
    static func value(_ shapes: [DoubleShape], _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>) -> Double {
        shapes.reduce(0.0) { $0 + value($1, x, y) }
    }

    /// What one term says of two rows.
    private static func value(
        _ shape: DoubleShape, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>
    ) -> Double {
        var column = shape.columns.lowerBound
        let end = shape.columns.upperBound
        let isGaussian = shape.form == .gaussian
        var (sum, other) = (Lanes.zero, Lanes.zero)
        @inline(__always)
        func lanes(_ pointer: UnsafePointer<Double>) -> Lanes {
            Lanes(at: pointer)
        }
        if isGaussian, shape.product == .dot {
            // Four sums at a time: one alone would wait for itself.
            var sums = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
            while column + 32 <= end {
                let first = lanes(x + column) - lanes(y + column)
                let second = lanes(x + column + 8) - lanes(y + column + 8)
                let third = lanes(x + column + 16) - lanes(y + column + 16)
                let fourth = lanes(x + column + 24) - lanes(y + column + 24)
                sums.0.accumulate(first, first)
                sums.1.accumulate(second, second)
                sums.2.accumulate(third, third)
                sums.3.accumulate(fourth, fourth)
                column += 32
            }
            sum = (sums.0 + sums.1) + (sums.2 + sums.3)
        }
        while column + 8 <= end {
            gather(shape.product, isGaussian, &sum, &other, lanes(x + column), lanes(y + column))
            column += 8
        }
        while column < end {
            var (a, b) = (Lanes.zero, Lanes.zero)
            (a[0], b[0]) = (x[column], y[column])
            gather(shape.product, isGaussian, &sum, &other, a, b)
            column += 1
        }
        // Of a kernel of distances the distance itself, from differences where that can be.
        let total = Lanes(repeating: sum.sum())
        guard isGaussian else { return finish(shape, total, norm: 0, norms: .zero)[0] }
        let distance = shape.product == .dot ? total : Lanes(repeating: other.sum()) - total * shape.factor
        return finish(shape, .zero, norm: max(distance[0], 0), norms: .zero)[0]
    }

    @inline(__always)
    private static func gather(
        _ product: KernelShape.Product, _ isGaussian: Bool, _ sum: inout Lanes, _ other: inout Lanes, _ a: Lanes,
        _ b: Lanes
    ) {
        if isGaussian, product == .dot {
            let difference = a - b
            sum.accumulate(difference, difference)
        } else {
            add(product, &sum, a, b)
            if isGaussian { other += a + b }
        }
    }

    // MARK: - Sums

    @inline(__always)
    private static func add(_ product: KernelShape.Product, _ sum: inout Lanes, _ line: Lanes, _ x: Lanes) {
        switch product {
        case .dot: sum.accumulate(line, x)
        case .minimum: sum += lanewiseMin(line, x)
        // The small number keeps 0 / 0 at 0 and is lost in every other sum.
        case .harmonic: sum += line * x / (line + x + 1e-300)
        }
    }

    private static func add(
        _ product: KernelShape.Product, _ tile: UnsafePointer<Double>, _ places: UnsafePointer<Int32>, _ count: Int,
        _ lines: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>
    ) {
        switch product {
        case .dot: dot(tile, places, count, lines, result)
        case .minimum: other(.minimum, tile, places, count, lines, result)
        case .harmonic: other(.harmonic, tile, places, count, lines, result)
        }
    }

    private static func dot(
        _ tile: UnsafePointer<Double>, _ places: UnsafePointer<Int32>, _ count: Int, _ lines: UnsafePointer<Double>,
        _ result: UnsafeMutablePointer<Double>
    ) {
        var lines = lines
        var (a0, a1, a2) = (Lanes.zero, Lanes.zero, Lanes.zero)
        var (b0, b1, b2) = (Lanes.zero, Lanes.zero, Lanes.zero)
        #if HINDSIGHT_AVX512
            var (a3, a4, a5) = (Lanes.zero, Lanes.zero, Lanes.zero)
            var (b3, b4, b5) = (Lanes.zero, Lanes.zero, Lanes.zero)
        #endif
        for index in 0..<count {
            let first = Lanes(aligned: lines)
            let second = Lanes(aligned: lines + 8)
            let left = tile + Int(places[index])
            a0.accumulate(first, left[0]); b0.accumulate(second, left[0])
            a1.accumulate(first, left[1]); b1.accumulate(second, left[1])
            a2.accumulate(first, left[2]); b2.accumulate(second, left[2])
            #if HINDSIGHT_AVX512
                a3.accumulate(first, left[3]); b3.accumulate(second, left[3])
                a4.accumulate(first, left[4]); b4.accumulate(second, left[4])
                a5.accumulate(first, left[5]); b5.accumulate(second, left[5])
            #endif
            lines += 16
        }
        a0.store(aligned: result); b0.store(aligned: result + 8)
        a1.store(aligned: result + 16); b1.store(aligned: result + 24)
        a2.store(aligned: result + 32); b2.store(aligned: result + 40)
        #if HINDSIGHT_AVX512
            a3.store(aligned: result + 48); b3.store(aligned: result + 56)
            a4.store(aligned: result + 64); b4.store(aligned: result + 72)
            a5.store(aligned: result + 80); b5.store(aligned: result + 88)
        #endif
    }

    @inline(__always)
    private static func other(
        _ product: KernelShape.Product, _ tile: UnsafePointer<Double>, _ places: UnsafePointer<Int32>, _ count: Int,
        _ lines: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>
    ) {
        for row in 0..<tileRows {
            var (a, b) = (Lanes.zero, Lanes.zero)
            for index in 0..<count {
                let x = Lanes(repeating: tile[Int(places[index]) + row])
                add(product, &a, Lanes(aligned: lines + index * 16), x)
                add(product, &b, Lanes(aligned: lines + index * 16 + 8), x)
            }
            a.store(aligned: result + row * 16)
            b.store(aligned: result + row * 16 + 8)
        }
    }

    // MARK: - What is made of them

    /// The kernel values of a row with norm `norm` and eight columns with norms `norms`, from the sums over the features.
    @inline(__always)
    static func finish(_ shape: DoubleShape, _ sum: Lanes, norm: Double, norms: Lanes) -> Lanes {
        switch shape.form {
        case .scaled: return sum * (shape.factor * shape.weight)
        case .power: return power(sum * shape.gamma + shape.coef0, shape.degree) * shape.weight
        case .gaussian:
            let distance = norms + norm - sum * shape.factor
            return exponential(lanewiseMax(distance, distance - distance) * -shape.gamma) * shape.weight
        case .tanh:
            let limit = Lanes(repeating: 20)
            let z = lanewiseMax(lanewiseMin(sum * shape.gamma + shape.coef0, limit), -limit)
            let e = exponential(lanewiseMin(z, -z) * 2)
            let size = (1 - e) / (1 + e)
            return choose(where: z, isBelow: z - z, -size, else: size) * shape.weight
        }
    }

    /// As LIBSVM has it: by squares.
    @inline(__always)
    private static func power(_ base: Lanes, _ degree: Int) -> Lanes {
        var (result, square, rest) = (Lanes(repeating: 1), base, degree)
        while rest > 0 {
            if rest % 2 == 1 { result *= square }
            square *= square
            rest /= 2
        }
        return result
    }

    /// eˣ for x of at most 0, within two units of the last place; e⁻⁷⁰⁸ below −708.
    ///
    /// x = n ln 2 + r with |r| ≤ ½ ln 2, eʳ by its series up to r¹³ / 13!, and 2ⁿ put into the exponent.
    @inline(__always)
    package static func exponential(_ x: Lanes) -> Lanes {
        let x = lanewiseMax(x, Lanes(repeating: -708))
        // Adding and subtracting it rounds to a whole number, whose digits are the last bits of the sum.
        let magic = Lanes(repeating: 0x1.8p52)
        let shifted = magic + x * 1.4426950408889634
        let n = shifted - magic
        var r = x
        r.accumulate(n, Lanes(repeating: -0x1.62e42fee00000p-1))
        r.accumulate(n, Lanes(repeating: -0x1.a39ef35793c76p-33))
        var sum = Lanes(repeating: 1 / 6_227_020_800)
        for divisor in [479_001_600.0, 39_916_800, 3_628_800, 362_880, 40_320, 5040, 720, 120, 24, 6, 2, 1, 1] {
            var next = Lanes(repeating: 1 / divisor)
            next.accumulate(sum, r)
            sum = next
        }
        let exponent = (unsafeBitCast(shifted, to: SIMD8<Int64>.self) &+ 1023) &<< 52
        return sum * unsafeBitCast(exponent, to: Lanes.self)
    }
}

extension SIMD8<Double> {
    /// The same numbers. The initialiser of the standard library is a call that takes lane after lane.
    @inline(__always)
    init(widening numbers: SIMD8<Float>) {
        self.init(
            Double(numbers[0]), Double(numbers[1]), Double(numbers[2]), Double(numbers[3]), Double(numbers[4]),
            Double(numbers[5]), Double(numbers[6]), Double(numbers[7]))
    }
}
