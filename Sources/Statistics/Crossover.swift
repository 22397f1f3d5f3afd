import Foundation

/// The number of training examples from which on one method is more accurate than all of some others.
///
/// Between measured sizes the logarithm of the error is taken as linear in the logarithm of the size (see ``PowerLaw``). The error to beat
/// is at each size that of the best of the others, in every replicate anew, which is a little unfair to the challenger. The crossover is
/// the last place where the two lines cross such that the challenger is ahead from there on to the largest size.
///
/// The interval is the middle 95 % of the replicates of ``CurveBootstrap``, wider at both ends by what so many replicates may be off
/// (``CurveBootstrap/outer(_:)``). A replicate without a crossover counts as one below the smallest or beyond the largest size, so an end
/// of the interval may be open.
///
/// With a constant error to beat the same tells what some training set is worth: how many examples of another kind teach as much.
public struct Crossover: Hashable, Sendable {
    /// Where the challenger overtakes.
    public enum Place: Hashable, Sendable, Comparable {
        /// It is ahead at all sizes.
        case belowSmallest
        case at(Double)
        /// It is not ahead at the largest size.
        case beyondLargest
    }

    /// With so many, the ends of an interval are off by less than its numbers are rounded by.
    public static let usualReplicates = 10_000

    public let place: Place
    /// Ends of the 95 % interval.
    public let lower: Place
    public let upper: Place

    /// - Parameters:
    ///   - curves: Those of all methods.
    ///   - challenger: Place in `curves`.
    ///   - others: Places in `curves`.
    ///   - replicates: At least 1.
    /// - Precondition: At least one other.
    public init(_ curves: CurveBootstrap, challenger: Int, others: [Int], replicates: Int = Crossover.usualReplicates) {
        precondition(replicates > 0)
        self.init(
            curves, challenger: challenger, others: others, replicates: curves.replicates(replicates, threads: 1))
    }

    /// As ``init(_:challenger:others:replicates:)``, from replicates of `curves` that have been drawn before.
    package init(_ curves: CurveBootstrap, challenger: Int, others: [Int], replicates: [[[Double]]]) {
        precondition(!others.isEmpty)
        self.init(curves, challenger: challenger, replicates: replicates) { errors in
            curves.sizes.indices.map { size in others.map { errors[$0][size] }.min()! }
        }
    }

    /// The number of training examples with which `curve` is as accurate as `other` is at the largest size.
    ///
    /// - Parameters:
    ///   - curve: Place in `curves`.
    ///   - other: Place in `curves`.
    ///   - replicates: At least 1.
    public init(_ curves: CurveBootstrap, of curve: Int, worth other: Int, replicates: Int = Crossover.usualReplicates)
    {
        precondition(replicates > 0)
        self.init(curves, of: curve, worth: other, replicates: curves.replicates(replicates, threads: 1))
    }

    /// As ``init(_:of:worth:replicates:)``, from replicates of `curves` that have been drawn before.
    package init(_ curves: CurveBootstrap, of curve: Int, worth other: Int, replicates: [[[Double]]]) {
        self.init(curves, challenger: curve, replicates: replicates) { errors in
            curves.sizes.map { _ in errors[other].last! }
        }
    }

    /// - Parameter toBeat: The error to beat at each size, from those of all curves.
    private init(
        _ curves: CurveBootstrap, challenger: Int, replicates: [[[Double]]], toBeat: ([[Double]]) -> [Double]
    ) {
        precondition(!replicates.isEmpty)
        func place(_ errors: [[Double]]) -> Place {
            Self.place(curves.sizes, toBeat: toBeat(errors), errors[challenger])
        }
        self.place = place(curves.errors)
        (lower, upper) = CurveBootstrap.outer(replicates.map(place).sorted())
    }

    private static func place(_ sizes: [Int], toBeat: [Double], _ challenger: [Double]) -> Place {
        // An error of 0 has no logarithm; this is below what test sets resolve.
        let least = 5e-6
        let leads = zip(toBeat, challenger).map { log(max($0, least)) - log(max($1, least)) }
        guard let last = leads.last, last > 0 else { return .beyondLargest }
        guard let behind = leads.lastIndex(where: { $0 <= 0 }) else { return .belowSmallest }
        let (x0, x1) = (log(Double(sizes[behind])), log(Double(sizes[behind + 1])))
        let share = -leads[behind] / (leads[behind + 1] - leads[behind])
        return .at(exp(x0 + share * (x1 - x0)))
    }
}
