/// P(y = 1 | f) = 1 / (1 + exp(A f + B)) for a decision value f.
public struct PlattSigmoid: Codable, Hashable, Sendable {
    public let slope: Double
    public let offset: Double

    public init(slope: Double, offset: Double) {
        self.slope = slope
        self.offset = offset
    }
}
