/// The parts of a path, taken from its text alone.
///
/// Foundation's own (`deletingLastPathComponent` and its like of `NSString`) stop the program on Linux where a path is a single character.
public enum PathText {
    /// The folder of `path`: `a/b` for `a/b/c` and for `a/b/c/`, `/` for `/a`, nothing for `a`.
    public static func folder(of path: String) -> String {
        let bytes = trimmed(path)
        guard let slash = bytes.lastIndex(of: slash) else { return path.isEmpty || !bytes.isEmpty ? "" : "/" }
        let folder = trimmed(bytes[..<slash])
        return folder.isEmpty ? "/" : String(decoding: folder, as: UTF8.self)
    }

    /// The last part of `path`: `c` for `a/b/c` and for `a/b/c/`.
    public static func name(of path: String) -> String {
        let bytes = trimmed(path)
        let start = bytes.lastIndex(of: slash).map { bytes.index(after: $0) } ?? bytes.startIndex
        let name = String(decoding: bytes[start...], as: UTF8.self)
        return name.isEmpty && !path.isEmpty ? "/" : name
    }

    /// What follows the last point in the name: `gz` for `a.tar.gz`, nothing for `a`, `a.` and `.hidden`.
    public static func ending(of path: String) -> String {
        let name = name(of: path)
        guard let point = name.utf8.lastIndex(of: point), point > name.startIndex else { return "" }
        return String(name[name.utf8.index(after: point)...])
    }

    /// `path` without the last point of its name and what follows it: `a.tar` for `a.tar.gz`.
    public static func withoutEnding(_ path: String) -> String {
        let ending = ending(of: path)
        let bytes = trimmed(path).isEmpty ? path.utf8[...] : trimmed(path)
        return ending.isEmpty
            ? String(decoding: bytes, as: UTF8.self)
            : String(decoding: bytes.dropLast(ending.utf8.count + 1), as: UTF8.self)
    }

    private static let slash = UInt8(ascii: "/")
    private static let point = UInt8(ascii: ".")

    /// Without slashes at the end.
    private static func trimmed(_ path: String) -> Substring.UTF8View { trimmed(path.utf8[...]) }

    private static func trimmed(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
        var bytes = bytes
        while bytes.last == slash { bytes.removeLast() }
        return bytes
    }
}
