import Core

/// Algorithms 1 and 2 of Lin, Weng and Keerthi 2008 for several classes in step.
struct TrustRegionNewton {
    let configuration: NewtonSVM
    let features: Matrix
    let labels: [Int]
    let classes: [Int]
    /// Cᵢ of the examples of each class in its own machine.
    let positiveCosts: [Float]
    let context: RunContext

    /// The state of one class: a point (weights, and that of the constant behind them), its value and gradient, and the region.
    struct Machine {
        var point: [Double]
        var value = 0.0
        var gradient: [Double] = []
        var radius = 0.0
        var firstNorm = 0.0
        var iterations = 0
        var hasConverged = false
        /// True where no step makes the value smaller.
        var isStuck = false
        var isRunning: Bool { !hasConverged && !isStuck }
    }

    /// A solution of algorithm 2 in the making.
    private struct Conjugate {
        var step: [Double]
        var residual: [Double]
        var direction: [Double]
        var square: Double
        var isDone = false
    }

    private typealias Vector = TrustRegionVector

    func solve() -> [Machine] {
        let width = features.columns + 1
        var machines = classes.map { _ in Machine(point: [Double](repeating: 0, count: width)) }
        let scores = ScoreTable(rows: features.rows, columns: classes.count)
        let first = evaluate(machines.map(\.point), scores)
        for index in machines.indices {
            (machines[index].value, machines[index].gradient) = (first.values[index], first.gradients[index])
            machines[index].firstNorm = Vector.norm(first.gradients[index])
            machines[index].radius = machines[index].firstNorm
            machines[index].hasConverged = machines[index].firstNorm == 0
        }
        scores.accept(machines.map { _ in true })
        let limit = context.isWarmUp ? 1 : configuration.maximumIterations
        var iteration = 0
        while machines.contains(where: \.isRunning), iteration < limit {
            iteration += 1
            let found = steps(machines, scores)
            let trials = zip(machines, found).map { machine, step in Vector.sum(machine.point, 1, step.step) }
            let result = evaluate(trials, scores)
            var accepted = [Bool](repeating: false, count: machines.count)
            for index in machines.indices where machines[index].isRunning {
                accepted[index] = take(
                    found[index], trials[index], result.values[index], result.gradients[index], &machines[index],
                    isFirst: iteration == 1)
                machines[index].iterations = iteration
            }
            scores.accept(accepted)
            for index in machines.indices where machines[index].isRunning {
                machines[index].hasConverged =
                    Vector.norm(machines[index].gradient) <= threshold(index) * machines[index].firstNorm
            }
            let worst = machines.map { Vector.norm($0.gradient) / max($0.firstNorm, 1e-300) }.max() ?? 0
            context.progress(
                WorkProgress(
                    phase: .train, unit: "Newton step", completed: iteration, total: limit, isLimit: true,
                    detail: "gradient \(Float(worst).rounded(toPlaces: 6))"))
        }
        return machines
    }

    private func threshold(_ index: Int) -> Double {
        let own = labels.count { $0 == classes[index] }
        return configuration.tolerance * Double(max(min(own, labels.count - own), 1)) / Double(labels.count)
    }

    /// Algorithm 1 from the trial point on: the region's new radius (equation 11 and LIBLINEAR's constants), and whether the
    /// trial is taken.
    private func take(
        _ found: Conjugate, _ trial: [Double], _ value: Double, _ gradient: [Double], _ machine: inout Machine,
        isFirst: Bool
    ) -> Bool {
        let slope = Vector.dot(machine.gradient, found.step)
        let predicted = -0.5 * (slope - Vector.dot(found.step, found.residual))
        let actual = machine.value - value
        let length = Vector.norm(found.step)
        // What is smaller than the rounding of the values is told by the gradient.
        if abs(predicted) <= 1e-8 * abs(machine.value) {
            guard Vector.norm(gradient) < Vector.norm(machine.gradient) else {
                machine.isStuck = true
                return false
            }
            (machine.point, machine.value, machine.gradient) = (trial, value, gradient)
            return true
        }
        if isFirst { machine.radius = min(machine.radius, length) }
        let excess = value - machine.value - slope
        let factor = excess <= 0 ? 4 : max(0.25, -0.5 * slope / excess)
        if actual < 1e-4 * predicted {
            machine.radius = min(max(factor, 0.25) * length, 0.5 * machine.radius)
        } else if actual < 0.25 * predicted {
            machine.radius = max(0.25 * machine.radius, min(factor * length, 0.5 * machine.radius))
        } else if actual < 0.75 * predicted {
            machine.radius = max(0.25 * machine.radius, min(factor * length, 4 * machine.radius))
        } else {
            machine.radius = max(machine.radius, min(factor * length, 4 * machine.radius))
        }
        guard actual > 1e-4 * predicted else { return false }
        (machine.point, machine.value, machine.gradient) = (trial, value, gradient)
        return true
    }

    /// Algorithm 2: conjugate gradients for Hs = −∇f within the region, to a tenth of the gradient, for all classes that run.
    private func steps(_ machines: [Machine], _ scores: ScoreTable) -> [Conjugate] {
        var states = machines.map { machine in
            let residual = machine.gradient.map { -$0 }
            return Conjugate(
                step: [Double](repeating: 0, count: residual.count), residual: residual, direction: residual,
                square: Vector.dot(residual, residual), isDone: !machine.isRunning)
        }
        // More than there are unknowns would be rounding.
        for _ in 0..<min(1000, 2 * features.columns + 10) where states.contains(where: { !$0.isDone }) {
            let products = hessian(states.map(\.direction), scores)
            for index in states.indices where !states[index].isDone {
                advance(&states[index], products[index], machines[index])
            }
        }
        return states
    }

    private func advance(_ state: inout Conjugate, _ product: [Double], _ machine: Machine) {
        let curvature = Vector.dot(state.direction, product)
        guard curvature > 0, state.square > 0 else {
            state.isDone = true
            return
        }
        let length = state.square / curvature
        let next = Vector.sum(state.step, length, state.direction)
        if Vector.norm(next) > machine.radius {
            // To the border of the region.
            let across = Vector.dot(state.step, state.direction)
            let own = Vector.dot(state.step, state.step)
            let square = Vector.dot(state.direction, state.direction)
            let root = (across * across + square * max(machine.radius * machine.radius - own, 0)).squareRoot()
            let rest = max(machine.radius * machine.radius - own, 0)
            let part = across >= 0 ? rest / (across + root) : (root - across) / square
            state.step = Vector.sum(state.step, part, state.direction)
            state.residual = Vector.sum(state.residual, -part, product)
            state.isDone = true
            return
        }
        state.step = next
        state.residual = Vector.sum(state.residual, -length, product)
        let square = Vector.dot(state.residual, state.residual)
        state.direction = Vector.sum(state.residual, square / state.square, state.direction)
        state.square = square
        state.isDone = square.squareRoot() <= 0.1 * Vector.norm(machine.gradient)
    }

    private func evaluate(
        _ points: [[Double]], _ scores: ScoreTable
    ) -> (values: [Double], gradients: [[Double]]) {
        let rule = SquaredHingeRule(problem: problem, scores: scores)
        let sums = pass(points, rule)
        var values = sums.losses
        var gradients = sums.vectors
        for (index, point) in points.enumerated() {
            values[index] += 0.5 * Vector.dot(point, point)
            gradients[index][point.count - 1] *= Double(configuration.bias)
            gradients[index] = Vector.sum(point, 1, gradients[index])
        }
        return (values, gradients)
    }

    private func hessian(_ directions: [[Double]], _ scores: ScoreTable) -> [[Double]] {
        var products = pass(directions, CurvatureRule(problem: problem, scores: scores)).vectors
        for (index, direction) in directions.enumerated() {
            products[index][direction.count - 1] *= Double(configuration.bias)
            products[index] = Vector.sum(direction, 1, products[index])
        }
        return products
    }

    private var problem: OneAgainstRest {
        OneAgainstRest(
            labels: labels, classes: classes, positiveCosts: positiveCosts, negativeCost: Float(configuration.C))
    }

    private func pass(_ vectors: [[Double]], _ rule: some RowRule) -> RowPassKernels.Sums {
        context.measurements.count(
            flops: 4 * Double(classes.count) * Double(features.columns + 1) * Double(features.rows), in: .train)
        return RowPassKernels.run(
            features, PanelWeights(vectors, constant: Double(configuration.bias)), threads: context.threads, rule: rule)
    }
}

/// Vectors of double precision.
enum TrustRegionVector {
    static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }

    static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

    /// a + `factor`·b
    static func sum(_ a: [Double], _ factor: Double, _ b: [Double]) -> [Double] {
        zip(a, b).map { $0 + factor * $1 }
    }
}
