/// The loops of ``GaussianSmoothing``.
enum GaussianSmoothingKernels {
    /// - Parameter weights: Of the distances 0, 1, … from the centre.
    static func smooth(_ images: ImageStack, weights: [Float], threads: Int) -> ImageStack {
        precondition(images.isInMemory && !weights.isEmpty)
        let shape = images.shape
        let pixels = [UInt8](unsafeUninitializedCapacity: images.pixels.count) { target, written in
            written = images.pixels.count
            guard let output = target.baseAddress else { return }
            let shared = SharedPointer(output)
            images.pixels.withUnsafeBufferPointer { source in
                let input = SharedPointer(UnsafeMutablePointer(mutating: source.baseAddress!))
                Parallel.ranges(images.count, of: 64, threads: threads) { range, _ in
                    withUnsafeTemporaryAllocation(of: Float.self, capacity: shape.count) { rows in
                        for index in range {
                            let place = index * shape.count
                            alongRows(UnsafePointer(input.base) + place, shape, weights, rows.baseAddress!)
                            alongColumns(rows.baseAddress!, shape, weights, shared.base + place)
                        }
                    }
                }
            }
        }
        return ImageStack(shape: shape, pixels: pixels)
    }

    private static func alongRows(
        _ image: UnsafePointer<UInt8>, _ shape: ImageShape, _ weights: [Float], _ target: UnsafeMutablePointer<Float>
    ) {
        let channels = shape.channels
        for row in 0..<shape.height {
            let line = image + row * shape.width * channels
            for column in 0..<shape.width {
                for channel in 0..<channels {
                    var sum = weights[0] * Float(line[column * channels + channel])
                    for distance in 1..<weights.count {
                        let left = max(column - distance, 0)
                        let right = min(column + distance, shape.width - 1)
                        let pair = Float(line[left * channels + channel]) + Float(line[right * channels + channel])
                        sum += weights[distance] * pair
                    }
                    target[(row * shape.width + column) * channels + channel] = sum
                }
            }
        }
    }

    private static func alongColumns(
        _ rows: UnsafePointer<Float>, _ shape: ImageShape, _ weights: [Float], _ target: UnsafeMutablePointer<UInt8>
    ) {
        let line = shape.width * shape.channels
        for row in 0..<shape.height {
            for place in 0..<line {
                var sum = weights[0] * rows[row * line + place]
                for distance in 1..<weights.count {
                    let above = rows[max(row - distance, 0) * line + place]
                    let below = rows[min(row + distance, shape.height - 1) * line + place]
                    sum += weights[distance] * (above + below)
                }
                target[row * line + place] = UInt8(min(max(sum.rounded(), 0), 255))
            }
        }
    }
}
