import Core

extension Configuration {
    /// ``Configuration/choices`` with those of the configurations within this one, such as `training.optimiser.method`.
    package static var allChoices: [String: [String]] { Self.init().choicesWithin }

    private var choicesWithin: [String: [String]] {
        var all = Self.choices
        for child in Mirror(reflecting: self).children {
            guard let label = child.label, let part = child.value as? any Configuration else { continue }
            for (key, words) in part.choicesWithin { all["\(label).\(key)"] = all["\(label).\(key)"] ?? words }
        }
        return all
    }
}
