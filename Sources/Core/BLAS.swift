import COpenBLAS

/// The part of OpenBLAS that the package uses.
public enum BLAS {
    /// Sets how many threads one product uses. Inside a parallel loop it must be 1, so that threads are not multiplied.
    public static func setThreads(_ threads: Int) {
        openblas_set_num_threads(Int32(threads))
    }

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
        guard !rows.isEmpty, right.rows > 0 else { return }
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
