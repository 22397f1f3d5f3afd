import Core

/// A way to write a digit: pen strokes through control points.
///
/// Coordinates: x to the right and y downwards; the digit fills about 0…0.7 by 0…1. Between two corners the pen follows the
/// Catmull–Rom spline through the points (Catmull and Rom 1974).
struct GlyphPath: Sendable {
    /// Control points of all strokes, each written once.
    private(set) var points: [SIMD2<Float>] = []
    /// Points between two corners; the last point of a run may be the first of the next.
    private(set) var runs: [Range<Int>] = []
    /// Runs between the pen's going down and its lifting.
    private(set) var strokes: [Range<Int>] = []

    init(_ strokes: [GlyphRun]...) {
        for stroke in strokes {
            let firstRun = runs.count
            let firstPoint = points.count
            for run in stroke {
                let continues = points.count > firstPoint && points.last == run.points.first
                let start = continues ? points.count - 1 : points.count
                points += continues ? run.points.dropFirst() : run.points[...]
                runs.append(start..<points.count)
            }
            self.strokes.append(firstRun..<runs.count)
        }
        precondition(points.count <= GlyphPen.pointCapacity)
    }

    /// The middle of the box that the control points fill.
    var center: SIMD2<Float> {
        let low = points.reduce(points[0]) { pointwiseMin($0, $1) }
        let high = points.reduce(points[0]) { pointwiseMax($0, $1) }
        return (low + high) / 2
    }
}

/// Points that one smooth curve goes through; two points make a line.
struct GlyphRun: Sendable {
    let points: [SIMD2<Float>]
}

/// A smooth curve through `points`; closed where the last point is the first.
private func curve(_ points: (Float, Float)...) -> [GlyphRun] {
    [GlyphRun(points: points.map { SIMD2($0.0, $0.1) })]
}

/// Straight lines from point to point.
private func lines(_ points: (Float, Float)...) -> [GlyphRun] {
    zip(points, points.dropFirst()).map { GlyphRun(points: [SIMD2($0.0, $0.1), SIMD2($1.0, $1.1)]) }
}

extension GlyphPath {
    /// For each of the ten digits, the ways in which people write it.
    static let digits: [[GlyphPath]] = [
        zeros, ones, twos, threes, fours, fives, sixes, sevens, eights, nines,
    ]

    private static let zeros = [
        // Round and closed.
        GlyphPath(
            curve(
                (0.35, 0), (0.13, 0.12), (0.03, 0.5), (0.13, 0.88), (0.35, 1), (0.57, 0.88), (0.67, 0.5), (0.57, 0.12),
                (0.35, 0))),
        // Left a little open at the top.
        GlyphPath(
            curve(
                (0.45, 0.04), (0.2, 0.1), (0.08, 0.5), (0.2, 0.92), (0.4, 0.97), (0.58, 0.8), (0.6, 0.4), (0.5, 0.1),
                (0.33, 0.06))),
        // Narrow, the end crossing the beginning.
        GlyphPath(
            curve(
                (0.5, 0.02), (0.25, 0.08), (0.1, 0.5), (0.22, 0.92), (0.42, 0.95), (0.58, 0.6), (0.52, 0.2),
                (0.36, 0.08),
                (0.2, -0.02))),
    ]

    private static let ones = [
        // A bare stroke.
        GlyphPath(lines((0.35, 0), (0.35, 1))),
        // With a serif.
        GlyphPath(lines((0.15, 0.22), (0.38, 0), (0.38, 1))),
        // With a serif and a foot.
        GlyphPath(lines((0.16, 0.2), (0.38, 0), (0.38, 1)), lines((0.15, 1), (0.6, 1))),
        // Bent.
        GlyphPath(curve((0.45, 0), (0.37, 0.45), (0.33, 1))),
    ]

    private static let twos = [
        // Flat base.
        GlyphPath(
            curve((0.06, 0.22), (0.2, 0.03), (0.45, 0.02), (0.6, 0.2), (0.55, 0.42), (0.3, 0.72), (0.04, 1))
                + lines((0.04, 1), (0.66, 1))),
        // A loop at the lower left.
        GlyphPath(
            curve(
                (0.08, 0.2), (0.28, 0), (0.55, 0.08), (0.58, 0.33), (0.38, 0.66), (0.14, 0.95), (0.04, 0.9),
                (0.1, 0.78),
                (0.28, 0.86), (0.48, 0.98), (0.68, 0.9))),
        // Wavy base.
        GlyphPath(
            curve((0.1, 0.12), (0.35, 0), (0.58, 0.14), (0.5, 0.45), (0.08, 0.96))
                + curve((0.08, 0.96), (0.28, 0.88), (0.5, 1), (0.68, 0.92))),
    ]

    private static let threes = [
        // Two round bows.
        GlyphPath(
            curve((0.08, 0.12), (0.32, 0), (0.56, 0.12), (0.52, 0.36), (0.26, 0.47))
                + curve((0.26, 0.47), (0.56, 0.56), (0.64, 0.78), (0.45, 0.98), (0.2, 0.99), (0.04, 0.86))),
        // Flat top.
        GlyphPath(
            lines((0.08, 0.02), (0.6, 0.02), (0.3, 0.4))
                + curve((0.3, 0.4), (0.56, 0.48), (0.64, 0.72), (0.48, 0.95), (0.22, 1), (0.04, 0.88))),
        // A small loop in the middle.
        GlyphPath(
            curve(
                (0.1, 0.08), (0.4, 0), (0.56, 0.18), (0.42, 0.42), (0.26, 0.5), (0.24, 0.42), (0.42, 0.46),
                (0.62, 0.65),
                (0.54, 0.92), (0.28, 1), (0.04, 0.9))),
    ]

    private static let fours = [
        // Open, straight.
        GlyphPath(lines((0.18, 0.04), (0.06, 0.56), (0.66, 0.56)), lines((0.5, 0.14), (0.46, 1))),
        // Closed, in one stroke.
        GlyphPath(lines((0.48, 1), (0.48, 0), (0.04, 0.66), (0.68, 0.66))),
        // Open, with a bow.
        GlyphPath(curve((0.12, 0.02), (0.08, 0.35), (0.22, 0.52), (0.55, 0.46)), lines((0.58, 0.02), (0.5, 1))),
        // Nearly closed, in two strokes.
        GlyphPath(lines((0.42, 0), (0.04, 0.62), (0.68, 0.62)), lines((0.5, 0.35), (0.48, 1))),
    ]

    private static let fives = [
        // One stroke from the right end of the roof.
        GlyphPath(
            lines((0.6, 0.02), (0.16, 0.02), (0.12, 0.44))
                + curve((0.12, 0.44), (0.36, 0.36), (0.6, 0.5), (0.62, 0.78), (0.4, 0.98), (0.16, 0.99), (0.03, 0.88))),
        // The roof added last.
        GlyphPath(
            lines((0.16, 0.04), (0.12, 0.46))
                + curve((0.12, 0.46), (0.4, 0.4), (0.62, 0.6), (0.55, 0.88), (0.3, 1), (0.04, 0.9)),
            lines((0.16, 0.04), (0.62, 0))),
        // Rounded like an S.
        GlyphPath(
            curve(
                (0.62, 0.04), (0.36, 0), (0.18, 0.14), (0.2, 0.36), (0.46, 0.5), (0.6, 0.72), (0.44, 0.97), (0.18, 1),
                (0.04, 0.88))),
    ]

    private static let sixes = [
        // A leaning stem.
        GlyphPath(
            curve(
                (0.52, 0), (0.26, 0.2), (0.08, 0.55), (0.12, 0.86), (0.35, 1), (0.58, 0.86), (0.58, 0.64), (0.38, 0.52),
                (0.16, 0.62), (0.09, 0.76))),
        // A straight stem and a small bowl.
        GlyphPath(
            curve(
                (0.34, 0), (0.12, 0.42), (0.04, 0.74), (0.18, 0.98), (0.46, 0.98), (0.6, 0.78), (0.48, 0.58),
                (0.26, 0.58),
                (0.1, 0.76))),
        // A hooked top.
        GlyphPath(
            curve(
                (0.62, 0.12), (0.44, 0), (0.2, 0.14), (0.06, 0.5), (0.1, 0.84), (0.34, 1), (0.58, 0.88), (0.6, 0.64),
                (0.4, 0.5), (0.18, 0.58), (0.08, 0.72))),
    ]

    private static let sevens = [
        // Two straight strokes.
        GlyphPath(lines((0.04, 0.02), (0.64, 0.02), (0.26, 1))),
        // Crossed.
        GlyphPath(lines((0.04, 0.04), (0.64, 0.02), (0.28, 1)), lines((0.2, 0.5), (0.62, 0.47))),
        // With a serif and a bent stem.
        GlyphPath(
            lines((0.06, 0.16), (0.08, 0.02)) + curve((0.08, 0.02), (0.3, 0.06), (0.64, 0))
                + curve((0.64, 0), (0.4, 0.4), (0.3, 1))),
        // A wavy roof.
        GlyphPath(
            curve((0.04, 0.12), (0.16, 0.02), (0.4, 0.08), (0.66, 0.02))
                + curve((0.66, 0.02), (0.45, 0.45), (0.34, 1))),
    ]

    private static let eights = [
        // One stroke, closed.
        GlyphPath(
            curve(
                (0.56, 0.14), (0.34, 0), (0.12, 0.14), (0.18, 0.36), (0.36, 0.48), (0.58, 0.64), (0.6, 0.86), (0.35, 1),
                (0.1, 0.86), (0.12, 0.64), (0.36, 0.48), (0.54, 0.32), (0.56, 0.14))),
        // Two circles.
        GlyphPath(
            curve(
                (0.35, 0), (0.14, 0.1), (0.14, 0.34), (0.35, 0.46), (0.56, 0.34), (0.56, 0.1), (0.35, 0)),
            curve((0.35, 0.46), (0.1, 0.6), (0.08, 0.86), (0.35, 1), (0.62, 0.86), (0.6, 0.6), (0.35, 0.46))),
        // Open at the upper right.
        GlyphPath(
            curve(
                (0.62, 0.06), (0.36, 0.02), (0.14, 0.16), (0.26, 0.4), (0.5, 0.62), (0.54, 0.88), (0.32, 1),
                (0.1, 0.86),
                (0.2, 0.62), (0.44, 0.42), (0.62, 0.1))),
    ]

    private static let nines = [
        // A straight stem.
        GlyphPath(
            curve((0.56, 0.2), (0.36, 0), (0.12, 0.12), (0.1, 0.36), (0.3, 0.5), (0.5, 0.4), (0.56, 0.2)),
            lines((0.57, 0.12), (0.53, 1))),
        // A hooked stem.
        GlyphPath(
            curve((0.56, 0.2), (0.36, 0), (0.12, 0.12), (0.1, 0.36), (0.3, 0.5), (0.5, 0.4), (0.56, 0.2)),
            curve((0.58, 0.12), (0.6, 0.5), (0.5, 0.88), (0.28, 1), (0.1, 0.92))),
        // One stroke, leaning.
        GlyphPath(
            curve((0.56, 0.1), (0.36, 0), (0.12, 0.12), (0.08, 0.34), (0.24, 0.48), (0.48, 0.4), (0.58, 0.12))
                + curve((0.58, 0.12), (0.5, 0.6), (0.4, 1))),
    ]
}
