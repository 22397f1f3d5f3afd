import Crypto

/// SHA-256 as lower-case hexadecimal digits.
package enum Checksum {
    package static func sha256(_ bytes: [UInt8]) -> String {
        hexadecimal(SHA256.hash(data: bytes))
    }

    /// One checksum for several: SHA-256 of them in their order, joined by line feeds.
    static func combining(_ checksums: [String]) -> String {
        sha256(Array(checksums.joined(separator: "\n").utf8))
    }

    static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The first digits, enough for a person to compare.
    static func short(_ checksum: String) -> String {
        "\(checksum.prefix(12))…"
    }
}
