package dev.sonde.suite;

import static dev.sonde.suite.FirstTokenProbe.doing;
import static dev.sonde.suite.FirstTokenProbe.measuring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
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
                    return context.read(new Evaluation<>(View.BASE, NextToken.full("never seen")))
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
    void writes_the_suite_before_all_else_so_that_nobody_who_interrupts_waits_for_it() {
        var delta = DeltaKlSpec.of("delta", "Hi");
        var suite = Suite.of("test", 0, List.of(delta));
        var interrupting = new RunListener() {
            @Override
            public void probeStarted(String name) {
                Thread.currentThread().interrupt();
            }
        };

        SuiteResult late = Runner.run(suite, model, RunOptions.DEFAULT.withListener(interrupting));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        SuiteResult early = Runner.run(suite, model);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(late.complete()).isFalse();
        assertThat(late.suiteYaml()).isEqualTo(SuiteYaml.write(suite));
        assertThat(early.probe(delta).verdict()).isEqualTo(Verdict.SKIP);
        assertThat(early.suiteYaml()).isEqualTo("# The run was interrupted before its suite was written.\n");
    }

    @Test
    void takes_a_cancellation_in_a_probe_for_an_interrupt() {
        SuiteResult result = run(
                doing("cancelled", context -> {
                    throw new CancellationException("stop");
                }),
                measuring("last", "Hi"));

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(result.complete()).isFalse();
        assertThat(result.probes()).extracting(ProbeResult::verdict).containsOnly(Verdict.SKIP);
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
        assertThat(backend.seen()).isEmpty();
    }

    @Test
    void runs_the_source_of_nulls_first_and_keeps_the_order_of_the_suite() {
        ProbeRegistry.shared().register(new FixedNullsProbe());
        var started = new ArrayList<String>();
        var suite = Suite.of(
                "test", 0, List.of(DeltaKlSpec.of("drift", "a", "b", "c", "d"), new FixedNullsProbe.Spec("nulls")));

        SuiteResult result = Runner.run(suite, model, RunOptions.DEFAULT.withListener(new RunListener() {
            @Override
            public void probeStarted(String name) {
                started.add(name);
            }
        }));

        assertThat(started).containsExactly("nulls", "drift");
        assertThat(result.probes()).extracting(ProbeResult::name).containsExactly("drift", "nulls");
        assertThat(result.probe("drift").nullTest().orElseThrow().nullMean()).isEqualTo(0.25);
    }

    @Test
    void measures_how_much_the_model_differs_from_itself() {
        SuiteResult result = run(measuring("one", "a", "b", "c", "d", "e", "f"));

        // the dummy repeats with logits that differ by about 1e-6: divergences are of the order of its square
        assertThat(result.noiseFloor().orElseThrow().prompts()).isEqualTo(4);
        assertThat(result.noiseFloor().orElseThrow().js()).isBetween(0.0, 1e-10);
    }

    @Test
    void tells_which_null_adapter_it_is_at() {
        var suite = Suite.of(
                "test", 0, List.of(NullAdapterSpec.of("nulls").withRuns(3), DeltaKlSpec.of("drift", "Hi", "Ho")));
        var steps = new ArrayList<String>();

        Runner.run(suite, Model.of(DummyBackend.create()), RunOptions.DEFAULT.withListener(new RunListener() {
            @Override
            public void probeStepped(String name, long done, long total) {
                steps.add("%s %d/%d".formatted(name, done, total));
            }
        }));

        assertThat(steps).containsExactly("nulls 1/3", "nulls 2/3", "nulls 3/3");
    }

    @Test
    void goes_on_when_a_listener_fails() {
        var suite = Suite.of("test", 0, List.of(measuring("one", "Hi")));

        SuiteResult result = Runner.run(suite, model, RunOptions.DEFAULT.withListener(new RunListener() {
            @Override
            public void probeStarted(String name) {
                throw new IllegalStateException("broken bar");
            }
        }));

        assertThat(result.probe("one").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void goes_on_when_a_listener_is_not_written_yet() {
        var suite = Suite.of("test", 0, List.of(measuring("one", "Hi")));

        SuiteResult result = Runner.run(suite, model, RunOptions.DEFAULT.withListener(new RunListener() {
            @Override
            public void probeStarted(String name) {
                throw new AssertionError("to do");
            }
        }));

        assertThat(result.complete()).isTrue();
    }

    @Test
    void keeps_what_is_done_when_a_listener_or_a_probe_ends_by_an_error_that_means_stop() {
        var stop = new Error("stop", new CancellationException());
        var suite = Suite.of("test", 0, List.of(measuring("one", "Hi"), measuring("two", "Ho")));

        SuiteResult result = Runner.run(suite, model, RunOptions.DEFAULT.withListener(new RunListener() {
            @Override
            public void probeFinished(ProbeResult<?> finished) {
                throw stop;
            }
        }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.complete()).isFalse();
        assertThat(result.probe("one").verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.probe("two").verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void takes_up_an_interrupted_run_where_it_stopped() {
        var suite = Suite.of("test", 0, List.of(measuring("one", many())));
        var interrupting = new RunListener() {
            @Override
            public void computed(long done, long total, double tokensPerSecond, double secondsLeft) {
                if (done > 0) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        SuiteResult first = Runner.run(suite, model, RunOptions.DEFAULT.withListener(interrupting));
        Thread.interrupted();
        int before = backend.seen().size();
        SuiteResult second = Runner.run(suite, model);

        assertThat(first.complete()).isFalse();
        assertThat(first.probe("one").verdict()).isEqualTo(Verdict.SKIP);
        assertThat(first.statistics().unusedPrefetches()).isEqualTo(64);
        assertThat(second.complete()).isTrue();
        assertThat(backend.seen()).doesNotHaveDuplicates().hasSizeGreaterThan(before);
        // base and ft of 50 prompts and 4 repetitions, less the preflight and one chunk of the first run
        assertThat(second.statistics().forwardPasses()).isEqualTo(104 - 12 - 64);
    }

    @Test
    void gives_a_probe_seeds_that_depend_on_nothing_but_suite_name_and_purpose() {
        var seeds = new ArrayList<Long>();
        ProbeSpec drawing = doing("drawing", context -> (double) (seeds.add(context.seed("interval")) ? 1 : 0));

        run(drawing);
        run(measuring("other", "Hi"), drawing);
        Runner.run(Suite.of("test", 8, List.of(drawing)), model);

        assertThat(seeds.get(1)).isEqualTo(seeds.get(0));
        assertThat(seeds.get(2)).isNotEqualTo(seeds.get(0));
        assertThat(Seeds.seed(7, "drawing", "nulls")).isNotEqualTo(seeds.get(0));
        assertThat(Seeds.seed(7, "other", "interval")).isNotEqualTo(seeds.get(0));
        assertThat(Seeds.seed(7, "drawing", "interval")).isEqualTo(seeds.get(0));
    }

    private static String[] many() {
        return IntStream.range(0, 50).mapToObj(i -> "prompt " + i).toArray(String[]::new);
    }

    private static double deep(int level) {
        return level < 0 ? 0 : deep(level + 1) + 1;
    }

    private SuiteResult run(ProbeSpec... probes) {
        return Runner.run(Suite.of("test", 7, List.of(probes)), model);
    }
}
