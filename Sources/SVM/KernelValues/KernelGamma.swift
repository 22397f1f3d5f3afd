import Core

/// The factor γ of a kernel: a number, or a rule by which the training features decide it.
///
/// In files a number, or the word `scale`.
public enum KernelGamma: Hashable, Sendable {
    /// 0…10¹⁰; 0 stands for 1 / columns, LIBSVM's default.
    case number(Double)
    /// 1 / (columns · variance), the variance being that of all numbers of the training features together; 1 where they do not
    /// differ. scikit-learn's default. |x − y|² grows with both, so that the machine is the same whatever unit the features have.
    case scale

    /// 1 / columns.
    public static var columns: KernelGamma { .number(0) }

    static let word = "scale"

    /// The number for features of so many columns and of this variance.
    func decided(columns: Int, variance: () -> Double) -> Double {
        let columns = Double(max(columns, 1))
        switch self {
        case .number(let value): return value == 0 ? 1 / columns : value
        case .scale:
            let variance = variance()
            // Not below what single precision holds.
            return variance > 0 ? min(1 / (columns * variance), 1e30) : 1
        }
    }

    var isAllowed: Bool {
        if case .number(let value) = self { (0...1e10).contains(value) } else { true }
    }
}

extension KernelGamma: CustomStringConvertible {
    public var description: String {
        if case .number(let value) = self { "\(value)" } else { Self.word }
    }
}

extension KernelGamma: Codable {
    /// Numbers may stand as text, too: that is how a matrix file gives them where the default is a word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Double.self) {
            self = .number(value)
            return
        }
        let text = try container.decode(String.self)
        if text == Self.word {
            self = .scale
        } else if let value = Double(text.filter { $0 != "_" }), value.isFinite {
            self = .number(value)
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "neither a number nor \(Self.word)")
        }
    }

    public func encode(to encoder: any Swift.Encoder) throws {
        var container = encoder.singleValueContainer()
        if case .number(let value) = self { try container.encode(value) } else { try container.encode(Self.word) }
    }
}

extension Matrix {
    /// The variance of all numbers together, in double precision; 0 where there are none. The number of threads does not change a bit.
    func variance(threads: Int) -> Double {
        guard !values.isEmpty else { return 0 }
        let count = Double(values.count)
        let mean = sum(threads: threads) { Double($0) } / count
        return sum(threads: threads) { (Double($0) - mean) * (Double($0) - mean) } / count
    }

    /// The sum over all numbers, made of those of fixed parts.
    private func sum(threads: Int, _ term: @Sendable (Float) -> Double) -> Double {
        let size = 1 << 16
        return Parallel.map((values.count + size - 1) / size, threads: threads) { part in
            values[part * size..<min((part + 1) * size, values.count)].reduce(0) { $0 + term($1) }
        }.reduce(0, +)
    }
}

extension SparseRows {
    /// The variance of all numbers together, those that are not written being zeros.
    var variance: Double {
        let used = max(Double(rows) * Double(max(columns - 1, 1)), Double(values.count))
        let mean = values.reduce(0, +) / used
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (spread + (used - Double(values.count)) * mean * mean) / used
    }
}
