import Core
import Foundation
import Records
import Synchronization

/// Where a runner tells how far it is.
public protocol ProgressDisplay: Sendable {
    func begin(cells: [Cell], kept: Int)
    func start(_ cell: Cell, index: Int)
    func progress(_ progress: WorkProgress, of cell: Cell)
    func finish(_ cell: Cell, _ record: Record)
    /// Only cells are left that other runners work on.
    func wait(for cells: Int)
    func end(_ summary: Runner.Summary)
    /// Something that the user should know of a data set, in one line.
    func note(_ text: String)
}

extension ProgressDisplay {
    public func note(_ text: String) { StandardError.writeLine("warning: \(text)") }
}

/// Says nothing but failures.
public struct QuietDisplay: ProgressDisplay {
    public init() {}
    public func begin(cells: [Cell], kept: Int) {}
    public func start(_ cell: Cell, index: Int) {}
    public func progress(_ progress: WorkProgress, of cell: Cell) {}
    public func finish(_ cell: Cell, _ record: Record) {
        if case .failed(let reason) = record.outcome {
            StandardError.writeLine("\(cell.path): failed: \(reason)")
        }
    }
    public func wait(for cells: Int) {}
    public func end(_ summary: Runner.Summary) {}
}

/// A line for each finished cell, and on a terminal a line below it that shows the current cell, phase and step and the time
/// that is left.
public final class TextDisplay: ProgressDisplay {
    private struct State {
        var cells: [Cell] = []
        var index = 0
        var started = ContinuousClock.now
        /// When the run began.
        var began = ContinuousClock.now
        var lastDrawn: ContinuousClock.Instant?
        /// Share of the current cell that is known to be done; 0 where it is not known.
        var done = 0.0
        var estimate = TimeEstimate()
        /// Cells of other runners that the last line was about.
        var waitedFor = 0
    }

    private let state = Mutex(State())
    private let isTerminal: Bool
    private let write: @Sendable (String) -> Void

    /// - Parameters:
    ///   - isTerminal: Draws and redraws the line of the current cell.
    ///   - write: Takes pieces of text as they come; standard error by default.
    public init(
        isTerminal: Bool = StandardError.isTerminal,
        write: @escaping @Sendable (String) -> Void = StandardError.write
    ) {
        self.isTerminal = isTerminal
        self.write = write
    }

    public func begin(cells: [Cell], kept: Int) {
        state.withLock {
            $0.cells = cells
            $0.began = .now
        }
        let plural = cells.count == 1 ? "cell" : "cells"
        write("\(cells.count) \(plural) to run" + (kept > 0 ? ", \(kept) already there" : "") + "\n")
    }

    public func start(_ cell: Cell, index: Int) {
        state.withLock {
            $0.index = index
            $0.started = .now
            $0.lastDrawn = nil
            $0.done = 0
        }
        if isTerminal { draw(cell, "starting") }
    }

    public func progress(_ progress: WorkProgress, of cell: Cell) {
        guard isTerminal else { return }
        let isDue = state.withLock { state in
            if progress.phase == .train, !progress.isLimit {
                state.done = Double(progress.completed) / Double(max(progress.total, 1))
            }
            if let last = state.lastDrawn, ContinuousClock.now - last < .milliseconds(100) { return false }
            state.lastDrawn = .now
            return true
        }
        guard isDue else { return }
        let count = progress.completed > 0 ? "\(progress.unit) \(progress.completed)/\(progress.total)" : ""
        draw(cell, [progress.phase.rawValue, count, progress.detail].filter { !$0.isEmpty }.joined(separator: ", "))
    }

    public func finish(_ cell: Cell, _ record: Record) {
        let seconds = state.withLock { state in
            let seconds = (ContinuousClock.now - state.started).seconds
            state.estimate.add(cell.key, seconds: seconds)
            return seconds
        }
        let outcome: String
        switch record.outcome {
        case .completed(let result):
            let accuracy = 100 * Double(result.correct) / Double(result.testImages)
            let mark = result.summary.converged ? "" : ", not converged"
            outcome = String(format: "%6.2f %%", accuracy) + String(format: "  %7.2f s", seconds) + mark
        case .failed(let reason):
            outcome = "failed: \(reason.visible)"
        }
        let position = state.withLock { "\($0.index + 1)/\($0.cells.count)" }
        let line = "[\(position)] \(cell.path.visible)  \(outcome)"
        write(isTerminal ? "\r\u{1B}[K\(line)\n" : "\(line)\(standing())\n")
    }

    public func note(_ text: String) { write((isTerminal ? "\r\u{1B}[K" : "") + "warning: \(text.visible)\n") }

    public func wait(for cells: Int) {
        let isNew = state.withLock { state in
            defer { state.waitedFor = cells }
            return state.waitedFor != cells
        }
        if isNew { write("waiting for other runners, which work on \(cells) more\n") }
    }

    public func end(_ summary: Runner.Summary) {
        guard summary.failed > 0 else { return }
        write("\(summary.failed) of \(summary.failed + summary.ran) cells failed; the same command tries them again\n")
    }

    /// How long the run has taken, and about how long it still will: what a terminal shows in the line of the current cell.
    private func standing() -> String {
        let (spent, left) = state.withLock { state in
            let rest = state.cells[min(state.index + 1, state.cells.count)...]
            return (
                (ContinuousClock.now - state.began).seconds,
                rest.isEmpty ? nil : state.estimate.left(rest, spent: 0, done: 0)
            )
        }
        return "  after \(Self.duration(spent))" + (left.map { ", about \(Self.duration($0)) left" } ?? "")
    }

    private func draw(_ cell: Cell, _ text: String) {
        let (position, left) = state.withLock { state in
            let spent = (ContinuousClock.now - state.started).seconds
            return (
                "\(state.index + 1)/\(state.cells.count)",
                state.estimate.left(state.cells[state.index...], spent: spent, done: state.done)
            )
        }
        let remaining = left.map { ", about \(Self.duration($0)) left" } ?? ""
        let line = "[\(position)] \(cell.path): \(text)\(remaining)".visible
        write("\r\u{1B}[K" + line.prefix(Self.width() - 1))
    }

    package static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<90: "\(Int(seconds.rounded(.up))) s"
        case ..<5400: "\(Int((seconds / 60).rounded(.up))) min"
        default: String(format: "%.1f h", seconds / 3600)
        }
    }

    private static func width() -> Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 100
    }
}
