import Core

/// Examples in the text format of LIBSVM and LIBLINEAR: a line an example, `LABEL INDEX:VALUE INDEX:VALUE …`, with indices
/// that ascend, from 1 as a rule and from 0 where they do, and zeros left out. What follows a `#` is a comment; lines without
/// anything are passed over, and lines may end as other systems end theirs.
///
/// For precomputed kernels the indices begin with 0: `0:SERIAL 1:K(x, x₁) 2:K(x, x₂) …`.
///
/// Numbers are kept in double precision, as LIBSVM keeps them. Deviations from its reader: an error names the line and what is
/// wrong with it, and numbers that are not finite are errors.
public struct ExamplesFile: Sendable {
    /// The number before the pairs of each example.
    public let labels: [Double]
    /// One row an example; column j holds index j.
    public let rows: SparseRows
    /// The line of the largest index, from 1.
    let widestLine: Int

    /// The largest index, 0 where there is none.
    public var largestIndex: Int { max(rows.columns - 1, 0) }
    /// Does any example have an index 0, as those of precomputed kernels have?
    public var beginsWithZero: Bool { rows.indices.contains(0) }

    public init(labels: [Double], rows: SparseRows) {
        precondition(labels.count == rows.rows)
        self.labels = labels
        self.rows = rows
        widestLine = 1
    }

    /// Examples whose column j has the index j + 1, or the index j where `beginsWithZero`.
    public init(labels: [Double], features: Matrix, beginsWithZero: Bool = false) {
        self.init(labels: labels, rows: SparseRows(features, first: beginsWithZero ? 0 : 1))
    }

    /// Reads a file.
    ///
    /// Throws ``UserError``: the file and the line, what is wrong, what to do.
    public init(contentsOf path: String) throws {
        var parser = ExamplesParser(path: path, leading: 1)
        // The parser looks at the byte behind a number, so there must be one.
        var bytes = try TextLines.bytes(path)
        bytes.append(0)
        try bytes.withUnsafeBufferPointer { try parser.parse($0) }
        guard !parser.leadingNumbers.isEmpty else { throw UserError("\(path): there is no example in it") }
        labels = parser.leadingNumbers
        rows = parser.rows
        widestLine = parser.widestLine
    }

    /// The examples densely and in single precision, the first column that of index 1, or of index 0 where there is one.
    ///
    /// Throws ``UserError`` where that would take more than `memoryLimit` bytes: with the memory, and the line of the
    /// largest index.
    public func dense(_ path: String, memoryLimit: Int = 8 << 30) throws -> Matrix {
        let first = beginsWithZero ? 0 : 1
        let width = max(rows.columns - first, 1)
        let (bytes, overflow) = (4 * width).multipliedReportingOverflow(by: rows.rows)
        guard !overflow, bytes <= memoryLimit else {
            throw UserError(
                "\(path):\(widestLine): the index \(largestIndex) in \(rows.rows) examples would take "
                    + "\(overflow ? "very many" : "\(bytes >> 20)") MiB, as they are kept densely here; "
                    + "leave out rare features or examples")
        }
        return rows.matrix(first: first)
    }

    /// Writes the examples to `path`, zeros left out, numbers with as many digits as they need.
    ///
    /// Throws ``UserError`` where the file cannot be written.
    public func write(to path: String) throws {
        try AtomicFile.write(text, to: path)
    }

    /// The examples as the text of such a file.
    public var text: String {
        var text = ""
        for row in 0..<rows.rows {
            text += Self.text(labels[row])
            for place in rows.starts[row]..<rows.starts[row + 1] where rows.values[place] != 0 {
                text += " \(rows.indices[place]):\(Self.text(rows.values[place]))"
            }
            text += "\n"
        }
        return text
    }

    /// A number without a fraction as a whole number, others with the digits that tell them apart.
    static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }
}
