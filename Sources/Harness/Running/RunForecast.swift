import Foundation
import Records

/// What a run would do, told before it: which cells are done already, and about how long the others take.
public struct RunForecast: Sendable {
    public enum State: Sendable, Equatable {
        case done
        /// Seconds, from records of the same method on the same data set with other sizes or seeds.
        case takes(Double)
        /// There is no such record.
        case unknown
    }

    /// Of each cell.
    public let states: [State]

    /// Looks into the results folder, which need not be there; nothing is changed in it.
    ///
    /// - Parameter again: Cells that are done run, too.
    public init(_ cells: [Cell], folder: String, again: Bool) {
        let records = (try? ResultsFolder([folder]).records) ?? []
        var done: Set<String> = []
        var estimate = TimeEstimate()
        for record in records.sorted(by: { $0.cell.size < $1.cell.size }) {
            guard case .completed(let result) = record.outcome else { continue }
            done.insert(record.id)
            estimate.add(record.cell, seconds: result.phases.values.reduce(0) { $0 + $1.wallSeconds })
        }
        states = cells.map { cell in
            if !again, done.contains(cell.id) { return .done }
            return estimate.seconds(of: cell.key).map(State.takes) ?? .unknown
        }
    }

    /// Of one cell, in a word or two.
    public static func text(_ state: State) -> String {
        switch state {
        case .done: "done"
        case .takes(let seconds): "about \(TextDisplay.duration(seconds))"
        case .unknown: "time unknown"
        }
    }

    /// Of all cells, such as "12 cells, 4 done; the other 8 take about 3 min".
    public var summary: String {
        let waiting = states.count { $0 != .done }
        let unknown = states.count { $0 == .unknown }
        let seconds = states.reduce(0.0) { sum, state in if case .takes(let more) = state { sum + more } else { sum } }
        let head = "\(states.count) \(states.count == 1 ? "cell" : "cells"), \(states.count - waiting) done"
        guard waiting > 0 else { return head }
        let isOne = waiting == 1
        let rest = waiting == states.count ? (isOne ? "it" : "they") : "the other\(isOne ? "" : " \(waiting)")"
        let verb = isOne ? "takes" : "take"
        if unknown == waiting { return "\(head); how long \(rest) \(verb) is unknown" }
        return "\(head); \(rest) \(verb) about \(TextDisplay.duration(seconds))"
            + (unknown > 0 ? " without \(unknown) of which nothing is known" : "")
    }
}
