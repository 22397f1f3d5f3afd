import Core

/// What is subtracted from rows before kernel values are computed, where that changes nothing but the error of rounding: distances
/// are computed as |x|² + |y|² − 2 x·y, of which little is left where the rows lie close together and far from the origin.
struct DoubleCentre: Sendable {
    /// By place in the map of columns; 0 for columns that stay as they are, empty where all do.
    let values: [Double]
    /// The places of those that do not.
    let moved: [Int]

    static let none = DoubleCentre(values: [], moved: [])

    /// The mean of each column whose mean is more than four times as far from zero as its values are from it, rounded so that
    /// little is lost in subtracting it.
    static func of(_ rows: SparseRows, _ map: ColumnMap) -> DoubleCentre {
        guard rows.rows > 1 else { return .none }
        var (sums, squares) = ([Double](repeating: 0, count: map.count), [Double](repeating: 0, count: map.count))
        for (index, value) in zip(rows.indices, rows.values) {
            let place = map.place(index)
            sums[place] += value
        }
        let count = Double(rows.rows)
        let means = sums.map { Double(Float($0 / count)) }
        var present = [Int](repeating: 0, count: map.count)
        for (index, value) in zip(rows.indices, rows.values) {
            let place = map.place(index)
            squares[place] += (value - means[place]) * (value - means[place])
            present[place] += 1
        }
        var values = [Double](repeating: 0, count: map.count)
        var moved: [Int] = []
        for place in 0..<map.count where means[place].isFinite {
            let spread = squares[place] + Double(rows.rows - present[place]) * means[place] * means[place]
            if means[place] * means[place] * count > 16 * spread {
                values[place] = means[place]
                moved.append(place)
            }
        }
        return moved.isEmpty ? .none : DoubleCentre(values: values, moved: moved)
    }

    @inline(__always)
    subscript(place: Int) -> Double { values.isEmpty ? 0 : values[place] }
}
