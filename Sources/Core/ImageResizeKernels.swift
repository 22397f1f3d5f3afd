/// One image, resampled along its columns and then along its rows.
///
/// - Precondition: `pixels` is one image of `shape`, for whose sides the taps were made.
func resample(
    _ pixels: ArraySlice<UInt8>, of shape: ImageShape, rows: ResampleTaps, columns: ResampleTaps
) -> [UInt8] {
    precondition(pixels.count == shape.count)
    let channels = shape.channels
    let rowLength = columns.count * channels
    var narrow = [Float](repeating: 0, count: shape.height * rowLength)
    pixels.withUnsafeBufferPointer { source in
        narrow.withUnsafeMutableBufferPointer { narrow in
            for column in 0..<columns.count {
                let weights = columns.weightRanges[column]
                let start = columns.starts[column]
                for y in 0..<shape.height {
                    for channel in 0..<channels {
                        var sum: Float = 0
                        var index = (y * shape.width + start) * channels + channel
                        for weight in weights {
                            sum += columns.weights[weight] * Float(source[index])
                            index += channels
                        }
                        narrow[y * rowLength + column * channels + channel] = sum
                    }
                }
            }
        }
    }
    var sums = [Float](repeating: 0, count: rowLength)
    return [UInt8](unsafeUninitializedCapacity: rows.count * rowLength) { target, written in
        for row in 0..<rows.count {
            for x in 0..<rowLength { sums[x] = 0.5 }
            var start = rows.starts[row] * rowLength
            for weight in rows.weightRanges[row] {
                let share = rows.weights[weight]
                for x in 0..<rowLength { sums[x] += share * narrow[start + x] }
                start += rowLength
            }
            for x in 0..<rowLength { target[row * rowLength + x] = UInt8(min(max(sums[x], 0), 255)) }
        }
        written = rows.count * rowLength
    }
}
