import Crypto
import Files
import Foundation

extension Record {
    /// The name of what was made under `configuration`: the first 16 hexadecimal digits of the SHA-256 of its canonical text.
    public static func identifier(of configuration: JSONValue) -> String {
        name(SHA256.hash(data: Data(configuration.canonicalText.utf8)))
    }

    /// The name that belongs to a digest of a configuration's canonical text.
    package static func name(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
