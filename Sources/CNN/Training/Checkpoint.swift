import Core
import Files
import Foundation

/// The state of a training between two steps, from which it goes on as if there had been no break: the weights, what the optimiser
/// and the average remember, the best weights so far, and how far it is. Random numbers are a function of the seed and the step.
///
/// The file is a safetensors file: the tensors of the network as in a ``TrainedNetwork``'s, then `optimiser.…`, `average.…`,
/// `best.parameters` and `best.statistics`.
public struct Checkpoint: Sendable {
    /// What errors begin with.
    public let name: String
    let file: TensorFile

    static let kind = "checkpoint"

    init(name: String, file: TensorFile) {
        self.name = name
        self.file = file
    }

    /// Throws ``UserError`` where the file cannot be read or is no checkpoint.
    public static func read(from path: String) throws -> Checkpoint {
        let file = try TensorFile.read(from: path)
        try FileText(name: path, metadata: file.metadata).check(kind: kind, version: 1)
        return Checkpoint(name: path, file: file)
    }

    /// Writes it at once or not at all: after a failure `path` holds what it held before.
    public func write(to path: String) throws { try file.write(to: path) }

    var identity: CheckpointIdentity {
        get throws { try FileText(name: name, metadata: file.metadata).value(CheckpointIdentity.self, "identity") }
    }

    var state: TrainingState {
        get throws { try FileText(name: name, metadata: file.metadata).value(TrainingState.self, "state") }
    }

    /// Epochs that were finished, and the steps that were done.
    public var progress: (epochs: Int, steps: Int) {
        get throws {
            let state = try state
            return (state.history.count, state.step)
        }
    }
}

/// What a checkpoint belongs to.
struct CheckpointIdentity: Codable, Hashable {
    let model: String
    /// The settings as canonical JSON.
    let settings: String
    let seed: UInt64
    let images: Int
    /// A mark of the images and their classes.
    let data: String
    /// What limits the training, which decides its schedule; nil without a limit, and in files of earlier versions.
    let budget: String?

    init(_ trainer: Trainer) {
        model = type(of: trainer.model).card.name
        settings = (try? FileText.json(trainer.model)) ?? ""
        seed = trainer.context.seed
        images = trainer.training.count
        data = DataFingerprint(trainer.training).text
        budget = trainer.context.budget.map { "\($0)" }
    }

    /// What of it is not as in `other`, in words; nil where all is.
    func difference(from other: CheckpointIdentity) -> String? {
        if model != other.model { return "it is of a \(model), and this is a \(other.model)" }
        if settings != other.settings {
            let (mine, others) = (Self.flat(settings), Self.flat(other.settings))
            let key = Set(mine.keys).union(others.keys).sorted().first { mine[$0] != others[$0] } ?? "settings"
            return "its \(key) is \(mine[key] ?? "not set"), and here it is \(others[key] ?? "not set")"
        }
        if seed != other.seed { return "its seed is \(seed), and here it is \(other.seed)" }
        if images != other.images { return "it was made with \(images) training images, and here are \(other.images)" }
        if data != other.data { return "it was made with other training images" }
        return nil
    }

    /// Settings by their paths, such as `training.epochs`.
    private static func flat(_ json: String) -> [String: String] {
        var flat: [String: String] = [:]
        func add(_ value: Any, _ path: String) {
            if let members = value as? [String: Any] {
                for (key, member) in members { add(member, path.isEmpty ? key : "\(path).\(key)") }
            } else {
                flat[path] = "\(value)"
            }
        }
        if let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) { add(object, "") }
        return flat
    }
}

/// What lies where a training that begins anew keeps its state: nothing good is overwritten by something that is less.
struct FormerCheckpoint {
    /// The steps of an earlier run of the same training.
    private(set) var steps: Int?
    /// Where something else lies, and why it is not of this training.
    private var place: String?
    private var reason = ""
    private var remark: @Sendable (String) -> Void = { _ in }

    /// Nothing, or what this training wrote itself.
    init() {}

    /// - Parameter identity: That of the training; asked for only where there is a file.
    init(at path: String, identity: () -> CheckpointIdentity, remark: @escaping @Sendable (String) -> Void) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        do {
            let checkpoint = try Checkpoint.read(from: path)
            let (former, own) = (try checkpoint.identity, identity())
            let otherBudget = former.budget == own.budget ? nil : "its budget is another one"
            guard let difference = former.difference(from: own) ?? otherBudget else {
                steps = try checkpoint.progress.steps
                return
            }
            reason = difference
        } catch {
            reason = "\(error)".hasPrefix("\(path): ") ? String("\(error)".dropFirst(path.count + 2)) : "\(error)"
        }
        (place, self.remark) = (path, remark)
    }

    var isOthers: Bool { place != nil }

    /// Gives what is another training's a name that is free. Throws ``UserError``.
    func moveAside() throws {
        guard let place else { return }
        let suffix = ".safetensors"
        let stem = place.hasSuffix(suffix) ? String(place.dropLast(suffix.count)) : place
        var number = 1
        while access("\(stem)-\(number)\(suffix)", F_OK) == 0 { number += 1 }
        let free = "\(stem)-\(number)\(suffix)"
        guard rename(place, free) == 0 else {
            throw UserError(
                "\(place): is not the state of this training (\(reason)), and cannot be moved aside: \(String(cString: strerror(errno))); move it away, or write the model elsewhere"
            )
        }
        remark("\(place): was not the state of this training (\(reason)), and is now kept as \(free)")
    }
}

extension Trainer {
    /// The state as it is, between two steps.
    func checkpoint() throws -> Checkpoint {
        var metadata = try FileText.metadata(of: model, classNames: classNames, input: input)
        metadata["hindsight"] = "\(Checkpoint.kind) 1"
        metadata["identity"] = try FileText.json(identity)
        metadata["state"] = try FileText.json(loop.state)
        let plan = loop.start.plan
        var tensors = plan.named(Array(loop.session.parameters)) + plan.namedStatistics(Array(loop.session.statistics))
        tensors += loop.session.optimiser.tensors() + loop.average.tensors()
        if let best = loop.best {
            tensors.append(
                TensorFile.Tensor("best.parameters", shape: [best.parameters.count], values: best.parameters))
            tensors.append(
                TensorFile.Tensor("best.statistics", shape: [best.statistics.count], values: best.statistics))
        }
        return Checkpoint(name: "checkpoint", file: TensorFile(tensors: tensors, metadata: metadata))
    }

    /// Keeps the state at `path`, unless an earlier run of the same training had come further and is kept there: that is the better one, since
    /// both go on to the same bits. A checkpoint of another training is moved aside first, or left where nothing has been done yet.
    ///
    /// - Returns: The step of what is kept; nil where that belongs to another training.
    func keep(at path: String) throws -> Int? {
        let former = formerState(at: path)
        if let steps = former.steps, steps > loop.state.step { return steps }
        if former.isOthers, loop.state.step == 0 { return nil }
        try former.moveAside()
        self.former = FormerCheckpoint()
        try checkpoint().write(to: path)
        return loop.state.step
    }

    /// What lies at `path` from before this training.
    func formerState(at path: String) -> FormerCheckpoint {
        if let former { return former }
        let found =
            loop.options.resume == nil
            ? FormerCheckpoint(at: path, identity: { self.identity }, remark: loop.options.remark) : FormerCheckpoint()
        former = found
        return found
    }

    /// Goes on from `checkpoint`. Throws ``UserError`` where it belongs to another training or is damaged.
    func restore(_ checkpoint: Checkpoint) throws {
        if let difference = try checkpoint.identity.difference(from: identity) {
            throw UserError(
                "\(checkpoint.name): cannot be gone on from: \(difference); give the same settings, or begin anew without --resume"
            )
        }
        let file = checkpoint.file
        do {
            let restored = try checkpoint.state
            try restored.check(
                totalSteps: loop.totalSteps, stepsPerEpoch: loop.stepsPerEpoch, images: training.count,
                patience: loop.configuration.earlyStopping.patience)
            let parameters = try loop.start.plan.parameters(in: file)
            let statistics = try loop.start.plan.statistics(in: file)
            try loop.session.optimiser.restore(from: file)
            try loop.average.restore(from: file)
            if restored.monitor.bestEpoch > 0 {
                loop.best = (
                    try file.tensor("best.parameters").scalars(Float.self, count: parameters.count),
                    try file.tensor("best.statistics").scalars(Float.self, count: statistics.count)
                )
            }
            _ = loop.session.parameters.update(fromContentsOf: parameters)
            _ = loop.session.statistics.update(fromContentsOf: statistics)
            loop.state = restored
        } catch let error as UserError {
            throw error.description.hasPrefix(checkpoint.name) ? error : UserError("\(checkpoint.name): \(error)")
        }
    }
}
