import Core
import Crypto

// Files of hindsight's say in their metadata what their content must be. Such without that text, of older versions, are read too.
extension TensorFile {
    /// The text of the metadata that holds the checksum.
    static let checksumKey = "checksum"

    /// SHA-256 of the header's entries and of the tensors as they stand in a file, without the checksum itself, after the name of
    /// the method.
    public func checksum() throws -> String {
        var file = self
        file.metadata[Self.checksumKey] = nil
        let (sorted, entries) = try file.sortedEntries()
        var digest = SHA256()
        for entry in entries { digest.update(data: Array("\(entry)\n".utf8)) }
        for tensor in sorted { digest.update(data: tensor.bytes) }
        let digits = Array("0123456789abcdef".utf8)
        return "sha256 "
            + String(
                decoding: digest.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The same file with its checksum, where it is one of hindsight's.
    func signed() throws -> TensorFile {
        guard metadata["hindsight"] != nil else { return self }
        var file = self
        file.metadata[Self.checksumKey] = try checksum()
        return file
    }

    /// False where the file has a checksum of hindsight's and other content.
    func isIntact() throws -> Bool {
        guard metadata["hindsight"] != nil, let stated = metadata[Self.checksumKey] else { return true }
        return try stated == checksum()
    }
}
