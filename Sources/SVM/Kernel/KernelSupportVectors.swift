import Core

extension KernelSVM: SupportVectorClassifier {}

extension FittedKernelSVM: FittedSupportVectors {
    /// The rows of the training features that are support vectors of any machine, ascending.
    public var supportIndices: [Int] { parts.supportIndices.sorted() }
}
