import Core

/// A data set that is published as files whose content has known checksums.
package protocol PublishedDataset: Dataset {
    static var parts: [ContentPart] { get }
    /// How many examples of which form were published.
    static var published: DatasetSize { get }
}

extension PublishedDataset {
    public var isSynthetic: Bool { false }
    public func validate() throws {}
    public func requireFiles(in directory: String) throws {
        for part in Self.parts { _ = try part.presentFiles(in: directory, dataset: Self.card.name) }
    }
    public func trainingCount(in directory: String) -> Int { Self.published.training }
    public func size(in directory: String) -> DatasetSize? { Self.published }

    /// Throws ``UserError`` unless a file holds what was published.
    func require(_ isRight: Bool, of file: String, in directory: String, _ wrong: String) throws {
        guard isRight else {
            throw UserError(
                "\(directory)/\(file): damaged, it holds \(wrong); delete it and run `hindsight data fetch \(Self.card.name)`"
            )
        }
    }

    /// One checksum for the data set: SHA-256 of the checksums of its parts, joined by line feeds.
    var checksum: String { Checksum.combining(Self.parts.map(\.sha256)) }

    /// The verified contents of all parts.
    func verifiedContents(in directory: String) throws -> [[UInt8]] {
        try Self.parts.map { try $0.contents(in: directory, dataset: Self.card.name) }
    }
}
