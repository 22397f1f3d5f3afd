import Core
import Foundation
import Statistics

/// Learning curves that were not made here: what the same work comes to with other programs.
///
/// Read from lines of JSON such as
///
///     {"work": "mnist-lenet5", "peer": "python", "metric": "accuracy", "value": 98.9, "unit": "%", "n": 60000, "seed": 0}
///
/// where `work` begins with the name of the data set, and `like`, which may be left out, names the method here that
/// does the same work. Lines of another metric are passed over. They do not say how many test images
/// they are of: intervals are those of as many as the data set here has.
package struct OtherCurves: Sendable {
    struct Curve: Sendable {
        let name: String
        /// By size, ascending; accuracies are shares, one a seed.
        let points: [(size: Int, accuracies: [Double])]
        /// The method here whose work it is, as the file says; without that, one of the name `work`.
        var like: String?
        var work = ""

        /// The one of `methods` whose work this curve is of elsewhere; nil where none is.
        func counterpart(in methods: [String]) -> String? { methods.first { $0 == like ?? work } }
    }

    private let lines: [Line]

    private struct Line: Decodable, Sendable {
        let work: String
        let peer: String
        let metric: String
        let value: Double
        let n: Int
        let like: String?
    }

    init() { lines = [] }

    /// Those of all files together. Throws ``UserError`` with the line that is wrong, or where no line of a file tells an accuracy.
    package init(files: [String]) throws { lines = try files.flatMap(Self.lines) }

    /// Bytes of a file, and of a line, that is read: learning curves are small.
    private static let limits = (file: 64 << 20, line: 1 << 16)
    /// Training images of a point at most: what a count on an axis can be.
    private static let mostImages = 1_000_000_000

    private static func lines(_ file: String) throws -> [Line] {
        let data: Data
        do {
            data = Data(try FileContents.read(file, limit: limits.file))
        } catch let error as UserError {
            throw UserError("\(error); give a file of JSON lines with work, peer, metric, value and n")
        }
        // Programs on Windows end lines with a carriage return, and some begin a file with a mark of its encoding.
        let start = data.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let rows = data.dropFirst(start).split(separator: 0x0A, omittingEmptySubsequences: false)
        let lines = try rows.enumerated().compactMap { number, row -> Line? in
            guard row.contains(where: { !" \t\r".utf8.contains($0) }) else { return nil }
            guard let line = accuracy(row) else {
                throw UserError(
                    "\(file):\(number + 1): not understood; an accuracy has work, peer, value (in %, from 0 to 100) and n (training images, from 1 to \(NumberText.grouped(mostImages)))"
                )
            }
            return line.first
        }
        guard !lines.isEmpty else { throw UserError("\(file): no line tells an accuracy (\"metric\": \"accuracy\")") }
        return lines
    }

    /// The accuracy that a line tells, none where it tells something else; nil where it cannot be understood.
    private static func accuracy(_ row: Data) -> [Line]? {
        struct Kind: Decodable { let metric: String? }
        guard row.count <= limits.line, let kind = try? JSONDecoder().decode(Kind.self, from: Data(row)) else {
            return nil
        }
        guard kind.metric == "accuracy" else { return [] }
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(row)), (1...mostImages).contains(line.n),
            (0...100).contains(line.value)
        else { return nil }
        return [line]
    }

    /// Those of one data set, by name.
    func curves(of dataset: DatasetStudy) -> [Curve] {
        let prefix = "\(dataset.record.name)-"
        let own = lines.filter { $0.work.hasPrefix(prefix) }
        return Dictionary(grouping: own) { "\($0.work.dropFirst(prefix.count)) (\($0.peer))" }.map { name, lines in
            let sizes = Dictionary(grouping: lines, by: \.n).sorted { $0.key < $1.key }
            return Curve(
                name: name, points: sizes.map { ($0.key, $0.value.map { $0.value / 100 }) },
                like: lines.lazy.compactMap(\.like).first, work: String(lines[0].work.dropFirst(prefix.count)))
        }.sorted { $0.name < $1.name }
    }

    /// A table of those of a data set, if there are any.
    func blocks(_ dataset: DatasetStudy) -> [Block] {
        let curves = curves(of: dataset)
        guard !curves.isEmpty else { return [] }
        let texts = dataset.texts
        let images = dataset.record.testImages
        let sizes = Set(curves.flatMap { $0.points.map(\.size) }).sorted()
        var table = Table([texts(.method)] + sizes.map(NumberText.grouped) + [texts(.seeds)])
        for curve in curves {
            table.add(
                [curve.name]
                    + sizes.map { size in
                        curve.points.first { $0.size == size }.map {
                            NumberText.accuracy(AccuracyEstimate(accuracies: $0.accuracies, testImages: images))
                        }
                    } + [texts.span(curve.points.map(\.accuracies.count))])
        }
        let caption = texts(.otherCurves, ["dataset": dataset.title, "n": NumberText.grouped(images)])
        return [.table(table, caption: caption)]
    }
}
