import Core
import SVM
import Testing

/// The examples of CONTRIBUTING.md at work.
@Suite("Examples of parts")
struct ExamplesTests {
    @Test("the extractor keeps the pixels that vary, and comes back from its numbers")
    func extractor() throws {
        let stripes = try Stripes().load(from: "", threads: 1)
        // Everything varies but one pixel.
        let shape = ImageShape(height: 1, width: 3, channels: 1)
        let images = ImageStack(shape: shape, pixels: [0, 9, 100, 10, 9, 0, 20, 9, 200])
        let fitted = try VaryingPixels(count: 2).fit(images, context: RunContext())
        #expect(fitted.extract(images, threads: 2).row(2).elementsEqual([20 / 255, 200 / 255]))
        let restored = try VaryingPixels(count: 2).restored(fitted.stored(), shape: shape)
        #expect(restored.extract(images, threads: 1) == fitted.extract(images, threads: 1))
        #expect(throws: UserError.self) {
            _ = try VaryingPixels(count: 2).restored(
                fitted.stored(), shape: ImageShape(height: 1, width: 2, channels: 1))
        }
        #expect(throws: ConfigurationError.self) { _ = try VaryingPixels(count: 4).fit(images, context: RunContext()) }
        let extent = WorkExtent(
            form: .image(stripes.training.images.shape), training: 10, test: 10, classes: 2, threads: 1)
        #expect(try VaryingPixels(count: 7).workingMemory(extent).columns == 7)
    }

    @Test("the classifier finds the nearest mean, is stored as every linear machine, and works on sparse rows")
    func classifier() throws {
        let rows = Matrix(rows: 4, columns: 2, values: [0, 0, 1, 0, 8, 8, 9, 8])
        let fitted = try NearestMean().fit(rows, labels: [2, 2, 0, 0], classCount: 3, context: RunContext())
        #expect(fitted.predict(rows, threads: 1) == [2, 2, 0, 0])
        #expect(fitted.predict(Matrix(rows: 2, columns: 2, values: [4.4, 4, 4.6, 4]), threads: 1) == [2, 0])
        let restored = try NearestMean().restored(fitted.stored(), columns: 2, classCount: 3)
        #expect(restored.predict(rows, threads: 2) == [2, 2, 0, 0])
        #expect(restored.predict(SparseRows(rows), threads: 1) == [2, 2, 0, 0])
    }

    @Test("the data set is what its card says, and one pixel tells its classes apart")
    func dataset() throws {
        let loaded = try Stripes().load(from: "", threads: 1)
        #expect(loaded.training.count == 1000 && loaded.test.count == 200 && loaded.training.classNames.count == 2)
        let first = loaded.training.images[0]
        #expect(Set(first.prefix(16)).count == 1, "a row of a lying stripe")
        #expect(Set(loaded.training.images[1].prefix(16)) == [0, 255])
        let machine: any Dataset = Stripes()
        #expect(try machine.examples(from: "", threads: 1).training.labels == loaded.training.labels)
    }
}
