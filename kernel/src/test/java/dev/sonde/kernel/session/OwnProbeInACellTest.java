package dev.sonde.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.probe.ProbeRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A new kind of probe, written in a cell and registered like a built-in one, goes everywhere without another line. */
class OwnProbeInACellTest {

    private static final String PROBE = """
            import com.fasterxml.jackson.annotation.*
            import dev.sonde.backend.*
            import dev.sonde.probe.*
            import java.util.Optional
            import java.util.OptionalDouble

            data class SameWord @JsonCreator constructor(@JsonProperty("words") val words: List<PromptValue>) : Evidence { override fun perPrompt() = words }
            data class SameWordSpec @JsonCreator constructor(@JsonProperty("name") val name: String, @JsonProperty("prompts") val prompts: List<String>) :
                ProbeSpec { override fun name() = name }
            class SameWordProbe : Probe<SameWordSpec, SameWord> {
                override fun kind() = ProbeKind("same_word", Category.ADHERENCE, SameWordSpec::class.java, SameWord::class.java, true)
                override fun plan(spec: SameWordSpec, context: ProbeContext) = listOf(View.BASE, context.tuned()).flatMap { NextTokens(spec.prompts, 0).under(it) }
                override fun run(spec: SameWordSpec, context: ProbeContext): ProbeResult<SameWord> {
                    val (base, tuned) = listOf(View.BASE, context.tuned()).map { context.readAll(NextTokens(spec.prompts, 0).under(it)) }
                    val words = spec.prompts.indices.map { PromptValue(spec.prompts[it], if (base[it].top(1) == tuned[it].top(1)) 0.0 else 1.0, NextTokens.best(base[it], context), NextTokens.best(tuned[it], context)) }
                    val changed = words.map { it.value() }.average()
                    return ProbeResult(spec.name, "same_word", if (changed >= 0.5) Verdict.PASS else Verdict.FAIL, OptionalDouble.of(changed), "of the words", Optional.empty(), context.nulls().map { it.test(changed) }, OptionalDouble.empty(), OptionalDouble.of(changed), "Another word comes first.", Optional.of(SameWord(words)), 0.0)
                }
            }
            ProbeRegistry.shared().register(SameWordProbe())
            """;

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
    void it_works_in_files_planner_cache_nulls_report_and_plots() {
        run(PROBE);
        run("""
                import dev.sonde.backend.dummy.DummyBackend
                import dev.sonde.report.*
                import dev.sonde.suite.*
                import java.nio.file.Path
                val written = suite("Own") { nullAdapter { runs = 19 }; +SameWordSpec("words", (1..8).map { "prompt $it" }) }
                val read = SuiteYaml.parse(SuiteYaml.write(written), "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE)
                val model = Model.of(DummyBackend.create())
                val result = read.run(model)
                val again = read.run(model)
                """);

        assertThat(ProbeRegistry.shared().find("same_word")).isPresent();
        assertThat(valueOf("read.entries() == written.entries()")).isEqualTo("true");
        assertThat(valueOf("result.probe(\"words\").verdict().name + result.probe(\"words\").nullTest().get().nulls()"))
                .isEqualTo("PASS19");
        assertThat(valueOf("again.statistics().forwardPasses()")).isEqualTo("0");
        assertThat(valueOf("result.statistics().unusedPrefetches()")).isEqualTo("0");
        assertThat(
                        valueOf(
                                "java.util.Objects.equals(SuiteResultJson.parse(SuiteResultJson.write(result), \"r.json\"), result)"))
                .isEqualTo("true");
        assertThat(valueOf("result.perPrompt().rowCount()")).isEqualTo("8");
        assertThat(valueOf("MarkdownReport.of(result)")).contains("same_word", "Another word comes first.", "prompt 8");
        assertThat(valueOf("HtmlReport.of(result).contains(\"same_word\")")).isEqualTo("true");
        assertThat(valueOf("result.ciPlot().svg().contains(\"words\")")).isEqualTo("true");
        assertThat(valueOf("result.trace.hitRates().toString()")).contains("words");
    }

    @Test
    void a_key_that_its_settings_do_not_have_is_an_error_in_a_file() {
        run(PROBE);

        var failed = (CellOutcome.Failed) session.execute("""
                dev.sonde.suite.SuiteYaml.parse("version: 1\\nsuite:\\n  - {name: words, kind: same_word, promts: [a]}", "suite.yaml",
                    java.nio.file.Path.of("."), dev.sonde.suite.SuiteYaml.UnbuiltKinds.REFUSE)
                """, sink);

        assertThat(failed.error().message()).contains("promts", "prompts");
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
