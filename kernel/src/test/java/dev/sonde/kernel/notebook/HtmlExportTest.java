package dev.sonde.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlExportTest {

    @TempDir
    private Path folder;

    @Test
    void renders_prose_with_tables() {
        assertThat(page(Map.of("cell_type", "markdown", "source", "# Title\n\n|a|b|\n|-|-|\n|1|2|\n")))
                .contains("<title>Title</title>", "<h1>Title</h1>", "<td>1</td>");
    }

    @Test
    void escapes_code_text_and_errors() {
        String page = page(code(
                "val s = \"<script>\" // <b>",
                Map.of("output_type", "stream", "name", "stdout", "text", "<script>out"),
                Map.of("output_type", "execute_result", "data", Map.of("text/plain", List.of("<script>plain"))),
                Map.of("output_type", "error", "traceback", List.of("\u001b[31m<script>error\u001b[0m"))));

        assertThat(page)
                .doesNotContain("<script>")
                .contains(
                        "<span class=\"s\">&quot;&lt;script&gt;&quot;</span> <span class=\"c\">// &lt;b&gt;</span>",
                        "&lt;script&gt;out",
                        "&lt;script&gt;plain",
                        "<span class=\"ansi-31\">&lt;script&gt;error</span>");
    }

    @Test
    void prefers_html_then_pictures_then_text() {
        String page = page(code(
                "1",
                Map.of("output_type", "display_data", "data", Map.of("text/html", "<i>x</i>", "text/plain", "PLAIN")),
                Map.of("output_type", "display_data", "data", Map.of("image/png", "QUJD\n", "text/plain", "PLAIN"))));

        assertThat(page)
                .contains("<i>x</i>", "<img alt=\"\" src=\"data:image/png;base64,QUJD\">")
                .doesNotContain("PLAIN");
    }

    @Test
    void puts_pictures_of_the_folder_into_the_page_and_no_others() throws Exception {
        Files.writeString(folder.resolve("a.svg"), "<svg/>");

        String page = page(Map.of("cell_type", "markdown", "source", "![x](a.svg) ![y](../b.svg)"));

        // printf '<svg/>' | base64
        assertThat(page).contains("src=\"data:image/svg+xml;base64,PHN2Zy8+\"", "src=\"../b.svg\"");
    }

    @Test
    void loads_nothing_from_the_network() {
        assertThat(page(code("1"))).doesNotContain("http://", "https://", "@import", "<link");
    }

    private String page(Map<String, ?> cell) {
        var json = Map.of("nbformat", 4, "cells", List.of(cell));
        Notebook notebook = new Notebook(new ObjectMapper().valueToTree(json));
        return new HtmlExport(folder).page(notebook, "name");
    }

    @SafeVarargs
    private static Map<String, ?> code(String source, Map<String, ?>... outputs) {
        return Map.of("cell_type", "code", "source", source, "outputs", List.of(outputs));
    }
}
