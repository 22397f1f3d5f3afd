import Core

/// What was found for a problem of two classes.
public struct BinarySolution: Sendable {
    /// α of each example.
    public var alpha: [Double]
    /// The decision value of x is Σ y α K(x, ·) − rho.
    public var rho: Double
    /// ½ αᵀQα − Σ α
    public var objective: Double
    public var iterations: Int
    /// m(α) − M(α): at most the tolerance where `converged`.
    public var violation: Double
    public var converged: Bool
    /// Σ y α K(x, ·) − rho of each example, those included that were left out of training by a bound of 0.
    public var decisionValues: [Double]
    /// Kernel values that were computed or gathered.
    public var kernelValues: Int
}

/// When to stop, and how.
struct SMOSettings: Sendable {
    var tolerance: Double
    var shrinking: Bool
    /// 0: ten millions or a hundred for each example, whatever is more (as LIBSVM).
    var maximumIterations: Int
}

/// Solves, by sequential minimal optimisation,
///
///     min over α   ½ αᵀQα − Σ α   subject to 0 ≤ αₜ ≤ Cₜ, yᵀα = 0     Qₛₜ = yₛ yₜ Kₛₜ
///
/// R.-E. Fan, P.-H. Chen and C.-J. Lin, *Working Set Selection Using Second Order Information for Training SVM*, JMLR 2005:
/// algorithm 2 with WSS 2, stopping by m(α) − M(α) ≤ tolerance. Shrinking (section 4 of the LIBSVM paper, Chang and Lin
/// 2011): every min(n, 1000) steps those examples are counted that are at a bound and on the right side of both m and M; where
/// at least half can go, the problem is copied without them, and solved; then f is computed again for those that were
/// left out, and the whole is gone on with. LIBSVM lets go of every single example, and takes all back once before the end.
///
/// f = −yG is kept in double precision, kernel values are in single. Where a kernel row is missing, the rows of the worst
/// violators that are missing too are computed with it: that makes a matrix product of many products of vectors, and has
/// no influence on the course of the optimisation.
final class SequentialMinimalOptimisation<Value: KernelScalar> {
    private let source: any KernelRowSource<Value>
    /// ±1; 0 for padding.
    private let labels: [Double]
    /// C of each example; 0 leaves it out.
    private let bounds: [Double]
    private let settings: SMOSettings
    private let workspace: KernelWorkspace<Value>
    private let threads: Int
    private var alpha: [Double]
    private var iterations = 0
    private var kernelValues = 0
    private let whole: Stage
    private var stage: Stage

    /// The examples that are looked at: all of them, or those that shrinking left.
    private final class Stage {
        let source: any KernelRowSource<Value>
        /// The place of each example in the whole problem; the padding behind them has none.
        let places: [Int32]
        let vectors: SMOVectors<Value>
        let cache: RowCache<Value>
        var extremes = SMOKernels.Extremes()

        init(_ source: any KernelRowSource<Value>, places: [Int32], cache: RowCache<Value>) {
            self.source = source
            self.places = places
            self.cache = cache
            vectors = SMOVectors(source.width, diagonal: source.diagonal)
        }
    }

    /// - Parameters:
    ///   - labels: ±1 at each position of `source`, 0 for padding.
    ///   - bounds: C at each position, 0 for padding and for examples that take no part.
    ///   - initial: α to begin with; made feasible first. Zeros where there is none.
    ///   - cache: The cache of an earlier problem on the same source, in the memory of the same workspace.
    init(
        _ source: any KernelRowSource<Value>, labels: [Double], bounds: [Double], initial: [Double]? = nil,
        settings: SMOSettings, workspace: KernelWorkspace<Value>, cache: RowCache<Value>? = nil, threads: Int
    ) {
        precondition(labels.count == source.width && bounds.count == source.width)
        precondition(initial.map { $0.count == source.width } ?? true)
        self.source = source
        self.labels = labels
        self.bounds = bounds
        self.settings = settings
        self.workspace = workspace
        self.threads = threads
        alpha = initial ?? Array(repeating: 0, count: source.width)
        let cache =
            cache ?? RowCache(workspace.arena.base, numbers: workspace.arena.count, width: source.width)
        precondition(cache.width == source.width)
        whole = Stage(source, places: (0..<source.width).map(Int32.init), cache: cache)
        stage = whole
    }

    /// Rows of the whole problem, for the next problem on the same source.
    var cache: RowCache<Value> { whole.cache }

    func solve() -> BinarySolution {
        begin()
        let count = labels.count { $0 != 0 }
        let limit =
            settings.maximumIterations > 0
            ? settings.maximumIterations : max(10_000_000, min(count, Int.max / 100) * 100)
        let interval = min(max(count, 1), 1000)
        var untilShrinking = interval
        var refreshes = Value.self == Double.self ? 3 : 0
        while true {
            let isOptimal = !(stage.extremes.violation > settings.tolerance)
            if isOptimal || iterations >= limit {
                if stage === whole {
                    // Whoever asks for double precision wants f without what many small steps have left in it.
                    guard refreshes > 0, iterations > 0 else { break }
                    refreshes -= 1
                    refresh()
                    if iterations >= limit || !(whole.extremes.violation > settings.tolerance) { break }
                    continue
                }
                restore()
                untilShrinking = interval
                continue
            }
            if settings.shrinking {
                untilShrinking -= 1
                if untilShrinking == 0 {
                    untilShrinking = interval
                    shrink()
                }
            }
            guard step() else { break }
            iterations += 1
        }
        if stage !== whole { restore() }
        return solution()
    }

    // MARK: - One step

    /// Chooses two examples and solves for them; false where no pair can be improved.
    private func step() -> Bool {
        let stage = stage
        let vectors = stage.vectors
        let i = stage.extremes.place
        guard i >= 0 else { return false }
        let rowI = row(i, of: stage, keeping: i)
        let j = Value.partner(vectors, row: rowI, of: i, largest: stage.extremes.largest)
        guard j >= 0 else { return false }
        let rowJ = row(j, of: stage, keeping: i)
        let (first, second) = (Int(stage.places[i]), Int(stage.places[j]))

        // yᵢαᵢ grows and yⱼαⱼ falls by the same step, which the bounds limit.
        let curvature =
            vectors.diagonal.base[i].double + vectors.diagonal.base[j].double - 2 * rowI[j].double
        let room = labels[first] > 0 ? bounds[first] - alpha[first] : alpha[first]
        let partnerRoom = labels[second] > 0 ? alpha[second] : bounds[second] - alpha[second]
        let wanted = (vectors.f[i] - vectors.f[j]) / (curvature > 0 ? curvature : 1e-12)
        let step = min(wanted, room, partnerRoom)
        alpha[first] =
            step == room ? (labels[first] > 0 ? bounds[first] : 0) : alpha[first] + labels[first] * step
        alpha[second] =
            step == partnerRoom ? (labels[second] > 0 ? 0 : bounds[second]) : alpha[second] - labels[second] * step
        setSides(i, of: stage)
        setSides(j, of: stage)
        stage.extremes = Value.update(vectors, rowI: rowI, rowJ: rowJ, step: step)
        return true
    }

    /// Says in which directions the α of an example may go.
    private func setSides(_ position: Int, of stage: Stage) {
        let place = Int(stage.places[position])
        let grows = alpha[place] < bounds[place]
        let falls = alpha[place] > 0
        let isPositive = labels[place] > 0
        stage.vectors.up.base[position] = (isPositive ? grows : falls) ? 0 : -.infinity
        stage.vectors.low.base[position] = (isPositive ? falls : grows) ? 0 : .infinity
    }

    /// The kernel row of an example, from the cache or computed along with those of the worst violators.
    private func row(_ example: Int, of stage: Stage, keeping other: Int) -> UnsafeMutablePointer<Value> {
        if let row = stage.cache.row(example) { return row }
        let most = stage.source.gainsFromCompany ? workspace.blockRows : 1
        let limit = max(1, min(most, stage.cache.capacity / 2)) - 1
        let company = limit > 0 ? violators(of: stage, limit, besides: example) : []
        return compute([example] + company, of: stage, keeping: other)
    }

    /// Computes the rows of examples, none of which is in the cache, and returns that of the first.
    private func compute(_ examples: [Int], of stage: Stage, keeping other: Int) -> UnsafeMutablePointer<Value> {
        // Used just now, so it is the last to make room.
        _ = stage.cache.row(other)
        let targets = examples.map { stage.cache.take($0) }
        stage.source.fill(examples, targets, workspace, threads: threads)
        kernelValues += examples.count * stage.source.width
        _ = stage.cache.row(examples[0])
        return targets[0]
    }

    /// Up to `limit` examples whose rows are missing, half of them those in I_up with the largest f, half those in I_low
    /// with the smallest, as long as they violate optimality.
    private func violators(of stage: Stage, _ limit: Int, besides example: Int) -> [Int] {
        let vectors = stage.vectors
        var upper = Shortlist((limit + 1) / 2, above: stage.extremes.smallest)
        var lower = Shortlist(limit / 2, above: -stage.extremes.largest)
        for position in 0..<vectors.count {
            let f = vectors.f[position]
            if vectors.up.base[position] == 0, f > upper.bound, !stage.cache.contains(position), position != example {
                upper.insert(position, f)
            }
            if vectors.low.base[position] == 0, -f > lower.bound, !stage.cache.contains(position), position != example {
                lower.insert(position, -f)
            }
        }
        return upper.places + lower.places.filter { !upper.places.contains($0) }
    }

    /// The largest of many numbers with their places.
    private struct Shortlist {
        private(set) var places: [Int] = []
        private var values: [Double] = []
        private let limit: Int
        /// What a number must exceed to be taken.
        private(set) var bound: Double

        init(_ limit: Int, above bound: Double) {
            self.limit = limit
            self.bound = limit > 0 ? bound : .infinity
        }

        mutating func insert(_ place: Int, _ value: Double) {
            var at = values.count
            while at > 0, values[at - 1] < value { at -= 1 }
            values.insert(value, at: at)
            places.insert(place, at: at)
            if values.count > limit {
                values.removeLast()
                places.removeLast()
            }
            if values.count == limit { bound = values[limit - 1] }
        }
    }

    // MARK: - Beginning, shrinking, end

    /// Makes α feasible and computes f.
    private func begin() {
        var sums = (positive: 0.0, negative: 0.0)
        for place in alpha.indices {
            alpha[place] = min(max(alpha[place], 0), bounds[place])
            if labels[place] > 0 { sums.positive += alpha[place] } else { sums.negative += alpha[place] }
        }
        // yᵀα = 0: the side that weighs more gives way, unless that is rounding.
        let common = min(sums.positive, sums.negative)
        let larger = max(sums.positive, sums.negative)
        if larger - common > 1e-12 * larger {
            let isPositive = sums.positive > sums.negative
            for place in alpha.indices where (labels[place] > 0) == isPositive { alpha[place] *= common / larger }
        }
        for place in labels.indices {
            whole.vectors.f[place] = labels[place]
            if labels[place] != 0 { setSides(place, of: whole) }
        }
        subtractExpansion(from: whole.vectors.f)
        whole.extremes = SMOKernels.extremes(whole.vectors)
    }

    /// f − Σ yα K over all examples with α > 0, in their order.
    private func subtractExpansion(from f: UnsafeMutablePointer<Double>) {
        let support = alpha.indices.filter { alpha[$0] > 0 }
        let block = max(1, min(workspace.blockRows, whole.cache.capacity - 1))
        for (index, place) in support.enumerated() {
            let row: UnsafeMutablePointer<Value>
            if let cached = whole.cache.row(place) {
                row = cached
            } else {
                let missing = support[index...].lazy.filter { !self.whole.cache.contains($0) }.prefix(block)
                row = compute(Array(missing), of: whole, keeping: place)
            }
            Value.add(row, times: -labels[place] * alpha[place], to: f, whole.vectors.count)
        }
    }

    /// Goes on without the examples that are at a bound and will stay there by all appearances, where these are half or more.
    private func shrink() {
        let vectors = stage.vectors
        let extremes = stage.extremes
        let kept = (0..<Int32(vectors.count)).filter {
            let position = Int($0)
            let up = vectors.up.base[position] == 0
            let low = vectors.low.base[position] == 0
            return (up && (low || vectors.f[position] >= extremes.smallest))
                || (low && vectors.f[position] <= extremes.largest)
        }
        guard kept.count <= vectors.count / 2, kept.count > 1, vectors.count > 256 else { return }
        let old = stage
        let restricted = old.source.restricted(to: kept, threads: threads)
        let arena = workspace.arena
        let limit: Int
        if old === whole {
            let half = arena.count / 2 / old.cache.width
            limit = min(old.cache.usedSlots, half)
        } else {
            limit = 0
        }
        let begin = old === whole ? limit * old.cache.width : arena.count - old.cache.room
        let cache = RowCache(arena.base + begin, numbers: arena.count - begin, width: restricted.width)
        old.cache.move(kept, to: cache, limit: limit)
        let new = Stage(restricted, places: kept.map { old.places[Int($0)] }, cache: cache)
        for (position, place) in kept.enumerated() {
            new.vectors.f[position] = vectors.f[Int(place)]
            new.vectors.up.base[position] = vectors.up.base[Int(place)]
            new.vectors.low.base[position] = vectors.low.base[Int(place)]
        }
        new.extremes = SMOKernels.extremes(new.vectors)
        stage = new
    }

    /// Computes f again, from α alone.
    private func refresh() {
        for place in labels.indices { whole.vectors.f[place] = labels[place] }
        subtractExpansion(from: whole.vectors.f)
        whole.extremes = SMOKernels.extremes(whole.vectors)
    }

    /// Takes all examples back and computes f for those that were left out.
    private func restore() {
        let part = stage
        let f = whole.vectors.f
        for place in labels.indices { f[place] = labels[place] }
        subtractExpansion(from: f)
        for (position, place) in part.places.enumerated() { f[Int(place)] = part.vectors.f[position] }
        for place in labels.indices where labels[place] != 0 { setSides(place, of: whole) }
        stage = whole
        whole.extremes = SMOKernels.extremes(whole.vectors)
    }

    private func solution() -> BinarySolution {
        let vectors = whole.vectors
        var objective = 0.0
        var free = (sum: 0.0, count: 0)
        for place in labels.indices where labels[place] != 0 {
            // G = −y f, and the objective is ½ Σ α (G − 1).
            objective += 0.5 * alpha[place] * (-labels[place] * vectors.f[place] - 1)
            if alpha[place] > 0, alpha[place] < bounds[place] {
                free.sum += vectors.f[place]
                free.count += 1
            }
        }
        let extremes = whole.extremes
        let rho: Double
        if free.count > 0 {
            rho = -free.sum / Double(free.count)
        } else if extremes.largest > -.infinity, extremes.smallest < .infinity {
            rho = -(extremes.largest + extremes.smallest) / 2
        } else {
            // One class only: everything is on its side.
            rho =
                extremes.largest > -.infinity
                ? -extremes.largest : extremes.smallest < .infinity ? -extremes.smallest : 0
        }
        return BinarySolution(
            alpha: alpha, rho: rho, objective: objective, iterations: iterations,
            violation: max(extremes.violation, 0), converged: !(extremes.violation > settings.tolerance),
            decisionValues: labels.indices.map { labels[$0] - vectors.f[$0] - rho }, kernelValues: kernelValues)
    }
}
