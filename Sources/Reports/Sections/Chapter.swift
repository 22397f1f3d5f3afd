import Core

/// Sections that stand together: once for each part of a study.
package struct Chapter: Sendable {
    /// How a chapter divides what it is about.
    package enum Division: Sendable {
        /// Not at all.
        case whole
        /// Into the tasks of its data sets: what is compared across data sets stays within a task.
        case tasks
        /// Into data sets, each with a heading. Those that differ from another in nothing but wrong labels are left out: they are ``variants``.
        case datasets
        /// Into families of data sets that differ in nothing but their wrong labels.
        case labelFamilies
        /// A family into its data sets with wrong labels, each with a heading and its findings below, which the summary is spared.
        case variants
        /// Into groups of data sets that are splits of one.
        case splits
    }

    let division: Division
    let sections: [any ReportSection.Type]
    /// Chapters within the section of each part, one level deeper.
    let within: [Chapter]

    package init(_ division: Division, _ sections: [any ReportSection.Type], within: [Chapter] = []) {
        self.division = division
        self.sections = sections
        self.within = within
    }
}

extension Chapter.Division {
    func parts(of part: StudyPart) -> [StudyPart] {
        switch self {
        case .whole: [part]
        case .tasks:
            LearningTask.allCases.map { task in part.of(part.datasets.filter { $0.record.task == task }) }
                .filter { !$0.datasets.isEmpty }
        case .datasets:
            part.datasets.filter { dataset in
                !LabelFamily.all(part.datasets).contains { family in
                    family.variants.contains { $0.record.id == dataset.record.id }
                }
            }.map { part.of([$0]) }
        case .labelFamilies: LabelFamily.all(part.datasets).map { part.of($0.members) }
        case .variants: LabelFamily.all(part.datasets).flatMap(\.variants).map { part.of([$0]) }
        case .splits: SplitGroups.all(part.datasets).map { part.of($0) }
        }
    }

    /// Does each part have a heading, the title of its data set?
    var isHeaded: Bool { self == .datasets || self == .variants }
    /// Do findings stand below the heading of their part?
    var holdsFindings: Bool { self == .variants }
}
