/// How decision values with known errors make a class, in LIBSVM's way.
struct Votes: Sendable {
    let multiclass: KernelSVM.Multiclass
    let classes: Int
    /// The places of the two classes of each machine.
    let pairs: [(first: Int, second: Int)]

    init(_ parts: FittedKernelSVM.Parts) {
        multiclass = parts.multiclass
        classes = parts.labels.count
        let count = classes
        var pairs: [(first: Int, second: Int)] = []
        if parts.multiclass == .oneVersusOne {
            for first in 0..<count {
                for second in (first + 1)..<max(count, first + 1) { pairs.append((first, second)) }
            }
        } else {
            pairs = (0..<parts.rho.count).map { ($0, $0) }
        }
        self.pairs = pairs
    }

    /// One against one the place of the class with most votes, of several the first; else that with the largest decision value.
    func winner(_ values: some Collection<Double>) -> Int {
        var scores = [Double](repeating: multiclass == .oneVersusOne ? 0 : -.infinity, count: classes)
        for (index, value) in values.enumerated() {
            if multiclass == .oneVersusOne {
                scores[value > 0 ? pairs[index].first : pairs[index].second] += 1
            } else {
                scores[index] = value
            }
        }
        var best = 0
        for index in scores.indices where scores[index] > scores[best] { best = index }
        return best
    }

    /// The winner where a class wins against every other for certain, which is found quickly; nothing where that is not so.
    ///
    /// - Parameter errors: The most that each decision value can be wrong.
    @inline(__always)
    func certainWinner(_ values: UnsafeBufferPointer<Double>, errors: (_ machine: Int) -> Double) -> Int? {
        guard multiclass == .oneVersusOne else { return nil }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: classes) { wins in
            for index in 0..<classes { wins[index] = 0 }
            for machine in 0..<values.count {
                let value = values[machine]
                let isSure = abs(value) > errors(machine)
                let pair = pairs[machine]
                wins[value > 0 ? pair.first : pair.second] += isSure ? 1 : 0
            }
            // One that has beaten all others has more votes than any other can have.
            for index in 0..<classes where Int(wins[index]) == classes - 1 { return index }
            return nil
        }
    }

    /// The machines whose decision values must be known better before it is certain which class wins; empty where it is.
    ///
    /// - Parameter errors: The most that each decision value can be wrong.
    func doubtful(_ values: some Collection<Double>, errors: (_ machine: Int) -> Double) -> [Int] {
        guard multiclass == .oneVersusOne else { return doubtfulValues(Array(values), errors) }
        var open: [Int] = []
        var (least, most) = ([Int](repeating: 0, count: classes), [Int](repeating: 0, count: classes))
        for (machine, value) in values.enumerated() {
            let (first, second) = pairs[machine]
            if abs(value) > errors(machine) {
                least[value > 0 ? first : second] += 1
                most[value > 0 ? first : second] += 1
            } else {
                open.append(machine)
                most[first] += 1
                most[second] += 1
            }
        }
        guard !open.isEmpty else { return [] }
        let sure = least.max()!
        let leader = least.firstIndex(of: sure)!
        let isCertain = (0..<classes).allSatisfy {
            $0 == leader || most[$0] < sure || (most[$0] == sure && leader < $0)
        }
        return isCertain ? [] : open.filter { most[pairs[$0].first] >= sure || most[pairs[$0].second] >= sure }
    }

    private func doubtfulValues(_ values: [Double], _ errors: (_ machine: Int) -> Double) -> [Int] {
        let floor = values.indices.map { values[$0] - errors($0) }.max() ?? 0
        let open = values.indices.filter { !(values[$0] + errors($0) < floor) }
        return open.count > 1 ? open : []
    }
}
