extension StringProtocol {
    /// This text with whatever commands a terminal, or would not be seen there, written out: `\n`, `\t`, `\r` and `\e`, and others as `\u{7F}`.
    ///
    /// Names and texts may come from anybody's files, and with these characters they could recolour or rename the window, hide the rest
    /// of a line or turn its direction. Everything else stays letter by letter.
    public var visible: String { madeVisible(keepsLines: false) }

    /// As ``visible``, with line breaks and tabs left as they are: for text of many lines.
    public var visibleLines: String { madeVisible(keepsLines: true) }

    /// JSON of the same meaning, with such characters as `\u007f`. They can stand only within its strings.
    public var visibleJSON: String {
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(self) }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.commandsTerminals {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private func madeVisible(keepsLines: Bool) -> String {
        func isKept(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) || keepsLines && (byte == 9 || byte == 10) }
        if utf8.allSatisfy(isKept) { return String(self) }
        var text = ""
        text.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar {
            case "\n" where !keepsLines: text += "\\n"
            case "\t" where !keepsLines: text += "\\t"
            case "\r": text += "\\r"
            case "\u{1B}": text += "\\e"
            case "\n", "\t": text.unicodeScalars.append(scalar)
            case _ where scalar.commandsTerminals:
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether a terminal may take it for a command, or show nothing of it.
    fileprivate var commandsTerminals: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Joiners hold letters of several scripts, and pictures, together.
        case .format: self != "\u{200C}" && self != "\u{200D}"
        default: false
        }
    }
}
