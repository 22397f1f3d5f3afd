import Core

extension Matrix {
    /// The mean of each column, summed in double precision over fixed ranges of rows; 0 where there are no rows.
    func columnMeans(threads: Int) -> [Float] {
        let sums = columnSums(threads: threads)
        return sums.map { Float($0 / Double(max(rows, 1))) }
    }

    /// The mean of each column and the mean of the squared differences from it.
    func columnMoments(threads: Int) -> (means: [Float], variances: [Float]) {
        let means = columnMeans(threads: threads)
        let squares = columnSums(about: means, threads: threads)
        return (means, squares.map { Float($0 / Double(max(rows, 1))) })
    }

    /// The sum of each column; with a point given, that of the squared differences from it.
    private func columnSums(about point: [Float]? = nil, threads: Int) -> [Double] {
        let size = 2048
        let parts = (rows + size - 1) / size
        var sums = [Double](repeating: 0, count: parts * columns)
        sums.withUnsafeMutableBufferPointer { sums in
            guard let base = sums.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(rows, of: size, threads: threads) { range, _ in
                let sums = target.base + range.lowerBound / size * columns
                values.withUnsafeBufferPointer { values in
                    for row in range {
                        let source = values.baseAddress! + row * columns
                        if let point {
                            point.withUnsafeBufferPointer { Self.addSquares(source, $0, sums) }
                        } else {
                            for column in 0..<columns { sums[column] += Double(source[column]) }
                        }
                    }
                }
            }
        }
        return (0..<columns).map { column in
            var sum = 0.0
            for part in 0..<parts { sum += sums[part * columns + column] }
            return sum
        }
    }

    private static func addSquares(
        _ source: UnsafePointer<Float>, _ point: UnsafeBufferPointer<Float>, _ sums: UnsafeMutablePointer<Double>
    ) {
        for column in 0..<point.count {
            let difference = Double(source[column]) - Double(point[column])
            sums[column] += difference * difference
        }
    }

    /// Throws ``UserError`` where a value is infinite or not a number.
    func requireFinite(_ user: String) throws {
        // x − x is 0 for every finite x and not a number for all others.
        let sum = values.withUnsafeBufferPointer { values in
            var sums = SIMD8<Float>.zero
            var index = 0
            while index + 8 <= values.count {
                let value = SIMD8<Float>(at: values.baseAddress! + index)
                sums += value - value
                index += 8
            }
            var sum = sums.sum()
            while index < values.count {
                sum += values[index] - values[index]
                index += 1
            }
            return sum
        }
        guard sum == 0 else {
            let place = values.firstIndex { !$0.isFinite } ?? 0
            throw UserError(
                "\(user): number \(place % columns + 1) of sample \(place / columns + 1) is \(values[place]); "
                    + "every number must be finite")
        }
    }

    /// Subtracts `values` from every row.
    mutating func subtractFromRows(_ shift: [Float], threads: Int) {
        precondition(shift.count == columns)
        let (rows, columns) = (rows, columns)
        withUnsafeMutableValues { values in
            guard let base = values.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(rows, of: 256, threads: threads) { range, _ in
                shift.withUnsafeBufferPointer { shift in
                    for row in range {
                        let place = target.base + row * columns
                        for column in 0..<columns { place[column] -= shift[column] }
                    }
                }
            }
        }
    }

    /// Subtracts `means` from every row and multiplies what is left by `scales`.
    mutating func scaleColumns(about means: [Float], by scales: [Float], threads: Int) {
        precondition(means.count == columns && scales.count == columns)
        let (rows, columns) = (rows, columns)
        withUnsafeMutableValues { values in
            guard let base = values.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(rows, of: 256, threads: threads) { range, _ in
                means.withUnsafeBufferPointer { means in
                    scales.withUnsafeBufferPointer { scales in
                        for row in range {
                            let place = target.base + row * columns
                            for column in 0..<columns {
                                place[column] = (place[column] - means[column]) * scales[column]
                            }
                        }
                    }
                }
            }
        }
    }

    /// Makes the number of largest magnitude in each row positive.
    mutating func settleSigns() {
        let columns = columns
        guard columns > 0 else { return }
        withUnsafeMutableValues { values in
            for start in stride(from: 0, to: values.count, by: columns) {
                var largest: Float = 0
                for index in start..<start + columns where abs(values[index]) > abs(largest) { largest = values[index] }
                guard largest < 0 else { continue }
                for index in start..<start + columns { values[index].negate() }
            }
        }
    }

    /// Columns as rows.
    func transposed() -> Matrix {
        centredTransposed(Array(repeating: 0, count: columns), threads: 1)
    }

    /// Columns as rows, each less its number in `centre`.
    func centredTransposed(_ centre: [Float], threads: Int) -> Matrix {
        precondition(centre.count == columns)
        let (rows, columns) = (rows, columns)
        return Matrix(rows: columns, columns: rows) { target in
            guard let base = target.baseAddress else { return }
            let target = SharedPointer(base)
            // Sixteen columns at a time, so that a line of memory that is read is used whole.
            Parallel.ranges(columns, of: 16, threads: threads) { part, _ in
                values.withUnsafeBufferPointer { values in
                    for row in 0..<rows {
                        for column in part {
                            target.base[column * rows + row] = values[row * columns + column] - centre[column]
                        }
                    }
                }
            }
        }
    }

    /// The product of every row with `vector`, summed in double precision.
    func product(with vector: [Float]) -> [Float] {
        precondition(vector.count == columns)
        return (0..<rows).map { row in
            var sum = 0.0
            for column in 0..<columns { sum += Double(values[row * columns + column]) * Double(vector[column]) }
            return Float(sum)
        }
    }
}
