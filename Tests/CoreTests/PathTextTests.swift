import Core
import Testing

@Suite("Parts of paths")
struct PathTextTests {
    @Test(
        "folder, name and ending, also of a single character",
        arguments: [
            ("a", "", "a", "", "a"), ("/", "/", "/", "", "/"), ("", "", "", "", ""), ("/a", "/", "a", "", "/a"),
            ("a/b", "a", "b", "", "a/b"), ("a/b/", "a", "b", "", "a/b"), ("a//b", "a", "b", "", "a//b"),
            ("a.tar.gz", "", "a.tar.gz", "gz", "a.tar"), ("x/.hidden", "x", ".hidden", "", "x/.hidden"),
            ("x.y/b", "x.y", "b", "", "x.y/b"), ("ü.png", "", "ü.png", "png", "ü"), ("..", "", "..", "", ".."),
        ])
    func parts(path: String, folder: String, name: String, ending: String, stem: String) {
        #expect(PathText.folder(of: path) == folder)
        #expect(PathText.name(of: path) == name)
        #expect(PathText.ending(of: path) == ending)
        #expect(PathText.withoutEnding(path) == stem)
    }
}
