/// One image, resampled along its rows and then along its columns.
///
/// - Precondition: `pixels` is one image of `shape`, for whose sides the taps were made.
func resample(
    _ pixels: ArraySlice<UInt8>, of shape: ImageShape, rows: ResampleTaps, columns: ResampleTaps
) -> [UInt8] {
    precondition(pixels.count == shape.count)
    let channels = shape.channels
    let oldLength = shape.width * channels
    let newLength = columns.count * channels
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: oldLength) { sums in
        [UInt8](unsafeUninitializedCapacity: rows.count * newLength) { target, written in
            pixels.withUnsafeBufferPointer { source in
                for row in 0..<rows.count {
                    sums.initialize(repeating: 0)
                    var old = rows.starts[row] * oldLength
                    for weight in rows.weightRanges[row] {
                        accumulate(
                            source.baseAddress! + old, times: rows.weights[weight], into: sums.baseAddress!,
                            count: oldLength)
                        old += oldLength
                    }
                    let new = UnsafeMutableBufferPointer(rebasing: target[row * newLength..<(row + 1) * newLength])
                    resampleRow(sums, into: new, channels: channels, columns: columns)
                }
            }
            written = rows.count * newLength
        }
    }
}

/// Adds `share` times `row` to `sums`.
@inline(never)
private func accumulate(
    _ row: UnsafePointer<UInt8>, times share: Float, into sums: UnsafeMutablePointer<Float>, count: Int
) {
    let whole = count & ~7
    for x in stride(from: 0, to: whole, by: 8) {
        let old = SIMD8<UInt8>(at: row + x)
        let target = UnsafeMutableRawPointer(sums + x)
        let sum =
            target.loadUnaligned(as: SIMD8<Float>.self) + share * SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: old))
        target.storeBytes(of: sum, as: SIMD8<Float>.self)
    }
    for x in whole..<count { sums[x] += share * Float(row[x]) }
}

private func resampleRow(
    _ old: UnsafeMutableBufferPointer<Float>, into new: UnsafeMutableBufferPointer<UInt8>, channels: Int,
    columns: ResampleTaps
) {
    columns.weights.withUnsafeBufferPointer { weights in
        for column in 0..<columns.count {
            for channel in 0..<channels {
                var sum: Float = 0.5
                var index = columns.starts[column] * channels + channel
                for weight in columns.weightRanges[column] {
                    sum += weights[weight] * old[index]
                    index += channels
                }
                new[column * channels + channel] = UInt8(min(max(sum, 0), 255))
            }
        }
    }
}
