import Core
import Foundation
import Testing

@Suite("The clock of the phases", .serialized)
struct MeasurementsTests {
    /// An image takes a while to read.
    private final class Slow: ImageSource {
        let isReader: Bool

        init(isReader: Bool = true) { self.isReader = isReader }

        func pixels(of indices: [Int], threads: Int) throws -> [UInt8] {
            Thread.sleep(forTimeInterval: 0.02 * Double(indices.count))
            return indices.flatMap { _ in [1, 2, 3, 4] as [UInt8] }
        }
    }

    private static let shape = ImageShape(height: 2, width: 2, channels: 1)

    private func seconds(_ measurements: Measurements, _ phase: Phase) -> Double {
        measurements.phases[phase]?.wallSeconds ?? 0
    }

    @Test("a phase within another counts for itself alone")
    func nested() {
        let measurements = Measurements()
        let start = ContinuousClock.now
        measurements.time(.train) {
            Thread.sleep(forTimeInterval: 0.02)
            measurements.time(.extract) {
                measurements.time(.load) { Thread.sleep(forTimeInterval: 0.05) }
            }
        }
        let whole = (ContinuousClock.now - start).seconds
        #expect(seconds(measurements, .load) >= 0.05 && seconds(measurements, .train) >= 0.02)
        let sum = Phase.allCases.reduce(0) { $0 + seconds(measurements, $1) }
        #expect(sum <= whole && sum >= 0.07 && seconds(measurements, .extract) <= whole - 0.07)
    }

    @Test("images that are read within a phase are loaded, whoever asks for them")
    func reading() throws {
        let images = ImageStack(shape: Self.shape, source: Slow(), count: 5)
        let measurements = Measurements()
        let start = ContinuousClock.now
        _ = try measurements.time(.predict) { try images.loaded(threads: 1) }
        let whole = (ContinuousClock.now - start).seconds
        let loading = seconds(measurements, .load)
        #expect(loading >= 0.1 && seconds(measurements, .predict) <= whole - loading)
        // Work on images of another source is no reading.
        let worked = ImageStack(shape: Self.shape, source: Slow(isReader: false), count: 5)
        _ = try measurements.time(.extract) { try worked.loaded(threads: 1) }
        #expect(seconds(measurements, .extract) >= 0.1 && seconds(measurements, .load) == loading)
        #expect(try images.loaded(threads: 1).count == 5)
    }

    @Test("a part of a phase counts as that phase whatever phases it is made of, but for reading")
    func partOfPhase() throws {
        let images = ImageStack(shape: Self.shape, source: Slow(), count: 3)
        let context = RunContext()
        let start = ContinuousClock.now
        try context.measurements.time(.fitRepresentation) {
            let inner = context.partOf(.fitRepresentation)
            inner.measurements.time(.train) { Thread.sleep(forTimeInterval: 0.03) }
            try inner.measurements.time(.predict) { _ = try images.loaded(threads: 1) }
            inner.measurements.count(flops: 5, in: .train)
            #expect(inner.measurements.phases == context.measurements.phases)
        }
        let whole = (ContinuousClock.now - start).seconds
        let measurements = context.measurements
        #expect(Set(measurements.phases.keys) == [.fitRepresentation, .load])
        #expect(measurements.phases[.fitRepresentation]?.flops == 5)
        #expect(seconds(measurements, .load) >= 0.06 && seconds(measurements, .fitRepresentation) >= 0.03)
        #expect(seconds(measurements, .load) + seconds(measurements, .fitRepresentation) <= whole)
    }

    @Test("measurements within others, as of a network inside an extractor, tell them what was read")
    func foreign() throws {
        let images = ImageStack(shape: Self.shape, source: Slow(), count: 5)
        let (outer, inner) = (Measurements(), Measurements())
        let start = ContinuousClock.now
        _ = try outer.time(.fitRepresentation) {
            try inner.time(.train) {
                Thread.sleep(forTimeInterval: 0.03)
                _ = try images.loaded(threads: 1)
            }
        }
        let whole = (ContinuousClock.now - start).seconds
        #expect(seconds(outer, .load) >= 0.1 && seconds(inner, .load) >= 0.1)
        let own = seconds(outer, .fitRepresentation)
        #expect(own >= 0.03 && own <= whole - seconds(outer, .load))
        #expect(outer.phases[.train] == nil)
    }
}
