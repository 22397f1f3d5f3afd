import Core

/// Which papers the methods come from, and where the methods differ from them.
struct DeviationsSection: ReportSection {
    private let study: Study
    private var texts: Texts { study.texts }
    /// With the methods that have them.
    private let cards: [(card: Card, methods: Set<String>)]

    init?(_ part: StudyPart) {
        study = part.study
        var users: [Card: Set<String>] = [:]
        for record in study.records {
            for card in record.cards { users[card, default: []].insert(record.cell.method) }
        }
        if users.isEmpty { return nil }
        // Cards of several versions of the program may differ in their deviations alone.
        func key(_ card: Card) -> (Int, String, String, String, String) {
            (card.year, card.title, card.name, card.paper, card.deviations.joined(separator: "\n"))
        }
        cards = users.map { ($0.key, $0.value) }.sorted { key($0.card) < key($1.card) }
    }

    var title: StyledText? { texts(.deviationsHeading) }

    var blocks: [Block] { [.list(cards.map { item($0.card, $0.methods) })] }

    private func item(_ card: Card, _ users: Set<String>) -> ListItem {
        let methods = study.methods.filter(users.contains).map(\.styled).joined(separator: texts(.comma))
        let head = texts(
            .deviationsOf,
            [
                "title": texts.sentence(card.title), "year": "\(card.year)", "methods": methods,
                "paper": Self.sentence(texts.sentence(card.paper)),
            ])
        guard !card.deviations.isEmpty else { return ListItem(texts.paragraph([head, texts(.noDeviation)])) }
        return ListItem(head, card.deviations.map { ListItem(Self.sentence(texts.sentence($0)).styled) })
    }

    private static func sentence(_ text: String) -> String {
        guard let last = text.last, !".!?。".contains(last) else { return text }
        return text + "."
    }
}
