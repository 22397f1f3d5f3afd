import Core
import Foundation

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
            let nearest = known.min { editDistance($0, word) < editDistance($1, word) }
            let hint = nearest.map { editDistance($0, word) <= 3 ? "; did you mean '\($0)'?" : "" } ?? ""
            throw UserError(
                "\(YAMLReader.short(word)): there is no such file, nor a matrix of that name\(hint.isEmpty ? "; there are \(known.joined(separator: ", "))" : hint)"
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

/// The checkout that this program was built in.
public enum ProjectFolder {
    /// The nearest folder above the program, or else above the working directory, that holds the package's manifest.
    public static let path: String? = {
        let program = Bundle.main.executablePath.map { PathText.folder(of: $0) }
        for start in [program, FileManager.default.currentDirectoryPath].compactMap({ $0 }) {
            var folder = start
            while folder.count > 1 {
                if FileManager.default.fileExists(atPath: "\(folder)/Package.swift"),
                    FileManager.default.fileExists(atPath: "\(folder)/Sources/Experiments")
                {
                    return folder
                }
                folder = PathText.folder(of: folder)
            }
        }
        return nil
    }()
}
