/// A word of a command that a reader can paste into bash or zsh.
public enum ShellWord {
    /// `text` as one word, in quotes where the shell would read anything into it.
    public static func quoted(_ text: String) -> String {
        guard !isPlain(text) else { return text }
        if text.isEmpty { return "''" }
        // A line break or a control character could run what follows it: such words are spelt out.
        guard VisibleText.of(text) == text || text.unicodeScalars.allSatisfy({ $0 == " " }) else { return spelt(text) }
        return "'" + text.replacingScalars { $0 == "'" ? #"'\''"# : nil } + "'"
    }

    /// As ``quoted(_:)``, of a path; one that begins with a hyphen would be an option.
    public static func path(_ path: String) -> String { quoted(path.hasPrefix("-") ? "./" + path : path) }

    /// An option with its value.
    public static func option(_ name: String, _ value: String) -> String {
        name + (value.hasPrefix("-") ? "=" : " ") + quoted(value)
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, !"-=%+,:@".utf8.contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "_./:@%+,=-".utf8.contains(byte)
            }
        }
    }

    /// In bash's form `$'…'`, with escapes for everything but printed ASCII.
    private static func spelt(_ text: String) -> String {
        let characters = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            case "\\", "'": "\\\(scalar)"
            case "\u{20}"..."\u{7E}": String(scalar)
            default: "\\U" + String(("0000000" + String(scalar.value, radix: 16, uppercase: true)).suffix(8))
            }
        }
        return "$'\(characters.joined())'"
    }
}
