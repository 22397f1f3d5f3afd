import Core

/// The gradient of the filters of a direct convolution: for a few filters and a few taps the sums over places stay in registers,
/// one sum a lane.
enum FilterGradientKernels {
    #if HINDSIGHT_AVX512
        /// Taps of a block.
        static let taps = 4
        static let widths = [6, 4, 2, 1]
    #else
        static let taps = 2
        static let widths = [2, 1]
    #endif

    /// Places of a layer, the gradient of its output there, and where the windows of its input begin.
    struct GradientPlaces<Element: Lanes> {
        /// `[filter][row][column]`, filters `plane` apart, rows without gaps.
        let gradient: UnsafePointer<Element>
        let plane: Int
        let rows: Range<Int>
        let columns: Int
        /// The window of place (0, 0), and the way to that of the next row and column.
        let source: UnsafePointer<Element>
        let sourceRow: Int
        let sourceColumn: Int
    }

    /// Adds to `sums`, `[filter][tap]` with rows of `stride` vectors, the products of the gradients of `count` filters from
    /// `first` on with the source at the taps of one block.
    static func accumulate<Element: Lanes>(
        _ places: GradientPlaces<Element>, filter first: Int, count: Int, _ offsets: UnsafePointer<Int>,
        into sums: UnsafeMutablePointer<Element>, stride: Int
    ) {
        switch count {
        case 6: block(Rows6<Element>.self, places, first, offsets, sums, stride)
        case 4: block(Rows4<Element>.self, places, first, offsets, sums, stride)
        case 2: block(Rows2<Element>.self, places, first, offsets, sums, stride)
        default: block(Rows1<Element>.self, places, first, offsets, sums, stride)
        }
    }

    @inline(__always)
    private static func block<Block: RowBlock>(
        _: Block.Type, _ places: GradientPlaces<Block.Vector>, _ first: Int, _ offsets: UnsafePointer<Int>,
        _ sums: UnsafeMutablePointer<Block.Vector>, _ stride: Int
    ) {
        let zero = Block.Vector(repeating: 0)
        var a = Block(zero), b = Block(zero)
        let gradients = places.gradient + first * places.plane
        let o0 = offsets[0], o1 = offsets[1]
        #if HINDSIGHT_AVX512
            var c = Block(zero), d = Block(zero)
            let o2 = offsets[2], o3 = offsets[3]
        #endif
        for row in places.rows {
            var source = places.source + row * places.sourceRow
            var gradient = gradients + row * places.columns
            for _ in 0..<places.columns {
                #if HINDSIGHT_AVX512
                    Block.accumulate(
                        &a, &b, &c, &d, (source[o0], source[o1], source[o2], source[o3]), vectors: gradient,
                        places.plane)
                #else
                    Block.accumulate(&a, &b, (source[o0], source[o1]), vectors: gradient, places.plane)
                #endif
                source += places.sourceColumn
                gradient += 1
            }
        }
        a.add(sums, stride, Block.rows)
        b.add(sums + 1, stride, Block.rows)
        #if HINDSIGHT_AVX512
            c.add(sums + 2, stride, Block.rows)
            d.add(sums + 3, stride, Block.rows)
        #endif
    }

    /// Adds the sums over the lanes to the parameters that `indices` names; −1 for none.
    static func reduce<Element: Lanes>(
        _ sums: UnsafePointer<Element>, _ indices: UnsafePointer<Int32>, _ count: Int,
        into gradient: UnsafeMutablePointer<Element.Scalar>
    ) {
        for index in 0..<count where indices[index] >= 0 { gradient[Int(indices[index])] += sums[index].total }
    }

    /// Adds the sums over places and lanes of a plane of each filter in `range` to the gradient of the biases.
    static func biases<Element: Lanes>(
        _ gradient: UnsafePointer<Element>, plane: Int, places: Int, filters range: Range<Int>,
        into biases: UnsafeMutablePointer<Element.Scalar>
    ) {
        for filter in range {
            let line = gradient + filter * plane
            var even = Element(repeating: 0), odd = Element(repeating: 0)
            var place = 0
            while place + 1 < places {
                even = even + line[place]; odd = odd + line[place + 1]
                place += 2
            }
            if place < places { even = even + line[place] }
            biases[filter] += (even + odd).total
        }
    }
}
