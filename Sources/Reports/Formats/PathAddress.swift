import Foundation

/// A path of a file as the address of a link.
enum PathAddress {
    private static let kept = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "()'"))

    static func of(_ path: String) -> String { path.addingPercentEncoding(withAllowedCharacters: kept) ?? path }
}
