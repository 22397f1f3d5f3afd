#if canImport(Glibc)
    import Glibc
#endif

/// Pages of 2 MiB for large matrices.
enum LargePages {
    /// Asks the system for large pages behind memory that nothing has been written to yet: rows that are read in random
    /// order then cost no walk through the page tables, and the first writing faults a five-hundredth as often. Where the
    /// system has none, nothing happens.
    static func advise(_ base: UnsafeMutableRawPointer?, bytes: Int) {
        #if canImport(Glibc)
            let page = 2 << 20
            guard let base, bytes >= 4 * page else { return }
            let first = (Int(bitPattern: base) + page - 1) / page * page
            let last = (Int(bitPattern: base) + bytes) / page * page
            guard let start = UnsafeMutableRawPointer(bitPattern: first), last > first else { return }
            _ = madvise(start, last - first, MADV_HUGEPAGE)
        #endif
    }
}
