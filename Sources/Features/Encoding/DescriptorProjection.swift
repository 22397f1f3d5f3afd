import Core

/// The projection that an encoder may put before itself.
struct DescriptorProjection: Sendable {
    /// Nothing, where descriptors are taken as they are.
    let components: FittedPrincipalComponents?

    /// Descriptors as they are.
    init() { components = nil }

    init(components: FittedPrincipalComponents) { self.components = components }

    static func configuration(_ dimensions: Int, whiten: Bool) -> PrincipalComponents {
        PrincipalComponents(components: dimensions, whiten: whiten ? .pca : .none, regularization: 0)
    }

    /// - Parameters:
    ///   - dimensions: Numbers that remain; 0 takes descriptors as they are.
    ///   - whiten: Scales every component to variance 1 over the sample.
    ///
    /// Throws ``ConfigurationError`` for `pca` where the sample has fewer columns or rows, and ``UserError``.
    init(_ dimensions: Int, whiten: Bool, sample: Matrix, context: RunContext) throws {
        guard dimensions > 0 else {
            components = nil
            return
        }
        let largest = max(min(sample.columns, sample.rows - 1), 0)
        try require(dimensions <= largest, "pca", dimensions, "at most \(largest) for these descriptors")
        components = try Self.configuration(dimensions, whiten: whiten).fit(sample, context: context)
    }

    /// The field `pca` of an encoder.
    static func validate(_ dimensions: Int) throws {
        try require((0...4096).contains(dimensions), "pca", dimensions, "0 (none) or up to 4096 dimensions")
    }

    func apply(_ descriptors: Matrix, threads: Int) -> Matrix {
        components?.apply(descriptors, threads: threads) ?? descriptors
    }

    var parameterCount: Int { components?.parameterCount ?? 0 }
    var flopsPerDescriptor: Double { components?.flopsPerRow ?? 0 }
}
