import Core

/// The columns in which a set of rows has numbers, numbered without gaps: what is dense in memory is as wide as that.
struct ColumnMap: Sendable {
    /// Ascending.
    let columns: [Int32]
    /// The place of each column in `columns`, −1 for others; empty where the columns go too far for such a table.
    private let table: [Int32]

    init(_ rows: SparseRows) {
        let most = 1 << 22
        if rows.columns <= most {
            var table = [Int32](repeating: -1, count: rows.columns)
            for index in rows.indices { table[Int(index)] = 0 }
            var columns: [Int32] = []
            for column in table.indices where table[column] == 0 {
                table[column] = Int32(columns.count)
                columns.append(Int32(column))
            }
            (self.table, self.columns) = (table, columns)
        } else {
            columns = Set(rows.indices).sorted()
            table = []
        }
    }

    var count: Int { columns.count }

    /// The place of a column; −1 where it is none of these.
    func place(_ column: Int32) -> Int {
        if !table.isEmpty { return Int(column) < table.count ? Int(table[Int(column)]) : -1 }
        let place = firstPlace(from: Int(column))
        return place < columns.count && columns[place] == column ? place : -1
    }

    /// The places of the columns in a range.
    func places(in range: Range<Int>) -> Range<Int> {
        let first = firstPlace(from: range.lowerBound)
        return first..<max(firstPlace(from: range.upperBound), first)
    }

    /// How many columns lie below `column`.
    private func firstPlace(from column: Int) -> Int {
        var (low, high) = (0, columns.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(columns[middle]) < column { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
