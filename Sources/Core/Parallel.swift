import Dispatch
import Synchronization

/// Data-parallel loops.
public enum Parallel {
    /// Calls `body` once for every index in 0 ..< `count`, on up to `threads` threads.
    ///
    /// Indices are handed out in order to whichever thread is free, so `body` must not depend on which thread runs it:
    /// results are written to places that belong to the index. `body` also gets the number of the worker, below
    /// `threads`, for scratch memory. The first error thrown (that of the lowest index among those seen) is thrown on
    /// after all workers have stopped.
    public static func forEach(
        _ count: Int, threads: Int, _ body: @Sendable (_ index: Int, _ worker: Int) throws -> Void
    ) throws {
        let failure = Mutex<(index: Int, error: any Error)?>(nil)
        let failed = Atomic(false)
        run(count, threads: threads) { index, worker in
            guard !failed.load(ordering: .relaxed) else { return }
            do {
                try body(index, worker)
            } catch {
                failed.store(true, ordering: .relaxed)
                failure.withLock { if $0.map({ index < $0.index }) ?? true { $0 = (index, error) } }
            }
        }
        if let error = failure.withLock({ $0?.error }) { throw error }
    }

    /// As ``forEach(_:threads:_:)`` for a body that cannot fail.
    public static func run(
        _ count: Int, threads: Int, _ body: @Sendable (_ index: Int, _ worker: Int) -> Void
    ) {
        let workers = min(count, threads)
        guard workers > 1 else {
            for index in 0..<count { body(index, 0) }
            return
        }
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                body(index, worker)
            }
        }
    }

    /// The results of `body` for 0 ..< `count`, in that order, made on up to `threads` threads.
    public static func map<Result: Sendable>(
        _ count: Int, threads: Int, _ body: @Sendable (_ index: Int) -> Result
    ) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: count))
        run(count, threads: threads) { index, _ in
            let result = body(index)
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    /// As ``map(_:threads:_:)`` for a body that can fail; see ``forEach(_:threads:_:)``.
    public static func tryMap<Result: Sendable>(
        _ count: Int, threads: Int, _ body: @Sendable (_ index: Int) throws -> Result
    ) throws -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: count))
        try forEach(count, threads: threads) { index, _ in
            let result = try body(index)
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }

    /// Splits 0 ..< `count` into ranges of `size` (the last may be shorter) and calls `body` for each, on up to `threads`
    /// threads. The ranges do not depend on the number of threads.
    public static func ranges(
        _ count: Int, of size: Int, threads: Int, _ body: @Sendable (_ range: Range<Int>, _ worker: Int) -> Void
    ) {
        run((count + size - 1) / size, threads: threads) { index, worker in
            body(index * size..<min((index + 1) * size, count), worker)
        }
    }
}

/// A pointer that parallel workers may share because each writes only to its own part.
public struct SharedPointer<Pointee>: @unchecked Sendable {
    public let base: UnsafeMutablePointer<Pointee>

    @inlinable
    public init(_ base: UnsafeMutablePointer<Pointee>) {
        self.base = base
    }
}
