import Core
import Dispatch
import Experiments
import Foundation
import Synchronization

/// What asks the program to end: Ctrl-C, `kill` and `timeout`, and the terminal when it is closed.
enum EndSignals {
    nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

    /// Calls `handler` with each such signal, which then does nothing else. What `nohup` has the program ignore stays ignored.
    static func watch(_ handler: @escaping @Sendable (_ number: Int32) -> Void) {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let former = signal(number, SIG_IGN)
            if number == SIGHUP, unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                continue
            }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { handler(number) }
            source.resume()
            sources.append(source)
        }
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
            StandardError.writeLine("interrupted; the finished cells are kept, and the same command goes on from here")
            _exit(EndSignals.exitCode(number))
        }
    }
}

/// Asks a training for an end, which then keeps its state; Ctrl-C a second time forces it.
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
    }
}
