import Core

extension LinearKernels {
    /// What a pass needs of a machine at hand: a copy of its numbers and the places of its arrays.
    private struct Cursor {
        let label: Int
        let upper: (positive: Float, negative: Float)
        let diagonal: (positive: Float, negative: Float)
        let weights: UnsafeMutablePointer<Float>
        let alpha: UnsafeMutablePointer<Double>
        let active: UnsafeMutablePointer<UInt8>
        let upperBound: Float
        let lowerBound: Float
        var bias: Float
        var largest: Float
        var smallest: Float
        var shrunk = 0
        var visits = 0
        var changes = 0
    }

    /// Times that the rows of a block are visited before those of the next.
    private static let turns = 5

    /// Rows of a block: 8 MB of them. In the later turns only those that changed something are read, from the caches.
    private static func blockRows(_ columns: Int) -> Int { min(max(2_000_000 / columns, 16), 4096) }

    /// One pass of dual coordinate descent: the rows in `order`, each for all machines for which it is active. Block by block
    /// of that order, those rows whose dual variable has changed are visited again, up to ``turns`` times.
    ///
    /// - Parameter constant: What each row is extended by; `squaredNorms` are those without it.
    static func sweep(
        _ machines: [DualMachine], features: Matrix, labels: [Int], squaredNorms: [Float], constant: Float,
        order: [Int32]
    ) {
        let rows = features.rows
        precondition(labels.count == rows && squaredNorms.count == rows && order.count == rows)
        precondition(machines.allSatisfy { $0.rows == rows && $0.columns == features.columns })
        let block = blockRows(features.columns)
        let cursors = open(machines)
        let pending = UnsafeMutablePointer<Int>.allocate(capacity: machines.count + 1)
        defer { pending.deallocate() }
        features.values.withUnsafeBufferPointer { values in
            for first in stride(from: 0, to: order.count, by: block) {
                for turn in 0..<turns {
                    for place in order[first..<min(first + block, order.count)] {
                        let index = Int(place)
                        var count = 0
                        for slot in 0..<machines.count where cursors[slot].active[index] > (turn == 0 ? 0 : 1) {
                            pending[count] = slot
                            count += 1
                        }
                        guard count > 0 else { continue }
                        visit(
                            values.baseAddress! + index * features.columns, features.columns, index, labels[index],
                            squaredNorms[index] + constant * constant, constant, cursors, pending, count, turn == 0)
                    }
                }
            }
        }
        close(cursors, machines)
    }

    private static func open(_ machines: [DualMachine]) -> UnsafeMutablePointer<Cursor> {
        let cursors = UnsafeMutablePointer<Cursor>.allocate(capacity: machines.count)
        for (index, machine) in machines.enumerated() {
            let flags = UnsafeMutablePointer<UInt8>.allocate(capacity: machine.rows)
            machine.active.withUnsafeBufferPointer { flags.initialize(from: $0.baseAddress!, count: machine.rows) }
            (cursors + index).initialize(
                to: Cursor(
                    label: machine.label, upper: machine.upper, diagonal: machine.diagonal,
                    weights: machine.weights.base, alpha: machine.alpha, active: flags,
                    upperBound: machine.upperBound, lowerBound: machine.lowerBound, bias: machine.bias,
                    largest: machine.largest, smallest: machine.smallest))
        }
        return cursors
    }

    /// Gives the machines what has changed, and frees the cursors.
    private static func close(_ cursors: UnsafeMutablePointer<Cursor>, _ machines: [DualMachine]) {
        for (index, machine) in machines.enumerated() {
            let cursor = cursors[index]
            machine.active.withUnsafeMutableBufferPointer {
                $0.baseAddress!.update(from: cursor.active, count: machine.rows)
            }
            cursor.active.deallocate()
            machine.bias = cursor.bias
            machine.largest = cursor.largest
            machine.smallest = cursor.smallest
            machine.activeCount -= cursor.shrunk
            machine.visits += cursor.visits
            machine.changes += cursor.changes
        }
        cursors.deallocate()
    }

    /// One example for the machines that `pending` lists, two at a time.
    @inline(__always)
    private static func visit(
        _ x: Row, _ columns: Int, _ index: Int, _ label: Int, _ squaredNorm: Float, _ constant: Float,
        _ cursors: UnsafeMutablePointer<Cursor>, _ pending: UnsafePointer<Int>, _ count: Int, _ isFirst: Bool
    ) {
        var next = 0
        while next + 2 <= count {
            let first = cursors + pending[next], second = cursors + pending[next + 1]
            let (one, other) = dots(x, first.pointee.weights, second.pointee.weights, columns)
            step(&first.pointee, x, columns, index, label, squaredNorm, constant, one, isFirst)
            step(&second.pointee, x, columns, index, label, squaredNorm, constant, other, isFirst)
            next += 2
        }
        if next < count {
            let last = cursors + pending[next]
            let score = dot(x, last.pointee.weights, columns)
            step(&last.pointee, x, columns, index, label, squaredNorm, constant, score, isFirst)
        }
    }

    /// One coordinate: the example `index` for one machine, with wᵀx = `product`. The first visit of a pass shrinks and
    /// measures the violation; `active` is 2 where another one may be of use.
    @inline(__always)
    private static func step(
        _ machine: inout Cursor, _ x: Row, _ columns: Int, _ index: Int, _ label: Int, _ squaredNorm: Float,
        _ constant: Float, _ product: Float, _ isFirst: Bool
    ) {
        let isPositive = label == machine.label
        let upper = isPositive ? machine.upper.positive : machine.upper.negative
        let diagonal = isPositive ? machine.diagonal.positive : machine.diagonal.negative
        let sign: Float = isPositive ? 1 : -1
        let exact = machine.alpha[index]
        let old = Float(exact)
        machine.visits += 1

        // The gradient of the dual in this coordinate, and its projection onto what the bounds leave open.
        let gradient = sign * (product + machine.bias * constant) - 1 + diagonal * old
        var projected = gradient
        if old == 0 {
            if isFirst, gradient > machine.upperBound {
                machine.active[index] = 0
                machine.shrunk += 1
                return
            }
            projected = min(gradient, 0)
        } else if old == upper {
            if isFirst, gradient < machine.lowerBound {
                machine.active[index] = 0
                machine.shrunk += 1
                return
            }
            projected = max(gradient, 0)
        }
        if isFirst {
            machine.largest = max(machine.largest, projected)
            machine.smallest = min(machine.smallest, projected)
        }
        machine.active[index] = 1

        if abs(projected) > 1e-12 {
            let new = min(max(exact - Double(gradient / (squaredNorm + diagonal)), 0), Double(upper))
            let change = Float(new - exact) * sign
            guard change != 0 else { return }
            machine.alpha[index] = new
            machine.bias += change * constant
            add(x, change, machine.weights, columns)
            machine.changes += 1
            machine.active[index] = 2
        }
    }

    /// Sets the weights to Σ yᵢ αᵢ xᵢ, summed in double precision.
    static func renew(_ machine: DualMachine, features: Matrix, labels: [Int], constant: Float) {
        let columns = features.columns
        precondition(machine.columns == columns && machine.rows == features.rows && labels.count == features.rows)
        let sums = UnsafeMutablePointer<Double>.allocate(capacity: columns)
        defer { sums.deallocate() }
        sums.initialize(repeating: 0, count: columns)
        var constantSum = 0.0
        features.values.withUnsafeBufferPointer { values in
            for index in 0..<features.rows where machine.alpha[index] != 0 {
                let x = values.baseAddress! + index * columns
                let signed = labels[index] == machine.label ? machine.alpha[index] : -machine.alpha[index]
                addWide(x, signed, sums, columns)
                constantSum += signed * Double(constant)
            }
        }
        for column in 0..<columns { machine.weights.base[column] = Float(sums[column]) }
        machine.bias = Float(constantSum)
    }

    /// Adds `scale`·x to a vector of double precision.
    @inline(__always)
    static func addWide(_ x: Row, _ scale: Double, _ target: UnsafeMutablePointer<Double>, _ count: Int) {
        for index in 0..<count { target[index] += scale * Double(x[index]) }
    }
}
