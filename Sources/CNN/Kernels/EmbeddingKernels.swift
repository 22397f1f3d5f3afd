import Core

/// Rows that are looked up in a table, and their gradients. Rows of the batch begin at multiples of sixteen numbers, those of a table lie
/// without gaps.
enum EmbeddingKernels {
    /// target[row] = table[tokens[row]].
    ///
    /// - Precondition: Every token is below `tokenCount`.
    static func look<Scalar: NetworkScalar>(
        up tokens: UnsafePointer<Scalar>, _ count: Int, tokenCount: Int, _ table: UnsafePointer<Scalar>, width: Int,
        into target: UnsafeMutablePointer<Scalar>, stride: Int
    ) {
        for row in 0..<count {
            let token = Int(tokens[row])
            precondition(token >= 0 && token < tokenCount)
            (target + row * stride).update(from: table + token * width, count: width)
        }
    }

    /// Adds the columns `columns` of each row's gradient to that of its token.
    static func add<Scalar: NetworkScalar>(
        _ gradient: UnsafePointer<Scalar>, stride: Int, of tokens: UnsafePointer<Scalar>, _ count: Int,
        columns: Range<Int>, to table: UnsafeMutablePointer<Scalar>, width: Int
    ) {
        for row in 0..<count {
            SingleKernels.add(
                gradient + row * stride + columns.lowerBound, times: 1, columns.count,
                to: table + Int(tokens[row]) * width + columns.lowerBound)
        }
    }

    /// target[row] = source[row] + table[row], rows of `width` numbers.
    static func addRows<Scalar: NetworkScalar>(
        _ source: UnsafePointer<Scalar>, _ count: Int, stride: Int, _ table: UnsafePointer<Scalar>, width: Int,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        let whole = width / 16 * 16
        for row in 0..<count {
            let (from, other, to) = (source + row * stride, table + row * width, target + row * stride)
            for place in Swift.stride(from: 0, to: whole, by: 16) {
                (SIMD16(at: from + place) + SIMD16(at: other + place)).store(at: to + place)
            }
            for place in whole..<width { to[place] = from[place] + other[place] }
        }
    }

    /// target = the mean of `count` rows.
    static func mean<Scalar: NetworkScalar>(
        _ rows: UnsafePointer<Scalar>, _ count: Int, stride: Int, into target: UnsafeMutablePointer<Scalar>
    ) {
        let share = 1 / Scalar(max(count, 1))
        for place in Swift.stride(from: 0, to: stride, by: 16) {
            var sum = SIMD16<Scalar>.zero
            for row in 0..<count { sum += SIMD16(at: rows + row * stride + place) }
            (sum * share).store(at: target + place)
        }
    }

    /// Each of the first `count` of `total` rows gets its share of the gradient of their mean, the others 0; or that is added.
    static func spread<Scalar: NetworkScalar>(
        _ gradient: UnsafePointer<Scalar>, _ count: Int, of total: Int, stride: Int, accumulates: Bool,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        let share = 1 / Scalar(max(count, 1))
        for row in 0..<total {
            for place in Swift.stride(from: 0, to: stride, by: 16) {
                let to = target + row * stride + place
                let value = row < count ? SIMD16(at: gradient + place) * share : .zero
                (accumulates ? SIMD16(at: to) + value : value).store(at: to)
            }
        }
    }
}
