import Foundation

/// Numbers as a reader wants them. Independent of the locale; what is no number is a dash.
package enum NumberText {
    /// Such as 10,000.
    package static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + text
    }

    /// A number of whole things, which may be too large for an integer.
    private static func whole(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        return abs(value) < 1e15 ? grouped(Int(value.rounded())) : String(format: "%.3g", value)
    }

    package static func fixed(_ value: Double, _ decimals: Int) -> String {
        value.isFinite ? String(format: "%.\(decimals)f", value) : "–"
    }

    /// As ``fixed(_:_:)``, with a minus sign that is one.
    package static func signed(_ value: Double, _ decimals: Int) -> String {
        (value < 0 ? "−" : "") + fixed(abs(value), decimals)
    }

    /// Three significant digits without an exponent, and at most `decimals` places: 0.0123, 1.23, 12.3, 123, 12,300.
    package static func short(_ value: Double, decimals: Int = 4) -> String {
        guard value.isFinite else { return "–" }
        guard value != 0 else { return "0" }
        let magnitude = Int(floor(log10(abs(value))))
        guard magnitude < 3 else { return whole(value) }
        return fixed(value, min(decimals, max(0, 2 - magnitude)))
    }

    /// A round number without needless zeros: 0.002, 0.5, 20, 1,000.
    package static func round(_ value: Double) -> String {
        value.isFinite && value < 1000 ? String(format: "%.3g", value) : whole(value)
    }

    /// About how many: two significant digits, more would pretend.
    package static func magnitude(_ number: Double) -> String { magnitude(number) { $0.rounded() } }

    /// The largest number of two significant digits that is not above `number`, but for rounding errors.
    package static func below(_ number: Double) -> String { magnitude(number) { ($0 + 1e-9).rounded(.down) } }

    /// The smallest number of two significant digits that is not below `number`, but for rounding errors.
    package static func above(_ number: Double) -> String { magnitude(number) { ($0 - 1e-9).rounded(.up) } }

    private static func magnitude(_ number: Double, _ rounded: (Double) -> Double) -> String {
        var unit = 1.0
        while number.isFinite, number / unit >= 100 { unit *= 10 }
        return whole(rounded(number / unit) * unit)
    }

    /// A probability: two significant digits, or "< 0.001".
    package static func probability(_ value: Double) -> String {
        value < 0.001 ? "< 0.001" : fixed(value, value < 0.01 ? 4 : value < 0.1 ? 3 : 2)
    }

    /// "p = 0.012" or "p < 0.001".
    package static func pEquals(_ value: Double) -> String {
        value < 0.001 ? "p < 0.001" : "p = \(probability(value))"
    }

    /// A share of `images` test images in per cent, without the sign; with as many decimals as so many images give sense to.
    package static func percent(_ share: Double, images: Int) -> String {
        fixed(100 * share, decimals(images))
    }

    /// A difference of shares in percentage points, with its sign.
    package static func points(_ difference: Double, images: Int) -> String {
        let text = fixed(abs(100 * difference), decimals(images))
        return (difference < 0 ? "−" : "+") + text
    }

    private static func decimals(_ images: Int) -> Int { images < 5000 ? 1 : 2 }

    package static func count(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }
}
