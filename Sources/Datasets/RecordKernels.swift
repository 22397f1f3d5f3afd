import Core
import Foundation

/// The order in which the records of `recordBytes` bytes ascend bytewise.
///
/// - Precondition: `bytes` holds whole records.
func sortedRecords(_ bytes: [UInt8], recordBytes: Int) -> [Int] {
    precondition(recordBytes > 0 && bytes.count % recordBytes == 0)
    return bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return [] }
        return (0..<bytes.count / recordBytes).sorted {
            memcmp(base + $0 * recordBytes, base + $1 * recordBytes, recordBytes) < 0
        }
    }
}

/// Pixels in `[image][row][column][channel]` from records that hold `header` bytes and then one plane a channel.
///
/// - Precondition: `bytes` holds whole records.
func interleavedPlanes(_ bytes: [UInt8], shape: ImageShape, skipping header: Int) -> [UInt8] {
    let record = header + shape.count
    precondition(bytes.count % record == 0)
    let count = bytes.count / record
    let plane = shape.height * shape.width
    let channels = shape.channels
    return [UInt8](unsafeUninitializedCapacity: count * shape.count) { pixels, written in
        bytes.withUnsafeBufferPointer { source in
            for image in 0..<count {
                let start = image * record + header
                let target = image * shape.count
                for channel in 0..<channels {
                    for pixel in 0..<plane {
                        pixels[target + pixel * channels + channel] = source[start + channel * plane + pixel]
                    }
                }
            }
        }
        written = count * shape.count
    }
}
