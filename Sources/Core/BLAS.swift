import COpenBLAS

/// The part of OpenBLAS that the package uses.
public enum BLAS {
    /// Products run on one thread: the loops around them are what runs in parallel, and threads must not be multiplied.
    private static let isSingleThreaded: Bool = {
        openblas_set_num_threads(1)
        return true
    }()

    /// Version and kernel, such as "OpenBLAS 0.3.21 … Zen".
    public static var description: String {
        String(cString: openblas_get_config())
    }

    /// Writes the product of the rows `rows` of `left` and the transpose of `right`, `rows.count` × `right.rows` numbers in
    /// row order, to `result`.
    ///
    /// - Precondition: `left.columns == right.columns`, and `result` has room for the product.
    public static func multiply(
        _ left: Matrix, rows: Range<Int>, byTransposed right: Matrix, into result: UnsafeMutablePointer<Float>
    ) {
        precondition(left.columns == right.columns && rows.lowerBound >= 0 && rows.upperBound <= left.rows)
        guard isSingleThreaded, !rows.isEmpty, right.rows > 0 else { return }
        let depth = Int32(left.columns)
        left.values.withUnsafeBufferPointer { left in
            right.values.withUnsafeBufferPointer { right in
                cblas_sgemm(
                    CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows.count), Int32(right.count) / depth, depth, 1,
                    left.baseAddress! + rows.lowerBound * Int(depth), depth, right.baseAddress!, depth, 0, result,
                    Int32(right.count) / depth)
            }
        }
    }
}
