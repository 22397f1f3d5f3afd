import Core
import Foundation

/// The integral image as the wavelets read it.
struct SURFField {
    let sums: UnsafePointer<Int32>
    let stride: Int32
    let height: Int32
    let width: Int32

    /// The Haar responses of side 2·`half` around sixteen points: right minus left half, lower minus upper half. Zero where
    /// the wavelet does not lie within the image.
    @inline(__always)
    func wavelets(
        _ x: SIMD16<Float>, _ y: SIMD16<Float>, _ half: Int32, _ dx: UnsafeMutablePointer<Int32>,
        _ dy: UnsafeMutablePointer<Int32>
    ) {
        // The corner of four pixels that is nearest to the point.
        let column = rounded(x + 0.5)
        let row = rounded(y + 0.5)
        let place = row &* stride &+ column
        let isInside =
            column.min() >= half && column.max() <= width - half && row.min() >= half && row.max() <= height - half
        let reach = Int(half) * Int(stride)
        for lane in 0..<16 {
            if !isInside {
                guard column[lane] >= half, column[lane] <= width - half, row[lane] >= half, row[lane] <= height - half
                else {
                    dx[lane] = 0
                    dy[lane] = 0
                    continue
                }
            }
            let centre = sums + Int(place[lane])
            let above = centre - reach
            let below = centre + reach
            let side = Int(half)
            let left = below[-side] &- above[-side]
            let middle = below[0] &- above[0]
            let right = below[side] &- above[side]
            let top = above[side] &- above[-side]
            let level = centre[side] &- centre[-side]
            let bottom = below[side] &- below[-side]
            dx[lane] = right &+ left &- middle &- middle
            dy[lane] = bottom &+ top &- level &- level
        }
    }

    /// The nearest integers, of numbers below 2²² in magnitude: added to 1.5·2²³ their fraction has no place left.
    @inline(__always)
    private func rounded(_ value: SIMD16<Float>) -> SIMD16<Int32> {
        unsafeBitCast(value + Self.shift, to: SIMD16<Int32>.self) &- Int32(bitPattern: Self.shift.bitPattern)
    }

    @inline(__always)
    static func rounded(_ value: SIMD8<Float>) -> SIMD8<Int32> {
        unsafeBitCast(value + shift, to: SIMD8<Int32>.self) &- Int32(bitPattern: shift.bitPattern)
    }

    @inline(__always) private static var shift: Float { 12_582_912 }
}

/// Where the samples lie, in units of s from the keypoint, with their weights; and memory for their responses.
final class SURFSamples {
    /// Bins of the circle, and bins in the window of 60°.
    static let bins = 144
    static let window = 24
    /// Vectors of sixteen samples in the disc.
    static let discGroups = 7

    let discX, discY: [SIMD16<Float>]
    let discWeight: UnsafeMutablePointer<SIMD16<Float>>
    /// Sample k of all regions, for the 25 samples of a region row by row.
    let gridX, gridY: [SIMD16<Float>]
    let gridWeight: [SIMD8<Float>]
    /// Responses of all samples.
    let dx, dy: UnsafeMutablePointer<Int32>
    /// Those of the disc under their weights.
    let weightedX, weightedY: UnsafeMutablePointer<Float>
    /// Sums over the samples whose direction lies in each bin, and those of the first bins once more.
    let binX, binY: UnsafeMutablePointer<Float>
    /// The bin of each sample.
    let places: UnsafeMutablePointer<Int32>
    /// The sums over the window that begins at each bin, and their squared lengths.
    let sumX, sumY, lengths: UnsafeMutablePointer<Float>
    /// Up to eight numbers of eight regions, `[number][region]`.
    let regions: UnsafeMutablePointer<Float>

    init() {
        var discX = [SIMD16<Float>](repeating: .zero, count: Self.discGroups)
        var discY = discX
        var discWeights = discX
        var count = 0
        for y in -6...6 {
            for x in -6...6 where x * x + y * y < 36 {
                let square = Float(x * x + y * y)
                discX[count / 16][count % 16] = Float(x)
                discY[count / 16][count % 16] = Float(y)
                discWeights[count / 16][count % 16] = exp(-square / 8)
                count += 1
            }
        }
        self.discX = discX
        self.discY = discY
        discWeight = .allocate(capacity: Self.discGroups)
        discWeight.initialize(from: discWeights, count: Self.discGroups)
        var gridX = [SIMD16<Float>](repeating: .zero, count: 25)
        var gridY = gridX
        var gridWeight = [SIMD8<Float>](repeating: .zero, count: 50)
        for sample in 0..<25 {
            for region in 0..<16 {
                let x = Float(region % 4 * 5 + sample % 5) - 9.5
                let y = Float(region / 4 * 5 + sample / 5) - 9.5
                gridX[sample][region] = x
                gridY[sample][region] = y
                let square = x * x + y * y
                gridWeight[2 * sample + region / 8][region % 8] = exp(-square / (2 * 3.3 * 3.3))
            }
        }
        self.gridX = gridX
        self.gridY = gridY
        self.gridWeight = gridWeight
        func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
            let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count)
            pointer.initialize(repeating: 0, count: count)
            return pointer
        }
        dx = .allocate(capacity: 400)
        dy = .allocate(capacity: 400)
        dx.initialize(repeating: 0, count: 400)
        dy.initialize(repeating: 0, count: 400)
        weightedX = floats(16 * Self.discGroups)
        weightedY = floats(16 * Self.discGroups)
        binX = floats(Self.bins + Self.window)
        binY = floats(Self.bins + Self.window)
        sumX = floats(Self.bins)
        sumY = floats(Self.bins)
        lengths = floats(Self.bins)
        regions = floats(64)
        places = .allocate(capacity: 16 * Self.discGroups)
        places.initialize(repeating: 0, count: 16 * Self.discGroups)
    }

    deinit {
        discWeight.deallocate()
        places.deallocate()
        dx.deallocate()
        dy.deallocate()
        for pointer in [weightedX, weightedY, binX, binY, sumX, sumY, lengths, regions] { pointer.deallocate() }
    }

    /// Eight responses.
    @inline(__always)
    func response(_ pointer: UnsafePointer<Int32>) -> SIMD8<Float> {
        SIMD8<Float>(SIMD8<Int32>(at: pointer))
    }
}
