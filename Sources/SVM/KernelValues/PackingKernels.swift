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
    let lines: AlignedFloats
    /// The feature of each line, times the rows of a tile.
    let places: AlignedMemory<Int32>
    /// n(x) of each term's shape, `[term][position]`.
    let norms: AlignedFloats
    /// K(x, x) of each position.
    let diagonal: AlignedFloats
    /// Norms are added up in double precision.
    let hasExactNorms: Bool

    var positions: Int { order.count }
    var panelCount: Int { order.count / TileKernels.panelColumns }

    /// - Precondition: `order` fills panels, and its numbers are rows of `features` or −1.
    init(
        _ features: Matrix, kernel: KernelFunction, order: [Int32], hasExactNorms: Bool = false, threads: Int
    ) {
        self.init(
            features, shapes: kernel.terms.map(KernelShape.init), order: order, hasExactNorms: hasExactNorms,
            threads: threads)
    }

    /// Other rows of the same features, for the same kernel.
    init(_ other: PackedExamples, order: [Int32], threads: Int) {
        self.init(
            other.features, shapes: other.shapes, order: order, hasExactNorms: other.hasExactNorms, threads: threads)
    }

    private init(
        _ features: Matrix, shapes: [KernelShape], order: [Int32], hasExactNorms: Bool, threads: Int
    ) {
        precondition(order.count % TileKernels.panelColumns == 0)
        precondition(order.allSatisfy { $0 >= -1 && $0 < features.rows })
        precondition(shapes.allSatisfy { $0.columns.lowerBound >= 0 && $0.columns.upperBound <= features.columns })
        self.shapes = shapes
        self.features = features
        self.order = order
        self.hasExactNorms = hasExactNorms
        counts = Self.count(features, shapes, order, threads: threads)
        var starts = [0]
        for panel in 0..<order.count / TileKernels.panelColumns {
            let lines = counts[panel * shapes.count..<(panel + 1) * shapes.count].reduce(0) { $0 + Int($1) }
            starts.append(starts[panel] + lines)
        }
        self.starts = starts
        lines = AlignedFloats(uninitialised: starts.last! * TileKernels.panelColumns)
        places = AlignedMemory<Int32>(uninitialised: starts.last!)
        norms = AlignedFloats(uninitialised: order.count * shapes.count)
        diagonal = AlignedFloats(uninitialised: order.count)
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

    /// Norms and diagonal, added up in the order of the features as in every product, or in double precision.
    private func measure(_ panel: Int) {
        let width = TileKernels.panelColumns
        var slot = starts[panel]
        var total = SIMD16<Float>.zero
        for (index, shape) in shapes.enumerated() {
            var sum = SIMD16<Float>.zero
            let count = Int(counts[panel * shapes.count + index])
            if hasExactNorms, shape.product == .dot {
                sum = KernelValueKernels.squares(lines.base + slot * width, count: count, stride: width)
            } else {
                for slot in slot..<slot + count {
                    let line = SIMD16<Float>(aligned: lines.base + slot * width)
                    KernelValueKernels.add(shape.product, &sum, line, line)
                }
            }
            slot += count
            let norm = sum * (shape.factor / 2)
            norm.store(aligned: norms.base + index * positions + panel * width)
            var value = sum
            for lane in 0..<width {
                value[lane] = KernelValueKernels.finish(shape, sum, norm: norm[lane], norms: norm)[lane]
            }
            total += value
        }
        total.store(aligned: diagonal.base + panel * width)
    }

    /// The largest norm of a term among the positions.
    func largestNorm(term: Int) -> Double {
        (0..<positions).reduce(0) { max($0, Double(norms.base[term * positions + $1])) }
    }

    /// The most lines that a panel has for a term, which is the most products that are added up.
    func mostLines(term: Int) -> Int {
        (0..<panelCount).reduce(0) { max($0, Int(counts[$1 * shapes.count + term])) }
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
    let values: AlignedFloats
    /// n(x) `[tile][term][16]`
    let norms: AlignedFloats
    private let zeros: AlignedFloats
    /// Products are added up in blocks, and norms in double precision.
    private let isCareful: Bool
    /// Products of single precision that are added one after the other, where that is done carefully.
    static let block = 256

    /// - Parameter capacity: Rows that it can take, rounded up to whole tiles.
    init(_ shapes: [KernelShape], columns: Int, capacity: Int, isCareful: Bool = false) {
        self.isCareful = isCareful
        self.shapes = shapes
        self.columns = columns
        let tileRows = TileKernels.tileRows
        let tiles = (max(capacity, 1) + tileRows - 1) / tileRows
        self.capacity = tiles * tileRows
        values = AlignedFloats(uninitialised: tiles * columns * tileRows + 16)
        norms = AlignedFloats(uninitialised: tiles * shapes.count * 16)
        zeros = AlignedFloats(uninitialised: columns)
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

    /// The most products of a dot product that are added one after the other.
    var block: Int { isCareful ? Self.block : .max }

    /// n(x) of row `index` and a term.
    func norm(_ index: Int, term: Int) -> Double {
        let tileRows = TileKernels.tileRows
        return Double(norms.base[(index / tileRows * shapes.count + term) * 16 + index % tileRows])
    }

    private func measure(_ tile: Int) {
        let target = values.base + tile * columns * TileKernels.tileRows
        for (term, shape) in shapes.enumerated() {
            var sum = SIMD16<Float>.zero
            // Lanes beyond the tile's rows hold the next feature, or what lies behind: nobody looks at them.
            if isCareful, shape.product == .dot {
                sum = KernelValueKernels.squares(
                    target + shape.columns.lowerBound * TileKernels.tileRows, count: shape.columns.count,
                    stride: TileKernels.tileRows)
            } else {
                for column in shape.columns {
                    let line = SIMD16<Float>(at: target + column * TileKernels.tileRows)
                    KernelValueKernels.add(shape.product, &sum, line, line)
                }
            }
            (sum * (shape.factor / 2)).store(aligned: norms.base + (tile * shapes.count + term) * 16)
        }
    }
}
