import CNN
import Core

/// Images of smooth random pictures, with a class each.
func pictures(_ shape: ImageShape, count: Int, seed: UInt64 = 5) -> LabelledImages {
    var random = RandomSource(seed: seed)
    let pixels = (0..<count * shape.count).map { _ in UInt8(random.integer(below: 256)) }
    return LabelledImages(
        images: ImageStack(shape: shape, pixels: pixels), labels: (0..<count).map { $0 % 3 },
        classNames: ["a", "b", "c"])
}

/// The image of `stack` at `index` under `distortion`, straight from the definitions, in double precision.
func naiveDistortion(
    _ fitted: FittedAugmentation, _ stack: ImageStack, _ index: Int, _ distortion: Distortion,
    displacement: (right: [Float], down: [Float])
) -> [Double] {
    let (input, output) = (fitted.inputShape, fitted.outputShape)
    let pixels = Array(stack[index])
    let settings = fitted.configuration
    let resamples = settings.rotation > 0 || settings.scale > 0 || settings.shear > 0 || settings.elastic > 0
    func inside(_ place: Int, _ count: Int) -> Int? {
        switch settings.fill {
        case .zero, .background: return (0..<count).contains(place) ? place : nil
        case .edge: return min(max(place, 0), count - 1)
        case .reflect:
            var place = place
            while !(0..<count).contains(place) { place = place < 0 ? -place : 2 * (count - 1) - place }
            return place
        }
    }
    func pixel(_ y: Int, _ x: Int, _ channel: Int) -> Double {
        guard let y = inside(y, input.height), let x = inside(x, input.width) else {
            let mean = Double(fitted.means[channel])
            return settings.fill == .background ? 0 : resamples ? mean.rounded() : mean
        }
        return Double(pixels[(y * input.width + x) * input.channels + channel])
    }
    let (centreX, centreY) = (Double(output.width - 1) / 2, Double(output.height - 1) / 2)
    let m = distortion.matrix.map { Double($0) }
    var values: [Double] = []
    for channel in 0..<output.channels {
        for y in 0..<output.height {
            for x in 0..<output.width {
                let across = Double(distortion.isFlipped ? output.width - 1 - x : x) - centreX
                let along = Double(y) - centreY
                let place = y * output.width + x
                let sourceX =
                    Double(distortion.left - distortion.right) + centreX + m[0] * across + m[1] * along
                    + Double(displacement.right[place])
                let sourceY =
                    Double(distortion.top - distortion.down) + centreY + m[2] * across + m[3] * along
                    + Double(displacement.down[place])
                let (left, top) = (sourceX.rounded(.down), sourceY.rounded(.down))
                let (u, v) = (sourceX - left, sourceY - top)
                func at(_ dy: Int, _ dx: Int) -> Double { pixel(Int(top) + dy, Int(left) + dx, channel) }
                let value =
                    (1 - v) * ((1 - u) * at(0, 0) + u * at(0, 1)) + v * ((1 - u) * at(1, 0) + u * at(1, 1))
                let normalised = (value - Double(fitted.means[channel])) / Double(fitted.deviations[channel])
                let isCut = distortion.cutRows.contains(y) && distortion.cutColumns.contains(x)
                values.append(
                    isCut ? 0 : normalised * Double(distortion.gain) + Double(distortion.offsets[channel]))
            }
        }
    }
    return values
}
