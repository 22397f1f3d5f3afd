import Core
import Foundation

/// Loss and factors of softmax regression: Cᵢ (pₖ − [k is the class]).
struct SoftmaxRule: RowRule {
    /// The place of the class of each row.
    let labels: [Int32]
    /// Cᵢ of each row.
    let costs: [Float]
    let classCount: Int

    /// The score of a column without a class: its exponential is 0.
    static let absent: Float = -1e30

    static func exponential(_ x: Float) -> Float { TileKernels.exponential(SIMD8(repeating: x))[0] }

    @inline(__always)
    func apply(
        row: Int, scores: UnsafeMutablePointer<Float>, stride: Int, losses: UnsafeMutablePointer<Double>
    ) {
        let panels = (classCount + 15) / 16
        var high = SIMD8<Float>(repeating: -Float.greatestFiniteMagnitude)
        for panel in 0..<panels {
            let place = scores + panel * stride
            high = lanewiseMax(high, lanewiseMax(SIMD8<Float>(aligned: place), SIMD8<Float>(aligned: place + 8)))
        }
        let label = Int(labels[row])
        let largest = TileKernels.largest(high)
        let own = scores[label / 16 * stride + label % 16]
        var sums = SIMD8<Float>.zero
        for panel in 0..<panels {
            for half in 0..<2 {
                let place = scores + panel * stride + 8 * half
                let value = TileKernels.exponential(SIMD8<Float>(aligned: place) - largest)
                sums += value
                value.store(aligned: place)
            }
        }
        let sum = sums.sum()
        let cost = costs[row]
        let factor = SIMD8<Float>(repeating: cost / sum)
        for panel in 0..<panels {
            for half in 0..<2 {
                let place = scores + panel * stride + 8 * half
                (SIMD8<Float>(aligned: place) * factor).store(aligned: place)
            }
        }
        scores[label / 16 * stride + label % 16] -= cost
        losses[0] += Double(cost) * (log(Double(sum)) + Double(largest) - Double(own))
    }
}
