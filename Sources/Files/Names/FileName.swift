import Crypto
import Foundation

/// From a name to the name of a file.
///
/// A name of lower-case Latin letters, digits, hyphens and low lines is its own file name. Of any other, the letters and digits that
/// remain of it stand before ten digits of its SHA-256. So a file name is readable, of at most 60 bytes, never that of another name
/// (not even where file systems take capitals for small letters), never hidden, no option of a program and in no other folder.
public enum FileName {
    /// Bytes of a file name at most, so that endings have room.
    package static let limit = 60
    private static let digits = 10

    /// The file name of `name`, without an ending.
    public static func of(_ name: String) -> String {
        if isFileName(name) { return name }
        let hash = hash(of: name)
        let readable = remains(of: name).prefix(limit - digits - 1)
        return (readable.isEmpty ? "name" : trimmed(readable)) + "-" + hash
    }

    /// Ten digits of the SHA-256 of `name`, which tell it from all others.
    package static func hash(of name: String) -> String {
        SHA256.hash(data: Data(name.utf8)).prefix(digits / 2).map { String(format: "%02x", $0) }.joined()
    }

    /// The file names of several names, no two of which are the same; where names repeat, they are numbered.
    package static func distinct(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            let first = of(name)
            var file = first
            var number = 2
            while !taken.insert(file.lowercased()).inserted {
                file = "\(first)-\(number)"
                number += 1
            }
            return file
        }
    }

    /// Whether `name`, with its ending, is a file in the same folder that no program takes for anything else.
    package static func isSafe(_ name: String) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: ".") else { return false }
        return name.utf8.allSatisfy { byte in
            isLetterOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || "-_.".utf8.contains(byte)
        }
    }

    /// Whether a name can stay as it is, and is not the file name of another.
    private static func isFileName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= limit, isLetterOrDigit(first),
            isLetterOrDigit(last), bytes.allSatisfy({ isLetterOrDigit($0) || separators.contains($0) })
        else { return false }
        let end = bytes.suffix(digits + 1)
        let looksHashed =
            end.count == digits + 1 && end.first == UInt8(ascii: "-")
            && end.dropFirst().allSatisfy { hexadecimal.contains($0) }
        return !looksHashed
    }

    /// Letters without their accents, and digits; one hyphen for each run of others.
    private static func remains(of name: String) -> String {
        var kept: [UInt8] = []
        for scalar in name.prefix(1000).decomposedStringWithCanonicalMapping.unicodeScalars {
            let character = Character(scalar)
            if scalar.isASCII, character.isLetter || character.isNumber || character == "_" {
                kept.append(UInt8(scalar.value))
            } else if scalar.properties.generalCategory != .nonspacingMark, kept.last != UInt8(ascii: "-") {
                kept.append(UInt8(ascii: "-"))
            }
        }
        return trimmed(String(decoding: kept, as: UTF8.self)[...])
    }

    private static func trimmed(_ text: Substring) -> String {
        text.trimmingCharacters(in: CharacterSet(charactersIn: "-_"))
    }

    private static let separators = Array("-_".utf8)
    private static let hexadecimal = Array("0123456789abcdef".utf8)

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
