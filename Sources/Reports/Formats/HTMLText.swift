import Files

/// From text to HTML that shows it letter by letter.
enum HTMLText {
    static func of(_ text: StyledText) -> String {
        text.written {
            escaped($0.map(\.text).joined())
        } strong: {
            "<strong>\($0)</strong>"
        } emphasised: {
            "<em>\($0)</em>"
        } code: {
            "<code>\($0)</code>"
        }
    }

    /// `text` between tags and in attributes, which stand in double quotes.
    static func escaped(_ text: String) -> String {
        text.replacingScalars { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: nil
            }
        }
    }
}
