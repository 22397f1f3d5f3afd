import Core

/// Minimal filtering (S. Winograd 1980; A. Lavin and S. Gray, *Fast Algorithms for Convolutional Neural Networks*, CVPR 2016): m × m
/// outputs of an r × r convolution by 6 × 6 products, with m + r = 7, instead of m² r²: for 3×3 filters 36 instead of 144, for
/// 5×5 filters 36 instead of 100.
///
/// In one dimension y = Aᵀ [(G g) ⊙ (Bᵀ d)]: six numbers d of the input and the filter g become the values of polynomials at the
/// points 0, 1, −1, 2, −2 and infinity, which are multiplied, and A leads back. Bᵀ is the same for both sizes. In two dimensions it
/// is applied to columns and rows. The gradients are the transposed steps: dg = Gᵀ [(A dy) ⊙ (Bᵀ d)].
enum WinogradTransforms {
    /// Bᵀ d.
    @inline(__always)
    static func input<V: Lanes>(_ d: (V, V, V, V, V, V)) -> (V, V, V, V, V, V) {
        let four = V(repeating: 4), five = V(repeating: 5), two = V(repeating: 2)
        let a = d.4 - four * d.2
        let b = d.3 - four * d.1
        let c = d.4 - d.2
        let e = two * (d.3 - d.1)
        return (four * d.0 - five * d.2 + d.4, a + b, a - b, c + e, c - e, four * d.1 - five * d.3 + d.5)
    }

    /// Row `index` of Bᵀ d.
    @inline(__always)
    static func input<V: Lanes>(_ d: (V, V, V, V, V, V), row index: Int) -> V {
        let four = V(repeating: 4), five = V(repeating: 5), two = V(repeating: 2)
        switch index {
        case 0: return four * d.0 - five * d.2 + d.4
        case 1: return (d.4 - four * d.2) + (d.3 - four * d.1)
        case 2: return (d.4 - four * d.2) - (d.3 - four * d.1)
        case 3: return (d.4 - d.2) + two * (d.3 - d.1)
        case 4: return (d.4 - d.2) - two * (d.3 - d.1)
        default: return four * d.1 - five * d.3 + d.5
        }
    }

    /// Aᵀ m for four outputs.
    @inline(__always)
    static func output4<V: Lanes>(_ m: (V, V, V, V, V, V)) -> (V, V, V, V) {
        let s = m.1 + m.2, d = m.1 - m.2, t = m.3 + m.4, e = m.3 - m.4
        return (
            m.0 + s + t, d + V(repeating: 2) * e, s + V(repeating: 4) * t, d + V(repeating: 8) * e + m.5
        )
    }

    /// Aᵀ m for two outputs.
    @inline(__always)
    static func output2<V: Lanes>(_ m: (V, V, V, V, V, V)) -> (V, V) {
        (m.0 + (m.1 + m.2) + (m.3 + m.4), (m.1 - m.2) + V(repeating: 2) * (m.3 - m.4) + m.5)
    }

    /// A y of four outputs.
    @inline(__always)
    static func gradient4<V: Lanes>(_ y: (V, V, V, V)) -> (V, V, V, V, V, V) {
        let two = V(repeating: 2), four = V(repeating: 4), eight = V(repeating: 8)
        let even = y.0 + y.2, odd = y.1 + y.3
        let evens = y.0 + four * y.2, odds = two * y.1 + eight * y.3
        return (y.0, even + odd, even - odd, evens + odds, evens - odds, y.3)
    }

    /// Row `index` of A y of four outputs.
    @inline(__always)
    static func gradient4<V: Lanes>(_ y: (V, V, V, V), row index: Int) -> V {
        let two = V(repeating: 2), four = V(repeating: 4), eight = V(repeating: 8)
        switch index {
        case 0: return y.0
        case 1: return (y.0 + y.2) + (y.1 + y.3)
        case 2: return (y.0 + y.2) - (y.1 + y.3)
        case 3: return (y.0 + four * y.2) + (two * y.1 + eight * y.3)
        case 4: return (y.0 + four * y.2) - (two * y.1 + eight * y.3)
        default: return y.3
        }
    }

    /// A y of two outputs.
    @inline(__always)
    static func gradient2<V: Lanes>(_ y: (V, V)) -> (V, V, V, V, V, V) {
        let double = V(repeating: 2) * y.1
        return (y.0, y.0 + y.1, y.0 - y.1, y.0 + double, y.0 - double, y.1)
    }

    /// Row `index` of A y of two outputs.
    @inline(__always)
    static func gradient2<V: Lanes>(_ y: (V, V), row index: Int) -> V {
        let double = V(repeating: 2) * y.1
        switch index {
        case 0: return y.0
        case 1: return y.0 + y.1
        case 2: return y.0 - y.1
        case 3: return y.0 + double
        case 4: return y.0 - double
        default: return y.1
        }
    }

    /// G g of a filter of three.
    @inline(__always)
    static func filter3<V: Lanes>(_ g: (V, V, V)) -> (V, V, V, V, V, V) {
        let even = (g.0 + g.2) * V(repeating: -1 / 6), odd = g.1 * V(repeating: -1 / 6)
        let evens = g.0 * V(repeating: 1 / 24) + g.2 * V(repeating: 1 / 6), odds = g.1 * V(repeating: 1 / 12)
        return (g.0 * V(repeating: 0.25), even + odd, even - odd, evens + odds, evens - odds, g.2)
    }

    /// G g of a filter of five.
    @inline(__always)
    static func filter5<V: Lanes>(_ g: (V, V, V, V, V)) -> (V, V, V, V, V, V) {
        let even = (g.0 + g.2 + g.4) * V(repeating: -1 / 6), odd = (g.1 + g.3) * V(repeating: -1 / 6)
        let evens = g.0 * V(repeating: 1 / 24) + g.2 * V(repeating: 1 / 6) + g.4 * V(repeating: 2 / 3)
        let odds = g.1 * V(repeating: 1 / 12) + g.3 * V(repeating: 1 / 3)
        return (g.0 * V(repeating: 0.25), even + odd, even - odd, evens + odds, evens - odds, g.4)
    }

    /// Gᵀ u for a filter of three.
    @inline(__always)
    static func filterGradient3<V: Lanes>(_ u: (V, V, V, V, V, V)) -> (V, V, V) {
        let sixth = V(repeating: 1 / 6)
        let s = (u.1 + u.2) * sixth, d = (u.1 - u.2) * sixth, t = u.3 + u.4, e = u.3 - u.4
        return (
            u.0 * V(repeating: 0.25) - s + t * V(repeating: 1 / 24), e * V(repeating: 1 / 12) - d, t * sixth - s + u.5
        )
    }

    /// Gᵀ u for a filter of five.
    @inline(__always)
    static func filterGradient5<V: Lanes>(_ u: (V, V, V, V, V, V)) -> (V, V, V, V, V) {
        let sixth = V(repeating: 1 / 6)
        let s = (u.1 + u.2) * sixth, d = (u.1 - u.2) * sixth, t = u.3 + u.4, e = u.3 - u.4
        return (
            u.0 * V(repeating: 0.25) - s + t * V(repeating: 1 / 24), e * V(repeating: 1 / 12) - d, t * sixth - s,
            e * V(repeating: 1 / 3) - d, t * V(repeating: 2 / 3) - s + u.5
        )
    }
}
