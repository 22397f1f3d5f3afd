import Core

extension LinearSVM: SupportVectorClassifier {}

extension FittedLinearSVM: FittedSupportVectors {
    /// The examples with a dual variable above 0 in the machine of any class.
    public var supportIndices: [Int] {
        guard let count = duals.first?.count else { return [] }
        return (0..<count).filter { index in duals.contains { $0[index] > 0 } }
    }
}
