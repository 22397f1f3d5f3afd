import Core

/// Which numbers of a channel's plane, vector by vector, belong to an image.
struct PlaneMask<Scalar: NetworkScalar> {
    /// Vectors of the plane.
    let count: Int
    /// 1 for what counts and 0 for what does not, in all vectors but the last, and in that.
    let inner: SIMD16<Scalar>
    let last: SIMD16<Scalar>

    init<Element: Lanes>(_ pass: NetworkPass<Element>, _ layout: SlotLayout, tile: Int) where Element.Scalar == Scalar {
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

/// The masks of all tiles: only the last can have lanes without an image.
struct PlaneMasks<Scalar: NetworkScalar> {
    private let inner: PlaneMask<Scalar>
    private let last: PlaneMask<Scalar>
    private let lastTile: Int

    init<Element: Lanes>(_ pass: NetworkPass<Element>, _ layout: SlotLayout) where Element.Scalar == Scalar {
        lastTile = (pass.images - 1) / Element.images
        inner = PlaneMask(pass, layout, tile: 0)
        last = PlaneMask(pass, layout, tile: lastTile)
    }

    subscript(tile: Int) -> PlaneMask<Scalar> {
        @inline(__always) get { tile == lastTile ? last : inner }
    }
}

/// One channel's plane of a tile of images at a time.
enum BatchNormalisationKernels {
    /// Σ x over what counts.
    static func sum<Scalar: NetworkScalar>(
        _ plane: UnsafePointer<SIMD16<Scalar>>, _ mask: PlaneMask<Scalar>
    ) -> Double {
        sums(mask) {
            let x = plane[$0] * $1; return (x, x)
        }.0
    }

    /// Σ (x − shift) and Σ (x − shift)².
    static func moments<Scalar: NetworkScalar>(
        _ plane: UnsafePointer<SIMD16<Scalar>>, shift: Scalar, _ mask: PlaneMask<Scalar>
    ) -> (sum: Double, squares: Double) {
        let shift = SIMD16(repeating: shift)
        return sums(mask) {
            let difference = (plane[$0] - shift) * $1
            return (difference, difference * difference)
        }
    }

    /// Σ g and Σ g (x − mean).
    static func products<Scalar: NetworkScalar>(
        _ plane: UnsafePointer<SIMD16<Scalar>>, gradient: UnsafePointer<SIMD16<Scalar>>, mean: Scalar,
        _ mask: PlaneMask<Scalar>
    ) -> (sum: Double, products: Double) {
        let mean = SIMD16(repeating: mean)
        return sums(mask) {
            let g = gradient[$0] * $1
            return (g, (plane[$0] - mean) * g)
        }
    }

    /// Two sums, each in four parts that run side by side, over a quarter as many numbers; their order never changes.
    @inline(__always)
    private static func sums<Scalar: NetworkScalar>(
        _ mask: PlaneMask<Scalar>, _ terms: (Int, SIMD16<Scalar>) -> (SIMD16<Scalar>, SIMD16<Scalar>)
    ) -> (Double, Double) {
        typealias Vector = SIMD16<Scalar>
        var (a, b, c, d) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        var (e, f, g, h) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
        let inner = mask.inner
        var index = 0
        while index + 4 < mask.count {
            let (first, second) = (terms(index, inner), terms(index + 1, inner))
            let (third, fourth) = (terms(index + 2, inner), terms(index + 3, inner))
            a += first.0; e += first.1; b += second.0; f += second.1
            c += third.0; g += third.1; d += fourth.0; h += fourth.1
            index += 4
        }
        while index + 1 < mask.count {
            let term = terms(index, inner)
            a += term.0; e += term.1
            index += 1
        }
        let last = terms(index, mask.last)
        b += last.0; f += last.1
        return (Double(((a + b) + (c + d)).total), Double(((e + f) + (g + h)).total))
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
