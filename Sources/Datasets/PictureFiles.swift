import Core
import Foundation
import Synchronization

/// One file of an image folder.
struct Picture: Sendable {
    let path: String
    let relativePath: String
    let label: Int
}

/// Picture files as a source of images of one shape.
final class PictureFiles: ImageSource {
    private let pictures: [Picture]
    private let shape: ImageShape
    private let resize: ResizeMode
    /// The pixels of all pictures, between ``check(keepingPixels:threads:)`` and ``forgetPixels()``.
    private let kept = Mutex<[UInt8]>([])

    init(_ pictures: [Picture], shape: ImageShape, resize: ResizeMode) {
        self.pictures = pictures
        self.shape = shape
        self.resize = resize
    }

    /// Decodes every picture once. Throws ``UserError`` that names the file.
    ///
    /// - Returns: For each picture its relative path and the SHA-256 of its file.
    func check(keepingPixels: Bool, threads: Int) throws -> [String] {
        let checksums = Mutex([String](repeating: "", count: pictures.count))
        let size = shape.count
        if keepingPixels { kept.withLock { $0 = [UInt8](repeating: 0, count: pictures.count * size) } }
        try Parallel.forEach(pictures.count, threads: threads) { index, _ in
            let (file, image) = try decode(index)
            let checksum = "\(pictures[index].relativePath) \(Checksum.sha256(file))"
            checksums.withLock { $0[index] = checksum }
            if keepingPixels {
                kept.withLock { $0.replaceSubrange(index * size..<(index + 1) * size, with: image.pixels) }
            }
        }
        return checksums.withLock(\.self)
    }

    func forgetPixels() { kept.withLock { $0 = [] } }

    func pixels(of indices: [Int], threads: Int) throws -> [UInt8] {
        let size = shape.count
        let known = kept.withLock(\.self)
        if known.count == pictures.count * size, indices.elementsEqual(pictures.indices) { return known }
        let pixels = Mutex([UInt8](repeating: 0, count: indices.count * size))
        try Parallel.forEach(indices.count, threads: threads) { position, _ in
            let image = try decode(indices[position]).image
            pixels.withLock { $0.replaceSubrange(position * size..<(position + 1) * size, with: image.pixels) }
        }
        return pixels.withLock(\.self)
    }

    private func decode(_ index: Int) throws -> (file: [UInt8], image: ImageStack) {
        let path = pictures[index].path
        guard let data = FileManager.default.contents(atPath: path) else { throw UserError("\(path): cannot be read") }
        let file = [UInt8](data)
        let image = try ImageFile.decode(file, named: path, channels: shape.channels)
            .squared(side: shape.height, mode: resize)
        return (file, image)
    }
}
