import Core
import Files
import Harness
import Records

extension Record {
    /// The configuration as a run of today would write it for the same cell: as it stands, unless a component has got a setting that is
    /// not among its ``Configuration/laterSettings``, and that asks for another id.
    ///
    /// Throws ``UserError`` where the configuration is not understood any more.
    package func rewrittenConfiguration() throws -> JSONValue {
        guard case .object(var parts) = configuration, case .object(var dataset) = parts["dataset"],
            let method = parts["method"]
        else { throw UserError("\(id): the configuration has no data set or no method") }
        parts["method"] = .object(try MethodReader(label: cell.method, settings: method, file: id).method().settings)
        let named: ResolvedComponent<any Dataset> = try ComponentReader(what: "data set").read(
            YAMLReader.kept(.object(dataset.filter { ["name", "settings"].contains($0.key) }), file: id),
            from: Catalogue.datasets, as: (any Dataset).self)
        dataset["settings"] = named.settings
        dataset["labelNoise"] = try dataset["labelNoise"].map {
            try ComponentReader(what: "labelNoise").readSettings(YAMLReader.kept($0, file: id), of: LabelNoise.self)
                .settings
        }
        parts["dataset"] = .object(dataset)
        return .object(parts)
    }
}
