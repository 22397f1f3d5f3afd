/// A language that reports are written in.
public enum ReportLanguage: String, CaseIterable, Sendable {
    case english = "en"
    case chinese = "zh"

    /// As HTML pages and browsers name it.
    var tag: String {
        switch self {
        case .english: "en"
        case .chinese: "zh-Hans"
        }
    }

    /// What tells the files of this language from those in English: `report.zh.md`.
    var suffix: String { self == .english ? "" : ".\(rawValue)" }

    /// `sentence` of a card (a title, a deviation) in this language; nil where its file does not have it, and reports show the English one.
    public func translation(of sentence: String) -> String? {
        self == .english ? sentence : Catalogue.of(self).sentences[sentence]
    }
}
