import Core
import Records
import Statistics

/// All runs of a study as comma-separated values (RFC 4180), a line a run, for spreadsheets and statistics programs.
enum ResultsSheet {
    /// - Parameter scored: What the methods are scored on, such as `test`.
    private static func columns(_ scored: String) -> [String] {
        [
            "dataset", "evaluation", "synthetic", "method", "family", "training_images", "seed", "repetition",
            "\(scored)_images", "correct",
            "accuracy", "accuracy_low", "accuracy_high", "converged", "parameters", "load_s", "fit_representation_s",
            "extract_s",
            "train_s", "predict_s", "train_gflop", "predict_gflop", "peak_memory_bytes", "threads", "processor", "date",
            "commit", "record",
        ]
    }

    static func text(_ study: Study) -> String {
        let evaluations = Set(study.datasets.map(\.record.evaluation))
        var rows = [
            columns(!evaluations.contains("validation") ? "test" : evaluations.count == 1 ? "validation" : "scored")
        ]
        for dataset in study.datasets {
            for method in dataset.methods {
                for size in dataset.sizes {
                    rows += (dataset[method, size]?.runs ?? []).map { row($0, dataset.record) }
                }
            }
        }
        return rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func row(_ run: Run, _ dataset: DatasetRecord) -> [String] {
        let (record, result) = (run.record, run.result)
        let share = Double(result.correct) / Double(result.testImages)
        let interval = ConfidenceInterval.wilson(share: share, count: result.testImages)
        func seconds(_ phase: Phase) -> String {
            result.phases[phase.rawValue].map { CSVField.number($0.wallSeconds) } ?? ""
        }
        func gigaflops(_ phases: [Phase]) -> String {
            CSVField.number(phases.reduce(0) { $0 + (result.phases[$1.rawValue]?.flops ?? 0) } / 1e9)
        }
        let cell = record.cell
        return [
            CSVField.text(cell.dataset), CSVField.text(dataset.evaluation), "\(dataset.isSynthetic)",
            CSVField.text(cell.method), record.family.rawValue, "\(cell.size)", "\(cell.seed)", "\(cell.repetition)",
            "\(result.testImages)", "\(result.correct)", CSVField.number(share), CSVField.number(interval.lower),
            CSVField.number(interval.upper), "\(result.summary.converged)", "\(result.summary.parameterCount)",
            seconds(.load), seconds(.fitRepresentation), seconds(.extract), seconds(.train), seconds(.predict),
            gigaflops([.fitRepresentation, .extract, .train]), gigaflops([.predict]), "\(result.peakMemoryBytes)",
            "\(record.threads)", CSVField.text(record.environment.processor), CSVField.text(record.date),
            CSVField.text(record.environment.gitCommit), CSVField.text(record.id),
        ]
    }
}
