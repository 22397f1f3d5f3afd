import Drawing
import Foundation

/// The plots and pictures that were drawn: a report shows no other.
struct PictureSet {
    private let names: Set<String>
    private let plotFolder: String

    /// - Parameter plotFolder: Beginning of the names of the plots, which hold words; pictures without words have it in no language.
    init(_ artefacts: [Artefact], plotFolder: String) {
        names = Set(artefacts.map(\.name))
        self.plotFolder = plotFolder
    }

    /// Those that lie in the folder of a report.
    init(in folder: String, plotFolder: String) {
        let files = FileManager.default.enumerator(atPath: "\(folder)/plots")?.allObjects ?? []
        names = Set(files.map { "\($0)" })
        self.plotFolder = plotFolder
    }

    /// Where the file `name` lies, from the folder of the report.
    static func path(_ name: String) -> String { "plots/\(name)" }

    /// `block` with the path of its picture; nil where that was not drawn, and for an empty paragraph. Line drawings are preferred: they
    /// stay sharp on a projector.
    func shown(_ block: Block) -> Block? {
        switch block {
        case .figure(var figure):
            let files = ["\(plotFolder)\(figure.name).svg", "\(plotFolder)\(figure.name).png", "\(figure.name).png"]
            guard let file = files.first(where: names.contains) else { return nil }
            figure.path = Self.path(file)
            return .figure(figure)
        case .paragraph(let text): return text.isEmpty ? nil : block
        default: return block
        }
    }
}
