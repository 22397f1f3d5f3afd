import Core

/// Looks for the keypoints of one octave while its differences of Gaussians are made.
///
/// A row is searched when the row below it is there on every level; what is found is refined some rows later, when all that
/// the refinement may look at is there as well.
struct ExtremumSearch {
    private let octave: Int
    private let layout: SIFTLayout
    private let size: SIFTLayout.Size
    private let scales: Int
    /// Least |D| of a pixel that is looked at: half of what a keypoint needs.
    private let threshold: Float
    private let differences: [RowRing]
    /// The next row to be searched.
    private var next = SIFTLayout.border
    private var candidates: [Candidate] = []
    /// Candidates that were refined.
    private var refined = 0
    /// The keypoints, in the order row, level, column of the pixel where they were first seen.
    private(set) var found: [SIFTPlace] = []
    /// Pixels where the newest keypoints ended, for a second way to the same one.
    private var ends: [Candidate] = []

    private struct Candidate: Equatable {
        var level: Int
        var row: Int
        var column: Int
    }

    init(octave: Int, layout: SIFTLayout, differences: [RowRing]) {
        self.octave = octave
        self.layout = layout
        self.differences = differences
        size = layout.octaves[octave]
        scales = layout.configuration.scalesPerOctave
        threshold = 0.5 * 255 * layout.configuration.contrastThreshold / Float(scales)
    }

    /// Tells that all differences have the rows up to `newest`.
    mutating func advance(to newest: Int) {
        while next < min(newest, size.height - SIFTLayout.border) {
            for level in 1...scales { search(next, level) }
            next += 1
        }
        while refined < candidates.count, candidates[refined].row + SIFTLayout.reach <= newest {
            refine(candidates[refined])
            refined += 1
        }
    }

    /// Refines what is left.
    mutating func finish() {
        while refined < candidates.count {
            refine(candidates[refined])
            refined += 1
        }
    }

    // MARK: Search (§3.1)

    /// Pixels of a row that are extrema among their 26 neighbours. Most are not even among the four nearest.
    private mutating func search(_ row: Int, _ level: Int) {
        let end = size.width - SIFTLayout.border
        let here = differences[level]
        let middle = UnsafePointer(here.row(row))
        let above = UnsafePointer(here.row(row - 1))
        let below = UnsafePointer(here.row(row + 1))
        var x = SIFTLayout.border
        while x < end {
            let value = SIMD8<Float>(at: middle + x)
            let (left, right) = (SIMD8<Float>(at: middle + (x &- 1)), SIMD8<Float>(at: middle + (x &+ 1)))
            let (up, down) = (SIMD8<Float>(at: above + x), SIMD8<Float>(at: below + x))
            let large = lanewiseMax(lanewiseMax(left, right), lanewiseMax(up, down))
            let small = lanewiseMin(lanewiseMin(left, right), lanewiseMin(up, down))
            if any(Self.isExtreme(value, large, small, threshold)) {
                compare(value, large, small, x, row, level)
            }
            x &+= 8
        }
    }

    /// Adds those of eight pixels that are extrema also among the other 22 neighbours.
    private mutating func compare(
        _ value: SIMD8<Float>, _ large: SIMD8<Float>, _ small: SIMD8<Float>, _ x: Int, _ row: Int, _ level: Int
    ) {
        var (large, small) = (large, small)
        let here = differences[level]
        Self.extend(&large, &small, here.row(row - 1) + x)
        Self.extend(&large, &small, here.row(row + 1) + x)
        guard any(Self.isExtreme(value, large, small, threshold)) else { return }
        for other in [differences[level - 1], differences[level + 1]] {
            Self.extend(&large, &small, other.row(row - 1) + x)
            Self.extend(&large, &small, other.row(row) + x)
            Self.extend(&large, &small, other.row(row + 1) + x)
        }
        let found = Self.isExtreme(value, large, small, threshold)
        guard any(found) else { return }
        for lane in 0..<min(8, size.width - SIFTLayout.border - x) where found[lane] {
            candidates.append(Candidate(level: level, row: row, column: x + lane))
        }
    }

    /// Where `value` is an extremum, not below `large` or not above `small`, and of enough contrast.
    @inline(__always)
    private static func isExtreme(
        _ value: SIMD8<Float>, _ large: SIMD8<Float>, _ small: SIMD8<Float>, _ threshold: Float
    ) -> SIMDMask<SIMD8<Int32>> {
        let isLarge = (value .>= large) .& (value .>= threshold)
        let isSmall = (value .<= small) .& (value .<= -threshold)
        return isLarge .| isSmall
    }

    /// Takes three neighbours in a line into the extremes.
    @inline(__always)
    private static func extend(
        _ large: inout SIMD8<Float>, _ small: inout SIMD8<Float>, _ line: UnsafePointer<Float>
    ) {
        let (left, middle, right) = (SIMD8<Float>(at: line - 1), SIMD8<Float>(at: line), SIMD8<Float>(at: line + 1))
        large = lanewiseMax(lanewiseMax(large, middle), lanewiseMax(left, right))
        small = lanewiseMin(lanewiseMin(small, middle), lanewiseMin(left, right))
    }

    // MARK: Refinement (§4, §4.1)

    /// Moves a candidate to the extremum of the quadratic through its neighbours; keeps it where it is sharp enough.
    private mutating func refine(_ candidate: Candidate) {
        var here = candidate
        for _ in 0..<5 {
            let fit = QuadraticFit(differences, here.level, here.row, here.column)
            let offset = fit.offset()
            guard abs(offset.x) < 1e6, abs(offset.y) < 1e6, abs(offset.level) < 1e6 else { return }
            if abs(offset.x) < 0.5, abs(offset.y) < 0.5, abs(offset.level) < 0.5 {
                accept(here, fit, offset)
                return
            }
            here.column += Int(offset.x.rounded())
            here.row += Int(offset.y.rounded())
            here.level += Int(offset.level.rounded())
            let border = SIFTLayout.border
            guard (1...scales).contains(here.level), here.column >= border, here.column < size.width - border,
                here.row >= border, here.row < size.height - border, abs(here.row - candidate.row) < SIFTLayout.reach
            else { return }
        }
    }

    private mutating func accept(_ here: Candidate, _ fit: QuadraticFit, _ offset: (x: Float, y: Float, level: Float)) {
        let configuration = layout.configuration
        let response = fit.value + 0.5 * (fit.dx * offset.x + fit.dy * offset.y + fit.dl * offset.level)
        guard abs(response) * Float(scales) >= configuration.contrastThreshold * 255 else { return }
        // The ratio of the principal curvatures, from trace and determinant of the Hessian.
        let trace = fit.dxx + fit.dyy
        let determinant = fit.dxx * fit.dyy - fit.dxy * fit.dxy
        let ratio = configuration.edgeThreshold
        guard determinant > 0, trace * trace * ratio < (ratio + 1) * (ratio + 1) * determinant else { return }
        ends.removeAll { $0.row < here.row - 2 * SIFTLayout.reach }
        guard !ends.contains(here) else { return }
        ends.append(here)
        found.append(
            SIFTPlace(
                octave: octave, level: here.level, x: Float(here.column) + offset.x, y: Float(here.row) + offset.y,
                sigma: layout.sigma(level: Float(here.level) + offset.level), response: response, angle: 0))
    }
}

/// D around a pixel: its value, gradient and Hessian by differences of neighbours.
private struct QuadraticFit {
    let value, dx, dy, dl, dxx, dyy, dll, dxy, dxl, dyl: Float

    init(_ differences: [RowRing], _ level: Int, _ row: Int, _ column: Int) {
        func at(_ l: Int, _ y: Int, _ x: Int) -> Float { differences[level + l].row(row + y)[column + x] }
        value = at(0, 0, 0)
        dx = 0.5 * (at(0, 0, 1) - at(0, 0, -1))
        dy = 0.5 * (at(0, 1, 0) - at(0, -1, 0))
        dl = 0.5 * (at(1, 0, 0) - at(-1, 0, 0))
        dxx = at(0, 0, 1) + at(0, 0, -1) - 2 * value
        dyy = at(0, 1, 0) + at(0, -1, 0) - 2 * value
        dll = at(1, 0, 0) + at(-1, 0, 0) - 2 * value
        dxy = 0.25 * (at(0, 1, 1) - at(0, 1, -1) - at(0, -1, 1) + at(0, -1, -1))
        dxl = 0.25 * (at(1, 0, 1) - at(1, 0, -1) - at(-1, 0, 1) + at(-1, 0, -1))
        dyl = 0.25 * (at(1, 1, 0) - at(1, -1, 0) - at(-1, 1, 0) + at(-1, -1, 0))
    }

    /// − H⁻¹ ∇D (equation 3), by Cramer's rule; infinite or not a number where H is singular.
    func offset() -> (x: Float, y: Float, level: Float) {
        let a = dyy * dll - dyl * dyl
        let b = dxl * dyl - dxy * dll
        let c = dxy * dyl - dxl * dyy
        let determinant = dxx * a + dxy * b + dxl * c
        let d = dxx * dll - dxl * dxl
        let e = dxy * dxl - dxx * dyl
        let f = dxx * dyy - dxy * dxy
        let scale = -1 / determinant
        return (
            (a * dx + b * dy + c * dl) * scale, (b * dx + d * dy + e * dl) * scale, (c * dx + e * dy + f * dl) * scale
        )
    }
}
