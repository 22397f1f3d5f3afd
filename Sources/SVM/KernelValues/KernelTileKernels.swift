import Core

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
                                UnsafePointer(right.places.base) + slot, count, left.block,
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
        let norms = SIMD16<Float>(aligned: norms)
        for row in 0..<rows {
            let target = targets[row] + place
            let value = KernelValueKernels.finish(
                shape, SIMD16<Float>(aligned: sums + row * 16), norm: rowNorms[row], norms: norms)
            (isFirst ? value : SIMD16<Float>(aligned: target) + value).store(aligned: target)
        }
    }

    @inline(__always)
    private static func sum(
        _ product: KernelShape.Product, _ tile: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, _ count: Int,
        _ block: Int, _ lines: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>
    ) {
        switch product {
        case .dot:
            dot(tile, places, min(count, block), lines, result, isFirst: true)
            var done = block
            while done < count {
                let width = TileKernels.panelColumns
                dot(tile, places + done, min(count - done, block), lines + done * width, result, isFirst: false)
                done += block
            }
        case .minimum: other(.minimum, tile, places, count, lines, result)
        case .harmonic: other(.harmonic, tile, places, count, lines, result)
        }
    }

    // On its own, so that what is made of the sums stays with the loop over the panels.
    @inline(never)
    private static func dot(
        _ tile: UnsafePointer<Float>, _ places: UnsafePointer<Int32>, _ count: Int, _ lines: UnsafePointer<Float>,
        _ result: UnsafeMutablePointer<Float>, isFirst: Bool
    ) {
        var lines = lines
        var sums = TileKernels.Tile(.zero)
        for index in 0..<count {
            let line = SIMD16<Float>(aligned: lines)
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
        if isFirst {
            TileKernels.store(sums, result, stride: 16)
        } else {
            add(sums, to: result)
        }
    }

    @inline(__always)
    private static func add(_ sums: TileKernels.Tile, to result: UnsafeMutablePointer<Float>) {
        @inline(__always)
        func add(_ row: SIMD16<Float>, _ index: Int) {
            let target = result + index * TileKernels.panelColumns
            (SIMD16<Float>(aligned: target) + row).store(aligned: target)
        }
        add(sums.row0, 0)
        add(sums.row1, 1)
        add(sums.row2, 2)
        add(sums.row3, 3)
        add(sums.row4, 4)
        add(sums.row5, 5)
        #if HINDSIGHT_AVX512
            add(sums.row6, 6)
            add(sums.row7, 7)
            add(sums.row8, 8)
            add(sums.row9, 9)
            add(sums.row10, 10)
            add(sums.row11, 11)
        #endif
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
                let line = SIMD16<Float>(aligned: lines)
                let left = tile + (Int(places[index]) + first)
                KernelValueKernels.add(product, &sum0, line, SIMD16(repeating: left[0]))
                KernelValueKernels.add(product, &sum1, line, SIMD16(repeating: left[1]))
                KernelValueKernels.add(product, &sum2, line, SIMD16(repeating: left[2]))
                lines += TileKernels.panelColumns
            }
            sum0.store(aligned: result + first * 16)
            sum1.store(aligned: result + first * 16 + 16)
            sum2.store(aligned: result + first * 16 + 32)
        }
    }
}
