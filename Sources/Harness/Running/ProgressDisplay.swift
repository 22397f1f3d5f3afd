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
        state.withLock { $0.cells = cells }
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
            state.estimate.add(cell, seconds: seconds)
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
        write((isTerminal ? "\r\u{1B}[K" : "") + "[\(position)] \(cell.path.visible)  \(outcome)\n")
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

    private static func duration(_ seconds: Double) -> String {
        seconds < 90 ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded(.up))) min"
    }

    private static func width() -> Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 100
    }
}

/// Guesses how long cells take from those of the same method that have run: in proportion to the number of training images
/// beyond a fixed part.
struct TimeEstimate {
    private static let fixedImages = 1000.0
    private var seconds: [String: Double] = [:]
    private var images: [String: Double] = [:]

    mutating func add(_ cell: Cell, seconds spent: Double) {
        let name = "\(cell.key.dataset)/\(cell.key.method)"
        // The last, largest cells count most: they say most about those to come.
        seconds[name] = 0.5 * (seconds[name] ?? 0) + spent
        images[name] = 0.5 * (images[name] ?? 0) + Double(cell.key.size) + Self.fixedImages
    }

    /// Seconds for `cells`, on the first of which `spent` seconds have gone for the share `done` of its work (0 where that is not
    /// known); nothing before there is anything to go by.
    package func left(_ cells: ArraySlice<Cell>, spent: Double, done: Double) -> Double? {
        guard !seconds.isEmpty || (done > 0 && cells.count == 1) else { return nil }
        let average = seconds.isEmpty ? 0 : seconds.values.reduce(0, +) / images.values.reduce(0, +)
        var total = 0.0
        for (position, cell) in cells.enumerated() {
            let name = "\(cell.key.dataset)/\(cell.key.method)"
            let rate = seconds[name].map { $0 / images[name]! } ?? average
            let whole = rate * (Double(cell.key.size) + Self.fixedImages)
            let rest = done > 0 ? spent * (1 - done) / done : max(whole - spent, 0)
            total += position == 0 ? rest : whole
        }
        return total
    }
}
