import Core

/// What makes codes of assignments.
enum EncodingKernels {
    /// Adds the mean, or keeps the largest, of what the rows in `members` give to each word.
    static func pool(
        _ shares: WordShares, _ members: [Int32], takesLargest: Bool, into codes: inout Matrix, row: Int
    ) {
        let length = codes.columns
        let each = shares.each
        precondition((0..<codes.rows).contains(row))
        precondition(shares.words.allSatisfy { (0..<length).contains(Int($0)) })
        let factor = 1 / Float(max(members.count, 1))
        codes.withUnsafeMutableValues { codes in
            let code = codes.baseAddress! + row * length
            for member in members {
                precondition((0..<shares.words.count / each).contains(Int(member)))
                for index in Int(member) * each..<(Int(member) + 1) * each {
                    let word = Int(shares.words[index])
                    if takesLargest {
                        code[word] = max(code[word], shares.amounts[index])
                    } else {
                        code[word] += shares.amounts[index]
                    }
                }
            }
            guard !takesLargest else { return }
            for word in 0..<length { code[word] *= factor }
        }
    }

    /// Shares in proportion to exp(`factor` · squared distance), adding up to 1.
    static func kernelShares(_ nearest: NearestNeighbours, factor: Float, _ shares: inout WordShares) {
        let count = nearest.count
        precondition(shares.amounts.count == nearest.squaredDistances.count)
        var values = SIMD8<Float>.zero
        for row in 0..<shares.amounts.count / max(count, 1) {
            let first = row * count
            var sum: Float = 0
            for start in stride(from: 0, to: count, by: 8) {
                let width = min(8, count - start)
                for lane in 0..<width {
                    let distance = nearest.squaredDistances[first + start + lane] - nearest.squaredDistances[first]
                    values[lane] = factor * distance
                }
                let exponentials = TileKernels.exponential(values)
                for lane in 0..<width {
                    shares.amounts[first + start + lane] = exponentials[lane]
                    sum += exponentials[lane]
                }
            }
            for place in 0..<count { shares.amounts[first + place] /= sum }
        }
    }

    /// Locality-constrained linear codes: the solution of (Z Zᵀ + λ tr(Z Zᵀ) I) c = 1 for the rows w − x of Z, scaled
    /// so that it adds up to 1.
    static func linearShares(
        _ rows: Matrix, _ words: Matrix, _ nearest: NearestNeighbours, _ shares: inout WordShares
    ) {
        let (count, depth) = (nearest.count, rows.columns)
        precondition(words.columns == depth && nearest.words.count == rows.rows * count)
        precondition(nearest.words.allSatisfy { (0..<words.rows).contains(Int($0)) })
        let scratch = AlignedFloats(count * depth)
        var products = [Float](repeating: 0, count: count * count)
        rows.values.withUnsafeBufferPointer { values in
            words.values.withUnsafeBufferPointer { words in
                for row in 0..<rows.rows {
                    let source = values.baseAddress! + row * depth
                    for place in 0..<count {
                        let word = words.baseAddress! + Int(nearest.words[row * count + place]) * depth
                        subtract(word, source, depth, scratch.base + place * depth)
                    }
                    for i in 0..<count {
                        for j in 0...i {
                            products[i * count + j] = dot(scratch.base + i * depth, scratch.base + j * depth, depth)
                        }
                    }
                    shares.amounts.withUnsafeMutableBufferPointer { amounts in
                        solve(&products, count, UnsafeMutableBufferPointer(rebasing: amounts[(row * count)...]))
                    }
                }
            }
        }
    }

    /// Solves by Cholesky's decomposition of the lower half, in place.
    private static func solve(_ matrix: inout [Float], _ count: Int, _ solution: UnsafeMutableBufferPointer<Float>) {
        var trace: Float = 0
        for i in 0..<count { trace += matrix[i * count + i] }
        // A descriptor that is equal to all of its words has nothing to solve: every one gets the same.
        let ridge = max(1e-4 * trace, Float.leastNormalMagnitude)
        for i in 0..<count {
            matrix[i * count + i] += ridge
            for j in 0...i {
                var sum = matrix[i * count + j]
                for k in 0..<j { sum -= matrix[i * count + k] * matrix[j * count + k] }
                matrix[i * count + j] =
                    i == j ? max(sum, 0.01 * ridge).squareRoot() : sum / matrix[j * count + j]
            }
        }
        for i in 0..<count {
            var sum: Float = 1
            for k in 0..<i { sum -= matrix[i * count + k] * solution[k] }
            solution[i] = sum / matrix[i * count + i]
        }
        var total: Float = 0
        for i in (0..<count).reversed() {
            var sum = solution[i]
            for k in i + 1..<count { sum -= matrix[k * count + i] * solution[k] }
            solution[i] = sum / matrix[i * count + i]
            total += solution[i]
        }
        for i in 0..<count { solution[i] /= total }
    }

    /// Adds x − w to the part of the nearest word w, for the rows x in `members`.
    static func addResiduals(
        _ rows: Matrix, _ labels: [Int32], _ members: [Int32], _ words: Matrix, into codes: inout Matrix, row: Int
    ) {
        let depth = rows.columns
        precondition(words.columns == depth && codes.columns == words.values.count && labels.count == rows.rows)
        precondition(labels.allSatisfy { (0..<words.rows).contains(Int($0)) } && (0..<codes.rows).contains(row))
        codes.withUnsafeMutableValues { codes in
            let code = codes.baseAddress! + row * words.values.count
            rows.values.withUnsafeBufferPointer { values in
                words.values.withUnsafeBufferPointer { words in
                    for member in members {
                        precondition((0..<labels.count).contains(Int(member)))
                        let start = Int(labels[Int(member)]) * depth
                        addDifference(
                            values.baseAddress! + Int(member) * depth, words.baseAddress! + start, depth, code + start)
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func addDifference(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ depth: Int, _ target: UnsafeMutablePointer<Float>
    ) {
        var column = 0
        while column + 8 <= depth {
            let difference = SIMD8<Float>(at: a + column) - SIMD8<Float>(at: b + column)
            (SIMD8<Float>(at: target + column) + difference).store(at: target + column)
            column += 8
        }
        while column < depth {
            target[column] += a[column] - b[column]
            column += 1
        }
    }

    @inline(__always)
    private static func subtract(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ depth: Int, _ target: UnsafeMutablePointer<Float>
    ) {
        for column in 0..<depth { target[column] = a[column] - b[column] }
    }

    @inline(__always)
    private static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ depth: Int) -> Float {
        var sums = SIMD8<Float>.zero
        var column = 0
        while column + 8 <= depth {
            sums.accumulate(SIMD8<Float>(at: a + column), SIMD8<Float>(at: b + column))
            column += 8
        }
        var sum = sums.sum()
        while column < depth {
            sum += a[column] * b[column]
            column += 1
        }
        return sum
    }
}
