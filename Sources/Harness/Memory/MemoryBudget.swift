import Core
import Foundation

/// How much memory the program may take altogether.
public enum MemoryBudget: Sendable, Equatable {
    /// What is free on this machine, asked for anew before every cell.
    case free
    /// So many bytes, whatever is free.
    case limit(Int)

    /// A budget as the option `--memory` says it, such as `4GiB` or `500 MB`; case does not matter.
    ///
    /// Throws ``UserError`` where that is not a size above 0 with its unit.
    public init(parsing text: String) throws {
        let units: [String: Double] = [
            "kib": 0x1p10, "mib": 0x1p20, "gib": 0x1p30, "tib": 0x1p40, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12,
        ]
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces).lowercased()
        guard let amount = Double(digits), let factor = units[unit] else {
            throw UserError("--memory \(text): this is not a size; write a number with its unit, such as 4GiB or 500MB")
        }
        guard amount > 0, amount * factor < 0x1p60 else {
            throw UserError("--memory \(text): the size must be above 0 and below 1048576TiB")
        }
        self = .limit(Int(amount * factor))
    }

    /// Bytes that the program may take, those that it has already among them; nil where the system does not tell.
    package var bytes: Double? {
        switch self {
        case .free: Host.attainableMemory().map(Double.init)
        case .limit(let bytes): Double(bytes)
        }
    }

    /// Why something cannot run within this budget, in one line; nil where it can.
    package func refusal(of estimate: MemoryEstimate) -> String? {
        guard let bytes, estimate.bytes > bytes else { return nil }
        let there =
            switch self {
            case .free: "\(MemoryEstimate.text(bytes)) are free"
            case .limit: "--memory allows \(MemoryEstimate.text(bytes))"
            }
        return "needs about \(estimate.description), \(there); take fewer images or raise --memory"
    }
}
