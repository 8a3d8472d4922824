package dev.sonde.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.probe.Category;
import dev.sonde.probe.ProbeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A new kind of probe, written in a cell and registered like a built-in one, goes everywhere without another line. */
class OwnProbeInACellTest {

    private static CellSession session;
    private final RecordingSink sink = new RecordingSink();

    @BeforeAll
    static void open() {
        session = CellSession.kotlin(new PlainRenderer());
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void it_works_in_files_planner_cache_nulls_report_and_plots() throws IOException {
        run("""
                import dev.sonde.backend.dummy.DummyBackend
                import dev.sonde.report.*
                import dev.sonde.suite.*
                import java.nio.file.Path
                val model = Model.of(DummyBackend.create())
                """);
        run(readme());
        run("""
                val read = SuiteYaml.parse(SuiteYaml.write(own), "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE)
                val result = read.run(model)
                val again = read.run(model)
                """);

        assertThat(valueOf("read.entries() == own.entries()")).isEqualTo("true");
        assertThat(valueOf("result.probe(\"words\").verdict().name + result.probe(\"words\").nullTest().get().nulls()"))
                .isEqualTo("PASS19");
        assertThat(valueOf("result.statistics().unusedPrefetches()")).isEqualTo("0");
        assertThat(valueOf("again.statistics().forwardPasses()")).isEqualTo("0");
        assertThat(valueOf("SuiteResultJson.parse(SuiteResultJson.write(result), \"r.json\") == result"))
                .isEqualTo("true");
        assertThat(valueOf("result[\"words\"].evidence().get().perPrompt().map { it.prompt() }"))
                .isEqualTo("[The key insight is, An important rule]");
        assertThat(valueOf("result.perPrompt().rowCount()")).isEqualTo("2");
        assertThat(valueOf("MarkdownReport.of(result)"))
                .contains("other_word", "Share of other first words", "An important rule");
        assertThat(valueOf("HtmlReport.of(result).contains(\"Share of other first words\")"))
                .isEqualTo("true");
        assertThat(valueOf("result.ciPlot().svg().contains(\"words\")")).isEqualTo("true");
        assertThat(valueOf("result.trace.hitRates().toString()")).contains("words");
        assertThat(ProbeRegistry.shared().find("other_word")).isPresent();
    }

    @Test
    void running_the_cell_again_replaces_the_kind() throws IOException {
        run("val model = dummyModel()");
        run(readme());
        run(readme().replace("Share of other first words", "Words that differ"));

        assertThat(valueOf("own.run(model)[\"words\"].message()")).startsWith("Words that differ ");
    }

    @Test
    void a_file_may_leave_out_what_has_a_default() throws IOException {
        run("val model = dummyModel()");
        run(readme());

        assertThat(valueOf(parsed("prompts: [a]") + ".entries()[0].spec()"))
                .isEqualTo("OtherWord(name=words, prompts=[a], atLeast=0.2)");
    }

    @Test
    void a_file_that_does_not_fit_the_settings_is_refused_with_the_key() throws IOException {
        run("val model = dummyModel()");
        run(readme());

        assertThat(refusal("promts: [a]"))
                .contains("unknown key 'promts'", "did you mean 'prompts'?")
                .doesNotContain("missing");
        assertThat(refusal("at_least: 0.5")).contains("probe 'words' (other_word): 'prompts' is missing");
        assertThat(refusal("prompts: 3")).contains("'prompts' has to be a list, got 3");
        assertThat(refusal("prompts: [a], at_least: much")).contains("'at_least' has to be a number, got \"much\"");
    }

    @Test
    void it_counts_in_the_category_that_is_named_without_an_import() {
        run("""
                data class Nothing0(override val name: String) : ProbeSettings
                probe<Nothing0>("nothing", Category.CALIBRATION, calibrated = false) {
                    nextTokens(listOf("a")).values { base, tuned -> 0.0 }.harm("Harm", "nats", 0.1)
                }
                """);

        assertThat(ProbeRegistry.shared().find("nothing").orElseThrow().kind().category())
                .isEqualTo(Category.CALIBRATION);
    }

    @Test
    void the_long_form_has_evidence_of_its_own_that_a_result_file_keeps() {
        run("""
                import dev.sonde.probe.*
                import dev.sonde.suite.*
                data class Parity(val isOdd: Boolean, val n: Int = 3) : Evidence
                data class ParitySpec(override val name: String, val n: Int) : ProbeSettings
                class ParityProbe : Probe<ParitySpec, Parity> {
                    override fun kind() = ProbeKind("parity", Category.BASELINE, ParitySpec::class.java, Parity::class.java, false)
                    override fun plan(spec: ParitySpec, context: ProbeContext) = listOf<dev.sonde.backend.Evaluation<*>>()
                    override fun run(spec: ParitySpec, context: ProbeContext) =
                        ProbeResult.of(spec, kind(), Verdict.PASS, "Counted.", Parity(spec.n % 2 == 1, spec.n))
                }
                ProbeRegistry.shared().register(ParityProbe())
                val parity = suite("Parity") { +ParitySpec("odd", 5) }.run(dummyModel())
                """);

        assertThat(valueOf("parity[\"odd\"].evidence().get()")).isEqualTo("Parity(isOdd=true, n=5)");
        assertThat(valueOf("SuiteResultJson.parse(SuiteResultJson.write(parity), \"r.json\") == parity"))
                .isEqualTo("true");
    }

    @Test
    void settings_that_use_names_of_the_notebook_are_refused_for_no_file_could_make_them() {
        run("val limit = 3");
        run("data class Limited(override val name: String, val n: Int) : ProbeSettings { fun ok() = n < limit }");

        var failed = (CellOutcome.Failed) session.execute(
                "probe<Limited>(\"limited\") { nextTokens(listOf(\"a\")).values { a, b -> 0.0 }.effect(\"x\", \"y\", 0.0) }",
                sink);

        assertThat(failed.error().message())
                .isEqualTo(
                        "The settings Limited of probe kind 'limited' use names of other cells or of an enclosing class,"
                                + " so that no file can make them. Make what they need properties of their own.");
    }

    /** The cell of README.md. */
    private static String readme() throws IOException {
        return Pattern.compile("^```kotlin\\n([^`]*probe<.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String parsed(String settings) {
        return """
                dev.sonde.suite.SuiteYaml.parse("version: 1\\nsuite:\\n  - {name: words, kind: other_word, %s}",
                    "suite.yaml", java.nio.file.Path.of("."), dev.sonde.suite.SuiteYaml.UnbuiltKinds.REFUSE)
                """.strip().formatted(settings);
    }

    private String refusal(String settings) {
        return ((CellOutcome.Failed) session.execute(parsed(settings), sink))
                .error()
                .message();
    }

    private CellOutcome run(String code) {
        CellOutcome outcome = session.execute(code, sink);
        assertThat(outcome).as(() -> String.valueOf(outcome)).isNotInstanceOf(CellOutcome.Failed.class);
        return outcome;
    }

    private String valueOf(String code) {
        return String.valueOf(((CellOutcome.Value) run(code)).bundle().data().get("text/plain"));
    }
}
