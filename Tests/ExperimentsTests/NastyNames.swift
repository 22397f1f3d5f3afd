/// Names that somebody gives a method, a data set or a class one day.
enum NastyNames {
    /// A file that none of them may make.
    static let marker = "/tmp/hindsight-name-was-run"

    /// Visible characters only: they must come back letter by letter.
    static let printed = [
        // Markdown
        "*star*", "**bold**", "_low_", "__init__", "snake_case", "~~gone~~", "[x](y)", "![x](http://example.org/p.png)",
        "[ref]",
        "[^1]", "a|b", "|", "a\\|b", "\\", "ends with \\", "`code`", "``", "a`b", "# head", "C #", "C ##", "1. first",
        "2) second",
        "- item", "+ item", "> quote", "---", "2008.", "a - b", "a > b", "x:y", ":--:", "===", "<b>bold</b>",
        "<img src=x onerror=alert(1)>", "<!-- -->",
        "<https://example.org>", "https://example.org/a_b", "www.example.org", "name@example.org", ":smile:",
        "$x$ and $y$", "@here",
        "R&amp;D", "&#65;", "&", "a  b", "(a)", "“quoted”", "a*b*c", "!", "![", "](", "\"", "''", "it's",
        // gnuplot, shells, LaTeX, spreadsheets
        "20%", "%s%d%%", "{/Bold x}^2_a", "`touch \(marker)`", "$(touch \(marker))", "'; touch \(marker) #", "@version",
        "-x", "--help",
        "=1+1", "=HYPERLINK(\"http://example.org\")", "+1", "@sum", "a;b", "a,b", "\\input{x}", "#1", "a--b", "~", "^",
        "{", "}}",
        // Scripts
        "模型", "数据 集", "Ünal", "naïve–résumé", "Ω≈ç√", "مرحبا", "עברית", "हिन्दी", "🤖", "👩‍🔬", "1️⃣", "e\u{301}te", "＝1",
        // File names
        "../..", ".hidden", "CON", "my set", "my-set", "My-Set", String(repeating: "long ", count: 60),
        String(repeating: "長", count: 200),
    ]

    /// With characters that have no shape of their own.
    static let invisible = [
        "a\n!touch \(marker)\n#", "a\r\nb", "a\tb", "\u{1B}[31mred\u{1B}[0m", "nul\0l", "\u{7}bell", "a\u{2028}b",
        "a\u{202E}gpj.exe", "a\u{A0}b", "a\u{2009}b", "\u{2800}",
        "zero\u{200B}width", "\u{FEFF}mark", "soft\u{AD}hyphen", "\u{301}accent", "\u{FFFE}", "", " ", "  lead",
        "trail ", "\r=1",
        "\t=1", "\n",
    ]

    static let all = printed + invisible
}
