import COpenBLAS
import Core

/// The part of OpenBLAS that the package uses.
public enum BLAS {
    /// Products run on one thread: the loops around them are what runs in parallel, and threads must not be multiplied.
    private static let isSingleThreaded: Bool = {
        openblas_set_num_threads(1)
        return true
    }()

    /// Sets OpenBLAS to one thread, once.
    static func useOneThread() {
        _ = isSingleThreaded
    }

    /// Version and kernel, such as "OpenBLAS 0.3.21 … Zen".
    public static var description: String {
        String(cString: openblas_get_config())
    }

    /// Writes the product of the rows `rows` of `left` and the transpose of `right`, `rows.count` × `right.rows`
    /// numbers in row order, to `result`.
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

    /// The product of `left` and the transpose of `right`: `left.rows` × `right.rows`.
    ///
    /// - Precondition: `left.columns == right.columns`.
    public static func multiply(_ left: Matrix, byTransposed right: Matrix, threads: Int) -> Matrix {
        Matrix(rows: left.rows, columns: right.rows) { target in
            guard let base = target.baseAddress, left.columns > 0 else { return target.update(repeating: 0) }
            let output = SharedPointer(base)
            Parallel.ranges(left.rows, of: 256, threads: threads) { rows, _ in
                multiply(left, rows: rows, byTransposed: right, into: output.base + rows.lowerBound * right.rows)
            }
        }
    }

    /// Σ (x − `mean`)(x − `mean`)ᵀ over the rows x of `data`: `data.columns`² numbers, symmetric.
    ///
    /// Works on blocks of rows in single precision and adds the blocks in double; takes the result and about 32 MiB
    /// for each thread and the block. The number of threads does not change the result.
    /// - Precondition: `mean.count == data.columns`.
    public static func scatter(_ data: Matrix, about mean: [Float], threads: Int) -> [Double] {
        precondition(mean.count == data.columns)
        let columns = data.columns
        var sums = [Double](repeating: 0, count: columns * columns)
        guard columns > 0, data.rows > 0, isSingleThreaded else { return sums }
        let strip = columns >= 1024 ? 256 : 64
        let blockRows = min(max(8_000_000 / columns, 64), 4096, data.rows)
        let workers = max(min(threads, (columns + strip - 1) / strip), 1)
        let scratch = UnsafeMutablePointer<Float>.allocate(capacity: (blockRows + workers * strip) * columns)
        defer { scratch.deallocate() }
        let block = SharedPointer(scratch)
        let products = SharedPointer(scratch + blockRows * columns)
        for first in stride(from: 0, to: data.rows, by: blockRows) {
            let rows = first..<min(first + blockRows, data.rows)
            centre(data, rows: rows, about: mean, into: block, threads: threads)
            sums.withUnsafeMutableBufferPointer { sums in
                let sums = SharedPointer(sums.baseAddress!)
                Parallel.ranges(columns, of: strip, threads: workers) { part, worker in
                    // The columns right of the diagonal are enough.
                    let width = columns - part.lowerBound
                    let product = products.base + worker * strip * columns
                    cblas_sgemm(
                        CblasRowMajor, CblasTrans, CblasNoTrans, Int32(part.count), Int32(width), Int32(rows.count), 1,
                        block.base + part.lowerBound, Int32(columns), block.base + part.lowerBound, Int32(columns), 0,
                        product, Int32(width))
                    for row in 0..<part.count {
                        let target = sums.base + (part.lowerBound + row) * columns + part.lowerBound
                        for column in row..<width { target[column] += Double(product[row * width + column]) }
                    }
                }
            }
        }
        mirror(&sums, order: columns)
        return sums
    }

    /// The products (x − `mean`)·(y − `mean`) of all rows x and y of `data`: `data.rows`² numbers, symmetric.
    ///
    /// - Precondition: `mean.count == data.columns`.
    public static func gram(_ data: Matrix, about mean: [Float], threads: Int) -> [Double] {
        precondition(mean.count == data.columns)
        let centred = Matrix(rows: data.rows, columns: data.columns) { target in
            guard let base = target.baseAddress else { return }
            centre(data, rows: 0..<data.rows, about: mean, into: SharedPointer(base), threads: threads)
        }
        var products = multiply(centred, byTransposed: centred, threads: threads).values.map { Double($0) }
        mirror(&products, order: data.rows)
        return products
    }

    /// Copies rows less the mean to `target`.
    private static func centre(
        _ data: Matrix, rows: Range<Int>, about mean: [Float], into target: SharedPointer<Float>, threads: Int
    ) {
        let columns = data.columns
        Parallel.ranges(rows.count, of: 64, threads: threads) { part, _ in
            data.values.withUnsafeBufferPointer { values in
                mean.withUnsafeBufferPointer { mean in
                    for row in part {
                        let source = values.baseAddress! + (rows.lowerBound + row) * columns
                        let place = target.base + row * columns
                        for column in 0..<columns { place[column] = source[column] - mean[column] }
                    }
                }
            }
        }
    }

    /// Copies the upper half to the lower one.
    private static func mirror(_ matrix: inout [Double], order: Int) {
        matrix.withUnsafeMutableBufferPointer { matrix in
            for row in 0..<order {
                for column in 0..<row { matrix[row * order + column] = matrix[column * order + row] }
            }
        }
    }
}
