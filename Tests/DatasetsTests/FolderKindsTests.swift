import Core
import Datasets
import Files
import Foundation
import Testing

/// Folders as people have them.
@Suite("Folders of pictures")
struct FolderKindsTests {
    private static func picture(_ value: UInt8, side: Int = 8) throws -> [UInt8] {
        let shape = ImageShape(height: side, width: side, channels: 1)
        return try ImageFile.encodePNG(ImageStack(shape: shape, pixels: [UInt8](repeating: value, count: shape.count)))
    }

    /// Classes with `count` flat pictures each, all different.
    private func make(_ classes: [String] = ["cat", "dog"], count: Int = 8) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (place, name) in classes.enumerated() {
            for index in 0..<count {
                try folder.write(try Self.picture(UInt8(place * count + index)), to: "set/\(name)/\(index).png")
            }
        }
        return folder
    }

    private func set(_ change: (inout ImageFolder) -> Void = { _ in }) -> ImageFolder {
        var set = ImageFolder()
        (set.path, set.size) = ("set", 8)
        change(&set)
        return set
    }

    private func bytes(_ path: String) -> [CChar] { path.utf8.map { CChar(bitPattern: $0) } }

    @Test("what a set is follows from contents, not from dates and places; the index is no more than a memory")
    func identity() throws {
        let folder = try make()
        let mark = try set().contentMark(in: folder.path)
        let loaded = try set().load(from: folder.path, threads: 2)
        #expect(mark == loaded.checksum && loaded.files.count == 16)
        let picture = "\(folder.path)/set/cat/0.png"
        let old = Date(timeIntervalSince1970: 1_000_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: picture)
        #expect(try set().contentMark(in: folder.path) == mark)
        let other = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(folder.path)/set", toPath: "\(other.path)/set")
        #expect(try set().contentMark(in: other.path) == mark)
        // Another content of the same size and date.
        var changed = try Self.picture(0)
        try folder.write(try Self.picture(99), to: "set/cat/0.png")
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: picture)
        let second = try set().contentMark(in: folder.path)
        #expect(try set().load(from: folder.path, threads: 1).checksum == second && second != mark)
        changed = try Self.picture(0)
        try folder.write(changed, to: "set/cat/0.png")
        for name in folder.files where name.hasPrefix(".pictures/") {
            try folder.write(Array("hindsight pictures 1\nnonsense\n\n 1 2 3 4 5 6 7 8 9\n".utf8), to: name)
        }
        #expect(try set().contentMark(in: folder.path) == mark)
    }

    @Test("names that are not UTF-8 are carried, each under a text of its own")
    func otherEncodings() throws {
        let folder = try make(["cat", "dog", "owl"])
        let owl = bytes("\(folder.path)/set/hibou_blanc") + [CChar(bitPattern: 0xE9), 0]
        #expect(rename("\(folder.path)/set/owl", owl) == 0)
        let file = bytes("\(folder.path)/set/cat/") + [CChar(bitPattern: 0xE9)] + bytes(".png") + [0]
        #expect(rename("\(folder.path)/set/cat/0.png", file) == 0)
        try folder.write(try Self.picture(77), to: "set/cat/\\xE9.png")
        let loaded = try set().load(from: folder.path, threads: 2)
        #expect(loaded.training.classNames == ["cat", "dog", "hibou_blanc\\xE9"])
        #expect(loaded.training.count + loaded.test.count == 25)
        let names = Set(loaded.files.keys)
        #expect(names.count == 25 && names.isSuperset(of: ["cat/\\xE9.png", "cat/\\\\xE9.png"]))
        #expect(try set().contentMark(in: folder.path) == loaded.checksum)
        let damaged = bytes("\(folder.path)/set/dog/0.png") + [0]
        #expect(
            rename(damaged, bytes("\(folder.path)/set/dog/") + [CChar(bitPattern: 0xFF)] + bytes(".png") + [0]) == 0)
        let broken = open(
            bytes("\(folder.path)/set/dog/") + [CChar(bitPattern: 0xFF)] + bytes(".png") + [0], O_WRONLY | O_TRUNC)
        close(broken)
        #expect(message { try set().load(from: folder.path, threads: 1) }.contains("/dog/\\xFF.png: is not a PNG"))
    }

    @Test("two spellings of one name are named, never mixed; test folders may use the other one")
    func spellings() throws {
        let folder = try make(["caf\u{E9}", "cafe\u{301}", "dog"])
        let text = message { try set().load(from: folder.path, threads: 1) }
        #expect(text.contains("have the same name in two Unicode spellings"))
        let composed = try make(["caf\u{E9}", "dog"])
        for index in 0..<3 {
            try composed.write(try Self.picture(UInt8(100 + index)), to: "test/cafe\u{301}/\(index).png")
            try composed.write(try Self.picture(UInt8(200 + index)), to: "test/dog/\(index).png")
        }
        let loaded = try set { $0.testPath = "test" }.load(from: composed.path, threads: 1)
        #expect(loaded.test.labels == [0, 0, 0, 1, 1, 1] && loaded.test.images[0].first == 100)
    }

    @Test("files that are no pictures are counted by kind")
    func passedOver() throws {
        let folder = try make()
        for name in [
            "cat/a.txt", "cat/b.TXT", "dog/c.gif", "read.me", "dog/LICENSE", "cat/more/x.png", "cat/.DS_Store",
        ] {
            try folder.write([1], to: "set/\(name)")
        }
        try folder.write(try Self.picture(9), to: "set/dog/.1.png")
        let remarks = try set().load(from: folder.path, threads: 1).remarks
        #expect(
            remarks.passedOver == [
                ".txt": 2, ".gif": 1, ".me": 1, "file without a suffix": 1, "folder": 1, "hidden picture": 1,
            ])
        #expect(
            remarks.lines == ["skipped: 2 .txt, 1 .gif, 1 .me, 1 file without a suffix, 1 folder, 1 hidden picture"]
        )
        let tidy = try make()
        #expect(try set().load(from: tidy.path, threads: 1).remarks.isEmpty)
    }

    @Test("all damaged pictures are named at once, or left out and counted")
    func damaged() throws {
        let folder = try make()
        try folder.write(Array(try Self.picture(1).prefix(50)), to: "set/cat/1.png")
        try folder.write([1, 2, 3], to: "set/dog/4.png")
        try folder.write([], to: "set/dog/5.png")
        let text = message { try set().load(from: folder.path, threads: 2) }
        #expect(text.hasPrefix("3 of 16 pictures cannot be used: "))
        let wanted = ["cat/1.png (not a sound PNG", "dog/4.png (is not a PNG", "dog/5.png (is not a PNG"]
        for name in wanted + ["skipDamaged: true"] {
            #expect(text.contains(name), "\(name)")
        }
        let tolerant = set { $0.skipDamaged = true }
        #expect(try tolerant.trainingCount(in: folder.path) == 9)
        let loaded = try tolerant.load(from: folder.path, threads: 2)
        #expect(loaded.training.count == 9 && loaded.test.count == 4)
        #expect(loaded.remarks.damaged == ["cat/1.png", "dog/4.png", "dog/5.png"])
        #expect(loaded.remarks.lines == ["left out as damaged: 3 pictures: cat/1.png, dog/4.png, dog/5.png"])
        #expect(try tolerant.contentMark(in: folder.path) == loaded.checksum)
        for index in 1..<8 { try folder.write([1], to: "set/dog/\(index).png") }
        #expect(message { try tolerant.load(from: folder.path, threads: 2) }.contains("dog: 1 pictures can be decoded"))
    }

    @Test("pictures that are there twice are found by their pixels, within a split and across the two")
    func twins() throws {
        let folder = try make()
        let same = try set { $0.testPath = "set" }.load(from: folder.path, threads: 1).remarks
        #expect(same.shared.count == 16 && same.repeated.count == 0 && same.shared.contradictions == 0)
        #expect(same.shared.examples.first == "set/cat/0.png = cat/0.png")
        #expect(same.lines[0].hasPrefix("16 test images are also among the training images: set/cat/0.png = cat/0.png"))
        // The same pixels in another file, and in another class.
        let first = try set().load(from: folder.path, threads: 1)
        let file = folder.bytes("set/cat/0.png")!
        try folder.write(Array("P5 8 8 255\n".utf8) + [UInt8](repeating: 0, count: 64), to: "set/dog/again.pgm")
        try folder.write(file, to: "set/cat/again.png")
        let remarks = try set().load(from: folder.path, threads: 1).remarks
        #expect(first.remarks.isEmpty && remarks.repeated.count + remarks.shared.count >= 2)
        #expect(remarks.repeated.contradictions + remarks.shared.contradictions >= 1)
    }

    @Test("groups are not divided, and do not change which images stand alone")
    func groups() throws {
        let folder = try TemporaryFolder()
        var value: UInt8 = 0
        for name in ["stop", "yield"] {
            for track in 0..<6 {
                for frame in 0..<5 {
                    value += 1
                    let file = Array("P6 8 8 255\n".utf8) + [UInt8](repeating: value, count: 192)
                    try folder.write(file, to: "set/\(name)/0000\(track)_0000\(frame).ppm")
                }
            }
        }
        func tracks(_ set: ImageFolder) throws -> (training: Set<Int>, test: Set<Int>, loaded: LoadedImages) {
            let loaded = try set.load(from: folder.path, threads: 1)
            func tracks(_ part: LabelledImages) -> Set<Int> {
                Set((0..<part.count).map { Int(part.images[$0].first! - 1) / 5 })
            }
            return (tracks(loaded.training), tracks(loaded.test), loaded)
        }
        let alone = try tracks(set())
        #expect(!alone.training.isDisjoint(with: alone.test) && alone.loaded.training.groups == nil)
        let grouped = try tracks(set { $0.groups = .prefix })
        #expect(grouped.training.isDisjoint(with: grouped.test) && grouped.loaded.test.count == 10)
        let part = grouped.loaded.training
        #expect(Set(part.groups!).count == 10 && part.selecting([0, 7]).groups == [part.groups![0], part.groups![7]])
        let few = try tracks(set { ($0.groups, $0.trainingPerClass, $0.testPerClass) = (.prefix, 12, 7) })
        #expect(few.training.isDisjoint(with: few.test))
        #expect(few.loaded.training.count == 24 && few.loaded.test.count == 14)
        #expect(
            message { try tracks(set { ($0.groups, $0.trainingPerClass) = (.prefix, 28) }) }.contains("no whole group"))
    }

    @Test("classes and images are counted before they are loaded, and a path must be named")
    func size() throws {
        let letters = try make((0..<26).map { String(UnicodeScalar(UInt8(97 + $0))) }, count: 4)
        let size = try #require(try set().size(in: letters.path))
        #expect(size.classes == 26 && size.training == 78 && size.test == 26 && !size.isStreamed)
        #expect(try set { $0.testPath = "set" }.size(in: letters.path)?.test == 104)
        #expect(
            message { try ImageFolder().load(from: letters.path, threads: 1) }.hasPrefix("path: \"\" is not allowed"))
    }

    @Test("pictures are turned as the camera noted, which is said and is part of what the set is")
    func turned() throws {
        let folder = try make()
        let before = try set().contentMark(in: folder.path)
        let shape = ImageShape(height: 4, width: 8, channels: 1)
        let file = try ImageFile.encodePNG(ImageStack(shape: shape, pixels: (0..<32).map { UInt8($0 % 8 * 20) }))
        // An eXIf chunk that says 6: turn clockwise by a quarter.
        let exif: [UInt8] = [
            0, 0, 0, 26, 0x65, 0x58, 0x49, 0x66, 0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6,
            0, 0, 0,
            0, 0, 0, 0, 0, 0, 0,
        ]
        try folder.write(file.prefix(33) + exif + file.dropFirst(33), to: "set/cat/0.png")
        let loaded = try set().load(from: folder.path, threads: 1)
        let stored = try set { $0.upright = false }.load(from: folder.path, threads: 1)
        #expect(loaded.remarks.turned == 1 && stored.remarks.turned == 0)
        #expect(loaded.remarks.lines == ["turned upright as recorded by the camera: 1 picture"])
        #expect(loaded.checksum != stored.checksum && loaded.checksum != before)
        #expect(try set().contentMark(in: folder.path) == loaded.checksum)
        #expect(
            loaded.training.images.pixels + loaded.test.images.pixels != stored.training.images.pixels
                + stored.test.images.pixels)
    }
}
