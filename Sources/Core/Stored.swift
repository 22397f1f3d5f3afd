import Foundation

/// Named numbers and texts: what a fitted value consists of in a file.
public struct Stored: Sendable, Equatable {
    public enum Numbers: Sendable, Equatable {
        case single([Float])
        case double([Double])
        case integers([Int])
    }

    public struct Array: Sendable, Equatable {
        public let shape: [Int]
        public let numbers: Numbers

        /// - Precondition: The numbers fill `shape`.
        public init(shape: [Int], numbers: Numbers) {
            let count =
                switch numbers {
                case .single(let values): values.count
                case .double(let values): values.count
                case .integers(let values): values.count
                }
            precondition(CheckedSize.product(shape) == count, "\(count) numbers do not fill \(shape)")
            self.shape = shape
            self.numbers = numbers
        }
    }

    public var arrays: [String: Array] = [:]
    public var texts: [String: String] = [:]
    /// What the names have before them in the file, for errors; ends with a point where there is something.
    private var prefix = ""

    public static func == (left: Stored, right: Stored) -> Bool {
        left.arrays == right.arrays && left.texts == right.texts
    }

    public init() {}

    public mutating func put(_ name: String, _ values: [Float]) {
        arrays[name] = Array(shape: [values.count], numbers: .single(values))
    }

    public mutating func put(_ name: String, _ values: [Double]) {
        arrays[name] = Array(shape: [values.count], numbers: .double(values))
    }

    public mutating func put(_ name: String, _ values: [Int]) {
        arrays[name] = Array(shape: [values.count], numbers: .integers(values))
    }

    public mutating func put(_ name: String, _ matrix: Matrix) {
        arrays[name] = Array(shape: [matrix.rows, matrix.columns], numbers: .single(matrix.values))
    }

    /// All of `other` under names that begin with `prefix` and a point.
    public mutating func put(_ prefix: String, _ other: Stored) {
        for (name, array) in other.arrays { arrays["\(prefix).\(name)"] = array }
        for (name, text) in other.texts { texts["\(prefix).\(name)"] = text }
    }

    /// What stands under `prefix`, without it.
    public func part(_ prefix: String) -> Stored {
        var part = Stored()
        let start = prefix + "."
        part.prefix = self.prefix + start
        for (name, array) in arrays where name.hasPrefix(start) {
            part.arrays[String(name.dropFirst(start.count))] = array
        }
        for (name, text) in texts where name.hasPrefix(start) { part.texts[String(name.dropFirst(start.count))] = text }
        return part
    }

    public var isEmpty: Bool { arrays.isEmpty && texts.isEmpty }

    // MARK: Reading

    /// The name that `name` has in the file.
    public func fullName(_ name: String) -> String { prefix + name }

    /// The finite numbers `name`.
    ///
    /// - Parameters:
    ///   - count: How many there must be; nil for any.
    ///   - range: Where all of them must lie.
    ///
    /// Throws ``UserError`` where there are none of that name, others, not so many, or one that is not finite or lies elsewhere;
    /// here as below.
    public func singles(
        _ name: String, count: Int? = nil, in range: ClosedRange<Float>? = nil
    ) throws -> [Float] {
        guard case .single(let values) = try array(name).numbers else { throw misfit(name, "are not of type F32") }
        try check(name, values, count: count) { range?.contains($0) ?? $0.isFinite }
        return values
    }

    public func doubles(
        _ name: String, count: Int? = nil, in range: ClosedRange<Double>? = nil
    ) throws -> [Double] {
        guard case .double(let values) = try array(name).numbers else { throw misfit(name, "are not of type F64") }
        try check(name, values, count: count) { range?.contains($0) ?? $0.isFinite }
        return values
    }

    public func integers(_ name: String, count: Int? = nil, in range: ClosedRange<Int>) throws -> [Int] {
        guard case .integers(let values) = try array(name).numbers else { throw misfit(name, "are not of type I64") }
        try check(name, values, count: count, range.contains)
        return values
    }

    public func matrix(
        _ name: String, rows: Int? = nil, columns: Int? = nil, in range: ClosedRange<Float>? = nil
    ) throws -> Matrix {
        let array = try array(name)
        guard case .single(let values) = array.numbers, array.shape.count == 2 else {
            throw misfit(name, "are not a matrix of type F32")
        }
        let (height, width) = (array.shape[0], array.shape[1])
        guard height == rows ?? height, width == columns ?? width else {
            let wanted = "\(rows.map(String.init) ?? "any number")×\(columns.map(String.init) ?? "any number")"
            throw misfit(name, "are \(height)×\(width), where \(wanted) are expected")
        }
        try check(name, values, count: nil) { range?.contains($0) ?? $0.isFinite }
        return Matrix(rows: height, columns: width, values: values)
    }

    public func text(_ name: String) throws -> String {
        guard let text = texts[name] else { throw UserError("the text '\(prefix)\(name)' is missing in the file") }
        return text
    }

    /// The value that the text `name` describes as JSON.
    public func value<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
        let text = try text(name)
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            let problem = (error as? DecodingError)?.line ?? "not JSON"
            throw UserError("the text '\(prefix)\(name)' in the file is not understood: \(problem)")
        }
    }

    private func array(_ name: String) throws -> Array {
        guard let array = arrays[name] else {
            throw UserError("the numbers '\(prefix)\(name)' are missing in the file")
        }
        return array
    }

    private func check<Number>(
        _ name: String, _ values: [Number], count: Int?, _ isAllowed: (Number) -> Bool
    ) throws {
        if let count, values.count != count {
            throw misfit(name, "are \(values.count), where \(count) are expected")
        }
        if let place = values.firstIndex(where: { !isAllowed($0) }) {
            throw misfit(name, "are not possible: number \(place + 1) is \(values[place])")
        }
    }

    /// Throws ``UserError`` unless it holds a classifier of that kind, which its text `kind` names.
    public func require(classifier kind: String) throws {
        let found = try text("kind")
        guard found == kind else {
            throw UserError("its classifier is stored as '\(found.prefix(60))', which does not fit its settings")
        }
    }

    /// What is thrown for the numbers `name`, of which `problem` says what is wrong.
    public func misfit(_ name: String, _ problem: String = "do not fit its settings") -> UserError {
        UserError("the numbers '\(prefix)\(name)' in the file \(problem)")
    }

    /// What is thrown for a part that is not of the kind that its settings say.
    public static func misfit(_ name: String) -> UserError {
        UserError("the part '\(name)' does not fit its settings")
    }
}
