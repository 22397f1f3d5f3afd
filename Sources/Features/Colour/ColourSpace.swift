import Core

/// Coordinates of a colour, as whole numbers over a whole number, so that bins are exact.
///
/// | space | coordinates |
/// |---|---|
/// | `rgb` | red, green, blue |
/// | `hsv` | hue (0 red, ⅓ green, ⅔ blue; 0 for greys), saturation (max − min)/max (0 for black), value max |
/// | `opponent` | (R − G)/√2, (R + G − 2B)/√6, (R + G + B)/√3 (K. van de Sande et al., PAMI 2010), each scaled to 0…1 |
public enum ColourSpace: String, Codable, Sendable, CaseIterable {
    case rgb
    case hsv
    case opponent

    /// The coordinates of a pixel as `value`/`range`, 0 ≤ value/range ≤ 1; hue stays below 1.
    @inline(__always)
    func coordinates(_ red: Int32, _ green: Int32, _ blue: Int32) -> (value: SIMD3<Int32>, range: SIMD3<Int32>) {
        switch self {
        case .rgb:
            return (SIMD3(red, green, blue), SIMD3(repeating: 255))
        case .opponent:
            return (
                SIMD3(red - green + 255, red + green - 2 * blue + 510, red + green + blue), SIMD3(510, 1020, 765)
            )
        case .hsv:
            let high = max(red, green, blue)
            let spread = high - min(red, green, blue)
            guard spread > 0 else { return (SIMD3(0, 0, high), SIMD3(1, 1, 255)) }
            // In sixths of the circle, times the spread.
            let hue: Int32
            if high == red {
                hue = green >= blue ? green - blue : green - blue + 6 * spread
            } else if high == green {
                hue = blue - red + 2 * spread
            } else {
                hue = red - green + 4 * spread
            }
            return (SIMD3(hue, spread, high), SIMD3(6 * spread, high, 255))
        }
    }
}
