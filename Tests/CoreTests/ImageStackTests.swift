import Core
import Synchronization
import Testing

@Suite("Images that wait in their source")
struct ImageStackTests {
    /// Image i is filled with i; remembers what was read.
    private final class Numbers: ImageSource {
        let asked = Mutex<[[Int]]>([])

        func pixels(of indices: [Int], threads: Int) throws -> [UInt8] {
            asked.withLock { $0.append(indices) }
            guard !indices.contains(9) else { throw UserError("nine: cannot be read") }
            return indices.flatMap { [UInt8](repeating: UInt8($0), count: 4) }
        }
    }

    private static let shape = ImageShape(height: 2, width: 2, channels: 1)

    @Test("selections of selections are read when they are asked for, and no sooner")
    func selecting() throws {
        let source = Numbers()
        let all = ImageStack(shape: Self.shape, source: source, count: 10)
        #expect(all.count == 10 && !all.isInMemory && all.pixels.isEmpty)
        let some = all.selecting([8, 6, 4, 2]).selecting([3, 0])
        #expect(some.count == 2 && source.asked.withLock(\.self).isEmpty)
        let loaded = try some.loaded(threads: 1)
        #expect(loaded.isInMemory && loaded == ImageStack(shape: Self.shape, pixels: [2, 2, 2, 2, 8, 8, 8, 8]))
        #expect(source.asked.withLock(\.self) == [[2, 8]])
        #expect(some == all.selecting([2, 8]) && some != all.selecting([8, 2]))
        #expect(throws: UserError("nine: cannot be read")) { try all.loaded(threads: 1) }
    }

    @Test("examples keep their labels when their images are read")
    func labelled() throws {
        let images = ImageStack(shape: Self.shape, source: Numbers(), count: 3)
        let examples = LabelledImages(images: images, labels: [1, 0, 1], classNames: ["a", "b"])
        let loaded = try examples.selecting([2, 1]).loaded(threads: 1)
        #expect(loaded.labels == [1, 0] && loaded.images.pixels == [2, 2, 2, 2, 1, 1, 1, 1])
    }

    @Test("a matrix made row by row is the same whatever the threads; results keep their order")
    func parallelRows() throws {
        let matrices = [1, 2].map { threads in
            Matrix(rows: 300, columns: 3, threads: threads) { index, row in
                for column in 0..<3 { row[column] = Float(index * 3 + column) }
            }
        }
        #expect(matrices[0] == matrices[1] && matrices[0].values == (0..<900).map(Float.init))
        #expect(Parallel.map(1000, threads: 2) { $0 * 2 } == (0..<1000).map { $0 * 2 })
        #expect(throws: UserError("3")) {
            try Parallel.tryMap(1000, threads: 2) { index -> Int in
                if index >= 3 { throw UserError("\(index)") }
                return index
            }
        }
        let picked = Matrix(rows: 3, columns: 2, values: [0, 1, 2, 3, 4, 5]).selecting([2, 0, 2])
        #expect(picked.values == [4, 5, 0, 1, 4, 5])
    }
}
