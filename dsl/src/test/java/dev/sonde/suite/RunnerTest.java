package dev.sonde.suite;

import static dev.sonde.suite.FirstTokenProbe.doing;
import static dev.sonde.suite.FirstTokenProbe.measuring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private final DummyBackend backend = DummyBackend.create();
    private final Model model = Model.of(backend);

    @BeforeEach
    void register() {
        FirstTokenProbe.register();
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void computes_each_evaluation_once_although_two_probes_use_it() {
        SuiteResult result = run(measuring("one", "Hi", "You"), measuring("two", "Hi", "You"));

        assertThat(backend.seen()).doesNotHaveDuplicates();
        // base and ft of two prompts, and base repeated
        assertThat(result.statistics().forwardPasses()).isEqualTo(6);
        // the preflight has used all of them before the probes do
        assertThat(result.statistics().cacheHits()).isEqualTo(8);
    }

    @Test
    void serves_a_second_run_of_the_same_model_from_the_first() {
        run(measuring("one", "Hi"));
        int before = backend.seen().size();

        SuiteResult second = run(measuring("one", "Hi"));

        assertThat(backend.seen()).hasSize(before);
        assertThat(second.statistics().hitRate()).isEqualTo(1);
    }

    @Test
    void turns_the_failure_of_one_probe_into_an_error_and_goes_on() {
        SuiteResult result = run(
                doing("thrown", context -> {
                    throw new IllegalStateException("no such thing");
                }),
                doing("deep", context -> deep(context.topK())),
                doing("nan", context -> Double.NaN),
                measuring("fine", "Hi"));

        assertThat(result.probes())
                .extracting(ProbeResult::verdict)
                .containsExactly(Verdict.ERROR, Verdict.ERROR, Verdict.ERROR, Verdict.PASS);
        assertThat(result.probe("thrown").message()).isEqualTo("IllegalStateException: no such thing");
        assertThat(result.probe("deep").message()).isEqualTo("StackOverflowError: no message");
        assertThat(result.probe("nan").message())
                .isEqualTo("IllegalArgumentException: Probe 'nan' measured score = NaN, which is not a finite number");
        assertThat(result.complete()).isTrue();
        assertThat(result.passed()).isFalse();
    }

    @Test
    void keeps_what_is_done_when_it_is_interrupted() {
        SuiteResult result = run(
                measuring("first", "Hi"),
                doing("interrupting", context -> {
                    Thread.currentThread().interrupt();
                    return context.read(new dev.sonde.backend.Evaluation<>(
                                    View.BASE, dev.sonde.backend.Operation.NextToken.full("never seen")))
                            .top(1)
                            .get(0)
                            .logProb();
                }),
                measuring("last", "Hi"));

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(result.complete()).isFalse();
        assertThat(result.probes())
                .extracting(ProbeResult::verdict)
                .containsExactly(Verdict.PASS, Verdict.SKIP, Verdict.SKIP);
        assertThat(result.probe("last").message()).isEqualTo("interrupted before it was done");
    }

    @Test
    void gives_every_probe_the_reason_when_the_model_is_damaged() {
        backend.failing(
                evaluation -> evaluation.view().equals(View.FINE_TUNED), BackendErrors.nonFinite("The logit", "NaN"));

        SuiteResult result = run(measuring("one", "Hi"), measuring("two", "You"));

        assertThat(result.probes()).extracting(ProbeResult::verdict).containsExactly(Verdict.ERROR, Verdict.ERROR);
        assertThat(result.probe("two").message())
                .isEqualTo("The model was looked at before the first probe. The logit is NaN. The weights or the"
                        + " computation are damaged; no number of this model can be trusted. Check the weight files for"
                        + " NaN and use fp32.");
    }

    @Test
    void skips_a_disabled_probe() {
        var suite = new Suite(
                "s",
                Optional.empty(),
                SuiteDefaults.withSeed(0),
                List.of(new SuiteEntry(measuring("off", "Hi"), false, 1)));

        ProbeResult<?> result = Runner.run(suite, model).probe("off");

        assertThat(result.verdict()).isEqualTo(Verdict.SKIP);
        assertThat(result.message()).isEqualTo("disabled in the suite");
    }

    private static double deep(int level) {
        return level < 0 ? 0 : deep(level + 1) + 1;
    }

    private SuiteResult run(ProbeSpec... probes) {
        return Runner.run(Suite.of("test", 7, List.of(probes)), model);
    }
}
