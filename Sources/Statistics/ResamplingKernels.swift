/// Weights of the test images in 64 replicates of a bootstrap, a byte each.
struct ReplicateWeights {
    static let lanes = 64

    /// `[image][lane]`, how often each replicate has drawn the image.
    private var weights: [UInt8]
    /// The largest of the weights.
    private var largest = 0

    init(images: Int) { weights = [UInt8](repeating: 0, count: images * Self.lanes) }

    /// A replicate draws no image 256 times: that is less likely than any number that has a name.
    mutating func draw(_ image: Int, lane: Int) {
        weights[image * Self.lanes + lane] &+= 1
        largest = max(largest, Int(weights[image * Self.lanes + lane]))
    }

    /// Adds to `sums` the sum over `places` of the weights of each replicate, times its factor.
    ///
    /// - Parameters:
    ///   - factors: ``lanes`` of them from `first` on.
    ///   - sums: ``lanes`` of them.
    func add(_ places: [Int32], times factors: [Int32], from first: Int, to sums: inout [Int]) {
        precondition(first >= 0 && first + Self.lanes <= factors.count && sums.count == Self.lanes)
        // So many weights fit into a byte together, and so many sums of bytes into 16 bits.
        let few = max(1, 255 / max(1, largest))
        let many = 256 * few
        weights.withUnsafeBytes { weights in
            var start = 0
            while start < places.count {
                var (low, high) = (SIMD32<UInt16>.zero, SIMD32<UInt16>.zero)
                let blockEnd = min(places.count, start + many)
                while start < blockEnd {
                    let end = min(blockEnd, start + few)
                    var bytes = SIMD64<UInt8>.zero
                    for place in start..<end {
                        bytes &+= weights.loadUnaligned(
                            fromByteOffset: Int(places[place]) &* Self.lanes, as: SIMD64<UInt8>.self)
                    }
                    low &+= SIMD32<UInt16>(truncatingIfNeeded: bytes.lowHalf)
                    high &+= SIMD32<UInt16>(truncatingIfNeeded: bytes.highHalf)
                    start = end
                }
                for lane in 0..<32 {
                    sums[lane] &+= Int(factors[first + lane]) &* Int(low[lane])
                    sums[lane + 32] &+= Int(factors[first + lane + 32]) &* Int(high[lane])
                }
            }
        }
    }
}
