import Core
import Foundation

/// The random numbers of one image in one epoch, all but those of its elastic field.
///
/// A place (row y, column x) of the result, measured from its centre, shows what stands in the image at
/// (`top`, `left`) − (`down`, `right`) + centre + M (x, y) + displacement, with x mirrored first where `isFlipped`.
public struct Distortion: Hashable, Sendable {
    /// Upper left corner of the crop in the image.
    public internal(set) var top = 0
    public internal(set) var left = 0
    /// How far the picture is moved, in pixels.
    public internal(set) var down = 0
    public internal(set) var right = 0
    public internal(set) var isFlipped = false
    /// M by rows, acting on (x, y): from a place of the result to one of the image.
    public internal(set) var matrix: [Float] = [1, 0, 0, 1]
    /// A normalised value v becomes `gain` · v + `offsets[channel]`.
    public internal(set) var gain: Float = 1
    public internal(set) var offsets: [Float]
    /// The rows and columns that are cut out; empty for none.
    public internal(set) var cutRows = 0..<0
    public internal(set) var cutColumns = 0..<0
}

extension FittedAugmentation {
    /// The distortion of image `index` in `epoch`.
    public func distortion(index: Int, epoch: Int, seed: UInt64) -> Distortion {
        let settings = configuration
        var random = RandomSource(seed: seed, stream: 0xD157, UInt64(truncatingIfNeeded: epoch), UInt64(index))
        var distortion = plain
        // Every setting draws its numbers only where it is on.
        if settings.crop > 0 {
            distortion.top = random.integer(below: inputShape.height - settings.crop + 1)
            distortion.left = random.integer(below: inputShape.width - settings.crop + 1)
        }
        if settings.shift > 0 {
            distortion.down = random.integer(below: 2 * settings.shift + 1) - settings.shift
            distortion.right = random.integer(below: 2 * settings.shift + 1) - settings.shift
        }
        switch settings.flip {
        case .none: break
        case .random: distortion.isFlipped = random.next() >> 63 == 1
        case .alternating:
            var first = RandomSource(seed: seed, stream: 0xF11B, UInt64(index))
            distortion.isFlipped = (first.next() >> 63 == 1) != (epoch % 2 != 0)
        }
        if settings.rotation > 0 || settings.scale > 0 || settings.shear > 0 {
            distortion.matrix = inverseMap(&random)
        }
        drawColours(&distortion, &random)
        if settings.cutout > 0 {
            let centre = (random.integer(below: outputShape.height), random.integer(below: outputShape.width))
            distortion.cutRows = cut(around: centre.0, below: outputShape.height)
            distortion.cutColumns = cut(around: centre.1, below: outputShape.width)
        }
        return distortion
    }

    /// No distortion: the centre of the image.
    public var plain: Distortion {
        var distortion = Distortion(offsets: [Float](repeating: 0, count: inputShape.channels))
        distortion.top = (inputShape.height - outputShape.height) / 2
        distortion.left = (inputShape.width - outputShape.width) / 2
        return distortion
    }

    /// The inverse of rotation · slant · scaling, which is what a resampling needs. Angles count against the clock.
    private func inverseMap(_ random: inout RandomSource) -> [Float] {
        let settings = configuration
        func draw(_ limit: Double) -> Double { limit > 0 ? Double(random.uniform(Float(-limit), Float(limit))) : 0 }
        let angle = draw(settings.rotation) * Double.pi / 180
        let slant = tan(draw(settings.shear) * Double.pi / 180)
        let (width, height) = (1 + draw(settings.scale), 1 + draw(settings.scale))
        let (sine, cosine) = (sin(angle), cos(angle))
        // With y downward the rotation is [cos, sin; −sin, cos]; the slant x − slant · y leans to the right at the top.
        let back = [cosine, -sine, sine, cosine]
        let unslanted = [back[0] + slant * back[2], back[1] + slant * back[3], back[2], back[3]]
        return [unslanted[0] / width, unslanted[1] / width, unslanted[2] / height, unslanted[3] / height]
            .map { Float($0) }
    }

    private func drawColours(_ distortion: inout Distortion, _ random: inout RandomSource) {
        if configuration.colourPCA > 0 {
            for component in 0..<3 {
                let amount = random.normal() * Float(configuration.colourPCA)
                for channel in 0..<3 {
                    distortion.offsets[channel] += amount * lighting[3 * component + channel] / deviations[channel]
                }
            }
        }
        if configuration.contrast > 0 {
            let limit = Float(configuration.contrast)
            distortion.gain = 1 + random.uniform(-limit, limit)
        }
        if configuration.brightness > 0 {
            let limit = 255 * Float(configuration.brightness)
            let amount = random.uniform(-limit, limit)
            for channel in deviations.indices { distortion.offsets[channel] += amount / deviations[channel] }
        }
    }

    private func cut(around centre: Int, below limit: Int) -> Range<Int> {
        let first = centre - configuration.cutout / 2
        return max(first, 0)..<min(first + configuration.cutout, limit)
    }
}
