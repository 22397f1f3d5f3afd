import Core
import Foundation

/// News of one subject: 7,674 reports of the agency Reuters from 1987 in eight classes, 5,485 for training and 2,189 for test.
///
/// The reports of Reuters-21578 in the split *ModApte* that have exactly one subject, of the eight most frequent ones, as L. Yao, C. Mao
/// and Y. Luo published them: in lower case, one a line, without punctuation and words that stand in any text. A second file has the
/// split and the class of each line.
public struct R8: PublishedDataset, TextDataset {
    public init() {}

    public static let card = Card(
        name: "r8", title: "Reuters R8", year: 1987,
        paper:
            "D. Lewis: Reuters-21578; cleaned as in L. Yao, C. Mao and Y. Luo, Graph Convolutional Networks for Text "
            + "Classification, AAAI 2019")

    package static let published = DatasetSize(
        form: .text(meanBytes: 450, words: 7522), training: 5485, test: 2189, classes: 8)
    package static let parts = [
        ContentPart(
            files: ["r8/R8.txt"], bytesPerFile: 120_199,
            sha256: "4ab8362c508bf7b1c591bca4e4d72ff6e9ff7a730a94cb0a5dfddf237a7cc025"),
        ContentPart(
            files: ["r8/R8.clean.txt"], bytesPerFile: 3_360_920,
            sha256: "5324d029f2b625baca68aab4cfd1ed0353b94f11f7a9dd2ccb5b1fa5b86d6541"),
    ]

    /// Reads `R8.txt` and `R8.clean.txt` from the folder `r8`; see ``Dataset/examples(from:threads:)``.
    public func load(from directory: String, threads: Int) throws -> LoadedTexts {
        let contents = try verifiedContents(in: directory)
        let (marks, lines) = (Self.lines(contents[0]), Self.lines(contents[1]))
        try require(
            marks.count == lines.count, of: "r8/R8.txt", in: directory, "\(marks.count) lines for \(lines.count) texts")
        // A line is its number, the split and the class.
        let fields = marks.map { $0.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) } }
        try require(
            fields.allSatisfy { $0.count == 3 }, of: "r8/R8.txt", in: directory, "a line without split and class")
        let names = Set(fields.map { $0[2] }).sorted()
        let splits = try ["train", "test"].map { split in
            let rows = fields.indices.filter { fields[$0][1] == split }
            try require(!rows.isEmpty, of: "r8/R8.txt", in: directory, "no texts to \(split)")
            return LabelledTexts(
                texts: TextStack(rows.map { String(decoding: lines[$0], as: UTF8.self) }),
                labels: rows.map { names.firstIndex(of: fields[$0][2])! }, classNames: names)
        }
        return LoadedTexts(training: splits[0], test: splits[1], checksum: checksum)
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: true)
    }
}
