extension Layer {
    /// The kinds of layers that there are, in the order in which messages name them.
    package static let kinds: [any LayerKind.Type] = [
        Convolution.self,
        Pooling.self,
        Activation.self,
        ResponseNormalisation.self,
        BatchNormalisation.self,
        Dropout.self,
        Linear.self,
        RadialBasis.self,
        Scale.self,
        Residual.self,
        Embedding.self,
        Positions.self,
        Places.self,
        LayerNormalisation.self,
        Attention.self,
        Mean.self,
        Unembedding.self,
    ]
}
