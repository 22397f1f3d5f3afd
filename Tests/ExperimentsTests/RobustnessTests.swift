import Core
import Experiments
import Foundation
import Harness
import Records
import Reports
import Statistics
import Testing

@Suite("Wrong labels and worse images")
struct RobustnessTests {
    private static func examples(
        _ count: Int, classes: Int, shape: ImageShape = ImageShape(height: 8, width: 8, channels: 1)
    ) -> LabelledImages {
        var random = RandomSource(seed: 3, stream: 1)
        let pixels = (0..<count * shape.count).map { _ in UInt8(random.integer(below: 256)) }
        return LabelledImages(
            images: ImageStack(shape: shape, pixels: pixels), labels: (0..<count).map { $0 % classes },
            classNames: (0..<classes).map { "class \($0)" })
    }

    @Test("as many labels are wrong as was asked for, the fewer within the more", arguments: LabelNoise.Kind.allCases)
    func labels(kind: LabelNoise.Kind) throws {
        let clean = Self.examples(1000, classes: 5)
        func wrong(_ share: Double, seed: UInt64) -> [Int: Int] {
            let noisy = LabelNoise(share: share, kind: kind).applied(to: clean, seed: seed)
            #expect(noisy.images == clean.images)
            return Dictionary(
                uniqueKeysWithValues: noisy.labels.indices.filter { noisy.labels[$0] != clean.labels[$0] }
                    .map { ($0, (noisy.labels[$0] - clean.labels[$0] + 5) % 5) })
        }
        let (few, many) = (wrong(0.1, seed: 1), wrong(0.4, seed: 1))
        #expect(few.count == 100 && many.count == 400 && few.allSatisfy { many[$0.key] == $0.value })
        #expect(wrong(0.1, seed: 2).keys != few.keys && wrong(0, seed: 1).isEmpty)
        let steps = Dictionary(grouping: many.values) { $0 }.mapValues(\.count)
        switch kind {
        case .pairwise: #expect(steps == [1: 400])
        case .symmetric: #expect(steps.count == 4 && steps.values.allSatisfy { (70...130).contains($0) })
        }
    }

    @Test("each kind of alteration does what it says")
    func alterations() throws {
        let examples = Self.examples(20, classes: 2, shape: ImageShape(height: 10, width: 10, channels: 3))
        let images = examples.images
        func altered(_ kind: ImageAlteration.Kind, _ amount: Double) -> ImageStack {
            let result = ImageAlteration(kind, amount).applied(to: images, threads: 2)
            #expect(result == ImageAlteration(kind, amount).applied(to: images, threads: 1))
            #expect(result.shape == images.shape && result.count == images.count)
            return result
        }
        let grey = ImageStack(shape: images.shape, pixels: [UInt8](repeating: 128, count: images.pixels.count))
        let noisy = ImageAlteration(.noise, 0.1).applied(to: grey, threads: 1).pixels.map { Double($0) }
        #expect(abs(Statistics.mean(noisy) - 128) < 1 && abs(Statistics.standardDeviation(noisy) - 25.5) < 1)

        // A black square of 4×4 in three channels, at one of 49 places.
        let bright = ImageStack(shape: images.shape, pixels: images.pixels.map { max($0, 1) })
        let hidden = ImageAlteration(.occlusion, 0.4).applied(to: bright, threads: 1)
        for image in 0..<20 { #expect(hidden.pixels[image * 300..<(image + 1) * 300].count { $0 == 0 } == 48) }

        // Half a turn is two mirrorings, to either side.
        let turned = altered(.rotation, 180)
        for image in 0..<20 {
            for place in 0..<100 {
                for channel in 0..<3 {
                    #expect(
                        turned.pixels[image * 300 + place * 3 + channel]
                            == images.pixels[image * 300 + (99 - place) * 3 + channel])
                }
            }
        }
        // One pixel along an axis or a diagonal; what comes into sight is the border.
        let moved = altered(.shift, 1)
        for image in 0..<20 {
            let steps = [-1, 0, 1].flatMap { down in [-1, 0, 1].map { (down, $0) } }
            #expect(
                steps.contains { down, right in
                    (0..<100).allSatisfy { place in
                        let row = min(max(place / 10 - down, 0), 9)
                        let column = min(max(place % 10 - right, 0), 9)
                        return moved.pixels[image * 300 + place * 3]
                            == images.pixels[image * 300 + (row * 10 + column) * 3]
                    }
                })
        }
        let blurred = altered(.blur, 2).pixels.map { Double($0) }
        #expect(
            Statistics.standardDeviation(blurred) < 0.5 * Statistics.standardDeviation(images.pixels.map { Double($0) })
        )
    }

    private static let matrix = """
        datasets:
          clean:
            glyphs: {training: 300, test: 100}
            testAlterations: {noise: [0.1, 0.5], rotation: [30]}
          noisy:
            glyphs: {training: 300, test: 100}
            labelNoise: {share: 0.4}
            testAlterations: {blur: [1]}
        methods:
          hog-svm: {extractor: {hog: {cellSize: 7}}, classifier: linear-svm}
          raw-svm: {extractor: raw, classifier: linear-svm}
        sizes: [60, 300]
        seeds: [1, 2]
        """

    @Test("a matrix runs with both, and the report shows what they did")
    func running() throws {
        let folder = try TemporaryFolder()
        let cells = try ExperimentMatrix(text: Self.matrix, file: "noise.yml").cells(dataDirectory: "/nowhere")
        let store = try RecordStore(folder: folder.path)
        let summary = try Runner(store: store, dataDirectory: "/nowhere", threads: 2, display: QuietDisplay()).run(
            cells)
        #expect(summary.ran == 16 && summary.failed == 0)
        func result(_ path: String) throws -> Record.Result {
            let cell = try #require(cells.first { $0.path == path })
            guard case .completed(let result) = try #require(store.record(of: cell)).outcome else {
                throw UserError("failed")
            }
            return result
        }
        let clean = try result("clean/hog-svm/300/1")
        let altered = try #require(clean.altered)
        #expect(
            altered.map(\.alteration) == [
                ImageAlteration(.noise, 0.1), ImageAlteration(.noise, 0.5), ImageAlteration(.rotation, 30),
            ])
        #expect(altered[1].correct < altered[0].correct && altered[1].correct < clean.correct)
        let noisy = try result("noisy/hog-svm/300/1")
        #expect(noisy.altered?.count == 1 && noisy.correct < clean.correct)

        try Report.write(folder: folder.path)
        let report = try String(contentsOfFile: "\(folder.path)/report.md", encoding: .utf8)
        #expect(
            report.contains("### Worse images") && report.contains(#/\| method  \| +none \| +0.1 \| +0.5 \| seeds \|/#))
        #expect(report.contains("**Accuracy under rotation** on clean (synthetic)"))
        #expect(report.contains("## Wrong labels: clean (synthetic)"))
        #expect(report.contains(#/\| method  \| training images \| +0 % \| +40 % \| seeds \|/#))
        #expect(report.contains(#/\| 40 % \(symmetric\) \| hog-svm \| +300 \|/#))
        let text = report.replacing("\n", with: " ")
        #expect(
            text.contains(
                "On clean (synthetic), 300 training images with some wrong labels taught as much as these numbers of correctly"
            ))
        #expect(
            text.contains(
                "On the most strongly altered test images of clean (synthetic), after training on 300 images (mean accuracy in % over 2 seeds"
            ))
        // The data set with wrong labels has its accuracies; what it shares with the other is not said again.
        #expect(report.contains("### noisy (synthetic)\n") && report.contains("**Accuracy** on noisy (synthetic)"))
        for heading in ["### Time", "### Mistakes", "### What the methods see"] {
            #expect(report.split(separator: "\n").count { $0 == heading } == 1)
        }
        let drawn = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/plots")
        #expect(report.contains("#### Worse images\n\n**Accuracy under blur** on noisy (synthetic)"))
        #expect(drawn.contains("noisy-blur.dat"))
        #expect(drawn.contains("clean-wrong-labels-symmetric.dat") && !drawn.contains("noisy-samples.png"))
        // Every accuracy has its interval.
        let share = 100 * Double(clean.correct + (try result("clean/hog-svm/300/2")).correct) / 200
        #expect(report.contains("| hog-svm | \(String(format: "%.1f", share)) ["))
        let curves = try String(contentsOfFile: "\(folder.path)/plots/clean-noise.dat", encoding: .utf8)
        #expect(curves.split(separator: "\n").filter { !$0.hasPrefix("#") }.count == 6)
    }

    @Test(
        "mistakes are named with their line",
        arguments: [
            ("labelNoise: {share: 2}", "label-noise.share: 2 is not allowed; it must be from 0 to 0.9"),
            ("labelNoise: {share: 0.1, kind: both}", "'both' is not known"),
            ("testAlterations: {rotatoin: [3]}", "did you mean 'rotation'?"),
            (
                "testAlterations: {rotation: [999]}",
                "rotation: 999 is not allowed; it must be from 0.1 to 180 (degrees)"
            ),
            ("testAlterations: {rotation: [3, 3]}", "appears twice"),
            ("testAlterations: {blur: [much]}", "must be a number"),
        ])
    func mistakes(text: String, message: String) throws {
        let matrix = Self.matrix.replacing("testAlterations: {noise: [0.1, 0.5], rotation: [30]}", with: text)
        #expect {
            _ = try ExperimentMatrix(text: matrix, file: "noise.yml").cells(dataDirectory: "/nowhere")
        } throws: {
            "\($0)".hasPrefix("noise.yml:4: ") && "\($0)".contains(message)
        }
    }
}
