import Core

/// Which numbers of a channel's plane, vector by vector, belong to an image.
struct PlaneMask<Scalar: NetworkScalar> {
    /// Vectors of the plane.
    let count: Int
    /// 1 for what counts and 0 for what does not, in all vectors but the last, and in that.
    let inner: SIMD16<Scalar>
    let last: SIMD16<Scalar>

    init<Element: Lanes>(_ pass: Pass<Element>, _ layout: SlotLayout, tile: Int) where Element.Scalar == Scalar {
        count = layout.planeStride / 16
        let lanes = pass.lanes(in: tile)
        // Side by side every vector holds one number of each image; image by image the plane ends somewhere in the last.
        let isSideBySide = Element.images == 16
        let places = layout.shape.height * layout.shape.width
        let (inner, last) = isSideBySide ? (lanes, lanes) : (16 * lanes, (places - 16 * (count - 1)) * lanes)
        self.inner = Self.ones(inner)
        self.last = Self.ones(last)
    }

    private static func ones(_ count: Int) -> SIMD16<Scalar> {
        var mask = SIMD16<Scalar>.zero
        for lane in 0..<min(count, 16) { mask[lane] = 1 }
        return mask
    }
}

/// One channel's plane of a tile of images at a time.
enum BatchNormalisationKernels {
    /// Σ x over what counts.
    static func sum<Scalar: NetworkScalar>(_ plane: UnsafePointer<SIMD16<Scalar>>, _ mask: PlaneMask<Scalar>) -> Double
    {
        sum(mask) { plane[$0] * $1 }
    }

    /// Σ (x − mean)².
    static func squares<Scalar: NetworkScalar>(
        _ plane: UnsafePointer<SIMD16<Scalar>>, mean: Scalar, _ mask: PlaneMask<Scalar>
    ) -> Double {
        let mean = SIMD16(repeating: mean)
        return sum(mask) {
            let difference = (plane[$0] - mean) * $1
            return difference * difference
        }
    }

    /// Σ g (x − mean), with g zero in what does not count.
    static func products<Scalar: NetworkScalar>(
        _ plane: UnsafePointer<SIMD16<Scalar>>, gradient: UnsafePointer<SIMD16<Scalar>>, mean: Scalar,
        _ mask: PlaneMask<Scalar>
    ) -> Double {
        let mean = SIMD16(repeating: mean)
        return sum(mask) { (plane[$0] - mean) * (gradient[$0] * $1) }
    }

    /// Four sums run side by side, each over a quarter as many numbers; their order never changes.
    @inline(__always)
    private static func sum<Scalar: NetworkScalar>(
        _ mask: PlaneMask<Scalar>, _ term: (Int, SIMD16<Scalar>) -> SIMD16<Scalar>
    ) -> Double {
        var (a, b) = (SIMD16<Scalar>.zero, SIMD16<Scalar>.zero)
        var (c, d) = (SIMD16<Scalar>.zero, SIMD16<Scalar>.zero)
        var index = 0
        while index + 4 < mask.count {
            a += term(index, mask.inner); b += term(index + 1, mask.inner)
            c += term(index + 2, mask.inner); d += term(index + 3, mask.inner)
            index += 4
        }
        while index + 1 < mask.count { a += term(index, mask.inner); index += 1 }
        b += term(index, mask.last)
        return Double(((a + b) + (c + d)).total)
    }

    /// y = (x − mean) · scale + bias.
    static func normalise<Scalar: NetworkScalar>(
        _ plane: UnsafePointer<SIMD16<Scalar>>, _ count: Int, mean: Scalar, scale: Scalar, bias: Scalar,
        into target: UnsafeMutablePointer<SIMD16<Scalar>>
    ) {
        let (mean, scale, bias) = (SIMD16(repeating: mean), SIMD16(repeating: scale), SIMD16(repeating: bias))
        for index in 0..<count {
            var value = bias
            value.accumulate(plane[index] - mean, scale)
            target[index] = value
        }
    }

    /// The gradient of the input: g · scale − offset − (x − mean) · slope, zero in what does not count.
    static func backward<Scalar: NetworkScalar>(
        _ plane: UnsafePointer<SIMD16<Scalar>>, gradient: UnsafePointer<SIMD16<Scalar>>, _ mask: PlaneMask<Scalar>,
        mean: Scalar, scale: Scalar, offset: Scalar, slope: Scalar, accumulates: Bool,
        into target: UnsafeMutablePointer<SIMD16<Scalar>>
    ) {
        let (mean, scale) = (SIMD16(repeating: mean), SIMD16(repeating: scale))
        let (offset, slope) = (SIMD16(repeating: offset), SIMD16(repeating: slope))
        @inline(__always)
        func value(_ index: Int, _ mask: SIMD16<Scalar>) -> SIMD16<Scalar> {
            ((gradient[index] * scale - offset) - (plane[index] - mean) * slope) * mask
        }
        let last = mask.count - 1
        if accumulates {
            for index in 0..<last { target[index] += value(index, mask.inner) }
            target[last] += value(last, mask.last)
        } else {
            for index in 0..<last { target[index] = value(index, mask.inner) }
            target[last] = value(last, mask.last)
        }
    }
}
