import Drawing

/// The sections of some chapters, made of a study.
struct MadeSections {
    /// What a chapter says of one part.
    private struct Part {
        let division: Chapter.Division
        let part: StudyPart
        let sections: [any ReportSection]
        let within: [Part]
    }

    private let parts: [Part]

    init(_ chapters: [Chapter], of study: StudyPart) { parts = chapters.flatMap { Self.parts($0, of: study) } }

    private static func parts(_ chapter: Chapter, of whole: StudyPart) -> [Part] {
        let parts = chapter.division.parts(of: whole)
        // Of each kind of section, those of all parts.
        let made = chapter.sections.map { Self.sections($0, parts) }
        return parts.enumerated().map { place, part in
            Part(
                division: chapter.division, part: part, sections: made.compactMap { $0[place] },
                within: chapter.within.flatMap { Self.parts($0, of: part) })
        }
    }

    private static func sections<Section: ReportSection>(
        _ type: Section.Type, _ parts: [StudyPart]
    ) -> [(any ReportSection)?] {
        type.sections(of: parts)
    }

    /// All of them, in the order of the report.
    private var all: [any ReportSection] {
        func all(_ part: Part) -> [any ReportSection] { part.sections + part.within.flatMap(all) }
        return parts.flatMap(all)
    }

    var plots: [Plot] { all.flatMap(\.plots) }
    var pictures: [Picture] { all.flatMap(\.pictures) }

    /// What the first screen shows: of one data set after the other what was found, the plots, then what was compared.
    func front(_ datasets: [DatasetStudy], _ pictures: PictureSet) -> [Block] {
        let first = Finding.Subject.allCases.filter(\.isFirst)
        let rest = Finding.Subject.allCases.filter { !$0.isFirst }
        func front(_ part: Part) -> [Block] {
            part.division.holdsFindings ? [] : part.sections.flatMap(\.front) + part.within.flatMap(front)
        }
        let shown = parts.flatMap(front).compactMap(pictures.shown)
        return findings(datasets, first).map { .paragraph($0) } + shown
            + findings(datasets, rest).map { .paragraph($0) }
    }

    /// What the summary says on `subjects`: of one data set after the other, and of each in their order.
    private func findings(_ datasets: [DatasetStudy], _ subjects: [Finding.Subject]) -> [StyledText] {
        func all(_ part: Part) -> [Finding] {
            (part.division.holdsFindings ? [] : part.sections.flatMap(\.findings)) + part.within.flatMap(all)
        }
        let findings = parts.flatMap(all)
        return (datasets.map(\.record.id) + [nil]).flatMap { dataset in
            subjects.flatMap { subject in
                findings.filter { $0.dataset == dataset && $0.subject == subject }.map(\.text)
            }
        }
    }

    /// The chapters below the summary, with the figures of `pictures`.
    func blocks(_ pictures: PictureSet) -> [Block] {
        parts.flatMap { Self.blocks($0, level: 2, pictures) }
    }

    private static func blocks(_ part: Part, level: Int, _ pictures: PictureSet) -> [Block] {
        let (isHeaded, holdsFindings) = (part.division.isHeaded, part.division.holdsFindings)
        var blocks: [Block] = isHeaded ? [.heading(part.part.dataset.title.styled, level: level)] : []
        if holdsFindings {
            blocks += part.sections.flatMap(\.findings).filter { $0.subject == .standing }.map { .paragraph($0.text) }
        }
        for (place, section) in part.sections.enumerated() {
            let content = ((holdsFindings ? section.front : []) + section.blocks).compactMap(pictures.shown)
            guard !content.isEmpty else { continue }
            // The findings lead over to the first section.
            if let title = section.title, !(holdsFindings && place == 0) {
                blocks.append(.heading(title, level: isHeaded ? level + 1 : level))
            }
            blocks += content
        }
        return blocks + part.within.flatMap { Self.blocks($0, level: level + 1, pictures) }
    }
}
