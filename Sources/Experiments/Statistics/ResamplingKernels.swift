/// Weights of the test images in sixteen replicates of a bootstrap.
struct ReplicateWeights {
    typealias Lanes = SIMD16<UInt32>

    /// `[image]`, how often each replicate has drawn the image.
    private var weights: [Lanes]

    init(images: Int) { weights = [Lanes](repeating: .zero, count: images) }

    mutating func draw(_ image: Int, lane: Int) { weights[image][lane] += 1 }

    /// The sum over `places` of the weights.
    func sum(of places: [Int32]) -> Lanes {
        weights.withUnsafeBufferPointer { weights in
            // Two sums, so that an addition does not wait for the one before it.
            var (even, odd) = (Lanes.zero, Lanes.zero)
            var place = 0
            while place + 1 < places.count {
                even &+= weights[Int(places[place])]
                odd &+= weights[Int(places[place + 1])]
                place += 2
            }
            if place < places.count { even &+= weights[Int(places[place])] }
            return even &+ odd
        }
    }
}
