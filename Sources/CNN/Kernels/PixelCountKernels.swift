/// How often each level occurs in pixels.
enum PixelCountKernels {
    /// `[channel][level]`, for pixels whose channels lie side by side.
    static func counts(_ pixels: [UInt8], channels: Int) -> [Int] {
        // Two tables take turns: equal neighbours would wait for each other's sum.
        let size = channels * 256
        var counts = [Int](repeating: 0, count: 2 * size)
        counts.withUnsafeMutableBufferPointer { counts in
            pixels.withUnsafeBufferPointer { pixels in
                guard let table = counts.baseAddress, let source = pixels.baseAddress else { return }
                for channel in 0..<channels {
                    let first = table + channel * 256
                    let second = first + size
                    var place = channel
                    while place + channels < pixels.count {
                        first[Int(source[place])] &+= 1
                        second[Int(source[place + channels])] &+= 1
                        place += 2 * channels
                    }
                    if place < pixels.count { first[Int(source[place])] &+= 1 }
                }
            }
        }
        return (0..<size).map { counts[$0] + counts[size + $0] }
    }
}
