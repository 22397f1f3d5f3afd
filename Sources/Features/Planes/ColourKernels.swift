import Core

/// Rows of 8-bit pixels as rows of colour planes.
enum ColourKernels {
    /// Writes the planes of `colour`, one row each, to `first` and, where there are three, `second` and `third`.
    @inline(__always)
    static func convert(
        _ pixels: UnsafeBufferPointer<UInt8>, channels: Int, to colour: ColourPlanes,
        _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>,
        _ third: UnsafeMutablePointer<Float>
    ) {
        let width = pixels.count / channels
        guard let base = pixels.baseAddress else { return }
        switch colour {
        case .grey:
            FloatLineKernels.grey(base, channels: channels, width: width, into: first)
            for x in 0..<width { first[x] *= 1 / 255 }
        case .rgb:
            split(base, channels, width, first, second, third)
        case .hsv:
            split(base, channels, width, first, second, third)
            hsv(width, first, second, third)
        case .opponent:
            split(base, channels, width, first, second, third)
            for x in 0..<width {
                let red = first[x]
                let green = second[x]
                let blue = third[x]
                let mean = 0.3 * red + 0.59 * green + 0.11 * blue
                first[x] = mean
                second[x] = (red - green) * 0.707_106_8 + 0.01 * mean
                third[x] = (red + green - 2 * blue) * 0.408_248_3 + 0.01 * mean
            }
        }
    }

    @inline(__always)
    private static func split(
        _ pixels: UnsafePointer<UInt8>, _ channels: Int, _ width: Int, _ red: UnsafeMutablePointer<Float>,
        _ green: UnsafeMutablePointer<Float>, _ blue: UnsafeMutablePointer<Float>
    ) {
        let step = channels == 3 ? 1 : 0
        for x in 0..<width {
            let pixel = pixels + channels &* x
            red[x] = Float(pixel[0]) * (1 / 255)
            green[x] = Float(pixel[step]) * (1 / 255)
            blue[x] = Float(pixel[2 &* step]) * (1 / 255)
        }
    }

    /// Red, green and blue in place to hue, saturation and value.
    @inline(__always)
    private static func hsv(
        _ width: Int, _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>,
        _ third: UnsafeMutablePointer<Float>
    ) {
        for x in 0..<width {
            let red = first[x]
            let green = second[x]
            let blue = third[x]
            let value = max(red, green, blue)
            let range = value - min(red, green, blue)
            var hue: Float = 0
            if range > 0 {
                if value == red {
                    hue = (green - blue) / range
                    if hue < 0 { hue += 6 }
                } else if value == green {
                    hue = 2 + (blue - red) / range
                } else {
                    hue = 4 + (red - green) / range
                }
            }
            first[x] = hue * (1 / 6)
            second[x] = value > 0 ? range / value : 0
            third[x] = value
        }
    }
}
