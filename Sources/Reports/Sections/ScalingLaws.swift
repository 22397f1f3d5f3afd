import Core
import Foundation
import Statistics

/// How errors fall with the number of training images, and where learned methods overtake crafted ones.
struct ScalingLaws {
    /// Two points lie on every line.
    private static let fewestSizes = 3
    /// For laws, which are fitted anew to each.
    private static let replicates = 500
    private static let threads = ProcessInfo.processInfo.activeProcessorCount

    private let title: String
    private let texts: Texts
    private let laws: Table
    private let overtakings: [Overtaking]

    /// Those of `datasets`. Their curves are bootstrapped together.
    static func all(_ datasets: [DatasetStudy]) -> [ScalingLaws] {
        let fights = datasets.map(Self.fights)
        let replicates = CurveBootstrap.replicates(
            of: fights.joined().map(\.curves), Crossover.usualReplicates, threads: threads)
        var rest = replicates[...]
        return zip(datasets, fights).map { dataset, fights in
            defer { rest = rest.dropFirst(fights.count) }
            return ScalingLaws(dataset, Self.overtakings(dataset, fights, Array(rest.prefix(fights.count))))
        }
    }

    private init(_ dataset: DatasetStudy, _ overtakings: [Overtaking]) {
        title = dataset.title
        texts = dataset.texts
        laws = Self.laws(dataset)
        self.overtakings = overtakings
    }

    var blocks: [Block] { lawBlocks + overtakingBlocks }

    /// A place on the axis of training examples where a learned method overtakes the crafted ones.
    struct Crossing {
        let method: String
        let size: Double
        /// Ends of the 95 % interval; nil below the smallest size.
        let low: Double?
        let high: Double?
    }

    /// Those of which the report speaks: see ``sentences(_:)``.
    func crossings(_ largest: ColumnComparison) -> [Crossing] {
        told(largest).map { found, size in
            func end(_ place: Crossover.Place) -> Double? { if case .at(let size) = place { size } else { nil } }
            return Crossing(
                method: found.challenger, size: size, low: end(found.crossover.lower), high: end(found.crossover.upper))
        }
    }

    /// Only where the bootstrap finds a place, and the tests at the largest size call it better than all of the others.
    func told(_ largest: ColumnComparison) -> [(found: Overtaking, size: Double)] {
        overtakings.compactMap { found in
            guard case .at(let size) = found.crossover.place, case .at = found.crossover.upper,
                found.others.allSatisfy({ largest.isBetter(found.challenger, than: $0) })
            else { return nil }
            return (found, size)
        }
    }

    /// Where a learned method overtook, in sentences.
    func sentences(_ largest: ColumnComparison) -> [StyledText] {
        told(largest).map { found, size in
            let rivals =
                found.others.count == 1 ? texts(.overtookOne, ["method": found.others[0]]) : texts(.overtookBest)
            return texts(
                .overtook,
                [
                    "method": found.challenger, "rivals": rivals, "n": NumberText.magnitude(size),
                    "interval": interval(found.crossover),
                ])
        }
    }

    // MARK: Laws

    private static func laws(_ dataset: DatasetStudy) -> Table {
        let texts = dataset.texts
        var table = Table([
            texts(.method), texts(.exponent), texts(.interval), texts(.floor), texts(.interval), "R²", texts(.sizes),
            texts(.seeds),
        ])
        let curves = dataset.methods.compactMap {
            method -> (method: String, groups: [CellGroup], curve: CurveBootstrap)? in
            let groups = dataset.sizes.compactMap { dataset[method, $0] }.filter { $0.accuracy != nil }
            guard groups.count >= fewestSizes else { return nil }
            let answers = groups.map { $0.answers(of: $0.seeds) }
            return (method, groups, CurveBootstrap(sizes: groups.map(\.size), answers: [answers]))
        }
        let drawn = CurveBootstrap.replicates(of: curves.map(\.curve), replicates, threads: threads)
        for ((method, groups, curve), drawn) in zip(curves, drawn) {
            let sizes = curve.sizes
            func law(_ errors: [Double]) -> PowerLaw? {
                PowerLaw(zip(sizes, errors).map { (size: Double($0), error: $1) })
            }
            guard let fitted = law(curve.errors[0]) else { continue }
            let others = drawn.compactMap { law($0[0]) }
            guard !others.isEmpty else { continue }
            let exponents = CurveBootstrap.middle(others.map(\.exponent).sorted())
            let floors = CurveBootstrap.middle(others.map(\.floor).sorted())
            let hasFloor = sizes.count > fewestSizes
            table.add([
                method, NumberText.signed(fitted.exponent, 2),
                texts(
                    .to,
                    [
                        "low": NumberText.signed(exponents.lower, 2), "high": NumberText.signed(exponents.upper, 2),
                    ]),
                hasFloor ? NumberText.fixed(100 * fitted.floor, 2) : nil,
                hasFloor
                    ? "\(NumberText.fixed(100 * floors.lower, 2))–\(NumberText.fixed(100 * floors.upper, 2))" : nil,
                NumberText.fixed(fitted.rSquared, 3), "\(sizes.count)", texts.span(groups.map(\.seeds.count)),
            ])
        }
        return table
    }

    private var lawBlocks: [Block] {
        laws.isEmpty ? [] : [.table(laws, caption: texts(.laws, ["dataset": title]))]
    }

    // MARK: Crossovers

    struct Overtaking {
        let challenger: String
        let others: [String]
        let sizes: [Int]
        /// Of each size, those that all methods share.
        let seeds: [Int]
        let crossover: Crossover
    }

    /// Learned methods that are held against the same others at the same sizes and seeds.
    private struct Fight {
        let conditions: Challenge.Conditions
        let challengers: [String]
        /// Those of the others, then those of the challengers.
        let curves: CurveBootstrap
    }

    private static func fights(_ dataset: DatasetStudy) -> [Fight] {
        let learned = dataset.methods.filter { dataset.family(of: $0) == .learned }
        let crafted = dataset.methods.filter { dataset.family(of: $0) == .crafted }
        let plans = learned.compactMap { Challenge($0, crafted, dataset) }
        return Dictionary(grouping: plans, by: \.conditions).map { conditions, plans in
            let answers = (conditions.others + plans.map(\.challenger)).map { method in
                zip(conditions.sizes, conditions.seeds).map { dataset[method, $0]!.answers(of: $1) }
            }
            return Fight(
                conditions: conditions, challengers: plans.map(\.challenger),
                curves: CurveBootstrap(sizes: conditions.sizes, answers: answers))
        }
    }

    private static func overtakings(
        _ dataset: DatasetStudy, _ fights: [Fight], _ replicates: [[[[Double]]]]
    ) -> [Overtaking] {
        let found = zip(fights, replicates).flatMap { fight, replicates in
            let conditions = fight.conditions
            return fight.challengers.enumerated().map { place, challenger in
                Overtaking(
                    challenger: challenger, others: conditions.others, sizes: conditions.sizes,
                    seeds: conditions.seeds.map(\.count),
                    crossover: Crossover(
                        fight.curves, challenger: conditions.others.count + place,
                        others: Array(conditions.others.indices), replicates: replicates))
            }
        }
        let byName = Dictionary(uniqueKeysWithValues: found.map { ($0.challenger, $0) })
        return dataset.methods.compactMap { byName[$0] }
    }

    /// A learned method and what it is held against.
    private struct Challenge {
        let challenger: String
        let conditions: Conditions

        struct Conditions: Hashable {
            let sizes: [Int]
            let others: [String]
            /// Of each size, those that all methods share.
            let seeds: [[Int]]
        }

        /// nil where no crafted method has results at all sizes of the challenger, or a size has no seed that all share.
        init?(_ challenger: String, _ crafted: [String], _ dataset: DatasetStudy) {
            let sizes = dataset.sizes.filter { dataset[challenger, $0]?.accuracy != nil }
            let others = crafted.filter { method in sizes.allSatisfy { dataset[method, $0]?.accuracy != nil } }
            guard sizes.count > 1, !others.isEmpty else { return nil }
            let seeds = sizes.map { size in
                let all = (others + [challenger]).map { Set(dataset[$0, size]!.seeds) }
                return all.reduce(all[0]) { $0.intersection($1) }.sorted()
            }
            guard seeds.allSatisfy({ !$0.isEmpty }) else { return nil }
            self.challenger = challenger
            conditions = Conditions(sizes: sizes, others: others, seeds: seeds)
        }
    }

    private var overtakingBlocks: [Block] {
        guard !overtakings.isEmpty else { return [] }
        var table = Table(
            [
                texts(.learnedMethod), texts(.trainingImages), texts(.interval), texts(.seeds), texts(.craftedMethods),
            ],
            alignments: [.left, .right, .left, .right, .left])
        for found in overtakings {
            table.add([
                found.challenger, text(found.crossover.place, found.sizes), interval(found.crossover),
                texts.span(found.seeds), found.others.map(\.styled).joined(separator: texts(.comma)),
            ])
        }
        return [.table(table, caption: texts(.overtakings, ["dataset": title]))]
    }

    private func text(_ place: Crossover.Place, _ sizes: [Int]) -> StyledText {
        switch place {
        case .belowSmallest: texts(.aheadAlways, sizes.first!)
        case .beyondLargest: texts(.aheadNever, sizes.last!)
        case .at(let size): NumberText.magnitude(size).styled
        }
    }

    /// The 95 % interval of where a learned method overtook.
    func interval(_ found: Overtaking) -> StyledText { interval(found.crossover) }

    private func interval(_ crossover: Crossover) -> StyledText {
        switch (crossover.lower, crossover.upper) {
        case (.at(let low), .at(let high)):
            texts(.to, ["low": NumberText.below(low), "high": NumberText.above(high)])
        case (.at(let low), _): texts(.fromToBeyond, ["low": NumberText.below(low)])
        case (.belowSmallest, .at(let high)): texts(.fromBelowTo, ["high": NumberText.above(high)])
        case (.belowSmallest, .beyondLargest): texts(.fromBelowToBeyond)
        default: texts(.sameInReplicates)
        }
    }
}

extension DatasetStudy {
    func family(of method: String) -> MethodFamily? {
        sizes.lazy.compactMap { self[method, $0]?.family }.first
    }
}

extension CellGroup {
    var seeds: [Int] { correctness.keys.sorted() }

    func answers(of seeds: [Int]) -> [Answers] { seeds.map { correctness[$0]! } }
}
