import Core
import Features

/// Vocabularies and encoders, on generated descriptors.
enum EncodingBenchmarks {
    static let all: [Benchmark] = []
}
