import Core
import Foundation
import Synchronization

/// The scale space for images of one shape: sizes, filters, and how its places and those of the image belong together.
struct SIFTLayout: Sendable {
    let configuration: SIFT
    let shape: ImageShape
    /// Size of each octave in its own pixels.
    let octaves: [Size]
    /// What makes level l from level l − 1; for level 0 of the first octave, from the image.
    let taps: [GaussianTaps]
    /// Pixels of the original image from one pixel of the first octave to the next.
    let spacing: Float
    /// Rows that level l of an octave is behind level 0, so that the filters find all that they need: whole steps of
    /// ``BlurFilter/rowsAtOnce``.
    let lags: [Int]

    struct Size: Sendable {
        let width: Int
        let height: Int
    }

    /// Keypoints lie at least so far from the edge of an octave.
    static let border = 5
    /// Rows above and below that the refinement of an extremum may look at.
    static let reach = 6

    init(configuration: SIFT, shape: ImageShape) {
        self.configuration = configuration
        self.shape = shape
        let factor = configuration.doubled ? 2 : 1
        spacing = 1 / Float(factor)
        var octaves = [Size(width: factor * shape.width, height: factor * shape.height)]
        while let last = octaves.last, min(last.width, last.height) / 2 > 2 * Self.border {
            octaves.append(Size(width: last.width / 2, height: last.height / 2))
        }
        self.octaves = octaves
        // The image is taken to have been blurred by σ = 0.5 of its pixels.
        let sigma = Double(configuration.sigma)
        let assumed = 0.5 * Double(factor)
        var taps = [GaussianTaps(sigma: max(sigma * sigma - assumed * assumed, 0.01).squareRoot())]
        let step = pow(2, 1 / Double(configuration.scalesPerOctave))
        var before = sigma
        for _ in 1..<configuration.scalesPerOctave + 3 {
            taps.append(GaussianTaps(sigma: before * (step * step - 1).squareRoot()))
            before *= step
        }
        self.taps = taps
        let rows = BlurFilter.rowsAtOnce
        lags = taps.indices.map { level in
            taps[..<(level + 1)].dropFirst().reduce(0) { $0 + ($1.radius + rows - 1) / rows * rows }
        }
    }

    /// Gaussian images in an octave.
    var levels: Int { configuration.scalesPerOctave + 3 }

    /// σ at a level, in pixels of its octave.
    func sigma(level: Float) -> Float {
        configuration.sigma * exp2(level / Float(configuration.scalesPerOctave))
    }

    /// The place in the original image.
    func keypoint(_ place: SIFTPlace) -> Keypoint {
        let scale = spacing * Float(1 << place.octave)
        // Pixel x of the doubled image lies at x/2 − ¼ of the original; every second pixel keeps its place.
        let offset: Float = configuration.doubled ? -0.25 : 0
        return Keypoint(
            x: place.x * scale + offset, y: place.y * scale + offset, scale: place.sigma * scale, angle: place.angle)
    }

    /// The place in the scale space, in the octave and level that are nearest in scale.
    func place(_ keypoint: Keypoint) -> SIFTPlace {
        let scales = configuration.scalesPerOctave
        let relative = keypoint.scale / (spacing * configuration.sigma)
        let position = relative > 0 && relative.isFinite ? Float(scales) * log2(relative) : 0
        let level = Int(min(max(position.rounded(), 1), 1000))
        let octave = min((level - 1) / scales, octaves.count - 1)
        let scale = spacing * Float(1 << octave)
        let offset: Float = configuration.doubled ? 0.25 : 0
        return SIFTPlace(
            octave: octave, level: min(level - octave * scales, scales), x: (keypoint.x + offset) / scale,
            y: (keypoint.y + offset) / scale, sigma: keypoint.scale / scale, response: 0, angle: keypoint.angle)
    }
}

/// A keypoint in the scale space.
struct SIFTPlace: Sendable {
    var octave: Int
    /// The Gaussian image that is nearest in scale, 1 … `scalesPerOctave`.
    var level: Int
    /// In pixels of the octave.
    var x: Float
    var y: Float
    var sigma: Float
    /// D at the extremum, in grey values 0…255.
    var response: Float
    var angle: Float
}

/// Memory of one worker for images of one shape, kept from one image to the next.
final class SIFTScratch {
    /// Gaussian images, `[octave][level]`.
    let gaussians: [RowRing]
    /// Differences of Gaussians of the octave at work, `[level]`.
    let differences: [RowRing]
    /// Rows of the first octave before any blur.
    let source: RowRing
    /// Two rows of the image.
    let upper: UnsafeMutablePointer<Float>
    let lower: UnsafeMutablePointer<Float>
    /// `[octave][level]`.
    let filters: [BlurFilter]
    let patch: SIFTPatch
    private let layout: SIFTLayout
    private let arena: FloatArena

    init(_ layout: SIFTLayout, keepsAll: Bool = false) {
        self.layout = layout
        let levels = layout.levels
        let scales = layout.configuration.scalesPerOctave
        func capacity(octave: Int, level: Int) -> Int {
            // Level 0 is written while the octave before is at work; 1 … s stay for the descriptors.
            let isWhole = keepsAll || (1...scales).contains(level) || (octave > 0 && level == 0)
            guard !isWhole else { return layout.octaves[octave].height }
            let next =
                level + 1 < levels ? layout.lags[level + 1] - layout.lags[level] + layout.taps[level + 1].radius : 0
            return next + BlurFilter.rowsAtOnce
        }
        // A difference is looked at when the last level has caught up, and a little longer while extrema are refined.
        let rowsOfDifferences = (0..<levels - 1).map {
            layout.lags[levels - 1] - layout.lags[$0 + 1] + 2 * (SIFTLayout.reach + BlurFilter.rowsAtOnce)
        }
        let first = layout.octaves[0]
        let rowsOfSource = 2 * layout.taps[0].radius + BlurFilter.rowsAtOnce
        var total = FloatArena.rowCount(width: first.width, height: first.height, capacity: rowsOfSource)
        for rows in rowsOfDifferences {
            total += FloatArena.rowCount(width: first.width, height: first.height, capacity: rows)
        }
        for (octave, size) in layout.octaves.enumerated() {
            for level in 0..<levels {
                total += FloatArena.rowCount(
                    width: size.width, height: size.height, capacity: capacity(octave: octave, level: level))
            }
        }
        let line = FloatLineKernels.padded(layout.shape.width) + 32
        let arena = FloatArena(count: total + 2 * line + 64)
        self.arena = arena
        gaussians = layout.octaves.enumerated().flatMap { octave, size in
            (0..<levels).map {
                arena.takeRows(
                    width: size.width, height: size.height, capacity: capacity(octave: octave, level: $0))
            }
        }
        differences = rowsOfDifferences.map {
            arena.takeRows(width: first.width, height: first.height, capacity: $0)
        }
        source = arena.takeRows(width: first.width, height: first.height, capacity: rowsOfSource)
        upper = arena.take(line) + 8
        lower = arena.take(line) + 8
        filters = layout.octaves.flatMap { size in layout.taps.map { BlurFilter($0, width: size.width) } }
        patch = SIFTPatch()
    }

    var byteCount: Int { 4 * arena.count }

    /// A whole Gaussian image.
    ///
    /// - Precondition: it was kept.
    func plane(octave: Int, level: Int) -> ImagePlane {
        let ring = gaussians[octave * layout.levels + level]
        let size = layout.octaves[octave]
        precondition(ring.mask == Int.max)
        return ImagePlane(
            width: size.width, height: size.height,
            values: (0..<size.height).flatMap { UnsafeBufferPointer(start: ring.row($0), count: size.width) })
    }
}

/// Scratch memory that workers take and give back.
final class ScratchPool<Scratch: AnyObject>: Sendable {
    private let free = Mutex<[Held]>([])

    private struct Held: @unchecked Sendable {
        let scratch: Scratch
    }

    /// What takes more is not kept for the next image.
    private static var mostKept: Int { 1 << 28 }

    /// Calls `body` with scratch memory that nobody else has.
    func with<Result>(make: () -> Scratch, bytes: (Scratch) -> Int, _ body: (Scratch) -> Result) -> Result {
        let scratch = free.withLock { $0.popLast() }?.scratch ?? make()
        defer {
            if bytes(scratch) <= Self.mostKept {
                let held = Held(scratch: scratch)
                free.withLock { $0.append(held) }
            }
        }
        return body(scratch)
    }
}
