import Core

/// Which papers the methods come from, and where the methods differ from them.
enum DeviationsSection {
    static func markdown(_ study: Study) -> [String] {
        var users: [Card: Set<String>] = [:]
        for record in study.records {
            for card in record.cards { users[card, default: []].insert(record.cell.method) }
        }
        let cards = users.keys.sorted {
            ($0.year, $0.title, $0.name, $0.paper) < ($1.year, $1.title, $1.name, $1.paper)
        }
        let items = cards.map { card in
            let methods = study.methods.filter(users[card]!.contains).joined(separator: ", ")
            let head = "- **\(card.title)** (\(card.year); in \(methods)). \(sentence(card.paper))"
            guard !card.deviations.isEmpty else { return head + " No known deviation." }
            return ([head] + card.deviations.map { "    - \(sentence($0))" }).joined(separator: "\n")
        }
        return items.isEmpty ? [] : ["## Where each method deviates from its paper", items.joined(separator: "\n")]
    }

    private static func sentence(_ text: String) -> String {
        guard let last = text.last, !".!?".contains(last) else { return text }
        return text + "."
    }
}
