import Core
import Experiments
import Foundation
import Statistics
import Testing

/// Filters that are made by hand for the tests.
private enum Drawn {
    /// A Gabor function of `side`×`side` pixels with noise of a share of its deviation: angles in degrees, σ as
    /// cycles in fσ.
    static func gabor(
        side: Int, orientation: Double, frequency: Double, phase: Double = 30, cycles: Double = 0.45,
        aspect: Double = 0.8,
        shift: (x: Double, y: Double) = (0.3, -0.2), noise: Double = 0, seed: UInt64 = 1
    ) -> [Double] {
        let angle = orientation * .pi / 180
        let sigma = cycles / frequency
        let middle = Double(side - 1) / 2
        let values = (0..<side * side).map { index in
            let (x, y) = (Double(index % side) - middle - shift.x, Double(index / side) - middle - shift.y)
            let (u, v) = (x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle))
            return exp(-(u * u + aspect * aspect * v * v) / (2 * sigma * sigma))
                * cos(2 * .pi * frequency * u + phase * .pi / 180)
        }
        var random = RandomSource(seed: seed)
        let deviation = Statistics.standardDeviation(values)
        return values.map { $0 + noise * deviation * Double(random.normal()) }
    }

    static func noise(side: Int, seed: UInt64) -> [Double] {
        var random = RandomSource(seed: seed)
        return (0..<side * side).map { _ in Double(random.normal()) }
    }

    static func bank(_ filters: [[Double]], side: Int, channels: Int = 1) -> FilterBank {
        FilterBank(
            count: filters.count, shape: ImageShape(height: side, width: side, channels: channels),
            weights: filters.flatMap { $0.map(Float.init) })
    }

    /// Quarter turn from +x towards +y: what was at the right is below.
    static func turned(_ weights: [Double], side: Int) -> [Double] {
        (0..<side * side).map { weights[(side - 1 - $0 % side) * side + $0 / side] }
    }

    /// A plane times a colour.
    static func coloured(_ plane: [Double], _ colour: [Double]) -> [Double] {
        plane.flatMap { value in colour.map { $0 * value } }
    }
}

/// The angle between two directions without sign, 0…90°.
private func angle(_ first: Double, _ second: Double) -> Double {
    let difference = abs(first - second).truncatingRemainder(dividingBy: 180)
    return min(difference, 180 - difference)
}

@Suite struct GaborFitTests {
    @Test(arguments: [5, 7, 8, 11])
    func findsTheFunctionBehindNoise(side: Int) throws {
        for step in 0..<12 {
            let orientation = 15 * Double(step) + 4
            let frequency = [0.16, 0.2, 0.25, 0.3][step % 4]
            let weights = Drawn.gabor(
                side: side, orientation: orientation, frequency: frequency, phase: 30 * Double(step), noise: 0.05,
                seed: UInt64(step))
            let fit = try #require(GaborFit(weights, height: side, width: side))
            #expect(angle(fit.orientation, orientation) < 2, "\(side), \(step): \(fit)")
            #expect(abs(fit.frequency / frequency - 1) < 0.05, "\(side), \(step): \(fit)")
            #expect(fit.rSquared > 0.95 && (fit.adjustedRSquared ?? 0) > 0.95)
            #expect((0..<180).contains(fit.orientation) && fit.phase > -180 && fit.phase <= 180)
        }
    }

    @Test func findsAllParametersWithoutNoise() throws {
        let weights = Drawn.gabor(side: 11, orientation: 130, frequency: 0.18, phase: -70, cycles: 0.5).map {
            3 * $0 + 2
        }
        let fit = try #require(GaborFit(weights, height: 11, width: 11))
        #expect(fit.rSquared > 1 - 1e-8)
        #expect(abs(fit.orientation - 130) < 1e-2 && abs(fit.frequency - 0.18) < 1e-4)
        #expect(abs(fit.phase + 70) < 0.1 && abs(fit.sigma - 0.5 / 0.18) < 1e-2 && abs(fit.aspect - 0.8) < 1e-2)
        #expect(abs(fit.centreX - 5.3) < 1e-2 && abs(fit.centreY - 4.8) < 1e-2)
        #expect(abs(fit.amplitude - 3) < 1e-2 && abs(fit.offset - 2) < 1e-3)
        #expect(zip(fit.values, weights).allSatisfy { abs($0 - $1) < 1e-3 })
        // fσ = 0.5: (2ᵇ + 1)/(2ᵇ − 1) = 2.668, so b = log₂(3.668 / 1.668).
        #expect(abs(fit.bandwidth - 1.137) < 1e-2)
        #expect(fit.degreesOfFreedom == 112)
    }

    @Test func takesWindowsThatAreNotSquare() throws {
        let square = Drawn.gabor(side: 9, orientation: 20, frequency: 0.2)
        let rows = Array(square[9..<72])
        let fit = try #require(GaborFit(rows, height: 7, width: 9))
        #expect(angle(fit.orientation, 20) < 0.5 && fit.rSquared > 0.999)
    }

    @Test func aQuarterTurnTurnsTheOrientation() throws {
        for step in 0..<6 {
            let weights = Drawn.gabor(
                side: 7, orientation: 33 * Double(step), frequency: 0.2, phase: 50, noise: 0.1, seed: UInt64(step))
            let fit = try #require(GaborFit(weights, height: 7, width: 7))
            let turned = try #require(GaborFit(Drawn.turned(weights, side: 7), height: 7, width: 7))
            #expect(angle(turned.orientation, fit.orientation + 90) < 0.5)
            #expect(abs(turned.frequency - fit.frequency) < 2e-3)
            #expect(abs(turned.rSquared - fit.rSquared) < 1e-3)
        }
    }

    @Test(arguments: [-1, 1e-6, -250])
    func signAndScaleDoNotMatter(factor: Double) throws {
        let weights = Drawn.gabor(side: 6, orientation: 70, frequency: 0.22, phase: 20, noise: 0.2)
        let fit = try #require(GaborFit(weights, height: 6, width: 6))
        let other = try #require(GaborFit(weights.map { factor * $0 }, height: 6, width: 6))
        #expect(abs(other.rSquared - fit.rSquared) < 1e-6)
        #expect(angle(other.orientation, fit.orientation) < 0.01 && abs(other.frequency - fit.frequency) < 1e-5)
        #expect(abs(other.amplitude / abs(factor) - fit.amplitude) < 1e-3 * fit.amplitude)
        let turn = abs(other.phase - fit.phase)
        #expect(abs(turn - (factor < 0 ? 180 : 0)) < 0.1)
    }

    @Test func explainsLessOfNoise() throws {
        let edges = try (0..<20).map { seed in
            let weights = Drawn.gabor(
                side: 7, orientation: 9 * Double(seed), frequency: 0.17, phase: 90, noise: 0.2, seed: UInt64(seed))
            return try #require(GaborFit(weights, height: 7, width: 7)).rSquared
        }
        let noise = try (0..<20).map { seed in
            try #require(GaborFit(Drawn.noise(side: 7, seed: UInt64(seed)), height: 7, width: 7)).rSquared
        }
        #expect(edges.min()! > noise.max()!)
    }

    @Test func saysNothingWhereNothingIsLeft() throws {
        #expect(GaborFit([Double](repeating: 0.7, count: 25), height: 5, width: 5) == nil)
        #expect(GaborFit([Double](repeating: .nan, count: 25), height: 5, width: 5) == nil)
        let small = try #require(GaborFit([1, 0, -1, 2, 0, -2, 1, 0, -1.5], height: 3, width: 3))
        #expect(small.degreesOfFreedom == 0 && small.adjustedRSquared == nil)
    }
}

@Suite struct FilterAnalysisTests {
    /// A Gaussian of σ = `sigma` about (`x`, `y`).
    private func blob(side: Int, sigma: Double, x: Double, y: Double) -> [Double] {
        (0..<side * side).map { index in
            let (right, down) = (Double(index % side) - x, Double(index / side) - y)
            return exp(-(right * right + down * down) / (2 * sigma * sigma))
        }
    }

    @Test func tellsEdgesBlobsAndNoise() throws {
        let edge = Drawn.gabor(side: 7, orientation: 45, frequency: 0.2, phase: 90, noise: 0.1)
        let wide = blob(side: 7, sigma: 1.5, x: 3, y: 3)
        let narrow = blob(side: 7, sigma: 0.8, x: 3, y: 3)
        // A centre and a surround that cancel.
        let share = narrow.reduce(0, +) / wide.reduce(0, +)
        let surround = zip(narrow, wide).map { $0 - share * $1 }
        let flat = [Double](repeating: 0.3, count: 49)
        let dead = [Double](repeating: 0, count: 49)
        // One noise filter in twenty is more than the others; this one is not.
        let noise = Drawn.noise(side: 7, seed: 4)
        let analysis = try #require(
            FilterAnalysis(Drawn.bank([edge, wide, surround, flat, dead, noise], side: 7)))
        #expect(analysis.filters.map(\.kind) == [.orientedEdge, .blob, .blob, .blob, .other, .other])
        #expect(analysis.filters.map(\.index) == Array(0..<6))
        #expect(analysis.filters.allSatisfy { $0.colourShare == 0 })
        #expect(analysis.filters[3].meanShare > 0.999 && analysis.filters[3].fit == nil)
        let statistics = FilterStatistics(analysis.filters)
        #expect(statistics.orientations == [0, 0, 1, 0, 0, 0, 0, 0] && statistics.frequencies == [0, 1, 0, 0])
        #expect(statistics.share(.blob) == 0.5)
    }

    @Test func tellsColourBlobsFromEdgesBetweenColours() throws {
        let round = blob(side: 5, sigma: 1.2, x: 2.5, y: 2)
        let opponent = [0.7, -0.7, 0.1]
        let edge = Drawn.gabor(side: 5, orientation: 100, frequency: 0.2, phase: 90, noise: 0.05)
        let filters = [
            Drawn.coloured(round, opponent), Drawn.coloured(edge, opponent), Drawn.coloured(edge, [1, 1, 1]),
            Drawn.coloured(round, [0.5, 0.5, 0.5]),
        ]
        let analysis = try #require(FilterAnalysis(Drawn.bank(filters, side: 5, channels: 3)))
        #expect(analysis.filters.map(\.kind) == [.colourBlob, .orientedEdge, .orientedEdge, .blob])
        let shares = analysis.filters.map(\.colourShare)
        #expect(shares[0] > 0.98 && shares[1] > 0.98 && shares[2] < 1e-6 && shares[3] < 1e-6)
        let fit = try #require(analysis.filters[1].fit)
        #expect(angle(fit.orientation, 100) < 2)
        let norm = (0.7 * 0.7 * 2 + 0.01).squareRoot()
        for (found, drawn) in zip(analysis.filters[1].colour, opponent) {
            #expect(abs(abs(found) - abs(drawn) / norm) < 1e-3)
        }
    }

    @Test func noiseIsRarelyCalledSomething() throws {
        for channels in [1, 3] {
            var random = RandomSource(seed: 77)
            let shape = ImageShape(height: 5, width: 5, channels: channels)
            let weights = (0..<100 * shape.count).map { _ in random.normal() }
            let analysis = try #require(
                FilterAnalysis(FilterBank(count: 100, shape: shape, weights: weights), threads: 2))
            let (found, noise) = (FilterStatistics(analysis.filters), FilterStatistics(analysis.noise))
            #expect(noise.share(.orientedEdge) <= 0.05 && noise.share(.blob) + noise.share(.colourBlob) <= 0.06)
            #expect(found.share(.orientedEdge) < 0.12)
            #expect(abs(found.medianRSquared! - noise.medianRSquared!) < 0.06)
            for family in CraftedFilters.Family.allCases {
                #expect(abs(found.medianSimilarity[family]! - noise.medianSimilarity[family]!) < 0.06)
                #expect(analysis.beyondNoise { $0.similarity[family] }!.probability > 0.001)
            }
            #expect(analysis.beyondNoise(\.fit?.rSquared)!.probability > 0.001)
        }
    }

    @Test func doesNotDependOnThreads() throws {
        let bank = Drawn.bank((0..<7).map { Drawn.noise(side: 5, seed: $0) }, side: 5)
        let one = try #require(FilterAnalysis(bank, threads: 1))
        let three = try #require(FilterAnalysis(bank, threads: 3))
        #expect(one.filters.map(\.fit) == three.filters.map(\.fit))
        #expect(one.filters.map(\.similarity) == three.filters.map(\.similarity))
    }

    @Test func refusesWhatItCannotMeasure() {
        #expect(FilterAnalysis(Drawn.bank([[1, 2, 3, 4]], side: 2)) == nil)
        #expect(FilterAnalysis(Drawn.bank([], side: 5)) == nil)
        #expect(FilterAnalysis(Drawn.bank([[Double](repeating: 1, count: 50)], side: 5, channels: 2)) == nil)
    }

    @Test func fitsNothingToNineWeights() throws {
        let analysis = try #require(FilterAnalysis(Drawn.bank([[1, 0, -1, 2, 0, -2, 1, 0, -1]], side: 3)))
        #expect(!FilterAnalysis.canFit(analysis.shape) && analysis.filters[0].fit == nil)
        #expect(analysis.filters[0].kind == .other && analysis.beyondNoise(\.fit?.rSquared) == nil)
        #expect(analysis.filters[0].similarity[.hog]! > 0.5)
    }

    @Test func chanceIsThatOfAllOrders() {
        // One filter among 200: 11 of 201 places lie above the 190th.
        #expect(abs(FilterAnalysis.chance(of: 1, among: 1, noise: 200, above: 10) - 11.0 / 201) < 1e-9)
        #expect(abs(FilterAnalysis.chance(of: 0, among: 9, noise: 200, above: 10) - 1) < 1e-9)
        // Two filters, three of noise of which one lies above: of the ten ways to place two among five, three have
        // both above the second of noise (before the first, about it, after it), seven one or more.
        #expect(abs(FilterAnalysis.chance(of: 2, among: 2, noise: 3, above: 1) - 0.3) < 1e-9)
        #expect(abs(FilterAnalysis.chance(of: 1, among: 2, noise: 3, above: 1) - 0.7) < 1e-9)
        #expect(abs(FilterAnalysis.expectedBeyondNoise(of: 201) - 11) < 1e-9)
    }
}

@Suite struct CraftedFilterTests {
    @Test(arguments: [3, 5, 6, 11])
    func membersAreTheirOwnNearest(side: Int) {
        let crafted = CraftedFilters(height: side, width: side)
        let counts = CraftedFilters.Family.allCases.map { crafted.filters($0).count }
        #expect(counts == [9, 4, 48])
        for family in CraftedFilters.Family.allCases {
            for filter in crafted.filters(family) {
                #expect(abs(filter.reduce(0, +)) < 1e-9 && abs(filter.reduce(0) { $0 + $1 * $1 } - 1) < 1e-9)
                #expect(abs(crafted.similarity(filter.map { 3 - 2 * $0 }, to: family) - 1) < 1e-9)
            }
        }
    }

    @Test func followsTheConventionsOfHOGAndSIFT() throws {
        let crafted = CraftedFilters(height: 5, width: 5)
        // The fifth of nine bins is at 90°: down, without anything across.
        let down = crafted.filters(.hog)[4]
        #expect(abs(down[7] + 0.5.squareRoot()) < 1e-9 && abs(down[17] - 0.5.squareRoot()) < 1e-9)
        #expect(down.enumerated().allSatisfy { [7, 17].contains($0) || abs($1) < 1e-9 })
        // The first of SIFT is along x: bright at the right.
        let right = crafted.filters(.sift)[0]
        #expect((0..<5).allSatisfy { right[5 * $0 + 4] > 0 && abs(right[5 * $0 + 4] + right[5 * $0]) < 1e-9 })
        for (step, filter) in crafted.filters(.sift).enumerated() {
            let fit = try #require(GaborFit(filter, height: 5, width: 5))
            #expect(angle(fit.orientation, 45 * Double(step)) < 1 && fit.rSquared > 0.95)
        }
    }

    @Test func findsAFilterThatWasMoved() {
        let crafted = CraftedFilters(height: 6, width: 7)
        var mask = [Double](repeating: 0, count: 42)
        // [−1, 0, 1] steered to 10° at row 4, column 5.
        mask[4 * 7 + 4] = -cos(.pi / 18)
        mask[4 * 7 + 6] = cos(.pi / 18)
        mask[3 * 7 + 5] = -sin(.pi / 18)
        mask[5 * 7 + 5] = sin(.pi / 18)
        #expect(abs(crafted.similarity(mask, to: .hog) - 1) < 1e-9)
        #expect(crafted.similarity([Double](repeating: 2, count: 42), to: .hog) == 0)
    }
}
