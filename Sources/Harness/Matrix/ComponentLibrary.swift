import Core
import Files

/// What the names in a matrix file mean. The harness knows methods and data sets by their contracts only; which there are, a library says.
package protocol ComponentLibrary: Sendable {
    /// The data sets, by the names on their cards.
    var datasets: [any Dataset.Type] { get }
    /// The keys that a method of a matrix file can have.
    var methodParts: [String] { get }
    /// Throws ``UserError`` with file and line unless the keys of `reader` make a method.
    func check(_ reader: YAMLReader, label: String) throws
    /// The method that `parts` make, and its settings as records keep them. Throws ``UserError`` with file and line.
    func method(
        label: String, parts: [String: YAMLReader]
    ) throws -> (method: any Method, settings: [String: JSONValue])
}
