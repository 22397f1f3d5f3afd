/// A configuration whose fitted value a file can keep: its numbers go in, and with the same settings the same value comes out.
public protocol Restorable: Component {
    associatedtype Fitted
    /// The numbers that were learned.
    func stored(_ fitted: Fitted) throws -> Stored
    /// The fitted value again. Throws ``UserError`` where numbers are missing or do not fit.
    ///
    /// - Parameter shape: Of the images that were learned from.
    func restored(_ stored: Stored, shape: ImageShape) throws -> Fitted
}

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
            precondition(shape.reduce(1, *) == count)
            self.shape = shape
            self.numbers = numbers
        }
    }

    public var arrays: [String: Array] = [:]
    public var texts: [String: String] = [:]

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
        for (name, array) in arrays where name.hasPrefix(start) {
            part.arrays[String(name.dropFirst(start.count))] = array
        }
        for (name, text) in texts where name.hasPrefix(start) { part.texts[String(name.dropFirst(start.count))] = text }
        return part
    }

    public var isEmpty: Bool { arrays.isEmpty && texts.isEmpty }

    // MARK: Reading

    /// - Parameter count: How many numbers there must be; nil for any.
    ///
    /// Throws ``UserError`` where there are none of that name, others, or not so many; here as below.
    public func singles(_ name: String, count: Int? = nil) throws -> [Float] {
        guard case .single(let values) = try array(name).numbers else { throw Self.misfit(name) }
        guard count == nil || values.count == count else { throw Self.misfit(name) }
        return values
    }

    public func doubles(_ name: String, count: Int? = nil) throws -> [Double] {
        guard case .double(let values) = try array(name).numbers else { throw Self.misfit(name) }
        guard count == nil || values.count == count else { throw Self.misfit(name) }
        return values
    }

    public func integers(_ name: String, count: Int? = nil) throws -> [Int] {
        guard case .integers(let values) = try array(name).numbers else { throw Self.misfit(name) }
        guard count == nil || values.count == count else { throw Self.misfit(name) }
        return values
    }

    public func matrix(_ name: String, rows: Int? = nil, columns: Int? = nil) throws -> Matrix {
        let array = try array(name)
        guard case .single(let values) = array.numbers, array.shape.count == 2, rows == nil || array.shape[0] == rows,
            columns == nil || array.shape[1] == columns
        else { throw Self.misfit(name) }
        return Matrix(rows: array.shape[0], columns: array.shape[1], values: values)
    }

    public func text(_ name: String) throws -> String {
        guard let text = texts[name] else { throw UserError("the text '\(name)' is missing in the file") }
        return text
    }

    private func array(_ name: String) throws -> Array {
        guard let array = arrays[name] else { throw UserError("the numbers '\(name)' are missing in the file") }
        return array
    }

    /// What is thrown for numbers that do not fit what the settings ask for.
    public static func misfit(_ name: String) -> UserError {
        UserError("the numbers '\(name)' in the file do not fit its settings")
    }
}
