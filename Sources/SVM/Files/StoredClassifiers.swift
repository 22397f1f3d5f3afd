import Core
import Foundation

// Classifiers, to files and back. All whose class is that of the largest wᵀx + b are kept as the weights and biases.

extension LinearDecision {
    public func stored() throws -> Stored {
        var stored = Stored()
        stored.put("classes", classes)
        stored.put("weights", weights)
        stored.put("biases", biases)
        stored.texts["summary"] = try StoredText.json(summary)
        return stored
    }
}

extension FittedLinearModel {
    /// Throws ``UserError`` where numbers are missing or do not fit.
    public init(_ stored: Stored, classCount: Int) throws {
        let classes = try stored.integers("classes")
        guard classes.allSatisfy((0..<classCount).contains), !classes.isEmpty else { throw Stored.misfit("classes") }
        let weights = try stored.matrix("weights")
        let biases = try stored.singles("biases", count: weights.rows)
        guard weights.rows == classes.count || (classes.count == 1 && weights.rows == 0) else {
            throw Stored.misfit("weights")
        }
        self.init(
            classes: classes, weights: weights, biases: biases,
            summary: try StoredText.value(TrainingSummary.self, stored.text("summary")))
    }
}

extension FittedKernelSVM {
    public func stored() throws -> Stored {
        var stored = Stored()
        stored.put("labels", parts.labels)
        stored.put("supportVectors", parts.supportVectors)
        stored.put("supportIndices", parts.supportIndices)
        stored.put("supportCounts", parts.supportCounts)
        stored.arrays["coefficients"] = Stored.Array(
            shape: [parts.coefficients.count, parts.supportIndices.count],
            numbers: .double(parts.coefficients.flatMap(\.self)))
        stored.put("rho", parts.rho)
        stored.texts["function"] = try StoredText.json(parts.function)
        stored.texts["multiclass"] = parts.multiclass.rawValue
        stored.texts["sigmoids"] = try StoredText.json(parts.sigmoids)
        stored.texts["machines"] = try StoredText.json(machines)
        return stored
    }

    /// Throws ``UserError`` where numbers are missing or do not fit.
    public init(_ stored: Stored, classCount: Int, threads: Int = 1) throws {
        let labels = try stored.integers("labels")
        guard labels.allSatisfy((0..<classCount).contains),
            let multiclass = KernelSVM.Multiclass(rawValue: try stored.text("multiclass"))
        else { throw Stored.misfit("labels") }
        let supportIndices = try stored.integers("supportIndices")
        let flat = try stored.doubles("coefficients")
        let support = supportIndices.count
        let rows = support > 0 ? flat.count / support : max(labels.count - 1, 0)
        guard flat.count == rows * support else { throw Stored.misfit("coefficients") }
        let parts = Parts(
            function: try StoredText.value(KernelFunction.self, stored.text("function")), multiclass: multiclass,
            labels: labels, supportVectors: try stored.matrix("supportVectors"), supportIndices: supportIndices,
            supportCounts: try stored.integers("supportCounts"),
            coefficients: (0..<rows).map { Array(flat[$0 * support..<($0 + 1) * support]) },
            rho: try stored.doubles("rho"),
            sigmoids: try StoredText.value([PlattSigmoid].self, stored.text("sigmoids")))
        try self.init(
            parts: parts, machines: try StoredText.value([MachineReport].self, stored.text("machines")),
            threads: threads)
    }
}

/// Codable values as texts.
enum StoredText {
    static func json(_ value: some Encodable) throws -> String {
        do {
            return String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
        } catch {
            throw UserError("a number that is not finite cannot be kept in a file")
        }
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        guard let value = try? JSONDecoder().decode(type, from: Data(text.utf8)) else {
            throw UserError("a text in the file, of a \(type), is not understood")
        }
        return value
    }
}
