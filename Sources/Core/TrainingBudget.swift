import Foundation

/// How much a training may cost: it ends where this is spent.
///
/// Learning methods spend it on steps, as many as it pays for; their schedule is stretched or shortened to just that many. Methods that
/// do not learn step by step ignore it.
public enum TrainingBudget: Hashable, Sendable, CustomStringConvertible {
    /// Wall time of the phase ``Phase/train``, above 0. How many steps that are differs from run to run.
    case seconds(Double)
    /// Counted floating-point operations of that phase, above 0. The same steps everywhere.
    case flops(Double)

    private static let times: [(unit: String, factor: Double)] = [("s", 1), ("min", 60), ("h", 3600)]
    private static let work: [(unit: String, factor: Double)] = [
        ("MFLOP", 1e6), ("GFLOP", 1e9), ("TFLOP", 1e12), ("PFLOP", 1e15),
    ]

    /// Reads `10 s`, `2min`, `1.5 h`, `500 GFLOP`, `2TFLOP`; nil for anything else.
    public init?(_ text: String) {
        let number = text.prefix { "0123456789.".contains($0) }
        let unit = text.dropFirst(number.count).trimmingCharacters(in: .whitespaces)
        guard let amount = Double(number), amount > 0, amount.isFinite else { return nil }
        // A million years, and more than all computers do in one: beyond lie slips of the pen.
        if let time = Self.times.first(where: { $0.unit == unit }), amount * time.factor <= 3e13 {
            self = .seconds(amount * time.factor)
        } else if let work = Self.work.first(where: { $0.unit == unit }), amount * work.factor <= 1e30 {
            self = .flops(amount * work.factor)
        } else {
            return nil
        }
    }

    /// A part of it, for one of several networks.
    public func divided(by count: Int) -> TrainingBudget {
        switch self {
        case .seconds(let seconds): .seconds(seconds / Double(count))
        case .flops(let flops): .flops(flops / Double(count))
        }
    }

    /// Such as `10 s`, `2 min` and `500 GFLOP`: the largest unit that makes it at least 1.
    public var description: String {
        let (amount, units) =
            switch self {
            case .seconds(let seconds): (seconds, Self.times)
            case .flops(let flops): (flops, Self.work)
            }
        let unit = units.last { amount >= $0.factor } ?? units[0]
        let number = String(format: "%.6g", amount / unit.factor)
        return "\(number) \(unit.unit)"
    }
}
