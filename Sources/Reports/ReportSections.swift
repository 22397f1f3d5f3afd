/// The sections of a report.
package enum ReportSections {
    /// All sections, in the order of the report. A new one is a line here.
    package static let all = [
        Chapter(.whole, [ComparisonSection.self]),
        Chapter(
            .labelFamilies, [WrongLabelsSection.self],
            within: [
                Chapter(
                    .variants,
                    [AccuracySection.self, FactorSection.self, SelectionSection.self, RobustnessSection.self])
            ]),
        Chapter(
            .datasets,
            [
                SamplesSection.self,
                SampleTextsSection.self,
                AccuracySection.self,
                FactorSection.self,
                TimingSection.self,
                ComputeSection.self,
                SelectionSection.self,
                RobustnessSection.self,
                ConfusionSection.self,
                InsidesSection.self,
            ]),
        Chapter(.splits, [SplitSection.self]),
        Chapter(.tasks, [RankSection.self]),
        Chapter(
            .whole,
            [
                MethodsSection.self,
                DeviationsSection.self,
                MeasurementSection.self,
            ]),
    ]
}
