import Core
import Experiments
import Foundation
import Harness
import Reports
import Testing

/// The kinds of experiments that the project asks its questions with, each whole on generated digits, from the file in `experiments/` to
/// the report.
@Suite("Kinds of experiments, on generated digits", .serialized)
struct ExperimentKindsTests {
    /// A matrix with its small version, and what its report then has to say.
    struct Kind: CustomTestStringConvertible, Sendable {
        let matrix: String
        let profile: String
        let texts: [String]
        let pictures: [String]

        var testDescription: String { matrix }
    }

    private static let kinds = [
        Kind(
            matrix: "default", profile: "lesson",
            texts: [
                "**Power laws** on glyphs (synthetic)", "**Where learning overtakes** on glyphs (synthetic)",
                "**Best for the cost** on glyphs (synthetic)",
            ], pictures: ["glyphs-learning-curve", "glyphs-error-against-time", "glyphs-error-against-work"]),
        Kind(
            matrix: "features-or-learner", profile: "lite",
            texts: [
                "The variance of accuracy over 6 features × 5 learners × 2 sizes on glyphs (synthetic) comes from ",
                "**Every feature with every learner** on glyphs (synthetic)",
                "**Where the variance of accuracy comes from** on glyphs (synthetic)",
            ], pictures: ["glyphs-learning-curve"]),
        Kind(
            matrix: "bigger-or-cleaner", profile: "lite",
            texts: [
                "On glyphs (synthetic), 1,000 training images with some wrong labels taught as much as these numbers of correctly",
                "**What training with wrong labels is worth** on glyphs (synthetic)",
            ], pictures: ["glyphs-wrong-labels-symmetric", "glyphs-wrong-30-learning-curve"]),
        Kind(
            matrix: "worse-images", profile: "lite",
            texts: [
                "On the most strongly altered test images of glyphs (synthetic), after training on 1,000 images (mean",
                "**Accuracy under noise** on glyphs (synthetic)", "**Accuracy under rotation** on glyphs (synthetic)",
            ], pictures: ["glyphs-noise", "glyphs-rotation"]),
        Kind(
            matrix: "accuracy-and-compute", profile: "lite",
            texts: ["**Best for the cost** on glyphs (synthetic)", "| lenet5-5GFLOP "],
            pictures: ["glyphs-error-against-time", "glyphs-error-against-work"]),
    ]

    @Test("each runs, and its report answers its question", arguments: kinds)
    func answers(_ kind: Kind) throws {
        let folder = try TemporaryFolder()
        let cells = try MatrixLibrary.load(kind.matrix, profile: kind.profile).cells(dataDirectory: "/nowhere")
        let summary = try Runner(
            store: RecordStore(folder: folder.path), dataDirectory: "/nowhere", threads: 2, display: QuietDisplay()
        ).run(cells)
        #expect(summary.ran == cells.count && summary.failed == 0)
        let (paths, warnings) = try Report.write(folder: folder.path, formats: [.markdown, .html, .latex, .csv])
        #expect(paths.count == 4 && warnings.isEmpty == InstalledPrograms.hasGnuplot)
        let report = try String(contentsOfFile: "\(folder.path)/report.md", encoding: .utf8).replacing("\n", with: " ")
        for text in kind.texts { #expect(report.contains(text), "\(text)") }
        for picture in kind.pictures {
            #expect(report.contains("](plots/\(picture).svg)") == InstalledPrograms.hasGnuplot, "\(picture)")
            let data = try String(contentsOfFile: "\(folder.path)/plots/\(picture).dat", encoding: .utf8)
            #expect(data.split(separator: "\n").contains { !$0.hasPrefix("#") })
        }
        // A line a run, under the heading.
        let sheet = try String(contentsOfFile: "\(folder.path)/results.csv", encoding: .utf8)
        #expect(sheet.split(whereSeparator: \.isNewline).count == cells.count + 1)
    }
}
