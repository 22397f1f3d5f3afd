import CLAPACKE
import Core

/// The part of LAPACK that the package uses.
public enum LAPACK {
    /// Eigenvalues of a symmetric matrix, the largest first, and its eigenvectors, one row each, of length 1.
    ///
    /// An eigenvector is determined up to its sign: here the component of largest magnitude is positive. Works on one
    /// thread (dsyevd, divide and conquer), in about 3·order² numbers of double precision.
    ///
    /// - Parameter matrix: `order`² numbers; both halves must be filled. Its memory is used again.
    ///
    /// Throws ``UserError`` where the iteration fails, as it does for values that are not finite.
    /// - Precondition: `matrix.count == order * order`.
    public static func symmetricEigen(
        _ matrix: consuming [Double], order: Int
    ) throws -> (values: [Double], vectors: [Double]) {
        precondition(matrix.count == order * order, "\(matrix.count) values do not make \(order)×\(order)")
        guard order > 0 else { return ([], []) }
        guard order < 30_000, matrix.allSatisfy(\.isFinite) else {
            throw UserError("an eigenvalue problem of order \(order) is too large, or has values that are not finite")
        }
        BLAS.useOneThread()
        var vectors = matrix
        var ascending = [Double](repeating: 0, count: order)
        let status = vectors.withUnsafeMutableBufferPointer { vectors in
            ascending.withUnsafeMutableBufferPointer { values in
                LAPACKE_dsyevd(
                    LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(order),
                    vectors.baseAddress, Int32(order), values.baseAddress)
            }
        }
        guard status == 0 else {
            throw UserError("LAPACK found no eigenvalues of a matrix of order \(order) (\(status))")
        }
        reverse(&vectors, order: order)
        return (ascending.reversed(), vectors)
    }

    /// Puts the last row first and settles the signs.
    private static func reverse(_ vectors: inout [Double], order: Int) {
        vectors.withUnsafeMutableBufferPointer { vectors in
            for row in 0..<order / 2 {
                let other = order - 1 - row
                for column in 0..<order { vectors.swapAt(row * order + column, other * order + column) }
            }
            for row in 0..<order {
                var largest = 0.0
                for column in 0..<order where abs(vectors[row * order + column]) > abs(largest) {
                    largest = vectors[row * order + column]
                }
                guard largest < 0 else { continue }
                for column in 0..<order { vectors[row * order + column].negate() }
            }
        }
    }
}
