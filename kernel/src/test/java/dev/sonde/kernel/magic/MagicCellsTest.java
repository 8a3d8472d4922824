package dev.sonde.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicCellsTest {

    private static CellSession session;
    private final RecordingSink sink = new RecordingSink();

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        session = MagicInterpreter.session(new PlainRenderer());
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void runs_kotlin_and_magics_from_top_to_bottom() {
        String value =
                value("val before = 20\nprintln(\"first\")\n%time println(\"second\")\nprintln(\"third\")\nbefore + 1");

        assertThat(value).isEqualTo("21");
        assertThat(out().lines().map(line -> line.startsWith("Wall") ? "time" : line))
                .containsExactly("first", "second", "time", "third");
    }

    @Test
    void shows_the_value_of_a_timed_expression_and_what_it_took() {
        assertThat(value("%time 6 * 7")).isEqualTo("42");
        assertThat(out()).matches("Wall \\S+ \\S+, CPU \\S+ \\S+\\R");
    }

    @Test
    void times_a_whole_cell_whose_names_stay() {
        assertThat(value("%%time\nval timed = 5\ntimed * 2")).isEqualTo("10");
        assertThat(out()).startsWith("Wall ");
        assertThat(value("timed")).isEqualTo("5");
    }

    @Test
    void says_the_line_of_the_cell_in_an_error_of_the_kotlin_below_a_magic() {
        var error = failure("%timeout off\nval fine = 1\n\nerror(\"boom\")");

        assertThat(plain(error)).contains("boom", "Cell In[%d], line 4".formatted(session.executionCount()));
        assertThat(plain(error)).contains("    error(\"boom\")");
    }

    @Test
    void says_the_line_and_column_of_a_timed_expression_that_does_not_compile() {
        var error = failure("val a = 1\n  %time a + missing");

        assertThat(plain(error))
                .contains("Unresolved reference", "line 2", "      %time a + missing\n                ^^^^^^^");
    }

    @Test
    void says_the_line_of_a_compile_error_in_a_timed_cell() {
        assertThat(plain(failure("%%time\nval fine = 1\nmissing"))).contains("line 3", "    missing\n    ^^^^^^^");
    }

    @Test
    void runs_nothing_of_a_cell_with_an_unknown_magic_and_suggests_one() {
        var failed = failure("println(\"must not run\")\n%tiem 1 + 1");

        assertThat(failed.error().name()).isEqualTo("MagicError");
        assertThat(failed.error().message()).isEqualTo("There is no magic %tiem; did you mean %time? %help lists all.");
        assertThat(plain(failed)).contains("line 2", "    %tiem 1 + 1\n    ^^^^^");
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void runs_nothing_below_an_unknown_cell_magic() {
        assertThat(failure("%%wibble\nprintln(1)").error().message())
                .isEqualTo("There is no magic %%wibble. %help lists all.");
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void names_the_counterpart_of_a_magic_of_another_kernel() {
        assertThat(failure("%use dataframe").error().message())
                .isEqualTo("There is no magic %use. %dependsOn group:artifact:version fetches a library.");
        assertThat(failure("%%bash\nls").error().message())
                .startsWith("There is no magic %%bash. A cell has no shell;");
        assertThat(failure("%whos").error().message()).endsWith("%vars lists the variables.");
    }

    @Test
    void tells_a_line_magic_from_a_cell_magic() {
        assertThat(failure("%writefile a.txt").error().message())
                .isEqualTo("There is no magic %writefile, only %%writefile. %help writefile says more.");
        assertThat(failure("val a = 1\n%%time\na").error().message())
                .isEqualTo("%%time must stand above all code and other magics of its cell.");
    }

    @Test
    void refuses_a_mistyped_option() {
        assertThat(failure("%%writefile --apend a.txt\nx").error().message())
                .isEqualTo("%%writefile has no option '--apend'. It has -a. %help writefile says more.");
        assertThat(failure("%log -v").error().message())
                .isEqualTo("%log has no option '-v'. It has none. %help log says more.");
    }

    @Test
    void interrupts_a_cell_that_takes_longer_than_its_limit() {
        var failed = failure("%timeout 1 --once\nThread.sleep(60_000)");

        assertThat(failed.error().name()).isEqualTo("TimedOut");
        assertThat(failed.error().message())
                .isEqualTo("The cell took longer than its limit of 1 s and was interrupted."
                        + " %timeout off lifts the limit, %%timeout SECONDS above a cell sets one for it alone.");
        assertThat(value("Thread.interrupted()")).isEqualTo("false");
    }

    @Test
    void limits_every_later_cell_until_the_limit_is_lifted() {
        run("%timeout 1s");
        var failed = failure("Thread.sleep(60_000)");
        run("%timeout off");

        assertThat(failed.error().name()).isEqualTo("TimedOut");
        assertThat(value("Thread.sleep(1200); 1")).isEqualTo("1");
    }

    @Test
    void says_that_a_limit_is_for_all_cells_and_how_one_alone_is_limited() {
        run("%timeout 90");
        run("%timeout 1 --once");
        run("%timeout");
        run("%timeout off");

        assertThat(out())
                .isEqualTo("This cell and each later one may take 1 min 30 s. %%timeout limits one cell alone."
                        + "\nEach cell may take 1 min 30 s.\n");
    }

    @Test
    void limits_one_cell_alone_and_leaves_the_limit_of_the_others() {
        assertThat(value("%%timeout 1\nval limited = 20\nlimited + 1")).isEqualTo("21");
        assertThat(failure("%%timeout 0.5\nThread.sleep(60_000)").error().name())
                .isEqualTo("TimedOut");
        assertThat(session.cellLimit()).isEmpty();
        assertThat(value("Thread.sleep(700); limited")).isEqualTo("20");
    }

    @Test
    void gives_one_cell_more_time_than_the_others() {
        run("%timeout 0.5");
        String longer = value("%%timeout 1m\nThread.sleep(700); 1");
        String unlimited = value("%%timeout off\nThread.sleep(700); 2");
        var failed = failure("Thread.sleep(60_000)");
        run("%timeout off");

        assertThat(longer + unlimited).isEqualTo("12");
        assertThat(failed.error().name()).isEqualTo("TimedOut");
    }

    @Test
    void limits_magics_too_and_says_the_lines_of_the_cell() {
        assertThat(value("%%timeout 1m\n%%time\n6 * 7")).isEqualTo("42");
        assertThat(out()).startsWith("Wall ");
        assertThat(plain(failure("%%timeout 1m\n%time 1\nval fine = 1\nmissing")))
                .contains("line 4", "    missing\n    ^^^^^^^");
    }

    @Test
    void a_limit_above_nothing_is_an_error_that_says_what_is_for_all_cells() {
        assertThat(failure("%%timeout 60\n").error().message())
                .isEqualTo("%%timeout limits the lines below it. For all cells write %timeout 60.");
        assertThat(failure("%%timeout\n1").error().message())
                .isEqualTo("%%timeout needs a value: %%timeout [SECONDS|off]");
    }

    @Test
    void refuses_a_limit_that_is_none() {
        assertThat(failure("%timeout soon").error().message())
                .isEqualTo("'soon' is no time limit. Write seconds, or a unit: 30, 500ms, 5m, 1h.");
        assertThat(failure("%timeout 0").error().message()).startsWith("A time limit is between 1 ms and");
    }

    @Test
    void runs_the_code_of_a_file_and_names_it_in_its_errors() throws IOException {
        Path file = Files.writeString(folder.resolve("tool.kt"), "fun tool(n: Int): Int {\n    return 100 / n\n}\n");

        run("%load \"" + file + "\"");

        assertThat(out()).isEqualTo("Running %s (3 lines)\n".formatted(file));
        assertThat(value("tool(4)")).isEqualTo("25");
        assertThat(plain(failure("tool(0)"))).contains(file + ", line 2").contains("return 100 / n");
    }

    @Test
    void runs_the_code_cells_of_a_notebook_whether_their_source_is_a_text_or_a_list() throws IOException {
        Path file = Files.writeString(folder.resolve("other.ipynb"), """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
                  {"cell_type": "markdown", "source": "val prose = 1", "metadata": {}},
                  {"cell_type": "code", "source": "val one = 1", "metadata": {}, "outputs": []},
                  {"cell_type": "code", "source": ["val two = one +\\n", " 1"], "metadata": {}, "outputs": []}
                ]}""");

        run("%load " + file);

        assertThat(out()).isEqualTo("Running 2 code cells of %s\n".formatted(file));
        assertThat(value("two")).isEqualTo("2");
    }

    @Test
    void refuses_a_file_that_loads_itself() throws IOException {
        Path file = folder.resolve("loop.kt");
        Files.writeString(file, "%load " + file);

        assertThat(failure("%load " + file).error().message())
                .isEqualTo("'loop.kt' would load itself for ever: loop.kt is loaded by loop.kt.");
    }

    @Test
    void says_which_file_is_missing() {
        assertThat(failure("%load nowhere.kt").error().message())
                .startsWith("There is no file 'nowhere.kt' (looked for ");
    }

    @Test
    void writes_the_lines_below_into_a_file_and_appends_when_asked() throws IOException {
        Path file = folder.resolve("notes.txt");

        run("%%writefile " + file + "\n%time is text here\ntwo");
        run("%%writefile -a " + file + "\nthree\n\n");

        assertThat(file).hasContent("%time is text here\ntwo\nthree\n");
        assertThat(out()).isEqualTo("Wrote %s (2 lines)\nAppended to %s (1 line)\n".formatted(file, file));
    }

    @Test
    void shows_the_help_below_the_cell_where_no_pager_is() {
        run("%help");

        assertThat(sink.events())
                .singleElement()
                .asString()
                .startsWith("display Magics:")
                .contains("%time, %%time");
    }

    @Test
    void shows_what_the_log_says_below_the_cell() {
        run("%log info dev.test\njava.util.logging.Logger.getLogger(\"dev.test\").info(\"heard\")");
        run("%log off dev.test\njava.util.logging.Logger.getLogger(\"dev.test\").info(\"not heard\")");

        assertThat(sink.text(StreamName.STDERR)).isEqualTo("INFO    dev.test: heard\n");
    }

    private CellOutcome run(String code) {
        return session.execute(code, sink);
    }

    private String value(String code) {
        CellOutcome outcome = run(code);
        assertThat(outcome).isInstanceOf(CellOutcome.Value.class);
        return String.valueOf(((CellOutcome.Value) outcome).bundle().data().get("text/plain"));
    }

    private CellOutcome.Failed failure(String code) {
        CellOutcome outcome = run(code);
        assertThat(outcome).isInstanceOf(CellOutcome.Failed.class);
        return (CellOutcome.Failed) outcome;
    }

    private String out() {
        return sink.text(StreamName.STDOUT);
    }

    private static String plain(CellOutcome.Failed failed) {
        return String.join("\n", failed.error().traceback()).replaceAll("\u001b\\[\\d*m", "");
    }
}
