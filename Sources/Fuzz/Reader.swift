import Core
import Foundation

/// A way by which a file comes into the program.
struct FuzzedReader: Sendable {
    let name: String
    /// Where the reader looks for its file, below a folder of its own.
    let file: String
    let grammar: any Grammar
    /// Bytes of the largest input.
    var largest = 64 << 10
    /// How many inputs, relative to other readers; below 1 for a reader that does a lot with each.
    var share = 1.0
    /// False where honest work may take long or much memory: then only deaths count.
    var isBounded = true
    /// Sound files to begin with.
    ///
    /// - Parameter folder: An empty folder to work in.
    let seeds: @Sendable (_ folder: String) throws -> [[UInt8]]
    /// Makes what reading needs, once a process, and returns what reads the file at a path; the folder is to work in.
    let open: @Sendable (_ folder: String) throws -> (_ path: String) throws -> Void

    /// Every reader of the program. A new one is an entry in one of the lists.
    static let all: [FuzzedReader] = models + vectors + records + matrices + pictures + folders

    /// What the name of the file ends with, with its point.
    var suffix: String { file.lastIndex(of: ".").map { String(file[$0...]) } ?? "" }

    static func named(_ name: String) throws -> FuzzedReader {
        guard let reader = all.first(where: { $0.name == name }) else {
            throw UserError("there is no reader '\(name)'; known are \(all.map(\.name).joined(separator: ", "))")
        }
        return reader
    }

    /// The input of this number: the same for the same seed, whatever was read before.
    func input(_ index: Int, seed: UInt64, seeds: [[UInt8]]) -> [UInt8] {
        let stream = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        var random = RandomSource(seed: seed, stream: stream, UInt64(index))
        return grammar.mutant(of: seeds, largest: largest, &random)
    }
}
