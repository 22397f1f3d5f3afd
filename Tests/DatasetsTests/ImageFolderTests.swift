import Core
import Datasets
import Files
import Foundation
import Testing

@Suite struct ImageFolderTests {
    /// Two classes of flat grey images, of which each has its own value.
    private func makeFolder(_ names: [String] = (0..<8).map { "\($0).png" }) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (classIndex, name) in ["cat", "dog"].enumerated() {
            for (index, file) in names.enumerated() {
                let shape = ImageShape(height: 10 + index, width: 20, channels: 1)
                let value = UInt8(100 * classIndex + index)
                let image = ImageStack(shape: shape, pixels: [UInt8](repeating: value, count: shape.count))
                try folder.write(try ImageFile.encodePNG(image), to: "set/\(name)/\(file)")
            }
        }
        return folder
    }

    private func configuration(_ change: (inout ImageFolder) -> Void = { _ in }) -> ImageFolder {
        var set = ImageFolder()
        (set.path, set.size) = ("set", 8)
        change(&set)
        return set
    }

    @Test func loads() throws {
        let folder = try makeFolder()
        try folder.write([1, 2], to: "set/cat/notes.txt")
        try folder.write([1, 2], to: "set/cat/.hidden.png")
        try folder.write([1, 2], to: "set/read.me")
        let loaded = try configuration().load(from: folder.path, threads: 2)
        #expect(loaded.training.classNames == ["cat", "dog"])
        #expect(loaded.training.labels == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
        #expect(loaded.test.labels == [0, 0, 1, 1])
        #expect(loaded.training.images.shape == ImageShape(height: 8, width: 8, channels: 1))
        let values = [loaded.training, loaded.test].flatMap { part in (0..<part.count).map { part.images[$0].first! } }
        #expect(values.sorted() == (0..<8).map { $0 } + (100..<108).map { $0 })
        #expect(try configuration().load(from: folder.path, threads: 1).checksum == loaded.checksum)
    }

    @Test func splitDependsOnNamesAndSeedOnly() throws {
        let names = (0..<8).map { "\($0).png" }
        let original = try makeFolder(names)
        let first = try configuration().load(from: original.path, threads: 1)
        let folder = try TemporaryFolder()
        for name in original.files.reversed() {
            // The same images, written in another order.
            let classIndex: UInt8 = name.contains("dog") ? 100 : 0
            let index = UInt8((name as NSString).lastPathComponent.prefix(1))!
            let shape = ImageShape(height: 10 + Int(index), width: 20, channels: 1)
            let image = ImageStack(shape: shape, pixels: [UInt8](repeating: classIndex + index, count: shape.count))
            try folder.write(try ImageFile.encodePNG(image), to: name)
        }
        let second = try configuration().load(from: folder.path, threads: 2)
        #expect(first.training == second.training && first.test == second.test)
        let others = try (1...5).map { seed in
            try configuration { $0.splitSeed = seed }.load(from: folder.path, threads: 1).test
        }
        #expect(others.contains { $0 != first.test })
    }

    @Test func limitsAndModes() throws {
        let folder = try makeFolder()
        let few = try configuration { $0.maximumPerClass = 3 }.load(from: folder.path, threads: 1)
        #expect(few.training.count == 4 && few.test.count == 2)
        let padded = try configuration {
            $0.resize = .pad
            $0.channels = 3
        }.load(from: folder.path, threads: 1)
        #expect(padded.training.images.shape.channels == 3)
        #expect(padded.training.images.pixels.prefix(24).allSatisfy { $0 == 0 }, "wide pictures lie between black bars")
        let own = try configuration { $0.testPath = "set" }.load(from: folder.path, threads: 1)
        #expect(own.training.images == own.test.images && own.test.count == 16)
        // A class may be absent from the test.
        try folder.write(folder.bytes("set/dog/1.png")!, to: "one/dog/1.png")
        let one = try configuration { $0.testPath = "one" }.load(from: folder.path, threads: 1)
        #expect(one.test.labels == [1] && one.test.classNames == ["cat", "dog"])
    }

    @Test func wrongFolders() throws {
        let folder = try makeFolder()
        func text(_ change: (inout ImageFolder) -> Void = { _ in }) -> String {
            message { try configuration(change).load(from: folder.path, threads: 2) }
        }
        #expect(text { $0.path = "none" }.contains("none: there is no such folder of images"))
        try folder.write([], to: "empty/readme")
        #expect(text { $0.path = "empty" }.contains("empty: 0 subfolders"))
        #expect(text { $0.testPath = "empty" }.contains("empty: 0 subfolders; one at least"))
        let cut = try folder.write(Array(folder.bytes("set/dog/3.png")!.prefix(60)), to: "set/dog/3.png")
        #expect(text().hasPrefix("\(cut): not a sound PNG file"))
        #expect(text().hasSuffix("repair or remove it, or set skipDamaged: true to go on without"))
        try folder.write([1, 2, 3], to: "set/dog/3.png")
        #expect(text().hasPrefix("\(cut): is not a PNG, JPEG, PPM or PGM file;"))
        try folder.write([1], to: "set/emu/only.png")
        #expect(text().contains("set/emu: 1 picture files (PNG, JPEG, PPM, PGM); a class needs at least 2"))
        #expect(text { $0.path = "" }.hasPrefix("path: "))
        #expect(text { $0.size = 0 }.hasPrefix("size: 0 is not allowed"))
        #expect(text { $0.channels = 2 }.hasPrefix("channels: 2 is not allowed"))
        #expect(text { $0.testFraction = 1 }.hasPrefix("testFraction: 1.0 is not allowed"))
        #expect(text { $0.maximumPerClass = 1 }.hasPrefix("maximumPerClass: 1 is not allowed"))
    }

    @Test("so many images of each class for training, and so many others for the test; another split, others")
    func perClass() throws {
        let folder = try makeFolder()
        func load(_ seed: UInt64, _ training: Int = 3, _ test: Int = 4) throws -> LoadedImages {
            try configuration { ($0.trainingPerClass, $0.testPerClass, $0.splitSeed) = (training, test, seed) }
                .load(from: folder.path, threads: 2)
        }
        let loaded = try load(1)
        #expect(loaded.training.labels == [0, 0, 0, 1, 1, 1] && loaded.test.labels == [0, 0, 0, 0, 1, 1, 1, 1])
        let values = [loaded.training, loaded.test].flatMap { part in (0..<part.count).map { part.images[$0].first! } }
        #expect(Set(values).count == 14)
        #expect(try (2...5).contains { try load(UInt64($0)).training != loaded.training })
        #expect(try load(1, 3, 0).test.count == 10 && load(1, 7, 4).test.count == 2)
        #expect(message { try load(1, 8) }.contains("leaves none for the test"))
        #expect(message { try load(1, -1) }.contains("trainingPerClass"))
    }

    @Test("pictures beyond the limit of memory are read again when they are needed, and are the same")
    func streaming() throws {
        let folder = try makeFolder((0..<24).map { "\($0).png" })
        let large = configuration { ($0.size, $0.channels) = (1024, 3) }
        let loaded = try large.load(from: folder.path, threads: 2)
        #expect(!loaded.training.images.isInMemory && !loaded.test.images.isInMemory)
        #expect(loaded.training.count == 36 && loaded.test.count == 12)
        let part = try loaded.test.images.selecting([0, 11]).loaded(threads: 2)
        #expect(part.count == 2 && part[0].first! < 24 && part[1].first! >= 100)
        let small = try configuration { $0.channels = 3 }.load(from: folder.path, threads: 2)
        #expect(small.test.images.isInMemory && small.checksum == loaded.checksum)
        #expect(small.test.images[0].first == part[0].first)
        try FileManager.default.removeItem(atPath: "\(folder.path)/set")
        #expect(
            message { try loaded.test.images.loaded(threads: 1) }.hasSuffix("there is no such file")
        )
    }

    @Test("with ownSizes pictures are there in their own sizes, and squares are as before")
    func ownSizes() throws {
        let folder = try makeFolder()
        let plain = try configuration { $0.size = 9 }.load(from: folder.path, threads: 1)
        let set = configuration { ($0.size, $0.ownSizes, $0.longestSide) = (9, true, 16) }
        let loaded = try set.load(from: folder.path, threads: 2)
        #expect(try set.size(in: folder.path)?.form == Inputs.images(loaded.training.images).form)
        #expect(loaded.checksum == plain.checksum && loaded.training.labels == plain.training.labels)
        #expect(try loaded.training.images.loaded(threads: 2) == plain.training.images)
        #expect(plain.training.images.longestSide == nil && loaded.training.images.longestSide == 16)
        guard case .ownShapes(let own) = try loaded.training.images.batch(inOwnSizes: true, threads: 2) else {
            Issue.record("one shape")
            return
        }
        // Twenty pixels wide in the files, and of many heights.
        #expect(own.count == 12 && own.allSatisfy { $0.shape.width == 16 && $0.count == 1 })
        #expect(Set(own.map(\.shape.height)).count > 2)
        #expect(own.indices.allSatisfy { own[$0].pixels.first == plain.training.images[$0].first })
        let one = try loaded.training.images.selecting([3]).batch(inOwnSizes: true, threads: 1).place(of: 0).stack
        #expect(one == own[3])
    }

    @Test("Caltech-101 takes the usual numbers of each class")
    func caltech() throws {
        let folder = try TemporaryFolder()
        let image = ImageStack(
            shape: ImageShape(height: 4, width: 4, channels: 1), pixels: [UInt8](repeating: 9, count: 16))
        let bytes = try ImageFile.encodePNG(image)
        for name in ["ant", "bee"] {
            for index in 0..<35 { try folder.write(bytes, to: "caltech-101/101_ObjectCategories/\(name)/\(index).png") }
        }
        var caltech = Caltech101()
        #expect(message { try caltech.requireFiles(in: "/nowhere") }.contains("hindsight data fetch caltech-101"))
        let loaded = try caltech.load(from: folder.path, threads: 1)
        #expect(loaded.training.count == 30 && loaded.test.count == 30 && loaded.training.images.shape.height == 256)
        caltech.trainingPerClass = 30
        #expect(try caltech.trainingCount(in: folder.path) == 60)
        #expect(try caltech.load(from: folder.path, threads: 1).test.count == 10)
    }
}
