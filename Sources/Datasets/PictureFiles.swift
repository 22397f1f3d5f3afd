import Core
import Files
import Foundation
import Synchronization

/// One file of an image folder.
struct Picture: Sendable {
    let path: FilePath
    /// Class and file, such as `cat/01.png`.
    let relativePath: String
    /// What people call it: the same, with the folder of the test images before it where that is another one.
    let name: String
    let label: Int
    /// The number of the group to which it belongs.
    let group: Int
}

/// Picture files as a source of images of one shape, and of their own sizes where that is wanted.
final class PictureFiles: ImageSource {
    let pictures: [Picture]
    let longestSide: Int?
    private let shape: ImageShape
    private let resize: ResizeMode
    private let upright: Bool
    /// The pixels of all pictures, between ``check(keepingPixels:threads:)`` and ``forgetPixels()``.
    private let kept = Mutex<[UInt8]>([])

    /// - Parameter longestSide: Images have sizes of their own, too, and larger ones are scaled down to this; nil for one size only.
    init(_ pictures: [Picture], shape: ImageShape, longestSide: Int? = nil, resize: ResizeMode, upright: Bool) {
        self.pictures = pictures
        self.longestSide = longestSide
        self.shape = shape
        self.resize = resize
        self.upright = upright
    }

    /// What was seen of a picture when it was decoded.
    struct Look: Sendable {
        /// SHA-256 of the file.
        var checksum = ""
        /// SHA-256 of the pixels as methods get them.
        var pixels = ""
        /// As ``ImageFile/orientation(of:)``.
        var orientation = 1
        /// Why it cannot be used; nil where it can.
        var failure: String?
    }

    /// Decodes every picture once.
    func check(keepingPixels: Bool, threads: Int) -> [Look] {
        let size = shape.count
        if keepingPixels { kept.withLock { $0 = [UInt8](repeating: 0, count: pictures.count * size) } }
        return Parallel.map(pictures.count, threads: threads) { [self] index in
            var look = Look()
            do {
                let file = try pictures[index].path.contents()
                let image = try decode(file, index)
                look.checksum = Checksum.sha256(file)
                look.pixels = Checksum.sha256(image.pixels)
                look.orientation = ImageFile.orientation(of: file)
                if keepingPixels {
                    kept.withLock { $0.replaceSubrange(index * size..<(index + 1) * size, with: image.pixels) }
                }
            } catch {
                look.failure = "\(error)"
            }
            return look
        }
    }

    func forgetPixels() { kept.withLock { $0 = [] } }

    func pixels(of indices: [Int], threads: Int) throws -> [UInt8] {
        let size = shape.count
        let known = kept.withLock(\.self)
        if known.count == pictures.count * size, indices.elementsEqual(pictures.indices) { return known }
        let pixels = Mutex([UInt8](repeating: 0, count: indices.count * size))
        try Parallel.forEach(indices.count, threads: threads) { position, _ in
            let index = indices[position]
            let image = try decode(try pictures[index].path.contents(), index)
            pixels.withLock { $0.replaceSubrange(position * size..<(position + 1) * size, with: image.pixels) }
        }
        return pixels.withLock(\.self)
    }

    func ownSizes(of indices: [Int], threads: Int) throws -> [ImageStack] {
        try Parallel.tryMap(indices.count, threads: threads) { [self] position in
            let index = indices[position]
            let image = try original(try pictures[index].path.contents(), index)
            return longestSide.map(image.limited(to:)) ?? image
        }
    }

    private func decode(_ file: [UInt8], _ index: Int) throws -> ImageStack {
        try original(file, index).squared(side: shape.height, mode: resize)
    }

    private func original(_ file: [UInt8], _ index: Int) throws -> ImageStack {
        try ImageFile.decode(file, named: pictures[index].path.text, channels: shape.channels, upright: upright)
    }
}
