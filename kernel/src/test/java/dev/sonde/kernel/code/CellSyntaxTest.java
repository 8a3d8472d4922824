package dev.sonde.kernel.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.repl.Analysis;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a cell is complete, goes on, or never will be. */
@Timeout(120)
class CellSyntaxTest {

    @TempDir
    static Path folder;

    private static AskedNotebook notebook;

    @BeforeAll
    static void open() {
        notebook = new AskedNotebook(folder);
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void tells_whether_a_cell_with_magics_is_complete() {
        assertThat(notebook.syntax("%load doc.md")).contains(Analysis.Syntax.COMPLETE);
        assertThat(notebook.syntax("%%time\nif (true) {")).contains(Analysis.Syntax.INCOMPLETE);
        assertThat(notebook.syntax("%%within 60\nif (true) {")).contains(Analysis.Syntax.INCOMPLETE);
        assertThat(notebook.syntax("%%within 60\nlistOf(1)")).contains(Analysis.Syntax.COMPLETE);
        assertThat(notebook.syntax("%load doc.md\nval = 3")).contains(Analysis.Syntax.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "}{",
                "}",
                ")",
                "]",
                "listOf(1) }",
                "listOf(1))",
                "listOf(1]",
                "val t = \"${listOf(1)})\" )",
                "val = 3",
                "else 3",
                "'ab'"
            })
    void code_that_no_further_line_can_complete_is_invalid(String code) {
        assertThat(notebook.syntax(code)).contains(Analysis.Syntax.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/* on", "/* /* */", "suite(\"a\") {", "listOf(1,", "val t = \"\"\"a)", "val x ="})
    void code_that_goes_on_is_incomplete(String code) {
        assertThat(notebook.syntax(code)).contains(Analysis.Syntax.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "val t = \")]}\"",
                "val c = ')'",
                "val c = '\\''",
                "val c = '\\u0041'",
                "// )",
                "/* ) */ 1",
                "\"${listOf(\")\")}\"",
                "val t = \"\"\")\"\"\""
            })
    void brackets_in_texts_and_comments_do_not_count(String code) {
        assertThat(notebook.syntax(code)).contains(Analysis.Syntax.COMPLETE);
    }
}
