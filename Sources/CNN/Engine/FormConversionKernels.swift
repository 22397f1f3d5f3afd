/// From one form of a slot into the other.
enum FormConversionKernels {
    /// Turns places by channels into channels by places or back: target[b][a] = source[a][b], or that added.
    static func turn<Scalar: NetworkScalar>(
        _ source: UnsafePointer<Scalar>, step: (a: Int, b: Int), counts: (a: Int, b: Int), accumulates: Bool,
        into target: UnsafeMutablePointer<Scalar>, targetStep: (a: Int, b: Int)
    ) {
        for b in 0..<counts.b {
            let from = source + b * step.b
            let to = target + b * targetStep.b
            if accumulates {
                for a in 0..<counts.a { to[a * targetStep.a] += from[a * step.a] }
            } else {
                for a in 0..<counts.a { to[a * targetStep.a] = from[a * step.a] }
            }
        }
    }
}
