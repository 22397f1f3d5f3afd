import Core
import Features
import Files
import Foundation
import Testing

/// HOG beside the programs whose conventions it follows by name, on the files that `Fixtures/make_hog.py` writes.
@Suite("HOG beside scikit-image and OpenCV")
struct HOGParityTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fixtures/hog").path

    static func picture(_ name: String) throws -> ImageStack {
        let path = "\(folder)/\(name).png"
        return try ImageFile.decode([UInt8](Data(contentsOf: URL(fileURLWithPath: path))), named: path)
    }

    private func compute(_ name: String, _ hog: HOG) throws -> [Float] {
        let image = try Self.picture(name)
        return try hog.fit(image, context: RunContext()).extract(image, threads: 1).values
    }

    static let scikitImageCases: [(String, HOG)] = [
        ("grey", HOG(cellSize: 8, convention: .scikitImage)),
        ("grey", HOG(cellSize: 7, blockSize: 3, bins: 6, normalisation: .l2, convention: .scikitImage)),
        ("grey", HOG(cellSize: 5, blockSize: 1, bins: 12, normalisation: .l1, convention: .scikitImage)),
        ("grey", HOG(cellSize: 4, bins: 8, normalisation: .l1Sqrt, convention: .scikitImage)),
        ("grey", HOG(cellSize: 6, convention: .scikitImage, gamma: .sqrt)),
        ("colour", HOG(cellSize: 8, convention: .scikitImage)),
        ("colour", HOG(cellSize: 5, bins: 7, normalisation: .l1Sqrt, convention: .scikitImage, gamma: .sqrt)),
    ]

    @Test("scikit-image's convention gives its numbers within 1e-5", arguments: 0..<scikitImageCases.count)
    func scikitImage(_ index: Int) throws {
        let (name, hog) = Self.scikitImageCases[index]
        let ours = try compute(name, hog)
        let theirs = try NumPyArray(contentsOf: "\(Self.folder)/scikit-image-\(index).npy").values
        try #require(ours.count == theirs.count)
        let worst = zip(ours, theirs).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 1e-5, "differs by \(worst)")
    }

    static let openCVCases: [(String, HOG)] = [
        ("grey", HOG(cellSize: 8, convention: .openCV)),
        ("grey", HOG(cellSize: 4, bins: 18, signed: true, convention: .openCV)),
        ("grey", HOG(cellSize: 5, blockSize: 3, blockStride: 2, convention: .openCV, gamma: .sqrt)),
        ("grey", HOG(cellSize: 6, blockStride: 2, bins: 12, convention: .openCV)),
        ("colour", HOG(cellSize: 8, convention: .openCV)),
        ("colour", HOG(cellSize: 4, blockSize: 4, blockStride: 3, convention: .openCV, gamma: .sqrt)),
    ]

    @Test("OpenCV's convention gives its blocks within 1 % of their norm", arguments: 0..<openCVCases.count)
    func openCV(_ index: Int) throws {
        let (name, hog) = Self.openCVCases[index]
        let ours = try compute(name, hog)
        let theirs = try NumPyArray(contentsOf: "\(Self.folder)/opencv-\(index).npy").values
        try #require(ours.count == theirs.count)
        let length = hog.blockSize * hog.blockSize * hog.bins
        var worst: Float = 0
        for start in stride(from: 0, to: ours.count, by: length) {
            let block = theirs[start..<start + length]
            let norm = block.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let difference = zip(ours[start..<start + length], block).reduce(Float(0)) {
                $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
            }.squareRoot()
            worst = max(worst, difference / max(norm, 1e-6))
        }
        #expect(worst < 0.01, "a block differs by \(worst) of its norm")
    }
}
