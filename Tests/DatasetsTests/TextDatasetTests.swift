import Core
import Datasets
import Foundation
import Testing

@Suite("Data sets of texts")
struct TextDatasetTests {
    @Test("notes are a pure function of seed, split and number, whatever the threads")
    func notes() throws {
        var notes = Notes()
        (notes.training, notes.test) = (300, 120)
        let loaded = try notes.load(from: "/nowhere", threads: 1)
        let again = try notes.load(from: "/nowhere", threads: 3)
        #expect(loaded.training == again.training && loaded.test == again.test && loaded.checksum == again.checksum)
        #expect(loaded.training.texts.count == 300 && Set(loaded.training.labels).count == 6)
        #expect(notes.notes(17..<18, threads: 1).texts.string(0) == loaded.training.texts.string(17))
        #expect(loaded.test.texts.string(0) != loaded.training.texts.string(0))
        notes.seed = 1
        #expect(try notes.load(from: "/nowhere", threads: 1).training.texts != loaded.training.texts)
        // Sentences with a capital and a point, of letters alone.
        for index in 0..<20 {
            let text = loaded.training.texts.string(index)
            #expect(text.hasSuffix(".") && text.first?.isUppercase == true, "\(text)")
            #expect(text.allSatisfy { $0.isLetter || $0 == " " || $0 == "." }, "\(text)")
        }
        // What the estimate of memory goes by.
        let mean = Double(loaded.training.texts.bytes.count) / 300
        #expect(mean > 60 && mean < 140, "\(mean)")
    }

    @Test("lines of a class, a tab and a text are read; others are refused with file and line")
    func lines() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("good\tfine work\nbad\tno\tgood\r\n\ngood\t\n".utf8), to: "a.tsv")
        try folder.write(Array("bad\tnever\n".utf8), to: "b.tsv")
        var set = TSVDataset()
        (set.train, set.test) = ("a.tsv", "b.tsv")
        let loaded = try set.load(from: folder.path, threads: 1)
        #expect(loaded.training.classNames == ["bad", "good"] && loaded.training.labels == [1, 0, 1])
        #expect((0..<3).map { loaded.training.texts.string($0) } == ["fine work", "no\tgood", ""])
        #expect(try set.contentMark(in: folder.path) == loaded.checksum)
        #expect(try set.size(in: folder.path)?.training == 3)
        for (text, words) in [
            ("good fine\n", "a.tsv:1: is not a class"), ("\tgood\n", "a.tsv:1: is not a class"),
            ("\n\n", "holds no text"),
            ("good\tfine\n", "only one class"), ("good\tfine\nworse\tx\n", "b.tsv:1: there is no class 'bad'"),
        ] {
            try folder.write(Array(text.utf8), to: "a.tsv")
            let refusal = message { try set.load(from: folder.path, threads: 1) }
            #expect(refusal.contains(words) && !refusal.contains("\n"), "\(refusal)")
        }
        set.test = "c.tsv"
        #expect(message { try set.requireFiles(in: folder.path) }.contains("there is no such file"))
    }
}
