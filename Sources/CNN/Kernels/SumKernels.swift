import Core

/// Products with one number and sums of two planes; counts are in vectors of sixteen.
enum SumKernels {
    /// target = factor · source, or that added.
    static func scale<Scalar: NetworkScalar>(
        _ source: UnsafePointer<SIMD16<Scalar>>, _ count: Int, by factor: Scalar, accumulates: Bool,
        into target: UnsafeMutablePointer<SIMD16<Scalar>>
    ) {
        let factor = SIMD16(repeating: factor)
        if accumulates {
            for index in 0..<count { target[index].accumulate(source[index], factor) }
        } else {
            for index in 0..<count { target[index] = source[index] * factor }
        }
    }

    /// target = a + b.
    static func add<Scalar: NetworkScalar>(
        _ a: UnsafePointer<SIMD16<Scalar>>, _ b: UnsafePointer<SIMD16<Scalar>>, _ count: Int,
        into target: UnsafeMutablePointer<SIMD16<Scalar>>
    ) {
        for index in 0..<count { target[index] = a[index] + b[index] }
    }

    /// Adds to each element of `target` the number of its place.
    static func addBiases<Element: Lanes>(
        _ biases: UnsafePointer<Element.Scalar>, _ count: Int, to target: UnsafeMutablePointer<Element>
    ) {
        for place in 0..<count { target[place] = target[place] + Element(repeating: biases[place]) }
    }

    /// Adds the sum of the lanes of each element to the number of its place.
    static func addTotals<Element: Lanes>(
        _ source: UnsafePointer<Element>, _ count: Int, to sums: UnsafeMutablePointer<Element.Scalar>
    ) {
        for place in 0..<count { sums[place] += source[place].total }
    }

    /// Σ (x_j − w_j)² over the planes of all channels; `weights` lie without gaps.
    static func squaredDistance<Element: Lanes>(
        _ source: UnsafePointer<Element>, channels: Int, places: Int, stride: Int,
        _ weights: UnsafePointer<Element.Scalar>
    ) -> Element {
        var sum = Element.zero
        for channel in 0..<channels {
            for place in 0..<places {
                let difference =
                    source[channel * stride + place] - Element(repeating: weights[channel * places + place])
                sum.accumulate(difference, difference)
            }
        }
        return sum
    }

    /// Adds 2 g (x_j − w_j) to target_j.
    static func addDistanceGradient<Element: Lanes>(
        _ source: UnsafePointer<Element>, channels: Int, places: Int, stride: Int,
        _ weights: UnsafePointer<Element.Scalar>,
        gradient: Element, to target: UnsafeMutablePointer<Element>
    ) {
        let double = gradient + gradient
        for channel in 0..<channels {
            for place in 0..<places {
                let index = channel * stride + place
                var sum = target[index]
                sum.accumulate(double, source[index] - Element(repeating: weights[channel * places + place]))
                target[index] = sum
            }
        }
    }
}
