import Core
import Yams

/// What is wrong with a text that is no YAML, in words for whoever wrote it; the parser's own are for those who know its grammar.
enum YAMLMistake {
    /// What follows the name of the file: the line, what is wrong there, and mostly what to do.
    static func text(_ error: YamlError) -> String {
        switch error {
        case .composer(_, let problem, let mark, _) where problem.contains("another document"):
            return ":\(mark.line): a second document begins here, and there can be only one"
        case .scanner(_, let problem, let mark, let yaml), .parser(_, let problem, let mark, let yaml),
            .composer(_, let problem, let mark, let yaml):
            return ":\(mark.line): not valid YAML: \(plain(problem, line(mark.line, of: yaml)))"
        case .reader(let problem, let offset, _, let yaml):
            let line = offset.map { ":\(1 + yaml.utf8.prefix($0).count { $0 == UInt8(ascii: "\n") })" } ?? ""
            return "\(line): not valid YAML: \(problem)"
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.sorted().prefix(5).map { "'\(Spelling.short($0))'" }
            return ":\(context.mark.line): the key \(names.joined(separator: ", ")) appears twice"
        default: return ": not valid YAML"
        }
    }

    private static func line(_ number: Int, of yaml: String) -> Substring {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    /// The parser's complaint in plain words.
    private static func plain(_ problem: String, _ line: Substring) -> String {
        if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
            return "a tab stands before the first word; indent with spaces"
        }
        switch problem {
        case "did not find expected key", "mapping values are not allowed in this context",
            "did not find expected '-' indicator", "block sequence entries are not allowed in this context":
            return "this line does not fit those above; what belongs together is indented by as many spaces"
        case "could not find expected ':'": return "a word stands alone where a key with ':' is expected"
        case "did not find expected ',' or ']'": return "a '[' is not closed by ']', or a ',' is missing"
        case "did not find expected ',' or '}'": return "a '{' is not closed by '}', or a ',' is missing"
        case "found unexpected end of stream": return "a quotation mark is not closed"
        case "found character that cannot start any token":
            let words = Spelling.short(String(line.drop { $0 == " " }.prefix(20)))
            return "in '\(words)' a word begins with a sign; put it in quotation marks"
        default: return problem
        }
    }
}
