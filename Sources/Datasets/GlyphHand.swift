import Core

/// How one digit is written: where each point of a path comes to lie on the paper, and with what pen.
struct GlyphHand {
    /// Half the width of the pen, in pixels.
    var radius: Float
    /// Distance over which the edge of a stroke fades, in pixels.
    var softness: Float
    /// How far control points and whole strokes stray, in units of the digit's height.
    var tremor: Float
    var lift: Float
    /// How much the width varies between strokes.
    var pressure: Float

    private let center: SIMD2<Float>
    private let target: SIMD2<Float>
    private let columnX: SIMD2<Float>
    private let columnY: SIMD2<Float>
    private let waves: (GlyphWave, GlyphWave, GlyphWave, GlyphWave)

    /// - Parameters:
    ///   - path: The path whose middle comes to lie on `target`.
    ///   - target: In pixels.
    ///   - deformation: 0 for the plain form, 1 for people's writing.
    init(path: GlyphPath, target: SIMD2<Float>, deformation: Float, _ random: inout RandomSource) {
        radius = random.uniform(0.65, 1.75)
        softness = random.uniform(0.9, 1.7)
        tremor = 0.07 * deformation
        lift = 0.08 * deformation
        pressure = 0.5 * deformation
        center = path.center
        self.target = target
        // Rotation by the tangent of half the angle: 0.2 is 23 degrees.
        let half = 0.2 * deformation * random.bell()
        let cosine = (1 - half * half) / (1 + half * half)
        let sine = 2 * half / (1 + half * half)
        // The slant of handwriting leans to the right more often than to the left.
        let shear = deformation * (0.5 * random.bell() - 0.1)
        let height = 18.5 * (1 + 0.25 * deformation * random.bell())
        let width = height * (1 + 0.35 * deformation * random.bell())
        columnX = width * SIMD2(cosine, sine)
        columnY = height * SIMD2(-sine + shear * cosine, cosine + shear * sine)
        let amplitude = 0.1 * deformation
        func wave(_ random: inout RandomSource) -> GlyphWave { GlyphWave(amplitude: amplitude, &random) }
        waves = (wave(&random), wave(&random), wave(&random), wave(&random))
    }

    /// The place of `point` in pixels: smooth elastic waves, then the affine map.
    @inline(__always)
    func place(_ point: SIMD2<Float>) -> SIMD2<Float> {
        let x = point.x + waves.0.displacement(at: point) + waves.1.displacement(at: point) - center.x
        let y = point.y + waves.2.displacement(at: point) + waves.3.displacement(at: point) - center.y
        return target + x * columnX + y * columnY
    }
}

/// One wave of the elastic deformation.
struct GlyphWave {
    private let amplitude: Float
    /// In turns a unit of length.
    private let frequency: SIMD2<Float>
    private let phase: Float

    init(amplitude: Float, _ random: inout RandomSource) {
        self.amplitude = amplitude * random.bell()
        frequency = SIMD2(random.uniform(-1, 1), random.uniform(-1, 1))
        phase = random.uniform()
    }

    @inline(__always)
    func displacement(at point: SIMD2<Float>) -> Float {
        let turns = frequency.x * point.x + frequency.y * point.y + phase
        // A sine to within 0.001 from two parabolas, the same on every machine.
        let t = 2 * (turns - turns.rounded())
        let parabola = 4 * t * (1 - abs(t))
        return amplitude * (parabola + 0.225 * parabola * (abs(parabola) - 1))
    }
}

/// What a digit is written on.
struct GlyphPaper {
    /// Grey value of the paper at the middle of the image, and of the ink.
    var tone: Float
    var ink: Float
    /// Change of the paper's grey value a pixel.
    var slope: SIMD2<Float>
    /// Standard deviation of the noise in grey values.
    var noise: Float
    /// Number of pixels of a random grey value.
    var speckles: Int

    init(clutter: Float, noise strength: Float, _ random: inout RandomSource) {
        tone = random.uniform(0, 70)
        ink = tone + random.uniform(85, 185)
        let steepness = 2.2 * clutter
        slope = SIMD2(random.uniform(-steepness, steepness), random.uniform(-steepness, steepness))
        noise = strength * random.uniform(1, 15)
        let most = Int(9 * clutter)
        speckles = most > 0 ? random.integer(below: most) : 0
    }
}
