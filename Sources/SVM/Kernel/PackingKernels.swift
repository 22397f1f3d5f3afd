import Core

/// Examples in the order in which kernel rows list them, sixteen to a panel, with what the kernels need to know of each.
///
/// A panel holds, for each term of the kernel, a line of sixteen numbers for each of those features that are not zero in all of
/// its examples: the others would add zeros, so leaving them out changes no bit of a sum. Of the pixels of digits less than half
/// remain.
struct PackedExamples: Sendable {
    let shapes: [KernelShape]
    /// The examples as rows.
    let features: Matrix
    /// The row of `features` at each position; −1 where a panel is filled up, with zeros.
    let order: [Int32]
    /// Lines of each term and panel, `[panel][term]`, and where the lines of a panel begin.
    let counts: [Int32]
    let starts: [Int]
    /// `[line][16]`
    let lines: FloatArena
    /// The feature of each line, times the rows of a tile.
    let places: IndexArena
    /// n(x) of each term's shape, `[term][position]`.
    let norms: FloatArena
    /// K(x, x) of each position.
    let diagonal: FloatArena

    var positions: Int { order.count }
    var panelCount: Int { order.count / TileKernels.panelColumns }

    /// - Precondition: `order` fills panels, and its numbers are rows of `features` or −1.
    init(_ features: Matrix, kernel: KernelFunction, order: [Int32], threads: Int) {
        self.init(features, shapes: kernel.terms.map(KernelShape.init), order: order, threads: threads)
    }

    /// Other rows of the same features, for the same kernel.
    init(_ other: PackedExamples, order: [Int32], threads: Int) {
        self.init(other.features, shapes: other.shapes, order: order, threads: threads)
    }

    private init(_ features: Matrix, shapes: [KernelShape], order: [Int32], threads: Int) {
        precondition(order.count % TileKernels.panelColumns == 0)
        precondition(order.allSatisfy { $0 >= -1 && $0 < features.rows })
        precondition(shapes.allSatisfy { $0.columns.lowerBound >= 0 && $0.columns.upperBound <= features.columns })
        self.shapes = shapes
        self.features = features
        self.order = order
        counts = Self.count(features, shapes, order, threads: threads)
        var starts = [0]
        for panel in 0..<order.count / TileKernels.panelColumns {
            let lines = counts[panel * shapes.count..<(panel + 1) * shapes.count].reduce(0) { $0 + Int($1) }
            starts.append(starts[panel] + lines)
        }
        self.starts = starts
        lines = FloatArena(starts.last! * TileKernels.panelColumns)
        places = IndexArena(starts.last!)
        norms = FloatArena(order.count * shapes.count)
        diagonal = FloatArena(order.count)
        fill(threads: threads)
    }

    /// The lines of every panel and term.
    private static func count(_ features: Matrix, _ shapes: [KernelShape], _ order: [Int32], threads: Int) -> [Int32] {
        let panels = order.count / TileKernels.panelColumns
        return [Int32](unsafeUninitializedCapacity: panels * shapes.count) { counts, size in
            size = panels * shapes.count
            guard size > 0 else { return }
            let counts = SharedPointer(counts.baseAddress!)
            Parallel.ranges(panels, of: 8, threads: threads) { range, _ in
                var bits = [UInt32](repeating: 0, count: features.columns)
                for panel in range {
                    collect(features, order, panel, &bits)
                    for (term, shape) in shapes.enumerated() {
                        var count: Int32 = 0
                        for column in shape.columns { count += bits[column] == 0 ? 0 : 1 }
                        counts.base[panel * shapes.count + term] = count
                    }
                }
            }
        }
    }

    /// Sets `bits` to 0 where the feature is zero in all examples of a panel.
    private static func collect(_ features: Matrix, _ order: [Int32], _ panel: Int, _ bits: inout [UInt32]) {
        let depth = features.columns
        features.values.withUnsafeBufferPointer { values in
            bits.withUnsafeMutableBufferPointer { bits in
                for column in 0..<depth { bits[column] = 0 }
                for lane in 0..<TileKernels.panelColumns {
                    let row = Int(order[panel * TileKernels.panelColumns + lane])
                    guard row >= 0 else { continue }
                    let source = values.baseAddress! + row * depth
                    for column in 0..<depth { bits[column] |= source[column].bitPattern & 0x7FFF_FFFF }
                }
            }
        }
    }

    private func fill(threads: Int) {
        Parallel.ranges(panelCount, of: 8, threads: threads) { range, _ in
            var bits = [UInt32](repeating: 0, count: features.columns)
            let zeros = [Float](repeating: 0, count: features.columns)
            for panel in range {
                Self.collect(features, order, panel, &bits)
                zeros.withUnsafeBufferPointer { pack(panel, bits, zeros: $0.baseAddress!) }
                measure(panel)
            }
        }
    }

    private func pack(_ panel: Int, _ bits: [UInt32], zeros: UnsafePointer<Float>) {
        let width = TileKernels.panelColumns
        features.values.withUnsafeBufferPointer { values in
            withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: width) { sources in
                for lane in 0..<width {
                    let row = Int(order[panel * width + lane])
                    sources[lane] = row < 0 ? zeros : values.baseAddress! + row * features.columns
                }
                var slot = starts[panel]
                for shape in shapes {
                    for column in shape.columns where bits[column] != 0 {
                        places.base[slot] = Int32(truncatingIfNeeded: column * TileKernels.tileRows)
                        let target = lines.base + slot * width
                        for lane in 0..<width { target[lane] = sources.baseAddress![lane][column] }
                        slot += 1
                    }
                }
            }
        }
    }

    /// Norms and diagonal, added up in the order of the features as in every product.
    private func measure(_ panel: Int) {
        let width = TileKernels.panelColumns
        var slot = starts[panel]
        var total = SIMD16<Float>.zero
        for (index, shape) in shapes.enumerated() {
            var sum = SIMD16<Float>.zero
            for _ in 0..<counts[panel * shapes.count + index] {
                let line = TileKernels.aligned16(lines.base + slot * width)
                KernelValueKernels.add(shape.product, &sum, line, line)
                slot += 1
            }
            let norm = sum * (shape.factor / 2)
            TileKernels.storeAligned16(norm, norms.base + index * positions + panel * width)
            var value = sum
            for lane in 0..<width {
                value[lane] = KernelValueKernels.finish(shape, sum, norm: norm[lane], norms: norm)[lane]
            }
            total += value
        }
        TileKernels.storeAligned16(total, diagonal.base + panel * width)
    }

    /// The largest norm of a term among the positions.
    func largestNorm(term: Int) -> Double {
        (0..<positions).reduce(0) { max($0, Double(norms.base[term * positions + $1])) }
    }

    /// False where a norm or a kernel value is too large for single precision.
    var isFinite: Bool {
        (0..<norms.count).allSatisfy { norms.base[$0].isFinite }
            && (0..<positions).allSatisfy { diagonal.base[$0].isFinite }
    }
}

/// Some rows as the left operand of tiles.
final class LeftTiles: @unchecked Sendable {
    let shapes: [KernelShape]
    let columns: Int
    let capacity: Int
    private(set) var tiles = 0
    private(set) var rows = 0
    /// `[tile][column][tileRows]`
    let values: FloatArena
    /// n(x) `[tile][term][16]`
    let norms: FloatArena
    private let zeros: FloatArena

    /// - Parameter capacity: Rows that it can take, rounded up to whole tiles.
    init(_ shapes: [KernelShape], columns: Int, capacity: Int) {
        self.shapes = shapes
        self.columns = columns
        let tileRows = TileKernels.tileRows
        let tiles = (max(capacity, 1) + tileRows - 1) / tileRows
        self.capacity = tiles * tileRows
        values = FloatArena(tiles * columns * tileRows + 16)
        norms = FloatArena(tiles * shapes.count * 16)
        zeros = FloatArena(columns)
        zeros.base.update(repeating: 0, count: zeros.count)
        values.base.update(repeating: 0, count: values.count)
    }

    /// Takes up the rows `list` of `features`, less `centre`.
    func pack(_ features: Matrix, _ list: [Int], centre: [Float]? = nil) {
        let tileRows = TileKernels.tileRows
        precondition(list.count <= capacity && features.columns == columns)
        precondition(list.allSatisfy { $0 >= 0 && $0 < features.rows })
        rows = list.count
        tiles = (rows + tileRows - 1) / tileRows
        features.values.withUnsafeBufferPointer { all in
            for tile in 0..<tiles {
                for row in 0..<tileRows {
                    let index = tile * tileRows + row
                    let source =
                        index < rows ? all.baseAddress! + list[index] * columns : UnsafePointer(zeros.base)
                    let target = values.base + tile * columns * tileRows + row
                    if let centre, index < rows {
                        for column in 0..<columns { target[column * tileRows] = source[column] - centre[column] }
                    } else {
                        for column in 0..<columns { target[column * tileRows] = source[column] }
                    }
                }
                measure(tile)
            }
        }
    }

    /// n(x) of row `index` and a term.
    func norm(_ index: Int, term: Int) -> Double {
        let tileRows = TileKernels.tileRows
        return Double(norms.base[(index / tileRows * shapes.count + term) * 16 + index % tileRows])
    }

    private func measure(_ tile: Int) {
        let target = values.base + tile * columns * TileKernels.tileRows
        for (term, shape) in shapes.enumerated() {
            var sum = SIMD16<Float>.zero
            for column in shape.columns {
                // Lanes beyond the tile's rows hold the next feature, or what lies behind: nobody looks at them.
                let line = UnsafeRawPointer(target + column * TileKernels.tileRows).loadUnaligned(
                    as: SIMD16<Float>.self)
                KernelValueKernels.add(shape.product, &sum, line, line)
            }
            TileKernels.storeAligned16(sum * (shape.factor / 2), norms.base + (tile * shapes.count + term) * 16)
        }
    }
}

/// Kernel values of rows against panels of columns.
enum KernelTileKernels {
    /// Writes the kernel values of the rows in `left` and the columns of `panels` of `right`: those of row r to `targets[r]`,
    /// from its element `offset` on, a multiple of sixteen at aligned memory.
    static func compute(
        _ left: LeftTiles, _ right: PackedExamples, panels: Range<Int>,
        targets: UnsafePointer<UnsafeMutablePointer<Float>>, offset: Int
    ) {
        precondition(panels.lowerBound >= 0 && panels.upperBound <= right.panelCount)
        precondition(left.shapes.count == right.shapes.count && offset % 16 == 0)
        let tileRows = TileKernels.tileRows
        let terms = left.shapes.count
        withUnsafeTemporaryAllocation(byteCount: 64 * tileRows, alignment: 64) { memory in
            let scratch = memory.baseAddress!.assumingMemoryBound(to: Float.self)
            left.shapes.withUnsafeBufferPointer { shapes in
                for panel in panels {
                    let place = offset + (panel - panels.lowerBound) * 16
                    for tile in 0..<left.tiles {
                        let rows = min(tileRows, left.rows - tile * tileRows)
                        var slot = right.starts[panel]
                        for term in 0..<terms {
                            let count = Int(right.counts[panel * terms + term])
                            sum(
                                shapes[term].product, UnsafePointer(left.values.base) + tile * left.columns * tileRows,
                                UnsafePointer(right.places.base) + slot, count,
                                UnsafePointer(right.lines.base) + slot * 16, scratch)
                            finish(
                                shapes[term], scratch, rows: rows, isFirst: term == 0,
                                left.norms.base + (tile * terms + term) * 16,
                                norms: right.norms.base + term * right.positions + panel * 16,
                                targets + tile * tileRows, place)
                            slot += count
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func finish(
        _ shape: KernelShape, _ sums: UnsafePointer<Float>, rows: Int, isFirst: Bool, _ rowNorms: UnsafePointer<Float>,
        norms: UnsafePointer<Float>, _ targets: UnsafePointer<UnsafeMutablePointer<Float>>, _ place: Int
    ) {
        let norms = TileKernels.aligned16(norms)
        for row in 0..<rows {
            let target = targets[row] + place
            let value = KernelValueKernels.finish(
                shape, TileKernels.aligned16(sums + row * 16), norm: rowNorms[row], norms: norms)
            TileKernels.storeAligned16(isFirst ? value : TileKernels.aligned16(target) + value, target)
        }
    }

    @inline(__always)
    private static func sum(
        _ product: KernelShape.Product, _ tile: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, _ count: Int,
        _ lines: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>
    ) {
        switch product {
        case .dot: dot(tile, places, count, lines, result)
        case .minimum: other(.minimum, tile, places, count, lines, result)
        case .harmonic: other(.harmonic, tile, places, count, lines, result)
        }
    }

    private static func dot(
        _ tile: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, _ count: Int, _ lines: UnsafePointer<Float>,
        _ result: UnsafeMutablePointer<Float>
    ) {
        var lines = lines
        var sums = TileKernels.Tile(.zero)
        for index in 0..<count {
            let line = TileKernels.aligned16(lines)
            let left = tile + Int(places[index])
            sums.row0.accumulate(line, left[0])
            sums.row1.accumulate(line, left[1])
            sums.row2.accumulate(line, left[2])
            sums.row3.accumulate(line, left[3])
            sums.row4.accumulate(line, left[4])
            sums.row5.accumulate(line, left[5])
            #if HINDSIGHT_AVX512
                sums.row6.accumulate(line, left[6])
                sums.row7.accumulate(line, left[7])
                sums.row8.accumulate(line, left[8])
                sums.row9.accumulate(line, left[9])
                sums.row10.accumulate(line, left[10])
                sums.row11.accumulate(line, left[11])
            #endif
            lines += TileKernels.panelColumns
        }
        TileKernels.store(sums, result, stride: 16)
    }

    /// Three rows at a time: these products need registers of their own.
    @inline(__always)
    private static func other(
        _ product: KernelShape.Product, _ tile: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, _ count: Int,
        _ lines: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>
    ) {
        for first in stride(from: 0, to: TileKernels.tileRows, by: 3) {
            var sum0 = SIMD16<Float>.zero
            var sum1 = sum0
            var sum2 = sum0
            var lines = lines
            for index in 0..<count {
                let line = TileKernels.aligned16(lines)
                let left = tile + (Int(places[index]) + first)
                KernelValueKernels.add(product, &sum0, line, SIMD16(repeating: left[0]))
                KernelValueKernels.add(product, &sum1, line, SIMD16(repeating: left[1]))
                KernelValueKernels.add(product, &sum2, line, SIMD16(repeating: left[2]))
                lines += TileKernels.panelColumns
            }
            TileKernels.storeAligned16(sum0, result + first * 16)
            TileKernels.storeAligned16(sum1, result + first * 16 + 16)
            TileKernels.storeAligned16(sum2, result + first * 16 + 32)
        }
    }
}
