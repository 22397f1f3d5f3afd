import Core

/// Which papers the methods come from, and where the methods differ from them.
enum DeviationsSection {
    static func markdown(_ study: Study) -> [Markdown] {
        let texts = study.texts
        var users: [Card: Set<String>] = [:]
        for record in study.records {
            for card in record.cards { users[card, default: []].insert(record.cell.method) }
        }
        let cards = users.keys.sorted {
            ($0.year, $0.title, $0.name, $0.paper) < ($1.year, $1.title, $1.name, $1.paper)
        }
        let items = cards.map { card -> Markdown in
            let methods = study.methods.filter(users[card]!.contains).map(\.markdown).joined(separator: texts(.comma))
            let head = texts(
                .deviationsOf,
                [
                    "title": texts.sentence(card.title), "year": "\(card.year)", "methods": methods,
                    "paper": sentence(texts.sentence(card.paper)),
                ])
            guard !card.deviations.isEmpty else { return texts.paragraph([head, texts(.noDeviation)]) }
            let deviations = card.deviations.map { deviation -> Markdown in
                "    - \(sentence(texts.sentence(deviation)))"
            }
            return ([head] + deviations).joined(separator: "\n")
        }
        return items.isEmpty ? [] : ["## \(texts(.deviationsHeading))", items.joined(separator: "\n")]
    }

    private static func sentence(_ text: String) -> String {
        guard let last = text.last, !".!?。".contains(last) else { return text }
        return text + "."
    }
}
