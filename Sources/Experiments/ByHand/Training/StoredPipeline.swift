import CNN
import Core

/// A fitted pipeline as a file keeps it.
struct StoredPipeline: Sendable {
    let fitted: any FittedMethod

    /// Throws ``UserError`` before any training where a part of the method cannot be kept in a file.
    static func check(_ method: any Method, label: String) throws {
        throw UserError("'\(label)': pipelines cannot be kept in a file yet; train a network")
    }

    init(_ fitted: any FittedMethod, label: String) throws {
        throw UserError("'\(label)': pipelines cannot be kept in a file yet; train a network")
    }

    init(_ file: TensorFile, named name: String) throws {
        throw UserError("\(name): pipelines cannot be kept in a file yet")
    }

    func tensorFile() throws -> TensorFile { TensorFile() }
}
