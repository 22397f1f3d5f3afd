import Core

/// Attention of one head of one example, some queries at a time: the scores of a few rows stay in the first-level cache, and nothing is
/// kept for the way back but what came in. Scores are computed once more there, as in T. Dao et al., *FlashAttention* (2022), §3.1.
struct AttentionKernels<Scalar: NetworkScalar> {
    typealias Product = RowProductKernels

    /// Numbers of a head.
    let width: Int
    /// Places of an example.
    let length: Int
    /// Numbers from one row to the next, of queries, keys and values and of what comes out.
    let inputStride: Int
    let outputStride: Int
    let isCausal: Bool

    /// Queries at a time: two blocks of registers.
    static var queries: Int { 24 }

    /// 1 / √width.
    private var scale: Scalar { 1 / Scalar(width).squareRoot() }
    private var paddedLength: Int { (length + 15) / 16 * 16 }
    private var paddedWidth: Int { (width + 15) / 16 * 16 }

    // MARK: Room

    private var keyPanels: Int { Product.packedCount(depth: width, columns: length) }
    private var rowPanels: Int { Product.packedCount(depth: length, columns: width) }
    private var scores: Int { Self.queries * paddedLength }
    private var rows: Int { Self.queries * paddedWidth }
    private var totals: Int { (length + Self.queries) * paddedWidth }

    /// Numbers of room that ``forward(_:queries:keys:_:into:)`` and ``backward(_:output:gradient:keys:accumulates:_:into:)`` need.
    var forwardRoom: Int { keyPanels + rowPanels + scores + rows + Self.queries * 16 }
    var backwardRoom: Int { 2 * keyPanels + rowPanels + 2 * scores + 4 * rows + 2 * totals + Self.queries * 16 }

    // MARK: Forth

    /// For each query i of `queries`: Σ_j softmax_j(q_i · k_j / √width) v_j over the first `keys` places, causal: those up to i.
    ///
    /// - Parameters:
    ///   - input: The example's first row, at this head's part of the queries; keys and values lie `values / 2` and `values` numbers on.
    ///   - output: The example's first row, at this head's part.
    func forward(
        _ input: UnsafePointer<Scalar>, values: Int, queries range: Range<Int>, keys: Int,
        _ room: UnsafeMutablePointer<Scalar>, into output: UnsafeMutablePointer<Scalar>
    ) {
        let limit = isCausal ? min(keys, range.upperBound) : keys
        let turnedKeys = room
        let packedValues = turnedKeys + keyPanels
        let scores = packedValues + rowPanels
        let sums = scores + self.scores
        Product.packTurned(
            input + values / 2, stride: inputStride, depth: width, columns: limit, into: turnedKeys)
        Product.pack(input + values, stride: inputStride, depth: limit, columns: width, into: packedValues)
        let keyOperand = Product.Packed(base: UnsafePointer(turnedKeys), depth: width, columns: limit)
        let valueOperand = Product.Packed(base: UnsafePointer(packedValues), depth: limit, columns: width)
        for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.queries) {
            let count = min(Self.queries, range.upperBound - first)
            let seen = isCausal ? min(first + count, limit) : limit
            score(input, first, count, keyOperand, seen, into: scores)
            withUnsafeTemporaryAllocation(of: Scalar.self, capacity: Self.queries) { shares in
                for row in 0..<count {
                    let own = isCausal ? min(first + row + 1, limit) : limit
                    shares[row] = softmax(scores + row * paddedLength, own, upTo: seen)
                }
                Product.run(
                    Product.Left(base: UnsafePointer(scores), rowStride: paddedLength, depthStride: 1, rows: count),
                    valueOperand, depths: 0..<seen,
                    into: Product.Target(base: sums, stride: paddedWidth, accumulates: false))
                for row in 0..<count {
                    let to = output + (first + row) * outputStride
                    let from = sums + row * paddedWidth
                    for place in 0..<width { to[place] = from[place] * shares[row] }
                }
            }
        }
    }

    /// The scores q · k of some queries with the keys before `seen`, without the factor 1 / √width.
    @inline(__always)
    private func score(
        _ input: UnsafePointer<Scalar>, _ first: Int, _ count: Int, _ keys: Product.Packed<Scalar>, _ seen: Int,
        into scores: UnsafeMutablePointer<Scalar>
    ) {
        Product.run(
            Product.Left(base: input + first * inputStride, rowStride: inputStride, depthStride: 1, rows: count), keys,
            depths: 0..<width, vectors: (seen + 15) / 16,
            into: Product.Target(base: scores, stride: paddedLength, accumulates: false))
    }

    /// Puts e^(s − max) in the place of the first `own` scores, zeros behind them up to `end`; gives 1 / their sum.
    @inline(__always)
    private func softmax(_ scores: UnsafeMutablePointer<Scalar>, _ own: Int, upTo end: Int) -> Scalar {
        let vectors = VectorKernels.vectors(scores)
        let whole = own / 16
        for place in own..<max((end + 15) / 16 * 16, own) { scores[place] = 0 }
        var largest = scores[0]
        var top = SIMD16<Scalar>(repeating: largest)
        for index in 0..<whole { top = lanewiseMax(top, vectors[index]) }
        largest = VectorKernels.largest(top)
        for place in 16 * whole..<own where scores[place] > largest { largest = scores[place] }
        let factor = scale
        let offset = largest * factor
        var sum = SIMD16<Scalar>.zero
        for index in 0..<whole {
            let power = Scalar.exponential(vectors[index] * factor - offset)
            vectors[index] = power
            sum += power
        }
        if 16 * whole < own {
            // What belongs to no key must not grow beyond bounds before it is dropped.
            var line = vectors[whole]
            for lane in own - 16 * whole..<16 { line[lane] = largest }
            line = Scalar.exponential(line * factor - offset)
            for lane in own - 16 * whole..<16 { line[lane] = 0 }
            vectors[whole] = line
            sum += line
        }
        return 1 / sum.total
    }

    // MARK: Back

    /// The gradients of queries, keys and values. With the shares p_ij, the gradient g of the output o, and s the scale:
    /// ∂v_j = Σ_i p_ij g_i, and with t_ij = p_ij (g_i · v_j − g_i · o_i) s: ∂q_i = Σ_j t_ij k_j, ∂k_j = Σ_i t_ij q_i.
    func backward(
        _ input: UnsafePointer<Scalar>, values: Int, output: UnsafePointer<Scalar>, gradient: UnsafePointer<Scalar>,
        keys: Int, accumulates: Bool, _ room: UnsafeMutablePointer<Scalar>, into target: UnsafeMutablePointer<Scalar>
    ) {
        let turnedKeys = room
        let turnedValues = turnedKeys + keyPanels
        let packedKeys = turnedValues + keyPanels
        let scores = packedKeys + rowPanels
        let slopes = scores + self.scores
        let rows = slopes + self.scores
        let keySums = rows + 4 * self.rows
        let valueSums = keySums + totals
        Product.packTurned(input + values / 2, stride: inputStride, depth: width, columns: keys, into: turnedKeys)
        Product.packTurned(input + values, stride: inputStride, depth: width, columns: keys, into: turnedValues)
        Product.pack(input + values / 2, stride: inputStride, depth: keys, columns: width, into: packedKeys)
        keySums.update(repeating: 0, count: 2 * totals)
        let operands = Operands(
            turnedKeys: Product.Packed(base: UnsafePointer(turnedKeys), depth: width, columns: keys),
            turnedValues: Product.Packed(base: UnsafePointer(turnedValues), depth: width, columns: keys),
            keys: Product.Packed(base: UnsafePointer(packedKeys), depth: keys, columns: width))
        for first in stride(from: 0, to: length, by: Self.queries) {
            let count = min(Self.queries, length - first)
            let seen = isCausal ? min(first + count, keys) : keys
            let own = output + first * outputStride
            let slope = gradient + first * outputStride
            score(input, first, count, operands.turnedKeys, seen, into: scores)
            Product.run(
                Product.Left(base: slope, rowStride: outputStride, depthStride: 1, rows: count), operands.turnedValues,
                depths: 0..<width, vectors: (seen + 15) / 16,
                into: Product.Target(base: slopes, stride: paddedLength, accumulates: false))
            for row in 0..<count {
                let last = isCausal ? min(first + row + 1, keys) : keys
                let share = softmax(scores + row * paddedLength, last, upTo: seen)
                let dot = SingleKernels.dot(own + row * outputStride, slope + row * outputStride, width)
                turn(scores + row * paddedLength, slopes + row * paddedLength, share, dot, seen)
            }
            Product.run(
                Product.Left(base: UnsafePointer(slopes), rowStride: paddedLength, depthStride: 1, rows: count),
                operands.keys, depths: 0..<seen,
                into: Product.Target(base: rows, stride: paddedWidth, accumulates: false))
            write(rows, count, accumulates, into: target + first * inputStride)
            gather(input, slope, first, count, seen, (scores, slopes, rows), into: (keySums, valueSums))
        }
        write(keySums, length, accumulates, into: target + values / 2)
        write(valueSums, length, accumulates, into: target + values)
    }

    private struct Operands {
        let turnedKeys: Product.Packed<Scalar>
        let turnedValues: Product.Packed<Scalar>
        let keys: Product.Packed<Scalar>
    }

    /// Powers become shares, and slopes t.
    @inline(__always)
    private func turn(
        _ powers: UnsafeMutablePointer<Scalar>, _ slopes: UnsafeMutablePointer<Scalar>, _ share: Scalar, _ dot: Scalar,
        _ seen: Int
    ) {
        let (p, t) = (VectorKernels.vectors(powers), VectorKernels.vectors(slopes))
        let factor = scale
        for index in 0..<(seen + 15) / 16 {
            let shares = p[index] * share
            p[index] = shares
            t[index] = shares * (t[index] - dot) * factor
        }
    }

    /// What some queries add to the gradients of keys and values.
    @inline(__always)
    private func gather(
        _ input: UnsafePointer<Scalar>, _ slope: UnsafePointer<Scalar>, _ first: Int, _ count: Int, _ seen: Int,
        _ room: (
            shares: UnsafeMutablePointer<Scalar>, slopes: UnsafeMutablePointer<Scalar>,
            rows: UnsafeMutablePointer<Scalar>
        ), into sums: (keys: UnsafeMutablePointer<Scalar>, values: UnsafeMutablePointer<Scalar>)
    ) {
        let (queries, gradients) = (room.rows + self.rows, room.rows + 2 * self.rows)
        Product.pack(input + first * inputStride, stride: inputStride, depth: count, columns: width, into: queries)
        Product.pack(slope, stride: outputStride, depth: count, columns: width, into: gradients)
        Product.run(
            Product.Left(base: UnsafePointer(room.slopes), rowStride: 1, depthStride: paddedLength, rows: seen),
            Product.Packed(base: UnsafePointer(queries), depth: count, columns: width), depths: 0..<count,
            into: Product.Target(base: sums.keys, stride: paddedWidth, accumulates: true))
        Product.run(
            Product.Left(base: UnsafePointer(room.shares), rowStride: 1, depthStride: paddedLength, rows: seen),
            Product.Packed(base: UnsafePointer(gradients), depth: count, columns: width), depths: 0..<count,
            into: Product.Target(base: sums.values, stride: paddedWidth, accumulates: true))
    }

    @inline(__always)
    private func write(
        _ rows: UnsafePointer<Scalar>, _ count: Int, _ accumulates: Bool, into target: UnsafeMutablePointer<Scalar>
    ) {
        for row in 0..<count {
            let (from, to) = (rows + row * paddedWidth, target + row * inputStride)
            if accumulates {
                for place in 0..<width { to[place] += from[place] }
            } else {
                for place in 0..<width { to[place] = from[place] }
            }
        }
    }
}
