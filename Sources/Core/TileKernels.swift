/// The inner loop that vocabularies, mixtures, encoders and kernel machines share: a product of some rows by sixteen columns
/// that stays in registers, so that what is made of the numbers (a maximum, an exponential) never waits for memory.
///
/// The left operand lies as `[tile][depth][tileRows]`, the right one as `[panel][depth][16]`. On AVX2 the accumulators of six
/// rows, a line of the right operand and one number of the left fill the sixteen registers; with AVX-512's thirty-two of twice
/// the size there are twelve rows, as many as two units of four cycles' latency need to be busy.
public enum TileKernels {
    #if HINDSIGHT_AVX512
        public static let tileRows = 12
    #else
        public static let tileRows = 6
    #endif
    public static let panelColumns = 16

    /// ``tileRows`` rows of sixteen numbers.
    @frozen
    public struct Tile {
        public var row0: SIMD16<Float>
        public var row1: SIMD16<Float>
        public var row2: SIMD16<Float>
        public var row3: SIMD16<Float>
        public var row4: SIMD16<Float>
        public var row5: SIMD16<Float>
        #if HINDSIGHT_AVX512
            public var row6: SIMD16<Float>
            public var row7: SIMD16<Float>
            public var row8: SIMD16<Float>
            public var row9: SIMD16<Float>
            public var row10: SIMD16<Float>
            public var row11: SIMD16<Float>
        #endif

        /// Every row is `row`.
        @inlinable @inline(__always)
        public init(_ row: SIMD16<Float>) {
            row0 = row
            row1 = row
            row2 = row
            row3 = row
            row4 = row
            row5 = row
            #if HINDSIGHT_AVX512
                row6 = row
                row7 = row
                row8 = row
                row9 = row
                row10 = row
                row11 = row
            #endif
        }
    }

    /// Adds the product of the rows of a tile and sixteen columns to `tile`. `left` advances by `stride` numbers for one of
    /// depth; `right` is aligned.
    @inlinable @inline(__always)
    public static func multiply(
        _ tile: inout Tile, left: UnsafePointer<Float>, stride: Int, right: UnsafePointer<Float>, depth: Int
    ) {
        var left = left
        var right = right
        var sums = tile
        for _ in 0..<depth {
            let line = SIMD16<Float>(aligned: right)
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
            left += stride
            right += panelColumns
        }
        tile = sums
    }

    /// As ``multiply(_:left:stride:right:depth:)`` for rows that lie `stride` numbers apart.
    @inlinable @inline(__always)
    public static func multiplyRows(
        _ tile: inout Tile, left: UnsafePointer<Float>, stride: Int, right: UnsafePointer<Float>, depth: Int
    ) {
        let left0 = left
        let left1 = left + 1 * stride
        let left2 = left + 2 * stride
        let left3 = left + 3 * stride
        let left4 = left + 4 * stride
        let left5 = left + 5 * stride
        #if HINDSIGHT_AVX512
            let left6 = left + 6 * stride
            let left7 = left + 7 * stride
            let left8 = left + 8 * stride
            let left9 = left + 9 * stride
            let left10 = left + 10 * stride
            let left11 = left + 11 * stride
        #endif
        var right = right
        var sums = tile
        for index in 0..<depth {
            let line = SIMD16<Float>(aligned: right)
            sums.row0.accumulate(line, left0[index])
            sums.row1.accumulate(line, left1[index])
            sums.row2.accumulate(line, left2[index])
            sums.row3.accumulate(line, left3[index])
            sums.row4.accumulate(line, left4[index])
            sums.row5.accumulate(line, left5[index])
            #if HINDSIGHT_AVX512
                sums.row6.accumulate(line, left6[index])
                sums.row7.accumulate(line, left7[index])
                sums.row8.accumulate(line, left8[index])
                sums.row9.accumulate(line, left9[index])
                sums.row10.accumulate(line, left10[index])
                sums.row11.accumulate(line, left11[index])
            #endif
            right += panelColumns
        }
        tile = sums
    }

    /// As ``multiply(_:left:stride:right:depth:)`` for the rows of `depth` numbers whose places are the first ``tileRows``
    /// of `list`.
    @inlinable @inline(__always)
    public static func multiply(
        _ tile: inout Tile, rows: UnsafePointer<Float>, list: UnsafePointer<Int32>, right: UnsafePointer<Float>,
        depth: Int
    ) {
        let left0 = rows + Int(list[0]) * depth
        let left1 = rows + Int(list[1]) * depth
        let left2 = rows + Int(list[2]) * depth
        let left3 = rows + Int(list[3]) * depth
        let left4 = rows + Int(list[4]) * depth
        let left5 = rows + Int(list[5]) * depth
        #if HINDSIGHT_AVX512
            let left6 = rows + Int(list[6]) * depth
            let left7 = rows + Int(list[7]) * depth
            let left8 = rows + Int(list[8]) * depth
            let left9 = rows + Int(list[9]) * depth
            let left10 = rows + Int(list[10]) * depth
            let left11 = rows + Int(list[11]) * depth
        #endif
        var right = right
        var sums = tile
        for index in 0..<depth {
            let line = SIMD16<Float>(aligned: right)
            sums.row0.accumulate(line, left0[index])
            sums.row1.accumulate(line, left1[index])
            sums.row2.accumulate(line, left2[index])
            sums.row3.accumulate(line, left3[index])
            sums.row4.accumulate(line, left4[index])
            sums.row5.accumulate(line, left5[index])
            #if HINDSIGHT_AVX512
                sums.row6.accumulate(line, left6[index])
                sums.row7.accumulate(line, left7[index])
                sums.row8.accumulate(line, left8[index])
                sums.row9.accumulate(line, left9[index])
                sums.row10.accumulate(line, left10[index])
                sums.row11.accumulate(line, left11[index])
            #endif
            right += panelColumns
        }
        tile = sums
    }

    /// Writes a tile as rows, `stride` numbers apart, to aligned memory.
    @inlinable @inline(__always)
    public static func store(_ tile: Tile, _ target: UnsafeMutablePointer<Float>, stride: Int) {
        tile.row0.store(aligned: target)
        tile.row1.store(aligned: target + 1 * stride)
        tile.row2.store(aligned: target + 2 * stride)
        tile.row3.store(aligned: target + 3 * stride)
        tile.row4.store(aligned: target + 4 * stride)
        tile.row5.store(aligned: target + 5 * stride)
        #if HINDSIGHT_AVX512
            tile.row6.store(aligned: target + 6 * stride)
            tile.row7.store(aligned: target + 7 * stride)
            tile.row8.store(aligned: target + 8 * stride)
            tile.row9.store(aligned: target + 9 * stride)
            tile.row10.store(aligned: target + 10 * stride)
            tile.row11.store(aligned: target + 11 * stride)
        #endif
    }

    /// Bit l is set where lane l of `a` is not below that of `b`; `a` is finite.
    @inlinable @inline(__always)
    public static func mask(where a: SIMD8<Float>, isNotBelow b: SIMD8<Float>) -> UInt32 {
        let weights = SIMD8<Float>(1, 2, 4, 8, 16, 32, 64, 128)
        let bits = choose(where: a, isBelow: b, a - a, else: weights)
        let half = bits.lowHalf + bits.highHalf
        return UInt32(truncatingIfNeeded: Int32((half[0] + half[1]) + (half[2] + half[3])))
    }
}
