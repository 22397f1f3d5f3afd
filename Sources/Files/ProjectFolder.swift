import Core
import Foundation

/// The checkout that this program was built in.
public enum ProjectFolder {
    /// The nearest folder above the program, or else above the working directory, that holds the package's manifest.
    public static let path: String? = {
        let program = Bundle.main.executablePath.map { PathText.folder(of: $0) }
        for start in [program, FileManager.default.currentDirectoryPath].compactMap({ $0 }) {
            var folder = start
            while folder.count > 1 {
                if FileManager.default.fileExists(atPath: "\(folder)/Package.swift"),
                    FileManager.default.fileExists(atPath: "\(folder)/Sources/Experiments")
                {
                    return folder
                }
                folder = PathText.folder(of: folder)
            }
        }
        return nil
    }()
}
