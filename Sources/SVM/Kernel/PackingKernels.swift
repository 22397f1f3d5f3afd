import Core

/// Examples in the order in which kernel rows list them, sixteen to a panel, with what the kernels need to know of each.
struct PackedExamples: Sendable {
    let shapes: [KernelShape]
    /// The examples as rows.
    let features: Matrix
    /// The row of `features` at each position; −1 where a panel is filled up, with zeros.
    let order: [Int32]
    /// `[panel][column][16]`
    let panels: FloatArena
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
        let width = TileKernels.panelColumns
        precondition(order.count % width == 0 && order.allSatisfy { $0 >= -1 && $0 < features.rows })
        precondition(shapes.allSatisfy { $0.columns.lowerBound >= 0 && $0.columns.upperBound <= features.columns })
        self.shapes = shapes
        self.features = features
        self.order = order
        panels = FloatArena(order.count * features.columns)
        norms = FloatArena(order.count * shapes.count)
        diagonal = FloatArena(order.count)
        fill(threads: threads)
    }

    private func fill(threads: Int) {
        Parallel.ranges(panelCount, of: 8, threads: threads) { range, _ in
            for panel in range {
                pack(panel)
                measure(panel)
            }
        }
    }

    private func pack(_ panel: Int) {
        let width = TileKernels.panelColumns
        let depth = features.columns
        let target = panels.base + panel * width * depth
        features.values.withUnsafeBufferPointer { values in
            for lane in 0..<width {
                let row = Int(order[panel * width + lane])
                if row < 0 {
                    for column in 0..<depth { target[column * width + lane] = 0 }
                } else {
                    let source = values.baseAddress! + row * depth
                    for column in 0..<depth { target[column * width + lane] = source[column] }
                }
            }
        }
    }

    /// Norms and diagonal, added up in the order of the features as in every product.
    private func measure(_ panel: Int) {
        let width = TileKernels.panelColumns
        let lines = panels.base + panel * width * features.columns
        var total = SIMD16<Float>.zero
        for (index, shape) in shapes.enumerated() {
            var sum = SIMD16<Float>.zero
            for column in shape.columns {
                let line = TileKernels.aligned16(lines + column * width)
                KernelValueKernels.add(shape.product, &sum, line, line)
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

    /// False where a norm or a kernel value is too large for single precision.
    var isFinite: Bool {
        (0..<norms.count).allSatisfy { norms.base[$0].isFinite }
            && (0..<positions).allSatisfy { diagonal.base[$0].isFinite }
    }
}

/// Some rows as the left operand of tiles: of each tile of rows, for each term, only those features that are not zero in all of
/// them. What is left out would add zeros, so it changes no bit of a sum.
final class LeftTiles: @unchecked Sendable {
    let shapes: [KernelShape]
    let capacity: Int
    private(set) var tiles = 0
    private(set) var rows = 0
    /// Where the lines of the features stand in a panel, `[tile][slot]`.
    let places: UnsafeMutablePointer<Int32>
    /// `[tile][slot][tileRows]`
    let values: FloatArena
    /// Features of each term and tile, `[tile][term]`.
    let counts: UnsafeMutablePointer<Int>
    /// n(x) `[tile][term][16]`
    let norms: FloatArena
    private let zeros: FloatArena
    /// Slots of a tile: the columns of all terms.
    let slots: Int

    /// - Parameter capacity: Rows that it can take, rounded up to whole tiles.
    init(_ shapes: [KernelShape], columns: Int, capacity: Int) {
        self.shapes = shapes
        let tileRows = TileKernels.tileRows
        let tiles = (max(capacity, 1) + tileRows - 1) / tileRows
        self.capacity = tiles * tileRows
        slots = shapes.reduce(0) { $0 + $1.columns.count }
        places = .allocate(capacity: max(tiles * slots, 1))
        counts = .allocate(capacity: tiles * shapes.count)
        values = FloatArena(tiles * slots * tileRows + 16)
        norms = FloatArena(tiles * shapes.count * 16)
        zeros = FloatArena(columns)
        zeros.base.update(repeating: 0, count: zeros.count)
        values.base.update(repeating: 0, count: values.count)
    }

    deinit {
        places.deallocate()
        counts.deallocate()
    }

    /// Takes up the rows `list` of `features`.
    func pack(_ features: Matrix, _ list: [Int]) {
        let tileRows = TileKernels.tileRows
        precondition(list.count <= capacity && zeros.count >= features.columns)
        precondition(list.allSatisfy { $0 >= 0 && $0 < features.rows })
        rows = list.count
        tiles = (rows + tileRows - 1) / tileRows
        features.values.withUnsafeBufferPointer { all in
            withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: tileRows) { sources in
                for tile in 0..<tiles {
                    for row in 0..<tileRows {
                        let index = tile * tileRows + row
                        sources.baseAddress![row] =
                            index < rows
                            ? all.baseAddress! + list[index] * features.columns : UnsafePointer(zeros.base)
                    }
                    pack(tile, sources.baseAddress!)
                }
            }
        }
    }

    private func pack(_ tile: Int, _ sources: UnsafePointer<UnsafePointer<Float>>) {
        let tileRows = TileKernels.tileRows
        var slot = tile * slots
        for (term, shape) in shapes.enumerated() {
            let places = places + slot
            let target = values.base + slot * tileRows
            var count = 0
            for column in shape.columns {
                var bits: UInt32 = 0
                for row in 0..<tileRows { bits |= sources[row][column].bitPattern }
                places[count] = Int32(truncatingIfNeeded: column)
                count += bits & 0x7FFF_FFFF == 0 ? 0 : 1
            }
            for row in 0..<tileRows {
                let source = sources[row]
                for index in 0..<count { target[index * tileRows + row] = source[Int(places[index])] }
            }
            var sum = SIMD16<Float>.zero
            for index in 0..<count {
                // Lanes beyond the tile's rows hold the next feature, or what lies behind: nobody looks at them.
                let line = UnsafeRawPointer(target + index * tileRows).loadUnaligned(as: SIMD16<Float>.self)
                KernelValueKernels.add(shape.product, &sum, line, line)
                places[index] *= 16
            }
            TileKernels.storeAligned16(sum * (shape.factor / 2), norms.base + (tile * shapes.count + term) * 16)
            counts[tile * shapes.count + term] = count
            slot += shape.columns.count
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
                    let lines = UnsafePointer(right.panels.base) + panel * 16 * right.features.columns
                    let place = offset + (panel - panels.lowerBound) * 16
                    for tile in 0..<left.tiles {
                        let rows = min(tileRows, left.rows - tile * tileRows)
                        var slot = tile * left.slots
                        for term in 0..<terms {
                            sum(
                                shapes[term].product, UnsafePointer(left.values.base) + slot * tileRows,
                                UnsafePointer(left.places) + slot, left.counts[tile * terms + term], lines, scratch)
                            finish(
                                shapes[term], scratch, rows: rows, isFirst: term == 0,
                                left.norms.base + (tile * terms + term) * 16,
                                norms: right.norms.base + term * right.positions + panel * 16,
                                targets + tile * tileRows, place)
                            slot += shapes[term].columns.count
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
        _ product: KernelShape.Product, _ left: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, _ count: Int,
        _ lines: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>
    ) {
        switch product {
        case .dot: dot(left, places, count, lines, result)
        case .minimum: other(.minimum, left, places, count, lines, result)
        case .harmonic: other(.harmonic, left, places, count, lines, result)
        }
    }

    private static func dot(
        _ left: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, _ count: Int, _ lines: UnsafePointer<Float>,
        _ result: UnsafeMutablePointer<Float>
    ) {
        var left = left
        var sums = TileKernels.Tile(.zero)
        for index in 0..<count {
            let line = TileKernels.aligned16(lines + Int(places[index]))
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
            left += TileKernels.tileRows
        }
        TileKernels.store(sums, result, stride: 16)
    }

    /// Six rows at a time: these products need registers of their own.
    @inline(__always)
    private static func other(
        _ product: KernelShape.Product, _ left: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, _ count: Int,
        _ lines: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>
    ) {
        for first in stride(from: 0, to: TileKernels.tileRows, by: 3) {
            var left = left + first
            var sum0 = SIMD16<Float>.zero
            var sum1 = sum0
            var sum2 = sum0
            for index in 0..<count {
                let line = TileKernels.aligned16(lines + Int(places[index]))
                KernelValueKernels.add(product, &sum0, line, SIMD16(repeating: left[0]))
                KernelValueKernels.add(product, &sum1, line, SIMD16(repeating: left[1]))
                KernelValueKernels.add(product, &sum2, line, SIMD16(repeating: left[2]))
                left += TileKernels.tileRows
            }
            TileKernels.storeAligned16(sum0, result + first * 16)
            TileKernels.storeAligned16(sum1, result + first * 16 + 16)
            TileKernels.storeAligned16(sum2, result + first * 16 + 32)
        }
    }
}
