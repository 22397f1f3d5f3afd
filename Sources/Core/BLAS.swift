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
}
