import Core
import Experiments
import Files
import Harness

/// What `hindsight list` shows of one kind of thing.
protocol Listing {
    /// The names, on one screen.
    func overview(width: Int) -> String
    /// All about the one of this name. Throws ``UserError`` with the nearest name where there is none.
    func all(about name: String, width: Int?) throws -> String
    /// All about every one, in parts. Lines are not broken where `width` is nil.
    func everything(width: Int?) -> [String]
}

extension Listing {
    func unknown(_ name: String, _ what: String, _ names: [String]) -> UserError {
        UserError("\(Spelling.short(name)): there is no such \(what)\(Spelling.suggestion(name, names))")
    }
}

/// Settings as lines: key, default and range, and below them what the setting is.
enum SettingLines {
    static func text(_ settings: [SettingEntry], width: Int?) -> String {
        guard !settings.isEmpty else { return "" }
        return "      settings:\n"
            + settings.map { setting in
                let value = setting.value.map(\.canonicalText) ?? "must be given"
                let range = setting.range.map { " (\($0))" } ?? ""
                return WrappedText.lines("\(setting.key): \(value)\(range)".visible, indent: 8, width: width)
                    + WrappedText.lines(
                        setting.sentence.replacing("`", with: width == nil ? "`" : "'"), indent: 12, width: width)
            }.joined()
    }
}

/// Methods and data sets: what the catalogue has.
struct CatalogueListing: Listing {
    let groups: [CatalogueGroup]
    let what: String
    /// The word of the command.
    let plural: String

    private var types: [any Component.Type] { groups.flatMap(\.types) }

    func overview(width: Int) -> String {
        // Few of them have room for what they are.
        let isShort = types.count <= 20
        let parts = groups.map { group in
            group.title + "\n"
                + (isShort
                    ? group.types.map { type in
                        "  \(Columns.padded(type.card.name, 18))\(type.card.title) (\(type.card.year))\n"
                    }.joined()
                    : WrappedText.lines(
                        group.types.map { $0.card.name }.joined(separator: "  "), indent: 2, width: width))
        }
        let example = types.first { $0.card.name == "hog" }?.card.name ?? types[0].card.name
        return parts.joined() + "\n'hindsight list \(plural) \(example)' tells all about one, --all about every one.\n"
    }

    func all(about name: String, width: Int?) throws -> String {
        let found = types.filter { $0.card.name == name }
        guard !found.isEmpty else { throw unknown(name, what, types.map { $0.card.name }) }
        return found.map { lines(of: $0, width: width) }.joined(separator: "\n")
    }

    func everything(width: Int?) -> [String] {
        groups.map { group in
            group.title + "\n" + group.types.map { "\n" + lines(of: $0, width: width) }.joined() + "\n"
        }
    }

    private func lines(of type: any Component.Type, width: Int?) -> String {
        let entry = CatalogueEntry(type)
        let head = WrappedText.lines(
            "\(entry.card.name): \(entry.card.title) (\(entry.card.year))", indent: 2, width: width)
        return head + WrappedText.lines(entry.card.paper, indent: 6, width: width)
            + entry.card.deviations.map { WrappedText.lines("differs: \($0)", indent: 6, width: width) }.joined()
            + SettingLines.text(entry.settings, width: width)
    }
}

/// What the `layers` of a network of one's own may be.
struct LayerListing: Listing {
    func overview(width: Int) -> String {
        "Layers of a network of your own, under 'layers'\n"
            + WrappedText.lines(LayerEntry.all.map(\.name).joined(separator: "  "), indent: 2, width: width)
            + "\n'hindsight list layers convolution' tells all about one, --all about every one.\n"
    }

    func all(about name: String, width: Int?) throws -> String {
        guard let layer = LayerEntry.all.first(where: { $0.name == name }) else {
            throw unknown(name, "layer", LayerEntry.all.map(\.name))
        }
        return lines(of: layer, width: width)
    }

    func everything(width: Int?) -> [String] {
        ["Layers of a network of your own, under 'layers'\n"]
            + LayerEntry.all.map { "\n" + lines(of: $0, width: width) } + ["\n"]
    }

    private func lines(of layer: LayerEntry, width: Int?) -> String {
        "  \(layer.name)\n"
            + WrappedText.lines(layer.about.replacing("`", with: width == nil ? "`" : "'"), indent: 6, width: width)
            + SettingLines.text(layer.settings, width: width)
    }
}

/// Matrix files that can be named without a path.
struct MatrixListing: Listing {
    func overview(width: Int) -> String {
        MatrixLibrary.names().map { name in
            WrappedText.lines(
                Self.summary(name), indent: 26, first: "  \(Columns.padded(name.visible, 24))", width: width)
        }.joined() + "\n'hindsight list matrices default' tells all about one.\n"
    }

    func all(about name: String, width: Int?) throws -> String {
        let matrix = try MatrixLibrary.load(name, profile: nil)
        var lines = matrix.outline
        if !matrix.profiles.isEmpty { lines.append(("profiles", matrix.profiles)) }
        return "  \(matrix.name.visible)\n"
            + (matrix.summary.isEmpty ? "" : WrappedText.lines(matrix.summary.visible, indent: 6, width: width))
            + lines.map { line in
                WrappedText.lines(
                    "\(line.what): \(line.values.map(\.visible).joined(separator: ", "))", indent: 6, width: width)
            }.joined()
    }

    func everything(width: Int?) -> [String] {
        MatrixLibrary.names().map { name in
            do { return try all(about: name, width: width) } catch {
                return "  \(name.visible)\n      cannot be read: \("\(error)".visible)\n"
            }
        }
    }

    /// What a matrix is about, or why it cannot be read.
    private static func summary(_ name: String) -> String {
        do { return try MatrixLibrary.load(name, profile: nil).summary.visible } catch {
            return "cannot be read: \("\(error)".visible)"
        }
    }
}
