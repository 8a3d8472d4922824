package dev.sonde.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.dsl.SondeSession;
import dev.sonde.kernel.display.Renderers;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.RecordingSink;
import dev.sonde.suite.RunListener;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What {@code %time} and {@code %trace} count. A {@code delta_kl} over three prompts asks for the next token of each under
 * base and adapter, 3 × 2 = 6 evaluations, and the noise floor for each under base in another batch, 3 more. All 9 are
 * computed before the probe, which then reads its 6.
 */
class SuiteCountsTest {

    private static final String RUN =
            "val drift = suite(\"drift\") { deltaKl(\"d\") { prompts(\"a cat\", \"a dog\", \"a cow\") } }.run(model)";

    private static CellSession session;
    private static Supplier<RunListener> before;
    private RecordingSink sink = new RecordingSink();

    @BeforeAll
    static void open() {
        before = SondeSession.getListener();
        SuiteRecord.install();
        session = MagicInterpreter.session(new Renderers());
    }

    @AfterAll
    static void close() {
        session.close();
        SondeSession.setListener(before);
    }

    @Test
    void time_counts_what_the_suites_of_its_own_cell_computed_and_read() {
        run("val model = demoModel()");

        run("%%time\n" + RUN);
        assertThat(out()).endsWith(", 9 forward passes, 6 cache hits\n");

        run("%%time\n" + RUN);
        assertThat(out()).endsWith(", 0 forward passes, 15 cache hits\n");

        run("%time 1 + 1");
        assertThat(out()).startsWith("Wall ").doesNotContain("forward");
    }

    @Test
    void trace_shows_the_rates_of_the_suite_that_ran_last() {
        run("val traced = demoModel()\n" + RUN.replace("model", "traced"));

        run("%trace");

        assertThat(out()).isEqualTo("drift\n");
        assertThat(sink.events())
                .last()
                .asString()
                .startsWith("display 15 uses of evaluations\n")
                .containsPattern("\\n\\(before the first probe\\) +9 +0 +9 +0\\.0% +27 ") // 9 prompts of three tokens
                .containsPattern("\\nd +6 +6 +0 +100\\.0% +0 ")
                .containsPattern("\\nbase +6 +3 +3 +50\\.0% +9 ");
    }

    private void run(String code) {
        sink = new RecordingSink();
        assertThat(session.execute(code, sink)).isNotInstanceOf(CellOutcome.Failed.class);
    }

    private String out() {
        return sink.text(StreamName.STDOUT);
    }
}
