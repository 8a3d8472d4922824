package dev.sonde.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.Renderers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when a cell fails. */
class CellErrorsTest {

    private static CellSession session;
    private final RecordingSink sink = new RecordingSink();

    @BeforeAll
    static void open() {
        session = CellSession.kotlin(new Renderers());
        session.execute("val model = dummyModel()\nval numbers = listOf(1)", new RecordingSink());
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void a_stack_trace_that_a_cell_prints_names_cells_and_lines_as_the_user_does() {
        session.execute("fun made() = IllegalStateException(\"made\")", sink);
        int first = session.executionCount();
        session.execute("\n\n" + "class Inside { fun make() = made() }\nInside().make().printStackTrace()", sink);
        int second = session.executionCount();

        assertThat(String.join("", sink.events()).replaceAll("Cell_\\d+_cell", "Cell"))
                .contains(
                        "at Cell.made(In[" + first + "]:1)",
                        "at Cell$Inside.make(In[" + second + "]:3)",
                        "at Cell.<init>(In[" + second + "]:4)")
                .doesNotContain("cell.kts");
    }

    private CellError errorOf(String code) {
        CellOutcome outcome = session.execute(code, sink);
        assertThat(outcome).as(() -> String.valueOf(outcome)).isInstanceOf(CellOutcome.Failed.class);
        return ((CellOutcome.Failed) outcome).error();
    }

    private static List<String> plain(CellError error) {
        return error.traceback().stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "detlaKl(\"a\") { prompts(\"x\") }; deltaKl",
                "suite(\"a\") { deltaKl(\"b\") { promts(\"x\") } }; prompts",
                "suite(\"a\") { deltaKl(\"b\") { asertMeanGte = 0.1 } }; assertMeanGte",
                "numbrs.map { it + 1 }; numbers",
                "numbers.fitler { it > 0 }; filter",
                "model.adapterRepot(); adapterReport",
                "val x: Strng = \"\"; String",
                "hf(\"x\", adaptor = \"y\"); adapter"
            })
    void suggests_the_word_that_was_meant(String code, String meant) {
        CellError error = errorOf(code);

        assertThat(error.message()).endsWith("Did you mean " + meant + "?").startsWith("line 1: ");
        assertThat(error.message().lines()).hasSize(1); // what only follows is left out
        assertThat(plain(error).get(0)).endsWith("Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "total = 5; A new name begins with val or var: val total = …",
                "Out[3]; The value of In[2] is res2.",
                "!ls -l; .start().inputReader().readText() runs a command.",
                ":vars; Magics begin with a percent sign: %vars.",
                "suite?; Shift-Tab shows the documentation of suite.",
                "??numbers; Shift-Tab shows the documentation of numbers.",
                "int y = 5; In Kotlin it is: val y = …"
            })
    void knows_what_people_write_who_come_from_other_notebooks(String code, String advice) {
        assertThat(errorOf(code).message()).contains(advice);
    }

    @Test
    void takes_no_condition_for_a_command_of_a_shell() {
        assertThat(errorOf("val ok = true &&\n!numbrs.isEmpty()").message()).endsWith("Did you mean numbers?");
    }

    @Test
    void knows_a_way_around_a_defect_of_the_compiler() {
        assertThat(errorOf("System.getProperties()[\"java.version\"]").message())
                .contains("Backend Internal error")
                .endsWith("getOrDefault(key, …) or getProperty(key) works.");
        assertThat(session.execute("System.getProperties().getProperty(\"java.version\").length", sink))
                .isInstanceOf(CellOutcome.Value.class);
    }

    @Test
    void suggests_nothing_where_nothing_is_near() {
        assertThat(errorOf("blargh(1)").message()).isEqualTo("line 1: Unresolved reference: blargh");
        assertThat(errorOf("val x = 1\nf(x)").message()).isEqualTo("line 2: Unresolved reference: f");
    }

    @ParameterizedTest
    @CsvSource({
        "TokenDistribution, dev.sonde.score.TokenDistribution",
        "BackendException, dev.sonde.backend.BackendException",
        "Files, java.nio.file.Files",
        "IntColumn, tech.tablesaw.api.IntColumn"
    })
    void says_what_to_import_for_a_type_of_another_package(String type, String fullName) {
        assertThat(errorOf("val x: " + type + "? = null").message())
                .isEqualTo("line 1: Unresolved reference: %s. It is a type of another package: import %s"
                        .formatted(type, fullName));
    }

    @Test
    void says_where_a_word_belongs_that_stands_in_the_wrong_braces() {
        assertThat(errorOf("suite(\"a\") { storePath = \"x\" }").message())
                .endsWith("storePath is a word of trainingDrift { … }.");
    }

    @Test
    void says_what_a_property_takes() {
        assertThat(errorOf("deltaKl(\"b\") { assertMeanGte = 1 }").message())
                .endsWith("Write 1.0. assertMeanGte is a Double? in nats.");
        assertThat(errorOf("deltaKl(\"b\") { divergence = 3 }").message()).contains("Divergence.JENSEN_SHANNON");
    }

    @Test
    void shows_how_a_function_is_written_whose_value_is_missing() {
        assertThat(errorOf("deltaKl { prompts(\"x\") }").message())
                .endsWith("It is written deltaKl(name: String, describe: DeltaKlBuilder.() -> Unit): DeltaKlSpec.");
    }

    @Test
    void keeps_every_message_of_its_own_at_its_place() {
        CellError error = errorOf("val a: Int = noSuchName\nval b: Int = \"text\"");

        assertThat(error.message().lines())
                .containsExactly(
                        "line 1: Unresolved reference: noSuchName",
                        "line 2: Type mismatch: inferred type is String but Int was expected");
        assertThat(plain(error)).contains("    val a: Int = noSuchName", "                 ^^^^^^^^^^");
    }

    @Test
    void leaves_out_that_the_code_is_incomplete_where_a_place_says_so() {
        assertThat(errorOf("if (true) { 1").message()).isEqualTo("line 1: Expecting '}'");
    }

    @Test
    void shows_the_users_lines_only_and_a_recursion_once() {
        CellError error = errorOf("fun down(n: Int): Int = if (n == 0) error(\"deep\") else down(n - 1)\n\ndown(3)");
        int number = session.executionCount();

        assertThat(plain(error).subList(0, 8))
                .containsExactly(
                        "java.lang.IllegalStateException: deep",
                        "Cell In[" + number + "], line 1",
                        "    fun down(n: Int): Int = if (n == 0) error(\"deep\") else down(n - 1)",
                        "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
                        "  … and 3 times more",
                        "Cell In[" + number + "], line 3",
                        "    down(3)",
                        "    ^^^^^^^");
    }

    @Test
    void leaves_out_the_librarys_own_frames() {
        assertThat(plain(errorOf("deltaKl(\"a\") { }")))
                .noneMatch(line -> line.contains("dev.sonde"))
                .contains("java.lang.IllegalArgumentException: Probe 'a' needs at least one prompt");
    }

    @Test
    void keeps_causes_and_what_was_suppressed() {
        CellError error = errorOf(
                "throw IllegalStateException(\"outer\", Exception(\"inner\").also { it.addSuppressed(Error(\"side\")) })");

        assertThat(plain(error))
                .contains(
                        "java.lang.IllegalStateException: outer",
                        "Caused by: java.lang.Exception: inner",
                        "Suppressed: java.lang.Error: side");
    }

    @Test
    void shows_a_suite_that_did_not_pass_as_a_table_before_the_error() {
        CellError error = errorOf("suite(\"doc\") { deltaKl(\"drift\") { prompts(\"a\", \"b\"); assertMeanGte = 9.0 } }"
                + ".run(model).assertPassed()");

        assertThat(error.name()).isEqualTo("dev.sonde.report.NotPassedError");
        assertThat(error.message())
                .startsWith("Suite 'doc' did not pass: 1 of 1 probe\n  drift: fail, expected mean ≥ 9");
        assertThat(sink.events())
                .hasSize(1)
                .first()
                .asString()
                .contains("display Suite 'doc' did not pass", "expected", "mean ≥ 9", "nats");
    }

    @Test
    void uses_no_colour_that_a_theme_could_swallow() {
        assertThat(errorOf("detlaKl(\"a\") { }").traceback()).isNotEmpty().allSatisfy(line -> assertThat(line)
                .doesNotContain("\u001b[30m", "\u001b[37m", "\u001b[97m", "\u001b[1m"));
    }
}
