import Core
import Files

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
                throw UserError("\(option): '\(name)' already has settings; write the others there, too")
            }
            text = "{\(name): \(try SettingTree(settings).text)}"
        }
        let document = try YAMLReader.document(text, file: option)
        return YAMLReader(file: option, node: document.node, showsLines: false)
    }
}

/// Settings as KEY=VALUE, where a key with points, such as `training.epochs`, means a setting within another.
private struct SettingTree {
    private indirect enum Node {
        case value(String)
        case branch([String: Node])

        var text: String {
            switch self {
            case .value(let value): value
            case .branch(let members):
                "{\(members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }.joined(separator: ", "))}"
            }
        }
    }

    private var root = Node.branch([:])

    /// Throws ``UserError`` for what is not KEY=VALUE, and where one setting takes the place of another.
    init(_ settings: [String]) throws {
        for setting in settings {
            guard let sign = setting.firstIndex(of: "="), sign != setting.startIndex,
                setting.index(after: sign) != setting.endIndex
            else { throw UserError("--set: '\(setting)' is not KEY=VALUE, such as cellSize=4") }
            let path = setting[..<sign].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            let value = String(setting[setting.index(after: sign)...])
            guard let changed = Self.put(value, at: path[...], in: root) else {
                throw UserError("--set: '\(setting)' stands beside another setting of the same name")
            }
            root = changed
        }
    }

    var text: String { root.text }

    private static func put(_ value: String, at path: ArraySlice<String>, in node: Node) -> Node? {
        guard case .branch(var members) = node, let key = path.first else { return nil }
        if path.count == 1 {
            guard members[key] == nil else { return nil }
            members[key] = .value(value)
        } else {
            guard let inner = put(value, at: path.dropFirst(), in: members[key] ?? .branch([:])) else { return nil }
            members[key] = inner
        }
        return .branch(members)
    }
}
