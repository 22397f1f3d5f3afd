import Foundation

/// An error whose text is meant for the person at the keyboard: one line that says which file or key, what is wrong
/// and what to do about it.
public struct UserError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

extension UserError {
    /// Why the file at `path` could not be opened or read, as the system's number `code` has it.
    public static func unreadable(_ path: String, _ code: Int32) -> UserError {
        UserError(
            code == ENOENT
                ? "\(path): there is no such file" : "\(path): cannot be read: \(String(cString: strerror(code)))")
    }
}

/// A configuration that cannot work: the field, the value it has, and what is allowed there.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    public let field: String
    public let value: String
    public let allowed: String

    public init(field: String, value: some CustomStringConvertible, allowed: String) {
        self.field = field
        self.value = value.description
        self.allowed = allowed
    }

    /// One line, however long the value is.
    public var description: String {
        let shown = value.count > 200 ? value.prefix(200) + "…" : value[...]
        return "\(field): \(shown) is not allowed; it must be \(allowed)"
    }
}

/// Throws ``ConfigurationError`` for `field` unless `condition` holds.
public func require(
    _ condition: Bool, _ field: String, _ value: some CustomStringConvertible, _ allowed: String
) throws {
    guard condition else { throw ConfigurationError(field: field, value: value, allowed: allowed) }
}
