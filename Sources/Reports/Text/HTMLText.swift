import Files

/// From text to HTML that shows it letter by letter, between tags and in attributes.
enum HTMLText {
    static func escaped(_ text: String) -> String {
        VisibleText.of(text).replacingScalars { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: nil
            }
        }
    }
}
