import Core
import Dispatch
import Experiments
import Foundation
import Harness
import Synchronization

/// What asks the program to end: Ctrl-C, `kill` and `timeout`, and the terminal when it is closed.
enum EndSignals {
    private struct Watch {
        var handler: @Sendable (_ number: Int32) -> Void = { _ in }
        var sources: [Int32: any DispatchSourceSignal] = [:]
    }
    nonisolated(unsafe) private static var current = Watch()
    private static let lock = NSLock()

    /// Calls `handler` with each such signal, which then does nothing else, and no handler of before. What `nohup` has the program ignore
    /// stays ignored.
    ///
    /// - Parameter ignored: Other signals that stay ignored where whoever started the program has it so.
    static func watch(leaving ignored: Set<Int32> = [], _ handler: @escaping @Sendable (_ number: Int32) -> Void) {
        lock.withLock {
            current.handler = handler
            for number in [SIGINT, SIGTERM, SIGHUP] where current.sources[number] == nil {
                if isIgnore(signal(number, SIG_IGN)), number == SIGHUP || ignored.contains(number) { continue }
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { lock.withLock { current.handler }(number) }
                source.resume()
                current.sources[number] = source
            }
        }
    }

    /// For commands that keep nothing on the way: they end as any program does, without the temporary files that they were writing.
    static func watchForTemporaryFiles() {
        watch(leaving: [SIGINT, SIGTERM]) { number in
            AtomicFile.removeOwn()
            signal(number, SIG_DFL)
            // A program may be started with signals blocked, as threads of other programs have them.
            var own = sigset_t()
            sigemptyset(&own)
            sigaddset(&own, number)
            pthread_sigmask(SIG_UNBLOCK, &own, nil)
            kill(getpid(), number)
        }
        // Swift's backtraces are for its own mistakes: Ctrl-\ ends the program, as it does others.
        if isIgnore(signal(SIGQUIT, SIG_DFL)) { signal(SIGQUIT, SIG_IGN) }
    }

    /// Was a signal ignored, as in what a shell starts in the background?
    private static func isIgnore(_ former: sighandler_t?) -> Bool {
        unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// What a shell tells of a program that a signal ended.
    static func exitCode(_ number: Int32) -> Int32 { 128 + number }
}

/// Ends a run at once; what is done is kept.
enum Interruption {
    static func watch() {
        EndSignals.watch { number in
            AtomicFile.removeOwn()
            Claims.releaseAll()
            StandardError.clearLine()
            StandardError.write("\n")
            StandardError.writeLine(
                "interrupted; the finished cells are kept, and the same command continues from here")
            _exit(EndSignals.exitCode(number))
        }
    }
}

/// Asks a training for an end, which then keeps its state; Ctrl-C a second time forces it.
///
/// So does a reader of its progress that has gone, such as `head`: nobody would see how the training goes on.
enum StopSignal {
    /// The signal that came; 0 before.
    static let raised = Atomic<Int32>(0)
    static var isRaised: Bool { raised.load(ordering: .relaxed) != 0 }

    static func watch() {
        EndSignals.watch { number in
            let (first, _) = raised.compareExchange(expected: 0, desired: number, ordering: .relaxed)
            // Other signals come in numbers: 'timeout' sends two, and a closed terminal sends one through every program above.
            guard !first, number == SIGINT else { return }
            AtomicFile.removeOwn()
            _exit(EndSignals.exitCode(number))
        }
        // Comes to the thread that writes, where a source of signals does not see it.
        signal(SIGPIPE) { number in
            _ = StopSignal.raised.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        }
    }
}
