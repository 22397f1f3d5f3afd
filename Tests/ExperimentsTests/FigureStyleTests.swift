import Core
import Experiments
import Files
import Foundation
import Testing

/// Photographs of digits, shown to a model that knows light digits on a dark ground.
@Suite("Pictures in the style of the training images")
struct FigureStyleTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A light seven-segment digit in the middle of a dark image: strokes of three pixels in a box of 12×20.
    private static func digit(_ digit: Int, side: Int, dropping noise: UInt64 = 0) -> [UInt8] {
        let segments = [0x77, 0x24, 0x5D, 0x6D, 0x2E, 0x6B, 0x7B, 0x25, 0x7F, 0x6F][digit]
        var random = RandomSource(seed: noise)
        var pixels = [UInt8](repeating: 0, count: side * side)
        func fill(_ rows: Range<Int>, _ columns: Range<Int>) {
            for row in rows {
                for column in columns { pixels[row * side + column] = UInt8(230 + random.integer(below: 26)) }
            }
        }
        let (top, left) = ((side - 20) / 2, (side - 12) / 2)
        for (bit, place) in [
            (0, (0..<3, 0..<12)), (1, (0..<11, 0..<3)), (2, (0..<11, 9..<12)), (3, (9..<12, 0..<12)),
            (4, (9..<20, 0..<3)),
            (5, (9..<20, 9..<12)), (6, (17..<20, 0..<12)),
        ] where segments >> bit & 1 == 1 {
            fill(
                place.0.lowerBound + top..<place.0.upperBound + top,
                place.1.lowerBound + left..<place.1.upperBound + left)
        }
        return pixels
    }

    /// A data set of such digits, and a model that knows it.
    private func model() throws -> SavedModel {
        func idx(_ sizes: [Int], _ values: [UInt8]) -> [UInt8] {
            ([0x0800 + sizes.count] + sizes).flatMap { word in
                [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
            } + values
        }
        for (name, count) in [("train", 100), ("t10k", 20)] {
            let pixels = (0..<count).flatMap { Self.digit($0 % 10, side: 28, dropping: UInt64($0)) }
            try AtomicFile.write(idx([count, 28, 28], pixels), to: "\(folder.path)/\(name)-images-idx3-ubyte")
            try AtomicFile.write(
                idx([count], (0..<count).map { UInt8($0 % 10) }), to: "\(folder.path)/\(name)-labels-idx1-ubyte")
        }
        try """
        datasets: {own: {idx: {path: \(folder.path)}}, other: {glyphs: {training: 20, test: 20}}}
        methods: {hog: {extractor: {hog: {cellSize: 7}}, classifier: linear-svm}}
        sizes: [all]
        """.write(toFile: "\(folder.path)/m.yml", atomically: true, encoding: .utf8)
        let choice = try MethodChoice("hog", matrix: "\(folder.path)/m.yml")
        let training = try ModelTraining(
            choice, dataset: MethodText("own"), matrix: "\(folder.path)/m.yml", directory: "/nowhere")
        #expect(throws: UserError("--data: \(folder.path)/m.yml has 2 data sets (own, other); name one")) {
            try ModelTraining(choice, dataset: nil, matrix: "\(folder.path)/m.yml", directory: "/nowhere")
        }
        try training.run().model.write(to: "\(folder.path)/m.safetensors")
        return try SavedModel.read(from: "\(folder.path)/m.safetensors")
    }

    /// Dark digits, seven times as large, away from the middle of a sheet whose light falls off to one side.
    private func photograph(_ digit: Int) throws -> String {
        let (height, width, scale) = (330, 420, 7)
        let figure = Self.digit(digit, side: 28)
        var random = RandomSource(seed: UInt64(digit))
        var pixels: [UInt8] = []
        for row in 0..<height {
            for column in 0..<width {
                let (y, x) = ((row - 100) / scale, (column - 190) / scale)
                let isInk = row >= 100 && column >= 190 && y < 28 && x < 28 && figure[y * 28 + x] > 0
                let paper = 205 - column / 12 + row / 20
                pixels.append(UInt8((isInk ? 60 : paper) + random.integer(below: 9)))
            }
        }
        let path = "\(folder.path)/\(digit).png"
        let shape = ImageShape(height: height, width: width, channels: 1)
        try AtomicFile.write(try ImageFile.encodePNG(ImageStack(shape: shape, pixels: pixels)), to: path)
        return path
    }

    @Test(
        "dark digits on grey paper, large and off the middle, are turned, cut, scaled and centred, and the answer says so"
    )
    func photographs() throws {
        let model = try model()
        let paths = try (0..<10).map(photograph)
        let answers = try Prediction(model: model, threads: 2).run(files: paths)
        // The one stands to the right of the middle among the training images, where no style puts it.
        let names = answers.map { $0.classes[0].name }
        #expect(names[0] == "0" && names[2...] == (2..<10).map(String.init)[...])
        for answer in answers {
            let change = answer.change ?? ""
            #expect(change.hasPrefix("dark on light turned to light on dark, figure of "), "\(change)")
            #expect(change.contains(" and centred by its "))
        }
        let stored = try Prediction(model: model, threads: 2, asIs: true).run(files: paths)
        #expect(stored.count { $0.classes[0].name == $0.file.suffix(5).prefix(1) } < 6)
        #expect(stored.allSatisfy { $0.change == "420×330 scaled to 28×28" })
    }

    @Test("a picture that is as the training images are is left alone, and its negative becomes the same")
    func negatives() throws {
        let model = try model()
        let shape = ImageShape(height: 28, width: 28, channels: 1)
        let image = ImageStack(shape: shape, pixels: Self.digit(4, side: 28))
        #expect(try model.fitted(image).image == image && model.fitted(image).change == nil)
        let negative = ImageStack(shape: shape, pixels: image.pixels.map { 255 - $0 })
        let fitted = try model.fitted(negative)
        #expect(fitted.change == "dark on light turned to light on dark")
        #expect(zip(fitted.image.pixels, image.pixels).allSatisfy { abs(Int($0) - Int($1)) <= 16 })
        #expect(try model.fitted(negative, asIs: true).image == negative)
        let blank = ImageStack(shape: shape, pixels: [UInt8](repeating: 200, count: 784))
        #expect(try model.fitted(blank).image == blank && model.fitted(blank).change == "no figure stands out")
    }

    @Test("a halftone of tens of thousands of dots is looked at once")
    func dots() throws {
        let shape = ImageShape(height: 512, width: 512, channels: 1)
        let pixels = (0..<512 * 512).map { UInt8($0 % 2 == 1 && $0 / 512 % 2 == 1 ? 0 : 255) }
        let model = try model()
        let start = threadSeconds()
        _ = try model.fitted(ImageStack(shape: shape, pixels: pixels))
        // Every dot beside every other would be minutes.
        #expect(threadSeconds() - start < 10)
    }

    /// Dark digits of 28×28 times `scale` beside each other on paper of brightness 200.
    private func sheet(_ digits: [Int], scale: Int = 5) -> ImageStack {
        let (height, width) = (28 * scale, 28 * scale * digits.count)
        let figures = digits.map { Self.digit($0, side: 28) }
        let pixels = (0..<height * width).map { place -> UInt8 in
            let (y, x) = (place / width / scale, place % width / scale)
            return figures[x / 28][y * 28 + x % 28] > 0 ? 40 : 200
        }
        return ImageStack(shape: ImageShape(height: height, width: width, channels: 1), pixels: pixels)
    }

    @Test("frames around a digit are passed over, the grain of paper is no ink, and several digits are said to be so")
    func sheets() throws {
        let model = try model()
        let plain = sheet([4])
        let expected = try model.fitted(plain)
        let (side, shape) = (plain.shape.width, plain.shape)
        func changed(_ change: (_ row: Int, _ column: Int, UInt8) -> UInt8) -> ImageStack {
            ImageStack(shape: shape, pixels: plain.pixels.enumerated().map { change($0 / side, $0 % side, $1) })
        }
        // A frame that is not quite upright.
        let framed = changed { row, column, value in
            let (a, b) = (row + column / 30, column - row / 30)
            let isInside = (8..<side - 8).contains(a) && (8..<side - 8).contains(b)
            return isInside && !((11..<side - 11).contains(a) && (11..<side - 11).contains(b)) ? 40 : value
        }
        #expect(try model.fitted(framed).image == expected.image)
        // A small digit on paper of two colours in turns, as pictures with few colours have it.
        let large = ImageShape(height: 420, width: 420, channels: 1)
        let grained = (0..<large.count).map { place -> UInt8 in
            let (row, column) = (place / 420, place % 420)
            let isOnSheet = (140..<280).contains(row) && (140..<280).contains(column)
            let value = isOnSheet ? plain.pixels[(row - 140) * side + column - 140] : 200
            return value > 100 && (row + column) % 5 < 1 ? 240 : value
        }
        let change = try model.fitted(ImageStack(shape: large, pixels: grained)).change
        #expect(change?.hasPrefix("dark on light turned to light on dark") ?? false, "\(change ?? "")")
        let several = try model.fitted(sheet([2, 4, 7])).change
        #expect(several?.contains(" in 3 parts scaled to ") ?? false, "\(several ?? "")")
        #expect(expected.change?.contains("parts") == false)
    }
}
