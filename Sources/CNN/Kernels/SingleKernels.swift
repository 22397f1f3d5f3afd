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
            even.accumulate(VectorKernels.load(a + index), VectorKernels.load(b + index))
            odd.accumulate(VectorKernels.load(a + index + 16), VectorKernels.load(b + index + 16))
            index += 32
        }
        if index + 16 <= count {
            even.accumulate(VectorKernels.load(a + index), VectorKernels.load(b + index))
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
            var sum = VectorKernels.load(target + index)
            sum.accumulate(VectorKernels.load(a + index), scale)
            VectorKernels.store(sum, target + index)
            index += 16
        }
        while index < count {
            target[index] += factor * a[index]
            index += 1
        }
    }

    // MARK: Windows

    /// Where the numbers of the windows of a convolution come from: for each tap and each place the index in the padded input.
    struct Windows {
        /// `[tap]`, of the window of place 0.
        let taps: UnsafePointer<Int>
        let tapCount: Int
        let rows: Int
        let columns: Int
        /// From the window of one place to that of the next in its row, and to the next row's.
        let columnStep: Int
        let rowStep: Int
    }

    /// `target[tap][place]`, planes of `stride` numbers of which those after the last place are left alone.
    static func unfold<Scalar: NetworkScalar>(
        _ windows: Windows, _ source: UnsafePointer<Scalar>, into target: UnsafeMutablePointer<Scalar>, stride: Int
    ) {
        for tap in 0..<windows.tapCount {
            let from = source + windows.taps[tap]
            var to = target + tap * stride
            for row in 0..<windows.rows {
                let line = from + row * windows.rowStep
                for column in 0..<windows.columns { to[column] = line[column * windows.columnStep] }
                to += windows.columns
            }
        }
    }

    /// Adds `planes[tap][place]` to the places of the padded input that they came from.
    static func fold<Scalar: NetworkScalar>(
        _ windows: Windows, _ planes: UnsafePointer<Scalar>, stride: Int, into target: UnsafeMutablePointer<Scalar>
    ) {
        for tap in 0..<windows.tapCount {
            let to = target + windows.taps[tap]
            var from = planes + tap * stride
            for row in 0..<windows.rows {
                let line = to + row * windows.rowStep
                for column in 0..<windows.columns { line[column * windows.columnStep] += from[column] }
                from += windows.columns
            }
        }
    }

    /// Adds Σ left[depth][row] lines[depth][column] to `target[row][column]`: the left operand is turned.
    static func accumulateTurned<Scalar: NetworkScalar>(
        rows: Int, depth: Int, left: UnsafePointer<Scalar>, leftStride: Int, lines: UnsafePointer<SIMD16<Scalar>>,
        lineStride: Int, columns: Int, into target: UnsafeMutablePointer<Scalar>, targetStride: Int
    ) {
        var row = 0
        while row < rows {
            let count = rows - row >= 6 ? 6 : 1
            for column in 0..<columns / 16 {
                let to = target + row * targetStride + 16 * column
                if count == 6 {
                    turned(Rows6<SIMD16<Scalar>>.self, depth, left + row, leftStride, lines + column, lineStride, to, targetStride)
                } else {
                    turned(Rows1<SIMD16<Scalar>>.self, depth, left + row, leftStride, lines + column, lineStride, to, targetStride)
                }
            }
            row += count
        }
    }

    @inline(__always)
    private static func turned<Scalar: NetworkScalar, Block: RowBlock>(
        _: Block.Type, _ depth: Int, _ left: UnsafePointer<Scalar>, _ leftStride: Int,
        _ lines: UnsafePointer<SIMD16<Scalar>>, _ lineStride: Int,
        _ target: UnsafeMutablePointer<Scalar>, _ targetStride: Int
    ) where Block.Vector == SIMD16<Scalar> {
        var sums = Block(.zero)
        for index in 0..<depth { sums.accumulate(lines[index * lineStride], left + index * leftStride, 1) }
        sums.addUnaligned(target, targetStride)
    }

    /// target[column][row] = source[row][column].
    static func transpose<Scalar: NetworkScalar>(
        _ source: UnsafePointer<Scalar>, rows: Int, columns: Int, stride: Int,
        into target: UnsafeMutablePointer<Scalar>, targetStride: Int
    ) {
        for row in 0..<rows {
            let line = source + row * stride
            for column in 0..<columns { target[column * targetStride + row] = line[column] }
        }
    }
}
