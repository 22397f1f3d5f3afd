import Core

/// How a camera was held, from what it noted in the file (EXIF 2.3, tag 274).
enum ExifOrientation {
    /// The orientation 1…8 in `exif`, a TIFF structure; 1 where it is not there or makes no sense.
    package static func value(in exif: ArraySlice<UInt8>) -> Int {
        let bytes = Array(exif)
        guard bytes.count >= 8 else { return 1 }
        let isLittle = bytes.starts(with: [0x49, 0x49, 0x2A, 0])
        guard isLittle || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) else { return 1 }
        /// The number of `count` bytes at `place`; nil where the file ends before it does.
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place + count <= bytes.count else { return nil }
            let part = bytes[place..<place + count]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let folder = number(4, 4), let count = number(folder, 2) else { return 1 }
        for entry in 0..<count {
            let place = folder + 2 + 12 * entry
            guard let tag = number(place, 2) else { return 1 }
            guard tag == 274, number(place + 2, 2) == 3, let value = number(place + 8, 2) else { continue }
            return (1...8).contains(value) ? value : 1
        }
        return 1
    }
}

extension ImageStack {
    /// The images turned upright, given how the camera was held: 1 leaves them, 2 exchanges left and right, 3 turns by half, 4
    /// exchanges top and bottom, 5 exchanges rows and columns, 6 turns clockwise by a quarter, 7 exchanges them across the other
    /// diagonal, 8 turns anticlockwise by a quarter.
    ///
    /// - Precondition: `orientation` is in 1…8, and the images are in memory.
    public func upright(_ orientation: Int) -> ImageStack {
        precondition((1...8).contains(orientation) && isInMemory)
        guard orientation > 1 else { return self }
        let (height, width, channels) = (shape.height, shape.width, shape.channels)
        let isTurned = orientation >= 5
        let target = ImageShape(
            height: isTurned ? width : height, width: isTurned ? height : width, channels: channels)
        // Of each image the first pixel, and the steps to the right and down, in the old one.
        let isFromRight = [2, 3, 7, 8].contains(orientation)
        let isFromBottom = [3, 4, 6, 7].contains(orientation)
        let first = (isFromBottom ? (height - 1) * width : 0) + (isFromRight ? width - 1 : 0)
        let (along, down) = (isFromRight ? -1 : 1, isFromBottom ? -width : width)
        let (right, below) = isTurned ? (down, along) : (along, down)
        let turned = [UInt8](unsafeUninitializedCapacity: pixels.count) { memory, written in
            pixels.withUnsafeBufferPointer { source in
                for image in 0..<count {
                    for row in 0..<target.height {
                        var old = image * shape.count + (first + row * below) * channels
                        for _ in 0..<target.width {
                            for channel in 0..<channels {
                                memory[written] = source[old + channel]
                                written += 1
                            }
                            old += right * channels
                        }
                    }
                }
            }
        }
        return ImageStack(shape: target, pixels: turned)
    }
}
