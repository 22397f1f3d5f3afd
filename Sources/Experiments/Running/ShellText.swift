/// Words of a command that a reader may paste into a shell.
enum ShellText {
    /// `word` as the shell takes it for one word, letter by letter: as it is where no letter has a meaning there, else in single quotes.
    static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "_-./=:,@+".utf8.contains(byte)
        }
        return plain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
}
