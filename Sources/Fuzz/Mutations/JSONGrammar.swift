import Core

/// JSON: values change their sizes, kinds and places; texts that are JSON themselves are changed within.
struct JSONGrammar: Grammar {
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        guard let tree = JSONTree(bytes) else { return Text().changed(bytes, others: others, &random) }
        return Self.changed(tree, others: others, &random).bytes
    }

    static func changed(_ tree: JSONTree, others: [[UInt8]], _ random: inout RandomSource) -> JSONTree {
        var source = random
        let place = source.integer(below: tree.count)
        let isSplice = source.integer(below: 12) == 0
        let foreign = isSplice ? JSONTree(source.element(of: others)).map { $0.anyValue(&source) } : nil
        let changed = tree.changed(at: place) { value in
            if let foreign { return foreign }
            return Self.changed(value, of: tree, &source)
        }
        random = source
        return changed
    }

    private static func changed(
        _ value: JSONTree, of tree: JSONTree, _ random: inout RandomSource
    ) -> JSONTree {
        if random.integer(below: 10) == 0 { return anything(of: tree, &random) }
        switch value {
        case .number: return .number(random.element(of: Extremes.numbers))
        case .text(let text): return .text(changed(text, &random))
        case .array(let items): return .array(changed(items, of: tree, &random))
        case .object(let members): return .object(changed(members, of: tree, &random))
        case .bool(let value): return .bool(!value)
        case .null: return anything(of: tree, &random)
        }
    }

    private static func anything(of tree: JSONTree, _ random: inout RandomSource) -> JSONTree {
        switch random.integer(below: 8) {
        case 0: .null
        case 1: .bool(random.integer(below: 2) == 0)
        case 2: .number(random.element(of: Extremes.numbers))
        case 3: .text(random.element(of: Extremes.texts))
        case 4: .array([])
        case 5: .object([])
        case 6: (0..<random.element(of: [1, 5, 50, 600])).reduce(JSONTree.number("1")) { inner, _ in .array([inner]) }
        default: tree.anyValue(&random)
        }
    }

    private static func changed(_ text: String, _ random: inout RandomSource) -> String {
        // A text may be JSON, or a list or number in other words.
        if random.integer(below: 4) > 0, let inner = JSONTree(text.utf8), inner.count > 1 {
            return String(decoding: changed(inner, others: [Array(text.utf8)], &random).bytes, as: UTF8.self)
        }
        switch random.integer(below: 5) {
        case 0: return random.element(of: Extremes.texts)
        case 1: return random.element(of: Extremes.numbers)
        case 2: return text + random.element(of: Extremes.texts)
        default:
            let bytes = Bytes().changed(Array(text.utf8), others: [Array(text.utf8)], &random)
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func changed(
        _ items: [JSONTree], of tree: JSONTree, _ random: inout RandomSource
    ) -> [JSONTree] {
        var items = items
        guard !items.isEmpty else { return [anything(of: tree, &random)] }
        let place = random.integer(below: items.count)
        switch random.integer(below: 6) {
        case 0: items.remove(at: place)
        case 1: items.insert(items[place], at: place)
        case 2: items.swapAt(0, place)
        case 3: items = Array(items.prefix(place))
        case 4:
            let copies = min(random.element(of: [2, 10, 300]), 20_000 / max(items[place].count, 1) + 1)
            items.insert(contentsOf: Array(repeating: items[place], count: copies), at: place)
        default: items[place] = anything(of: tree, &random)
        }
        return items
    }

    private static func changed(
        _ members: [(key: String, value: JSONTree)], of tree: JSONTree, _ random: inout RandomSource
    ) -> [(key: String, value: JSONTree)] {
        var members = members
        guard !members.isEmpty else { return [("name", anything(of: tree, &random))] }
        let place = random.integer(below: members.count)
        let other = random.integer(below: members.count)
        switch random.integer(below: 6) {
        case 0: members.remove(at: place)
        case 1: members.append((members[place].key, members[other].value))
        case 2: (members[place].value, members[other].value) = (members[other].value, members[place].value)
        case 3: members[place].key = random.element(of: Extremes.texts + [members[other].key])
        case 4: members.append((random.element(of: Extremes.texts), anything(of: tree, &random)))
        default: members[place].value = anything(of: tree, &random)
        }
        return members
    }
}

/// A JSON text on each line.
struct JSONLines: Grammar {
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        guard random.integer(below: 3) > 0, !lines.isEmpty else {
            return Text().changed(bytes, others: others, &random)
        }
        let place = random.integer(below: lines.count)
        lines[place] = JSONGrammar().changed(lines[place], others: [lines[place]], &random)
        return Array(lines.joined(separator: [10]))
    }
}
