import Core

extension FittedKernelSVM {
    /// The same machine for rows of more columns, in which its support vectors are zero. In LIBSVM's files, zeros at the end
    /// of a row do not show, so that examples may have features that no support vector has.
    public func widened(to columns: Int) throws -> FittedKernelSVM {
        let vectors = parts.supportVectors
        guard let term = parts.function.terms.first, parts.function.terms.count == 1, term.kernel != .precomputed,
            columns > vectors.columns
        else { return self }
        var wide = parts
        wide.supportVectors = Matrix(rows: vectors.rows, columns: columns) { target in
            target.update(repeating: 0)
            for row in 0..<vectors.rows {
                for (column, value) in vectors.row(row).enumerated() { target[row * columns + column] = value }
            }
        }
        wide.function = KernelFunction(terms: [
            KernelGroup(
                first: 0, columns: columns, weight: term.weight, kernel: term.kernel, gamma: term.gamma,
                degree: term.degree, coef0: term.coef0)
        ])
        return try FittedKernelSVM(parts: wide, machines: machines)
    }
}
