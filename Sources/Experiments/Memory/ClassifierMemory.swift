import CNN
import Core
import SVM

/// What a classifier takes beside the features that it is given.
struct ClassifierMemory {
    /// While it is trained, in bytes.
    private(set) var training = 0.0
    /// As long as it is used.
    private(set) var kept = 0.0

    /// - Parameters:
    ///   - rows: Examples.
    ///   - columns: Numbers of each.
    init(_ classifier: any Classifier, rows: Int, columns: Double, _ extent: WorkExtent) {
        let features = WorkExtent.floats(rows, columns)
        let weights = WorkExtent.floats(extent.classes, columns + 1)
        let perClass = Double(rows * extent.classes)
        switch classifier {
        case let machine as KernelSVM:
            (training, kept) = Self.kernelMachine(machine, rows: rows, columns: columns, extent)
        case let search as KernelSVMSearch:
            (training, kept) = Self.kernelMachine(search.machine, rows: rows, columns: columns, extent)
            let matrices = 8 * Double(rows) * Double(rows)
            if matrices <= Double(search.gramMiB) * 0x1p20 {
                let rowCache = min(Double(search.machine.cacheMiB) * 0x1p20, Double(extent.threads) * matrices / 2)
                training = max(training, features + matrices + rowCache + 4 * perClass * 16)
            } else {
                // All folds but one, and that one.
                training += features
            }
        case is NearestNeighbours:
            kept = features + 16 * Double(rows)
            training = kept
        case is NewtonSVM:
            // Two tables of scores, and five vectors in double precision for each class.
            training = 8 * perClass + 10 * weights
            kept = weights
        case is SoftmaxRegression:
            // Scores, and the pairs of vectors that L-BFGS remembers.
            training = 12 * perClass + 50 * weights
            kept = weights
        case let perceptron as MultilayerPerceptron:
            let widths = [columns] + perceptron.hidden.map(Double.init) + [Double(extent.classes)]
            let parameters = zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
            training = NetworkMemory.training(
                parameters: parameters, numbers: 2 * widths.reduce(0, +), inputs: columns,
                batch: perceptron.training.batchSize, threads: extent.threads)
            kept = 8 * parameters + NetworkMemory.pass(2 * widths.reduce(0, +), images: 1024)
        default:
            // Linear learners: dual variables and orders of the examples, and weights with a copy or two.
            training = 17 * perClass + 16 * Double(rows) + 4 * weights
            kept = 2 * weights
        }
    }

    /// The share of examples of which virtual ones are expected to be made: nearly all of few, a fifth of many. Hard problems may have
    /// more.
    static func supportShare(_ rows: Int) -> Double { min(1, 0.18 + 2000 / Double(max(rows, 1))) }

    /// Examples are centred, and packed in tiles; the machine then keeps its support vectors as they are, centred and packed.
    private static func kernelMachine(
        _ machine: KernelSVM, rows: Int, columns: Double, _ extent: WorkExtent
    ) -> (training: Double, kept: Double) {
        let features = WorkExtent.floats(rows, columns)
        // A machine of two classes has no more kernel rows than examples; some classes are larger than others.
        let isPaired = machine.multiclass == .oneVersusOne
        let width = Double(rows) * (isPaired ? min(1, 3 / Double(max(extent.classes, 1))) : 1)
        // Few examples of several classes have the kernel values of all pairs computed at once.
        let matrix = !isPaired || rows <= 100 * extent.classes ? 4 * Double(rows) * Double(rows) : 0
        let limit = Double(machine.cacheMiB) * 0x1p20
        let cache = min(limit, 4 * width * width * Double(extent.threads) + matrix)
        let support = min(1, 0.4 + supportShare(rows)) * features
        let isGiven = machine.kernel == .precomputed && machine.groups.isEmpty
        return (isGiven ? cache : 2 * features + cache + 2 * support, 3 * support)
    }
}
