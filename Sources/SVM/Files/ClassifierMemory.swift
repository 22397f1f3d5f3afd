import Core

// What classifiers take beside the features that they are given; linear learners as Core says it.

extension KernelSVM {
    /// The share of examples that support vectors are expected to be, where some more are taken for hard problems.
    private static func supportShare(_ rows: Int) -> Double { min(1, 0.4 + VirtualExamples.supportShare(rows)) }

    /// Examples are centred, and packed in tiles; the machine then keeps its support vectors as they are, centred and packed.
    public func workingMemory(rows: Int, columns: Double, _ extent: WorkExtent) -> PartMemory {
        let features = WorkExtent.floats(rows, columns)
        // A machine of two classes has no more kernel rows than examples; some classes are larger than others.
        let isPaired = multiclass == .oneVersusOne
        let width = Double(rows) * (isPaired ? min(1, 3 / Double(max(extent.classes, 1))) : 1)
        // Few examples of several classes have the kernel values of all pairs computed at once.
        let matrix = !isPaired || rows <= 100 * extent.classes ? 4 * Double(rows) * Double(rows) : 0
        let limit = Double(cacheMiB) * 0x1p20
        let cache = min(limit, 4 * width * width * Double(extent.threads) + matrix)
        let support = Self.supportShare(rows) * features
        let isGiven = kernel == .precomputed && groups.isEmpty
        return PartMemory(learning: isGiven ? cache : 2 * features + cache + 2 * support, kept: 3 * support)
    }
}

extension KernelSVMSearch {
    public func workingMemory(rows: Int, columns: Double, _ extent: WorkExtent) -> PartMemory {
        var memory = machine.workingMemory(rows: rows, columns: columns, extent)
        let features = WorkExtent.floats(rows, columns)
        let matrices = 8 * Double(rows) * Double(rows)
        if matrices <= Double(gramMiB) * 0x1p20 {
            let rowCache = min(Double(machine.cacheMiB) * 0x1p20, Double(extent.threads) * matrices / 2)
            let scores = 64 * Double(rows * extent.classes)
            memory.learning = max(memory.learning, features + matrices + rowCache + scores)
        } else {
            // All folds but one, and that one.
            memory.learning += features
        }
        return memory
    }
}

extension NearestNeighbours {
    public func workingMemory(rows: Int, columns: Double, _ extent: WorkExtent) -> PartMemory {
        let kept = WorkExtent.floats(rows, columns) + 16 * Double(rows)
        return PartMemory(learning: kept, kept: kept)
    }
}

extension NewtonSVM {
    /// Two tables of scores, and five vectors in double precision for each class.
    public func workingMemory(rows: Int, columns: Double, _ extent: WorkExtent) -> PartMemory {
        let weights = WorkExtent.floats(extent.classes, columns + 1)
        return PartMemory(learning: 8 * Double(rows * extent.classes) + 10 * weights, kept: weights)
    }
}

extension SoftmaxRegression {
    /// Scores, and the pairs of vectors that L-BFGS remembers.
    public func workingMemory(rows: Int, columns: Double, _ extent: WorkExtent) -> PartMemory {
        let weights = WorkExtent.floats(extent.classes, columns + 1)
        return PartMemory(learning: 12 * Double(rows * extent.classes) + 50 * weights, kept: weights)
    }
}

extension VirtualExamples {
    /// The share of examples of which virtual ones are expected to be made: nearly all of few, a fifth of many. Hard problems may have
    /// more.
    package static func supportShare(_ rows: Int) -> Double { min(1, 0.18 + 2000 / Double(max(rows, 1))) }
}
