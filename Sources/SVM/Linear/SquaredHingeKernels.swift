import Core

/// Which rows belong to which class, and what their errors cost.
struct OneAgainstRest: Sendable {
    let labels: [Int]
    let classes: [Int]
    let positiveCosts: [Float]
    let negativeCost: Float

    /// y and C of a row for column `column`.
    @inline(__always)
    func signAndCost(row: Int, column: Int) -> (sign: Float, cost: Float) {
        labels[row] == classes[column] ? (1, positiveCosts[column]) : (-1, negativeCost)
    }
}

/// The scores of all rows at the point where each class is, and at a trial point.
///
/// Workers of a pass write to the rows that they are given; between passes one thread has it.
final class ScoreTable: @unchecked Sendable {
    let rows: Int
    let columns: Int
    let accepted: UnsafeMutablePointer<Float>
    let trial: UnsafeMutablePointer<Float>

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        accepted = .allocate(capacity: rows * columns)
        trial = .allocate(capacity: rows * columns)
        accepted.initialize(repeating: 0, count: rows * columns)
        trial.initialize(repeating: 0, count: rows * columns)
    }

    deinit {
        accepted.deallocate()
        trial.deallocate()
    }

    /// Takes over the trial scores of the columns that are set.
    func accept(_ isTaken: [Bool]) {
        precondition(isTaken.count == columns)
        for column in 0..<columns where isTaken[column] {
            for row in 0..<rows { accepted[row * columns + column] = trial[row * columns + column] }
        }
    }
}

/// Value and gradient of the squared hinge: C max(0, 1 − ys)² and −2 C y max(0, 1 − ys).
struct SquaredHingeRule: RowRule {
    let problem: OneAgainstRest
    let scores: ScoreTable

    @inline(__always)
    func apply(
        row: Int, scores factors: UnsafeMutablePointer<Float>, stride: Int, losses: UnsafeMutablePointer<Double>
    ) {
        for column in 0..<scores.columns {
            let place = column / 16 * stride + column % 16
            let (sign, cost) = problem.signAndCost(row: row, column: column)
            let score = factors[place]
            scores.trial[row * scores.columns + column] = score
            let slack = max(1 - sign * score, 0)
            losses[column] += Double(cost * slack) * Double(slack)
            factors[place] = -2 * cost * sign * slack
        }
    }
}

/// The product with the generalised Hessian: 2 C s where ys < 1 at the accepted point, for scores s of a direction.
struct CurvatureRule: RowRule {
    let problem: OneAgainstRest
    let scores: ScoreTable

    @inline(__always)
    func apply(
        row: Int, scores factors: UnsafeMutablePointer<Float>, stride: Int, losses: UnsafeMutablePointer<Double>
    ) {
        for column in 0..<scores.columns {
            let place = column / 16 * stride + column % 16
            let (sign, cost) = problem.signAndCost(row: row, column: column)
            factors[place] = sign * scores.accepted[row * scores.columns + column] < 1 ? 2 * cost * factors[place] : 0
        }
    }
}
