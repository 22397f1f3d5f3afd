import Foundation

/// The loss of one image: −log of the probability that the softmax of the outputs gives to the right class.
struct SoftmaxCrossEntropy<Scalar: NetworkScalar> {
    let loss: Scalar
    /// With respect to the outputs: probability, minus one for the right class.
    let gradient: [Scalar]
    let isCorrect: Bool

    init(_ outputs: [Scalar], label: Int) {
        let largest = outputs.max()!
        let exponentials = outputs.map { Scalar(exp(Double($0 - largest))) }
        let sum = exponentials.reduce(0, +)
        loss = Scalar(log(Double(sum))) - (outputs[label] - largest)
        gradient = exponentials.enumerated().map { $1 / sum - ($0 == label ? 1 : 0) }
        isCorrect = outputs[label] == largest && outputs.firstIndex(of: largest) == label
    }
}
