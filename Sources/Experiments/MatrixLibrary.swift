import Core
import Files
import Foundation
import Harness

/// Where matrix files come from: a path, the `experiments` folder of the project, or the program itself.
public enum MatrixLibrary {
    /// The name of the matrix that is built into the program.
    public static let defaultName = "default"

    /// The matrix that `word` names: a path to a file, or the name of a file in `experiments/`, or `default`.
    ///
    /// Throws ``UserError`` with the names that there are.
    public static func load(_ word: String, profile: String?) throws -> ExperimentMatrix {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: word, isDirectory: &isFolder), !isFolder.boolValue {
            return try ExperimentMatrix(text: read(word), file: word, profile: profile)
        }
        if word == defaultName {
            let text = String(decoding: PackageResources.default_yml, as: UTF8.self)
            return try ExperimentMatrix(text: text, file: "default.yml", profile: profile)
        }
        guard !word.contains("/"), let path = files()[word] else {
            let known = names()
            throw UserError(
                "\(Spelling.short(word)): there is no such file, nor a matrix of that name\(Spelling.suggestion(word, known))"
            )
        }
        return try ExperimentMatrix(text: read(path), file: path, profile: profile)
    }

    /// The names of all matrices that can be given without a path.
    public static func names() -> [String] {
        [defaultName] + files().keys.sorted()
    }

    private static func read(_ path: String) throws -> String { try FileContents.text(path, limit: YAMLLimits.bytes) }

    /// The files in `experiments/`, by name.
    private static func files() -> [String: String] {
        guard let root = ProjectFolder.path else { return [:] }
        let folder = "\(root)/experiments"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let pairs = names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.map {
            (PathText.withoutEnding($0), relative("\(folder)/\($0)"))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Short where the file lies below the working directory.
    private static func relative(_ path: String) -> String {
        let here = FileManager.default.currentDirectoryPath + "/"
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }
}

extension ExperimentMatrix {
    /// A matrix whose methods and data sets are those of the catalogue. Throws ``UserError`` with file and line.
    ///
    /// - Parameter profile: The name of one of its profiles; nil for the matrix as it stands.
    public init(text: String, file: String, profile: String? = nil) throws {
        try self.init(text: text, file: file, profile: profile, library: CatalogueLibrary())
    }
}

/// The catalogue as the harness asks for it.
struct CatalogueLibrary: ComponentLibrary {
    var datasets: [any Dataset.Type] { Catalogue.datasets }
    var methodParts: [String] { MethodReader.parts }

    func check(_ reader: YAMLReader, label: String) throws { try MethodReader.check(reader, label: label) }

    func method(
        label: String, parts: [String: YAMLReader]
    ) throws -> (method: any Method, settings: [String: JSONValue]) {
        let read = try MethodReader(label: label, parts: parts).method()
        return (read.method, read.settings)
    }
}
