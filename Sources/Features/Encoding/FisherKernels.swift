import Core

/// The posteriors of the components that count for each of many rows.
struct SparsePosteriors {
    /// Where the components of each row begin, and where the last one's end.
    var starts: [Int32]
    var components: [Int32]
    var values: [Float]
}

extension MixtureKernels {
    /// The posteriors of at least `least`, on the calling thread.
    static func sparsePosteriors(_ data: Matrix, _ mixture: PackedMixture, least: Float) -> SparsePosteriors {
        var result = SparsePosteriors(starts: [0], components: [], values: [])
        result.starts.reserveCapacity(data.rows + 1)
        result.components.reserveCapacity(4 * data.rows)
        result.values.reserveCapacity(4 * data.rows)
        let scratch = Scratch(mixture)
        var panels = [Int](repeating: 0, count: mixture.stride / TileKernels.panelColumns)
        for first in stride(from: 0, to: data.rows, by: blockRows) {
            let block = first..<min(first + blockRows, data.rows)
            logarithms(data, rows: block, mixture, scratch)
            for place in 0..<block.count {
                append(
                    scratch.posteriors + place * mixture.stride, mixture.stride, least, &panels, below: mixture.count,
                    to: &result)
            }
        }
        return result
    }

    /// Appends the posteriors of one row. Panels of sixteen components whose densities all are below e⁻¹⁸ (1.5·10⁻⁸)
    /// of the largest are passed over, so that most exponentials are never computed. Of densities that are no numbers even what fills up
    /// the last panel seems to count: only components below `limit` are appended.
    @inline(__always)
    private static func append(
        _ row: UnsafeMutablePointer<Float>, _ count: Int, _ least: Float, _ panels: inout [Int],
        below limit: Int, to result: inout SparsePosteriors
    ) {
        let maximum = largest(row, count)
        var sums = SIMD8<Float>.zero
        var used = 0
        for panel in stride(from: 0, to: count, by: 16) {
            let (low, high) = (SIMD8<Float>(aligned: row + panel), SIMD8<Float>(aligned: row + panel + 8))
            guard TileKernels.largest(lanewiseMax(low, high)) > maximum - 18 else { continue }
            let exponentials = (TileKernels.exponential(low - maximum), TileKernels.exponential(high - maximum))
            exponentials.0.store(aligned: row + panel)
            exponentials.1.store(aligned: row + panel + 8)
            sums += exponentials.0 + exponentials.1
            panels[used] = panel
            used += 1
        }
        let half = sums.lowHalf + sums.highHalf
        let sum = (half[0] + half[1]) + (half[2] + half[3])
        let factor = 1 / sum
        let bound = SIMD8<Float>(repeating: least * sum)
        for index in 0..<used {
            let panel = panels[index]
            var mask = TileKernels.mask(where: SIMD8<Float>(aligned: row + panel), isNotBelow: bound)
            mask |= TileKernels.mask(where: SIMD8<Float>(aligned: row + panel + 8), isNotBelow: bound) << 8
            while mask != 0 {
                let component = panel + mask.trailingZeroBitCount
                guard component < limit else { break }
                result.components.append(Int32(truncatingIfNeeded: component))
                result.values.append(row[component] * factor)
                mask &= mask &- 1
            }
        }
        result.starts.append(Int32(result.components.count))
    }
}

/// Gradients of the log-likelihood.
enum FisherKernels {
    /// Writes Gμ and Gσ (see ``FisherVector``) of the rows in `members` to a row of `codes`.
    static func gradient(
        _ data: Matrix, _ posteriors: SparsePosteriors, _ members: [Int32], _ mixture: FittedMixture,
        into codes: inout Matrix, row: Int
    ) {
        let parameters = mixture.parameters
        let (count, depth) = (parameters.weights.count, parameters.means.columns)
        precondition(data.columns == depth && posteriors.starts.count == data.rows + 1)
        precondition(codes.columns == 2 * count * depth && (0..<codes.rows).contains(row))
        guard !members.isEmpty else { return }
        codes.withUnsafeMutableValues { codes in
            let first = codes.baseAddress! + row * 2 * count * depth
            let second = first + count * depth
            let totals = AlignedFloats(count)
            add(data, posteriors, members, mixture.packed.centre, totals.base, first, second)
            for component in 0..<count {
                finish(
                    first + component * depth, second + component * depth, total: totals.base[component],
                    rows: members.count, component: component, mixture)
            }
        }
    }

    /// Adds γ to `totals`, γ y to `first` and γ y² to `second`, where y = x − `centre`.
    private static func add(
        _ data: Matrix, _ posteriors: SparsePosteriors, _ members: [Int32], _ centre: [Float],
        _ totals: UnsafeMutablePointer<Float>, _ first: UnsafeMutablePointer<Float>,
        _ second: UnsafeMutablePointer<Float>
    ) {
        let depth = data.columns
        data.values.withUnsafeBufferPointer { values in
            centre.withUnsafeBufferPointer { centre in
                for member in members {
                    let row = Int(member)
                    precondition((0..<data.rows).contains(row), "a region names row \(row) of \(data.rows)")
                    let source = values.baseAddress! + row * depth
                    for index in Int(posteriors.starts[row])..<Int(posteriors.starts[row + 1]) {
                        let component = Int(posteriors.components[index])
                        let posterior = posteriors.values[index]
                        totals[component] += posterior
                        addRow(
                            source, centre.baseAddress!, depth, posterior, first + component * depth,
                            second + component * depth)
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func addRow(
        _ source: UnsafePointer<Float>, _ centre: UnsafePointer<Float>, _ depth: Int, _ posterior: Float,
        _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>
    ) {
        var column = 0
        while column + 8 <= depth {
            let difference = SIMD8<Float>(at: source + column) - SIMD8<Float>(at: centre + column)
            let weighted = difference * posterior
            var square = SIMD8<Float>(at: second + column)
            square.accumulate(weighted, difference)
            (SIMD8<Float>(at: first + column) + weighted).store(at: first + column)
            square.store(at: second + column)
            column += 8
        }
        while column < depth {
            let difference = source[column] - centre[column]
            first[column] += posterior * difference
            second[column] += posterior * difference * difference
            column += 1
        }
    }

    /// Makes gradients of the sums of one component.
    private static func finish(
        _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>, total: Float, rows: Int,
        component: Int, _ mixture: FittedMixture
    ) {
        let parameters = mixture.parameters
        let depth = parameters.means.columns
        guard total > 0 else { return }
        let scale = 1 / (Float(rows) * parameters.weights[component].squareRoot())
        let secondScale = scale * Float(0.5).squareRoot()
        parameters.means.values.withUnsafeBufferPointer { means in
            parameters.variances.values.withUnsafeBufferPointer { variances in
                for column in 0..<depth {
                    let mean = means[component * depth + column] - mixture.packed.centre[column]
                    let precision = 1 / variances[component * depth + column]
                    let sum = first[column] - mean * total
                    let square = second[column] - mean * (first[column] + sum)
                    first[column] = scale * sum * precision.squareRoot()
                    second[column] = secondScale * (square * precision - total)
                }
            }
        }
    }
}
