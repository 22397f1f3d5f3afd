/// Texts in UTF-8, one after the other.
///
/// Bytes that are no UTF-8 are kept as they are; ``string(_:)`` shows replacement characters for them.
public struct TextStack: Sendable, Equatable {
    /// All texts without anything between them.
    public let bytes: [UInt8]
    /// Where each text begins in ``bytes``, and the end of the last: from 0, not descending.
    public let starts: [Int]

    /// - Precondition: As the properties say.
    public init(bytes: [UInt8], starts: [Int]) {
        precondition(starts.first == 0 && starts.last == bytes.count, "the texts do not fill their bytes")
        self.bytes = bytes
        self.starts = starts
    }

    public init(_ texts: some Sequence<String>) {
        var (bytes, starts) = ([UInt8](), [0])
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            starts.append(bytes.count)
        }
        self.init(bytes: bytes, starts: starts)
    }

    public var count: Int { starts.count - 1 }

    /// Bytes of a text in the mean, rounded up; 0 where there is none.
    public var meanBytes: Int { count > 0 ? (bytes.count + count - 1) / count : 0 }

    /// The bytes of text `index`.
    public subscript(index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<starts[index + 1]] }

    public func string(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

    /// The texts at `indices`, in that order.
    public func selecting(_ indices: some Collection<Int>) -> TextStack {
        var (selected, starts) = ([UInt8](), [0])
        selected.reserveCapacity(indices.reduce(0) { $0 + self[$1].count })
        starts.reserveCapacity(indices.count + 1)
        for index in indices {
            selected.append(contentsOf: self[index])
            starts.append(selected.count)
        }
        return TextStack(bytes: selected, starts: starts)
    }
}
