/// Sizes that a file or a setting gives: their products are known not to overflow before anything is allocated.
public enum CheckedSize {
    /// The most numbers that one thing may consist of: an image, what a layer gives of one image, the parameters of a network.
    public static let limit = Int(Int32.max)

    /// The product of `lengths`; nil where one of them is negative or the product is above `limit`.
    public static func product(_ lengths: some Sequence<Int>, limit: Int = .max) -> Int? {
        // A length of 0 makes any product 0, whatever stands beside it.
        var product = 1
        var overflows = false
        for length in lengths {
            guard length >= 0 else { return nil }
            if length == 0 { return lengths.allSatisfy { $0 >= 0 } ? 0 : nil }
            let (next, overflow) = product.multipliedReportingOverflow(by: length)
            overflows = overflows || overflow
            product = overflow ? .max : next
        }
        return overflows || product > limit ? nil : product
    }

    /// The sum of `lengths`; nil where one of them is negative or the sum is above `limit`.
    public static func sum(_ lengths: some Sequence<Int>, limit: Int = .max) -> Int? {
        var sum = 0
        for length in lengths {
            let (next, overflow) = sum.addingReportingOverflow(length)
            guard length >= 0, !overflow, next <= limit else { return nil }
            sum = next
        }
        return sum
    }
}

extension ImageShape {
    /// Can there be images of this shape? Every length is at least 1, and there are no more than ``CheckedSize/limit`` numbers.
    public var isPossible: Bool {
        min(height, width, channels) >= 1
            && CheckedSize.product([height, width, channels], limit: CheckedSize.limit) != nil
    }

    enum CodingKeys: CodingKey { case height, width, channels }

    /// Throws `DecodingError` unless the shape ``isPossible``.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            height: try values.decode(Int.self, forKey: .height), width: try values.decode(Int.self, forKey: .width),
            channels: try values.decode(Int.self, forKey: .channels))
        try decoder.check(isPossible, "images of \(self) are not possible")
    }
}

extension Decoder {
    /// Throws a `DecodingError` with `problem` unless `condition` holds of what was decoded here.
    public func check(_ condition: Bool, _ problem: @autoclosure () -> String) throws {
        guard !condition else { return }
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: problem()))
    }
}

extension DecodingError {
    /// What is wrong and where, in one line, such as "shape.width: images of 0×28×1 are not possible".
    public var line: String {
        let (context, problem): (Context, String) =
            switch self {
            case .typeMismatch(_, let context): (context, "is of another type than it should be")
            case .valueNotFound(_, let context): (context, "has no value")
            case .keyNotFound(let key, let context): (context, "'\(key.stringValue)' is missing")
            case .dataCorrupted(let context): (context, context.debugDescription)
            @unknown default: (Context(codingPath: [], debugDescription: ""), "is not understood")
            }
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        let text = path.isEmpty ? problem : "\(path): \(problem)"
        // Names in a file may hold anything.
        return String(text.unicodeScalars.prefix(300).map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
    }
}
