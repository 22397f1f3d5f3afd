import Core
import Datasets
import Foundation
import Testing

@Suite struct GlyphsTests {
    @Test func anImageIsAFunctionOfItsIndex() {
        let glyphs = Glyphs()
        let some = glyphs.images(0..<600, threads: 1)
        #expect(glyphs.images(0..<600, threads: 3) == some)
        #expect(glyphs.images(500..<600, threads: 2) == some.selecting(500..<600))
        for index in [599, 0, 300] {
            #expect(glyphs.image(index: index) == some.selecting([index]))
        }
        var more = glyphs
        more.training = 7
        #expect(more.images(0..<600, threads: 1) == some)
    }

    @Test func pixelsAreTheSameOnEveryMachine() throws {
        var glyphs = Glyphs()
        (glyphs.training, glyphs.test) = (1000, 200)
        let checksum = try glyphs.load(from: "", threads: 2).checksum
        #expect(checksum == "a318fd9bc2d45c96c9fe3c652c667a5f2ac6762d487eea4adca7aecc60b80e64")
    }

    @Test func seedsAndSplitsAreDisjoint() {
        var other = Glyphs()
        other.seed = 1
        let sets = [
            Glyphs().images(0..<500, of: .training, threads: 2), Glyphs().images(0..<500, of: .test, threads: 2),
            other.images(0..<500, of: .training, threads: 2), other.images(0..<500, of: .test, threads: 2),
        ]
        let images = sets.flatMap { set in (0..<set.count).map { Array(set.images[$0]) } }
        #expect(Set(images).count == 2000)
    }

    @Test func classesAreBalanced() {
        let labels = Glyphs().images(0..<10_000, threads: 2).labels
        for label in 0..<10 {
            // Five standard deviations of a binomial count.
            #expect(abs(labels.count { $0 == label } - 1000) < 150)
        }
    }

    @Test func plainFormsAreInk() {
        var plain = Glyphs()
        (plain.deformation, plain.clutter, plain.noise) = (0, 0, 0)
        let images = plain.images(0..<100, threads: 1).images
        for index in 0..<100 {
            let image = Array(images[index])
            #expect(image[14 * 28] < image.max()! - 40, "the paper at the edge is darker than the ink")
        }
    }

    /// The aim is 10,000 images a second and core. Time of this thread alone: the machine may be busy with other tests.
    @Test func rate() {
        func threadSeconds() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }
        let start = threadSeconds()
        _ = Glyphs().images(0..<4000, threads: 1)
        #expect(threadSeconds() - start < 2)
    }

    @Test func configurationsAreChecked() {
        func check(_ expected: String, _ change: (inout Glyphs) -> Void) {
            var glyphs = Glyphs()
            change(&glyphs)
            let configuration = glyphs
            #expect(message { try configuration.validate() }.hasPrefix(expected))
        }
        check("training: 0 is not allowed") { $0.training = 0 }
        check("test: -1 is not allowed") { $0.test = -1 }
        check("deformation: 2.5 is not allowed") { $0.deformation = 2.5 }
        check("clutter: nan is not allowed") { $0.clutter = .nan }
        check("noise: -1.0 is not allowed") { $0.noise = -1 }
    }

    @Test func extremesCanBeDrawn() {
        var wild = Glyphs()
        (wild.deformation, wild.clutter, wild.noise) = (2, 2, 2)
        #expect(wild.images(0..<2000, threads: 2).count == 2000)
    }
}
