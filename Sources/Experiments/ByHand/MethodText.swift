import Core

/// A part of a method as it is written on the command line: a name such as `hog`, or a name with settings as in a matrix file,
/// `hog: {cellSize: 4}`; settings can also be given one by one as KEY=VALUE.
public struct MethodText: Sendable {
    let name: String
    let settings: [String]

    public init(_ name: String, settings: [String] = []) {
        self.name = name
        self.settings = settings
    }

    /// The part as YAML. Throws ``UserError`` for a setting that is not KEY=VALUE.
    func reader(_ option: String) throws -> YAMLReader {
        var text = name
        if !settings.isEmpty {
            guard !name.contains(":") else {
                throw UserError("\(option): '\(name)' has settings already; write the others there too")
            }
            let pairs = try settings.map { setting -> String in
                guard let sign = setting.firstIndex(of: "="), sign != setting.startIndex,
                    setting.index(after: sign) != setting.endIndex
                else { throw UserError("--set: '\(setting)' is not KEY=VALUE, such as cellSize=4") }
                return "\(setting[..<sign]): \(setting[setting.index(after: sign)...])"
            }
            text = "{\(name): {\(pairs.joined(separator: ", "))}}"
        }
        let document = try YAMLReader.document(text, file: option)
        return YAMLReader(file: option, node: document.node, showsLines: false)
    }
}
