import Core

/// A mark of labelled images that changes with any pixel or class: to tell data sets apart, not to protect them.
struct DataFingerprint {
    let text: String

    /// - Precondition: The images are in memory.
    init(_ examples: LabelledImages) {
        precondition(examples.images.isInMemory)
        let shape = examples.images.shape
        var mark = DataFingerprintKernels.mark([UInt64(shape.height), UInt64(shape.width), UInt64(shape.channels)])
        mark = DataFingerprintKernels.mark(examples.labels.map { UInt64($0) }, after: mark)
        mark = examples.images.pixels.withUnsafeBytes { DataFingerprintKernels.mark($0, after: mark) }
        let digits = String(mark, radix: 16)
        text = String(repeating: "0", count: 16 - digits.count) + digits
    }
}
