import Records

/// Guesses how long cells take from those of the same method that have run: in proportion to the number of training images
/// beyond a fixed part.
struct TimeEstimate {
    private static let fixedImages = 1000.0
    private var seconds: [String: Double] = [:]
    private var images: [String: Double] = [:]

    private static func name(_ key: CellKey) -> String { "\(key.dataset)/\(key.method)" }
    private static func work(_ key: CellKey) -> Double { Double(key.size) + fixedImages }

    mutating func add(_ key: CellKey, seconds spent: Double) {
        let name = Self.name(key)
        // The last, largest cells count most: they say most about those to come.
        seconds[name] = 0.5 * (seconds[name] ?? 0) + spent
        images[name] = 0.5 * (images[name] ?? 0) + Self.work(key)
    }

    /// Seconds for a cell, from others of its method on its data set; nil where there are none.
    func seconds(of key: CellKey) -> Double? {
        let name = Self.name(key)
        guard let spent = seconds[name], let done = images[name] else { return nil }
        return spent / done * Self.work(key)
    }

    /// Seconds for `cells`, on the first of which `spent` seconds have gone for the share `done` of its work (0 where that is not
    /// known); nothing before there is anything to go by.
    func left(_ cells: ArraySlice<Cell>, spent: Double, done: Double) -> Double? {
        guard !seconds.isEmpty || (done > 0 && cells.count == 1) else { return nil }
        let average = seconds.isEmpty ? 0 : seconds.values.reduce(0, +) / images.values.reduce(0, +)
        var total = 0.0
        for (position, cell) in cells.enumerated() {
            let whole = seconds(of: cell.key) ?? average * Self.work(cell.key)
            let rest = done > 0 ? spent * (1 - done) / done : max(whole - spent, 0)
            total += position == 0 ? rest : whole
        }
        return total
    }
}
