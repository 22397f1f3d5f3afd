extension ReportLanguage {
    /// What is wrong with the texts in the files of all languages, a line each: those that are missing or that nobody asks for, those that
    /// have other values than the English ones, and marks without a partner. Cards are not looked at.
    public static func defects() -> [String] {
        let english = Catalogue.of(.english).texts[.image] ?? [:]
        let wanted = Set(Phrase.allCases.map(\.rawValue) + ReportSections.all.flatMap(\.keys))
        return allCases.flatMap { language in
            let texts = Catalogue.of(language).texts[.image] ?? [:]
            func lines(_ keys: some Sequence<String>, _ defect: String) -> [String] {
                keys.sorted().map { "\(language.rawValue).yml: \($0) \(defect)" }
            }
            return lines(wanted.subtracting(texts.keys), "is missing")
                + lines(Set(texts.keys).subtracting(wanted), "is asked for by nobody")
                + lines(
                    texts.keys.filter { texts[$0]?.values != (english[$0] ?? texts[$0])?.values },
                    "has other values than the English text")
                + lines(texts.keys.filter { texts[$0]?.isUnbalanced == true }, "has a mark without a partner")
        }
    }
}

extension Chapter {
    /// The keys of the texts of its sections.
    fileprivate var keys: [String] { sections.flatMap { $0.keys } + within.flatMap(\.keys) }
}
