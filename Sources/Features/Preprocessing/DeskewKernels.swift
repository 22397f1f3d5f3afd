import Core

/// The loops of ``Deskew``.
enum DeskewKernels {
    static func deskew(_ images: ImageStack, limit: Float, threads: Int) -> ImageStack {
        precondition(images.isInMemory)
        let shape = images.shape
        let pixels = [UInt8](unsafeUninitializedCapacity: images.pixels.count) { target, written in
            written = images.pixels.count
            guard let output = target.baseAddress else { return }
            let shared = SharedPointer(output)
            images.pixels.withUnsafeBufferPointer { source in
                let input = SharedPointer(UnsafeMutablePointer(mutating: source.baseAddress!))
                Parallel.ranges(images.count, of: 256, threads: threads) { range, _ in
                    for index in range {
                        let image = UnsafePointer(input.base) + index * shape.count
                        shear(image, shape, slant(image, shape, limit), shared.base + index * shape.count)
                    }
                }
            }
        }
        return ImageStack(shape: shape, pixels: pixels)
    }

    /// Columns a row, and the row of the centre.
    private static func slant(
        _ image: UnsafePointer<UInt8>, _ shape: ImageShape, _ limit: Float
    ) -> (slope: Float, centre: Float) {
        var (mass, x, y, xy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for row in 0..<shape.height {
            // Sums over one row are whole numbers and exact.
            var (ink, moment) = (0, 0)
            for column in 0..<shape.width {
                for channel in 0..<shape.channels {
                    let value = Int(image[(row * shape.width + column) * shape.channels + channel])
                    ink += value
                    moment += value * column
                }
            }
            mass += Double(ink)
            x += Double(moment)
            y += Double(ink) * Double(row)
            xy += Double(moment) * Double(row)
            yy += Double(ink) * Double(row) * Double(row)
        }
        guard mass > 0 else { return (0, 0) }
        let spread = yy - y * y / mass
        guard spread > 1e-9 * yy, spread > 0 else { return (0, 0) }
        let slope = Float((xy - x * y / mass) / spread)
        return (min(max(slope, -limit), limit), Float(y / mass))
    }

    /// Moves every row, with what lies between two columns shared between them.
    private static func shear(
        _ image: UnsafePointer<UInt8>, _ shape: ImageShape, _ slant: (slope: Float, centre: Float),
        _ target: UnsafeMutablePointer<UInt8>
    ) {
        let (width, channels) = (shape.width, shape.channels)
        for row in 0..<shape.height {
            let shift = slant.slope * (Float(row) - slant.centre)
            let whole = shift.rounded(.down)
            let part = shift - whole
            let offset = Int(whole)
            let source = image + row * width * channels
            for column in 0..<width {
                let left = column + offset
                for channel in 0..<channels {
                    let first = left >= 0 && left < width ? Float(source[left * channels + channel]) : 0
                    let second =
                        left + 1 >= 0 && left + 1 < width ? Float(source[(left + 1) * channels + channel]) : 0
                    let value = first + (second - first) * part
                    target[(row * width + column) * channels + channel] = UInt8(value.rounded())
                }
            }
        }
    }
}
