import Core

/// Products for a single image: vectors run along inputs or along places.
enum SingleKernels {
    /// The numbers of a slot without the gaps between its planes; the slot itself where it has none.
    static func gather<Scalar: NetworkScalar>(
        _ values: UnsafeMutablePointer<Scalar>, _ layout: SlotLayout, into room: UnsafeMutablePointer<Scalar>
    ) -> UnsafePointer<Scalar> {
        let places = layout.shape.height * layout.shape.width
        if places == layout.planeStride { return UnsafePointer(values) }
        for channel in 0..<layout.shape.channels {
            let plane = values + channel * layout.planeStride
            for place in 0..<places { room[channel * places + place] = plane[place] }
        }
        return UnsafePointer(room)
    }

    /// The other way round.
    static func scatter<Scalar: NetworkScalar>(
        _ numbers: UnsafePointer<Scalar>, _ layout: SlotLayout, accumulates: Bool,
        into values: UnsafeMutablePointer<Scalar>
    ) {
        let places = layout.shape.height * layout.shape.width
        for channel in 0..<layout.shape.channels {
            let plane = values + channel * layout.planeStride
            for place in 0..<places {
                let number = numbers[channel * places + place]
                plane[place] = accumulates ? plane[place] + number : number
            }
        }
    }

    static func dot<Scalar: NetworkScalar>(
        _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, _ count: Int
    ) -> Scalar {
        var even = SIMD16<Scalar>.zero, odd = SIMD16<Scalar>.zero
        var index = 0
        while index + 32 <= count {
            even.accumulate(SIMD16(at: a + index), SIMD16(at: b + index))
            odd.accumulate(SIMD16(at: a + index + 16), SIMD16(at: b + index + 16))
            index += 32
        }
        if index + 16 <= count {
            even.accumulate(SIMD16(at: a + index), SIMD16(at: b + index))
            index += 16
        }
        var sum = (even + odd).total
        while index < count {
            sum += a[index] * b[index]
            index += 1
        }
        return sum
    }

    /// target += factor · a.
    static func add<Scalar: NetworkScalar>(
        _ a: UnsafePointer<Scalar>, times factor: Scalar, _ count: Int, to target: UnsafeMutablePointer<Scalar>
    ) {
        let scale = SIMD16<Scalar>(repeating: factor)
        var index = 0
        while index + 16 <= count {
            var sum = SIMD16(at: target + index)
            sum.accumulate(SIMD16(at: a + index), scale)
            sum.store(at: target + index)
            index += 16
        }
        while index < count {
            target[index] += factor * a[index]
            index += 1
        }
    }

    // MARK: Windows

    /// Where the numbers of the windows of a convolution lie in its padded input: runs of neighbouring numbers, one a row of the
    /// filter and channel.
    struct Windows {
        /// The first number of each run, of the window of place 0.
        let runs: UnsafePointer<Int>
        let runCount: Int
        /// Numbers of a run.
        let length: Int
        let rows: Int
        let columns: Int
        /// From the window of one place to that of the next in its row, and to the next row's.
        let columnStep: Int
        let rowStep: Int
    }

    /// `target[place][tap]`, places `stride` numbers apart. Up to seven numbers beyond each place's last are overwritten, and read
    /// beyond each run.
    static func unfold<Scalar: NetworkScalar>(
        _ windows: Windows, _ source: UnsafePointer<Scalar>, into target: UnsafeMutablePointer<Scalar>, stride: Int
    ) {
        var to = target
        for row in 0..<windows.rows {
            for column in 0..<windows.columns {
                let from = source + row * windows.rowStep + column * windows.columnStep
                if windows.length <= 8 {
                    for run in 0..<windows.runCount {
                        let numbers = SIMD8<Scalar>(at: from + windows.runs[run])
                        numbers.store(at: to + run * windows.length)
                    }
                } else {
                    for run in 0..<windows.runCount {
                        (to + run * windows.length).update(from: from + windows.runs[run], count: windows.length)
                    }
                }
                to += stride
            }
        }
    }

    /// Adds `rows[place][tap]` to the numbers of the padded input that they came from.
    static func fold<Scalar: NetworkScalar>(
        _ windows: Windows, _ planes: UnsafePointer<Scalar>, stride: Int, into target: UnsafeMutablePointer<Scalar>
    ) {
        var mask = SIMD8<Scalar>.zero
        for lane in 0..<min(windows.length, 8) { mask[lane] = 1 }
        var from = planes
        for row in 0..<windows.rows {
            for column in 0..<windows.columns {
                let to = target + row * windows.rowStep + column * windows.columnStep
                for run in 0..<windows.runCount {
                    let numbers = from + run * windows.length
                    let place = to + windows.runs[run]
                    if windows.length <= 8 {
                        // Lanes beyond the run add nothing.
                        let memory = UnsafeMutableRawPointer(place)
                        var sum = memory.loadUnaligned(as: SIMD8<Scalar>.self)
                        sum.accumulate(SIMD8<Scalar>(at: numbers), mask)
                        memory.storeBytes(of: sum, as: SIMD8<Scalar>.self)
                    } else {
                        for index in 0..<windows.length { place[index] += numbers[index] }
                    }
                }
                from += stride
            }
        }
    }

    /// `target[column][row]` = `source[row][column]` for blocks of sixteen by sixteen.
    static func transpose<Scalar: NetworkScalar>(
        _ source: UnsafePointer<Scalar>, rows: Int, columns: Int, into target: UnsafeMutablePointer<Scalar>
    ) {
        let from = UnsafeRawPointer(source).assumingMemoryBound(to: SIMD16<Scalar>.self)
        let to = UnsafeMutableRawPointer(target).assumingMemoryBound(to: SIMD16<Scalar>.self)
        for row in 0..<rows / 16 {
            for column in 0..<columns / 16 {
                WinogradKernels.transpose(
                    from + row * columns + column, stride: columns / 16, into: to + column * rows + row,
                    targetStride: rows / 16)
            }
        }
    }

    /// `target[row][column]` = Σ left[depth][row] lines[depth][column], for rows that lie next to each other in the left operand.
    static func multiplyTurned<Scalar: NetworkScalar>(
        rows: Int, depth: Int, left: UnsafePointer<Scalar>, leftStride: Int, lines: UnsafePointer<SIMD16<Scalar>>,
        lineStride: Int, columns: Int, into target: UnsafeMutablePointer<SIMD16<Scalar>>, targetStride: Int
    ) {
        var row = 0
        while row < rows {
            let width = rows - row >= 8 ? 8 : rows - row >= 4 ? 4 : 1
            for column in 0..<columns {
                let to = target + row * targetStride + column
                switch width {
                case 8:
                    turned(
                        Rows8<SIMD16<Scalar>>.self, depth, left + row, leftStride, lines + column, lineStride, to,
                        targetStride)
                case 4:
                    turned(
                        Rows4<SIMD16<Scalar>>.self, depth, left + row, leftStride, lines + column, lineStride, to,
                        targetStride)
                default:
                    turned(
                        Rows1<SIMD16<Scalar>>.self, depth, left + row, leftStride, lines + column, lineStride, to,
                        targetStride)
                }
            }
            row += width
        }
    }

    @inline(__always)
    private static func turned<Scalar: NetworkScalar, Block: RowBlock>(
        _: Block.Type, _ depth: Int, _ left: UnsafePointer<Scalar>, _ leftStride: Int,
        _ lines: UnsafePointer<SIMD16<Scalar>>, _ lineStride: Int, _ target: UnsafeMutablePointer<SIMD16<Scalar>>,
        _ targetStride: Int
    ) where Block.Vector == SIMD16<Scalar> {
        var sums = Block(.zero)
        for index in 0..<depth { sums.accumulate(lines[index * lineStride], left + index * leftStride, 1) }
        sums.store(target, targetStride, Block.rows)
    }
}
