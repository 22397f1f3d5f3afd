import ArgumentParser
import Core
import Files
import Foundation

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write a file to start from: a matrix, an extractor, a classifier, a data set.",
        discussion: """
            A matrix goes into the working directory, everything else into the folder of its kind in the project. The sources are \
            the examples of CONTRIBUTING.md, which tells how they work.

            EXAMPLES
              hindsight new matrix mine
              hindsight new extractor edge-counts
              hindsight new dataset my-scans -o Sources/Datasets/MyScans.swift
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case matrix
        case extractor
        case classifier
        case dataset
    }

    @Argument(help: "matrix, extractor, classifier or dataset.")
    var kind: Kind

    @Argument(help: "Its name in matrix files: small letters, digits and hyphens.")
    var name: String

    @Option(name: [.short, .customLong("output")], help: "The file to write.")
    var output: String?

    func run() throws {
        guard name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, name.utf8.count <= 60 else {
            throw UserError(
                "\(Spelling.short(name)): is no name for a \(kind.rawValue); use small letters, digits and hyphens")
        }
        let template = Template(kind, name)
        let path = try output ?? template.path(in: ProjectFolder.path)
        guard access(path, F_OK) != 0 else {
            throw UserError("\(path): is there already; choose another name, or remove it")
        }
        let folder = PathText.folder(of: path)
        guard folder.isEmpty || AtomicFile.isFolder(folder) else {
            throw UserError("\(path): there is no folder \(folder); make it, or choose another with -o")
        }
        try AtomicFile.write(template.text, to: path)
        try StandardOutput.writeLine("\(path) is written; \(template.nextStep(path))")
    }
}

/// The content of a new file and where it belongs.
private struct Template {
    let kind: NewCommand.Kind
    let name: String

    init(_ kind: NewCommand.Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// The example of the kind: its type, its name in files, the folder of its kind and its list in the catalogue.
    private var example: (text: [UInt8], type: String, name: String, folder: String, list: String) {
        switch kind {
        case .matrix: (PackageResources.matrix_txt, "", "NAME", "", "")
        case .extractor:
            (PackageResources.extractor_txt, "VaryingPixels", "varying-pixels", "Sources/Features", "extractors")
        case .classifier: (PackageResources.classifier_txt, "NearestMean", "nearest-mean", "Sources/SVM", "classifiers")
        case .dataset: (PackageResources.dataset_txt, "Stripes", "stripes", "Sources/Datasets", "datasets")
        }
    }

    /// The name as that of a type: `edge-counts` becomes `EdgeCounts`.
    private var type: String {
        name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    var text: String {
        let text = String(decoding: example.text, as: UTF8.self)
        guard kind != .matrix else { return text.replacing("NAME", with: name) }
        return text.replacing(example.type, with: type).replacing("\"\(example.name)\"", with: "\"\(name)\"")
    }

    /// Throws ``UserError`` where the file belongs into the sources of a project and there is none.
    func path(in project: String?) throws -> String {
        if kind == .matrix { return "\(name).yml" }
        guard let project else {
            throw UserError("new \(kind.rawValue): the sources are not at hand; choose a file with -o")
        }
        return "\(project)/\(example.folder)/\(type).swift"
    }

    func nextStep(_ path: String) -> String {
        kind == .matrix
            ? "run it with: hindsight run \(ShellWord.path(path))"
            : "add the line '\(type).self,' under \(example.list) in Sources/Experiments/Catalogue.swift; CONTRIBUTING.md goes on from there"
    }
}
