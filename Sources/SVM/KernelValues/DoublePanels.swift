import Core

/// As ``PackedExamples`` in double precision, from rows that are kept sparsely: examples sixteen to a panel, with a line of sixteen
/// numbers for each feature that is not zero in all of them.
struct DoublePanels: Sendable {
    let shapes: [DoubleShape]
    let rows: SparseRows
    let map: ColumnMap
    let centre: DoubleCentre
    /// The places in `map` of each term.
    let spans: [Range<Int>]
    /// The row at each position; −1 where a panel is filled up, with zeros.
    let order: [Int32]
    /// Lines of each term and panel, `[panel][term]`, and where the lines of a panel begin.
    let counts: [Int32]
    let starts: [Int]
    /// `[line][16]`
    let lines: AlignedDoubles
    /// The place of each line in the map, times the rows of a tile.
    let places: AlignedMemory<Int32>
    /// n(x) of each term's shape, `[term][position]`.
    let norms: AlignedDoubles
    /// K(x, x) of each position.
    let diagonal: AlignedDoubles

    var positions: Int { order.count }
    var panelCount: Int { order.count / 16 }

    /// - Precondition: `order` fills panels, and its numbers are rows or −1; all columns of `rows` are in `map`.
    init(_ rows: SparseRows, shapes: [DoubleShape], map: ColumnMap, centre: DoubleCentre, order: [Int32], threads: Int)
    {
        precondition(order.count % 16 == 0 && order.allSatisfy { $0 >= -1 && $0 < rows.rows })
        self.rows = rows
        self.shapes = shapes
        self.map = map
        self.centre = centre
        self.order = order
        let spans = shapes.map { map.places(in: $0.columns) }
        self.spans = spans
        let panels = order.count / 16
        let lists = Parallel.map(panels, threads: threads) { panel in
            Self.places(rows, map, centre, order[panel * 16..<panel * 16 + 16])
        }
        var counts: [Int32] = []
        var starts = [0]
        for list in lists {
            let own = spans.map { span in Int32(list.count { span.contains(Int($0)) }) }
            counts += own
            starts.append(starts.last! + own.reduce(0) { $0 + Int($1) })
        }
        (self.counts, self.starts) = (counts, starts)
        lines = AlignedDoubles(uninitialised: starts.last! * 16)
        places = AlignedMemory<Int32>(uninitialised: starts.last!)
        norms = AlignedDoubles(uninitialised: order.count * shapes.count)
        diagonal = AlignedDoubles(uninitialised: order.count)
        let workers = max(min(threads, panels), 1)
        let scratch = (0..<workers).map { _ in AlignedDoubles(uninitialised: map.count * 16) }
        for arena in scratch { arena.base.initialize(repeating: 0, count: map.count * 16) }
        let packed = self
        Parallel.run(panels, threads: workers) { panel, worker in
            packed.pack(panel, lists[panel], scratch[worker].base)
            DoubleKernels.measure(packed, panel)
        }
    }

    /// The places in the map, ascending, at which any of some rows is not zero.
    private static func places(
        _ rows: SparseRows, _ map: ColumnMap, _ centre: DoubleCentre, _ members: ArraySlice<Int32>
    )
        -> [Int32]
    {
        var found = centre.moved.map(Int32.init)
        for row in members where row >= 0 {
            for index in rows.starts[Int(row)]..<rows.starts[Int(row) + 1] where rows.values[index] != 0 {
                found.append(Int32(map.place(rows.indices[index])))
            }
        }
        found.sort()
        var last: Int32 = -1
        return found.filter { place in
            defer { last = place }
            return place != last
        }
    }

    /// - Parameter scratch: Sixteen zeros for each place of the map, and again so at the end.
    private func pack(_ panel: Int, _ list: [Int32], _ scratch: UnsafeMutablePointer<Double>) {
        for lane in 0..<16 {
            let row = Int(order[panel * 16 + lane])
            guard row >= 0 else { continue }
            for place in centre.moved { scratch[place * 16 + lane] = -centre.values[place] }
            for index in rows.starts[row]..<rows.starts[row + 1] {
                let place = map.place(rows.indices[index])
                scratch[place * 16 + lane] = rows.values[index] - centre[place]
            }
        }
        var slot = starts[panel]
        for span in spans {
            for place in list where span.contains(Int(place)) {
                places.base[slot] = place * Int32(DoubleKernels.tileRows)
                (lines.base + slot * 16).update(from: scratch + Int(place) * 16, count: 16)
                slot += 1
            }
        }
        for place in list { (scratch + Int(place) * 16).update(repeating: 0, count: 16) }
    }

    /// False where a norm or a kernel value is too large for double precision.
    var isFinite: Bool {
        (0..<norms.count).allSatisfy { norms.base[$0].isFinite }
            && (0..<positions).allSatisfy { diagonal.base[$0].isFinite }
    }
}

/// As ``LeftTiles`` in double precision: some rows, which need not be those of the panels, as the left operand of tiles.
final class DoubleTiles: @unchecked Sendable {
    let capacity: Int
    private(set) var count = 0
    private(set) var tiles = 0
    /// `[tile][place in the map][tileRows]`
    let values: AlignedDoubles
    /// n(x) `[tile][term][tileRows]`
    let norms: AlignedDoubles
    private let panels: DoublePanels
    private var touched: [(slot: Int, place: Int)] = []

    /// - Parameter capacity: Rows that it can take, rounded up to whole tiles.
    init(_ panels: DoublePanels, capacity: Int) {
        self.panels = panels
        let tileRows = DoubleKernels.tileRows
        let tiles = (max(capacity, 1) + tileRows - 1) / tileRows
        self.capacity = tiles * tileRows
        let depth = panels.map.count
        values = AlignedDoubles(uninitialised: tiles * depth * tileRows)
        norms = AlignedDoubles(uninitialised: tiles * panels.shapes.count * tileRows)
        values.base.initialize(repeating: 0, count: values.count)
        for tile in 0..<tiles {
            for place in panels.centre.moved {
                for row in 0..<tileRows {
                    values.base[(tile * depth + place) * tileRows + row] = -panels.centre.values[place]
                }
            }
        }
    }

    /// Takes up the rows `list` of `rows`.
    func pack(_ rows: SparseRows, _ list: some Collection<Int>) {
        precondition(list.count <= capacity && list.allSatisfy { $0 >= 0 && $0 < rows.rows })
        for (slot, place) in touched { values.base[slot] = 0 - panels.centre[place] }
        touched.removeAll(keepingCapacity: true)
        let tileRows = DoubleKernels.tileRows
        count = list.count
        tiles = (count + tileRows - 1) / tileRows
        for (index, row) in list.enumerated() { take(rows, row, tile: index / tileRows, index % tileRows) }
    }

    private func take(_ rows: SparseRows, _ row: Int, tile: Int, _ lane: Int) {
        let tileRows = DoubleKernels.tileRows
        let base = tile * panels.map.count * tileRows + lane
        // What columns of which the panels know nothing add to the norms.
        var strange: [(column: Int, value: Double)] = []
        for index in rows.starts[row]..<rows.starts[row + 1] {
            let place = panels.map.place(rows.indices[index])
            guard place >= 0 else {
                strange.append((Int(rows.indices[index]), rows.values[index]))
                continue
            }
            values.base[base + place * tileRows] = rows.values[index] - panels.centre[place]
            touched.append((base + place * tileRows, place))
        }
        let own = touched.suffix(rows.starts[row + 1] - rows.starts[row] - strange.count)
        for (term, shape) in panels.shapes.enumerated() {
            let span = panels.spans[term]
            var sum = 0.0
            for (slot, place) in own where span.contains(place) && panels.centre[place] == 0 {
                sum += shape.product(values.base[slot], values.base[slot])
            }
            for place in panels.centre.moved where span.contains(place) {
                let value = values.base[base + place * tileRows]
                sum += shape.product(value, value)
            }
            for (column, value) in strange where shape.columns.contains(column) { sum += shape.product(value, value) }
            norms.base[(tile * panels.shapes.count + term) * tileRows + lane] = sum * shape.factor / 2
        }
    }

    /// n(x) of row `index` and a term.
    func norm(_ index: Int, term: Int) -> Double {
        let tileRows = DoubleKernels.tileRows
        return norms.base[(index / tileRows * panels.shapes.count + term) * tileRows + index % tileRows]
    }
}
