import Core
import Crypto
import Drawing
import Files
import Foundation

/// A report as one HTML file that needs nothing else: pictures within, for screens of any width, dark or light, and for paper.
enum HTMLPage {
    /// - Parameters:
    ///   - pictures: The files that figures name; those that are not among them the page shows from where they lie.
    ///   - language: Of the text, such as `en`.
    static func text(_ document: Document, pictures: [Artefact], language: String) -> String {
        var writer = HTMLBlocks(pictures: pictures)
        let body = ([.heading(document.title, level: 1)] + document.blocks).map { writer.text($0) }.joined()
        let links = writer.sections.enumerated().map {
            "<a href=\"#section-\($0.offset + 1)\">\(HTMLText.escaped($0.element))</a>"
        }
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy(holdsPictures: !pictures.isEmpty || !document.hasFigures))">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(HTMLText.escaped(document.title.plain))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <nav>\(links.joined(separator: "\n"))</nav>
            <main>
            \(body)</main>
            <script>
            \(script)
            </script>
            </body>
            </html>

            """
    }

    /// What a browser lets the page do: show what stands in it, and ask nobody for anything.
    ///
    /// - Parameter holdsPictures: Whether they are within the page; else they lie beside it.
    private static func policy(holdsPictures: Bool) -> String {
        let hash = Data(SHA256.hash(data: Data("\n\(script)\n".utf8))).base64EncodedString()
        let pictures = holdsPictures ? "data:" : "'self' file: data:"
        return "default-src 'none'; img-src \(pictures); style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; "
            + "base-uri 'none'; form-action 'none'"
    }

    private static let style = """
        :root { --ink: #1c1e21; --paper: #fff; --soft: #5d6470; --line: #d9dde3; --band: #f4f6f9; --link: #0059a8; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e4e7ec; --paper: #16181c; --soft: #9aa3b0; --line: #363b43; --band: #1f2329; --link: #7db8ff; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55; overflow-wrap: anywhere;
          font-family: system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
        main { max-width: 72rem; margin: 0 auto; padding: 1rem clamp(0.8rem, 3vw, 2rem) 4rem; }
        main > p, main > ul, main > ol { max-width: 52rem; }
        nav { position: sticky; top: 0; z-index: 1; display: flex; gap: 0.2rem 1.2rem; overflow-x: auto; white-space: nowrap;
          padding: 0.5rem clamp(0.8rem, 3vw, 2rem); background: var(--paper); border-bottom: 1px solid var(--line); }
        nav:empty { display: none; }
        nav a { flex: none; max-width: 24rem; overflow: hidden; text-overflow: ellipsis; }
        a { color: var(--link); text-decoration: none; }
        a:hover { text-decoration: underline; }
        h1, h2, h3 { line-height: 1.2; scroll-margin-top: 3.2rem; }
        h1 { font-size: clamp(1.5rem, 4vw, 2.2rem); }
        h2 { margin-top: 3rem; padding-bottom: 0.3rem; border-bottom: 2px solid var(--line); }
        h3 { margin-top: 2rem; }
        .table { overflow-x: auto; margin: 0.8rem 0 1.4rem; }
        table { overflow-wrap: break-word; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.94em; }
        th, td { padding: 0.3rem 0.75rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th:not([align]) { text-align: left; }
        td.long { min-width: 20rem; max-width: 36rem; white-space: normal; overflow-wrap: break-word; }
        th { vertical-align: bottom; border-bottom: 2px solid var(--soft); cursor: pointer; user-select: none; }
        th:focus-visible { outline: 2px solid var(--link); }
        th[aria-sort="ascending"]::after { content: " ▲"; }
        th[aria-sort="descending"]::after { content: " ▼"; }
        tbody tr:nth-child(even) { background: var(--band); }
        figure { margin: 0.8rem 0 1.6rem; }
        figure img { max-width: 100%; height: auto; border-radius: 4px; }
        img[src^="data:image/png"] { image-rendering: pixelated; background: #fff; }
        code { background: var(--band); padding: 0.1em 0.3em; border-radius: 3px; overflow-wrap: anywhere; }
        pre { overflow-x: auto; padding: 0.8rem; background: var(--band); }
        pre code { padding: 0; }
        @media (min-width: 1800px) { html { font-size: 125%; } }
        @media print {
          :root { --ink: #000; --paper: #fff; --soft: #444; --line: #bbb; --band: #f2f2f2; --link: #000; }
          nav, script { display: none; }
          main { max-width: none; padding: 0; }
          body { font-size: 9.5pt; }
          h2 { margin-top: 1.5rem; }
          h1, h2, h3, p:has(+ .table), p:has(+ figure) { break-after: avoid; }
          figure, tr { break-inside: avoid; }
          .table { overflow: visible; }
          th, td { white-space: normal; padding: 0.15rem 0.4rem; }
          figure img { max-height: 11cm; }
        }
        """

    /// A click on the head of a column sorts by it, another one the other way round.
    private static let script = #"""
        for (const table of document.querySelectorAll("table")) {
          const body = table.tBodies[0];
          if (!body) continue;
          const value = (row, column) => {
            const text = row.cells[column] ? row.cells[column].textContent.trim() : "";
            const number = parseFloat(text.replace(/,/g, "").replace("−", "-").replace(/^[<+]\s*/, ""));
            return { text, number };
          };
          [...table.tHead.rows[0].cells].forEach((head, column) => {
            head.tabIndex = 0;
            const sort = () => {
              const down = head.getAttribute("aria-sort") === "ascending";
              for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
              head.setAttribute("aria-sort", down ? "descending" : "ascending");
              const rows = [...body.rows].map((row) => ({ row, ...value(row, column) }));
              rows.sort((a, b) => {
                const missing = isNaN(a.number) - isNaN(b.number);
                if (rows.some((r) => !isNaN(r.number))) {
                  if (missing || isNaN(a.number)) return missing;
                  return down ? b.number - a.number : a.number - b.number;
                }
                return down ? b.text.localeCompare(a.text) : a.text.localeCompare(b.text);
              });
              for (const { row } of rows) body.append(row);
            };
            head.addEventListener("click", sort);
            head.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(); });
          });
        }
        """#
}
