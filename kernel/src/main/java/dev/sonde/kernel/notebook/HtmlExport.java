package dev.sonde.kernel.notebook;

import dev.sonde.plot.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A notebook as one page for the browser: no network, light and dark, prose rendered, code coloured, outputs in the
 * richest form that needs nothing else.
 *
 * <p>HTML that the notebook's author wrote or that a cell displayed as HTML is kept as it is, scripts included, as in
 * Jupyter. Everything else is escaped.
 */
public final class HtmlExport {

    private final MarkdownHtml markdown;

    /**
     * An export.
     *
     * @param folder where the notebook lies; its pictures are put into the page
     */
    public HtmlExport(Path folder) {
        this.markdown = new MarkdownHtml(folder);
    }

    /**
     * Writes the page.
     *
     * @param name the page's title when the notebook has no heading
     * @throws NotebookException if it cannot be written
     */
    public void write(Notebook notebook, String name, Path file) {
        NotebookFile.write(file, page(notebook, name));
    }

    /** The page. */
    public String page(Notebook notebook, String name) {
        var body = new StringBuilder();
        notebook.cells().forEach(cell -> body.append(cell(cell)));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(Markup.escape(notebook.title().orElse(name)), style(), body);
    }

    private String cell(NotebookCell cell) {
        if (cell.isMarkdown()) {
            return "<section class=\"prose\">\n" + markdown.of(cell.source()) + "</section>\n";
        }
        if (!cell.isCode()) {
            return "<pre class=\"raw\">" + Markup.escape(cell.source()) + "</pre>\n";
        }
        var html = new StringBuilder("<section class=\"cell\">\n");
        if (!cell.source().isBlank()) {
            html.append("<pre class=\"code\"><code>")
                    .append(KotlinHtml.of(cell.source()))
                    .append("</code></pre>\n");
        }
        cell.outputs().forEach(output -> html.append(new OutputHtml(markdown).of(output)));
        return html.append("</section>\n").toString();
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(HtmlExport.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page.css in the jar", e);
        }
    }
}
