package dev.sonde.probe.nulladapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.View;
import dev.sonde.probe.NullValues;
import dev.sonde.probe.TableContext;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.deltakl.DeltaKlProbe;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.sections.SectionInternalizationProbe;
import dev.sonde.probe.sections.SectionInternalizationSpec;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.Adjusted;
import dev.sonde.stats.NullTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NullAdapterProbeTest {

    private final NullAdapterProbe probe = new NullAdapterProbe();
    private final TableContext context = new TableContext().answering(NullAdapterProbeTest::answer);

    /** Base is certain; the null of seed s moves s percent of the mass. */
    private static TokenDistribution answer(View view, String prompt) {
        double moved = view instanceof View.NullAdapter known ? known.seed() / 100.0 : 0;
        return TableContext.full(1 - moved, moved);
    }

    @Test
    void every_probe_gets_its_own_values_under_the_same_null_adapters() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("one", "a"))
                .calibrating(new DeltaKlProbe(), DeltaKlSpec.of("two", "a", "b"));

        var result = probe.run(NullAdapterSpec.of("nulls").withRuns(19).withSeedBase(1), context);
        var evidence = result.evidence().orElseThrow();

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.message())
                .isEqualTo("19 null adapters (matched-norm) measured on 2 probes; the smallest possible p is 0.05.");
        assertThat(evidence.seeds()).startsWith(1L, 2L).hasSize(19);
        var values = evidence.valuesOf("one").map(NullValues::values).orElseThrow();
        assertThat(values).hasSize(19);
        assertThat(evidence.valuesOf("two").map(NullValues::values).orElseThrow())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .isEqualTo(values);
        // By hand, 19 % moved, m = (0.905, 0.095): JS = [ln(1/0.905) + 0.81 ln(0.81/0.905) + 0.19 ln 2] / 2 = 0.070844
        assertThat(values.get(18)).isCloseTo(0.070844, within(1e-6));
        assertThat(evidence.valuesOf("other")).isEmpty();
    }

    @Test
    void a_probe_competes_with_the_largest_value_that_any_probe_has_under_each_null_adapter() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("ahead", "a"))
                .calibrating(new DeltaKlProbe(), DeltaKlSpec.of("dull", "b"))
                .answering((view, prompt) -> {
                    double seed = view instanceof View.NullAdapter known ? known.seed() : 0;
                    double moved =
                            prompt.equals("a") ? (view.equals(View.FINE_TUNED) ? 4 : seed) / 100 : seed == 3 ? 0.1 : 0;
                    return TableContext.full(1 - moved, moved);
                });

        var evidence = probe.run(NullAdapterSpec.of("nulls").withRuns(3).withSeedBase(1), context)
                .evidence()
                .orElseThrow();

        // By hand: small shifts are about linear, so "ahead" has 1, 2, 3 under nulls and 4 itself, z = 1.5 / 1.29 =
        // 1.16;
        // "dull" has 0, 0, 1 and 0 itself, so that null 3 has z = 0.75 / 0.5 = 1.5, which is larger
        assertThat(evidence.valuesOf("ahead").orElseThrow().adjusted()).contains(new Adjusted(2 / 4.0, 2));
        assertThat(evidence.valuesOf("dull").orElseThrow().adjusted()).contains(new Adjusted(4 / 4.0, 2));
    }

    @Test
    void a_probe_that_fails_under_the_adapter_itself_is_no_competitor() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("good", "a"))
                .calibrating(new DeltaKlProbe(), DeltaKlSpec.of("bad", "b"))
                .answering((view, prompt) -> {
                    if (prompt.equals("b") && view.equals(View.FINE_TUNED)) {
                        throw new IllegalStateException("Logits are NaN.");
                    }
                    return answer(view, prompt);
                });

        var evidence = probe.run(NullAdapterSpec.of("nulls").withSeedBase(1), context)
                .evidence()
                .orElseThrow();

        assertThat(evidence.valuesOf("good").orElseThrow().adjusted()).contains(new Adjusted(1, 1));
        assertThat(evidence.valuesOf("bad").orElseThrow().adjusted()).isEmpty();
    }

    @Test
    void a_dull_adapter_is_known_after_three_null_adapters_that_do_as_much() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("one", "a"));
        var spec = NullAdapterSpec.of("nulls").withSeedBase(1).withSequential(true);

        var result = probe.run(spec, context);
        var test = result.evidence().orElseThrow().valuesOf("one").orElseThrow().test(0);

        assertThat(result.message())
                .isEqualTo("3 of 19 null adapters (matched-norm) measured on 1 probe: stopped there, for no probe can "
                        + "reach p <= 0.05 any more.");
        assertThat(test.pValue()).isEqualTo(3 / 3.0);
        assertThat(test.stoppedEarly()).isTrue();
        assertThat(context.seen())
                .noneMatch(asked -> asked.view().equals(new View.NullAdapter(NullRecipe.MATCHED_NORM, 4)));
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 39})
    void to_stop_early_changes_no_verdict_and_draws_no_more_than_asked(int runs) {
        int stopped = 0;
        for (int world = 0; world < 60; world++) {
            int seed = world;
            var drawn = new TableContext()
                    .calibrating(new DeltaKlProbe(), DeltaKlSpec.of("one", "a"))
                    .calibrating(new DeltaKlProbe(), DeltaKlSpec.of("two", "b"))
                    .answering((view, prompt) -> {
                        double moved = new Random(Objects.hash(seed, view.id(), prompt)).nextDouble() / 4;
                        return view.equals(View.BASE) ? TableContext.full(1, 0) : TableContext.full(1 - moved, moved);
                    });
            var spec = NullAdapterSpec.of("nulls").withRuns(runs);

            var all = probe.run(spec, drawn).evidence().orElseThrow();
            var few = probe.run(spec.withSequential(true), drawn).evidence().orElseThrow();

            assertThat(few.seeds()).isEqualTo(all.seeds().subList(0, few.seeds().size()));
            boolean early = few.seeds().size() < runs;
            stopped += early ? 1 : 0;
            for (String name : List.of("one", "two")) {
                if (early) {
                    assertThat(p(all, name)).isGreaterThan(0.05);
                    assertThat(p(few, name)).isGreaterThan(0.05);
                } else {
                    assertThat(few.valuesOf(name)).isEqualTo(all.valuesOf(name));
                }
            }
        }
        assertThat(stopped).isBetween(1, 59);
    }

    private double p(NullAdapterEvidence evidence, String name) {
        var nulls = evidence.valuesOf(name).orElseThrow();
        // a sequential p-value is r / m with the last null among the r, whatever the adapter's own value
        return nulls.values().size() < nulls.asked()
                ? (double) NullTest.clear(nulls.asked(), 0.05) / nulls.values().size()
                : nulls.adjusted().orElseThrow().pValue();
    }

    @Test
    void reads_exactly_what_it_planned() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("one", "a", "b"));
        var spec = NullAdapterSpec.of("nulls").withRuns(3).withSeedBase(1);

        var plan = probe.plan(spec, context);
        probe.run(spec, context);

        assertThat(context.seen()).containsExactlyInAnyOrderElementsOf(plan);
        assertThat(plan).anyMatch(asked -> asked.view().equals(new View.NullAdapter(NullRecipe.MATCHED_NORM, 3)));
    }

    @Test
    void fewer_than_nineteen_are_too_thin() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("one", "a"));

        var result = probe.run(NullAdapterSpec.of("nulls").withRuns(3).withSeedBase(1), context);

        assertThat(result.verdict()).isEqualTo(Verdict.WARN);
        assertThat(result.message())
                .isEqualTo("3 null adapters (matched-norm) measured on 1 probe: calibration too thin for p < 0.05, the "
                        + "smallest possible p is 0.25. Set runs to 19 or more.");
    }

    @Test
    void a_failing_null_run_is_an_error_and_the_other_probes_keep_their_nulls() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("good", "a"))
                .calibrating(new DeltaKlProbe(), DeltaKlSpec.of("bad", "b"))
                .answering((view, prompt) -> {
                    if (prompt.equals("b") && view.id().equals("null(matched-norm,2)")) {
                        throw new IllegalStateException("Logits are NaN.");
                    }
                    return answer(view, prompt);
                });

        var result = probe.run(NullAdapterSpec.of("nulls").withSeedBase(1), context);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.message()).isEqualTo("No null distribution for probe 'bad', null adapter 2: Logits are NaN.");
        assertThat(result.evidence().orElseThrow().valuesOf("good")).isPresent();
        assertThat(result.evidence().orElseThrow().valuesOf("bad")).isEmpty();
    }

    @Test
    void a_probe_that_has_nothing_to_measure_needs_no_nulls_and_is_no_failure_of_theirs() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("good", "a"))
                .calibrating(new SectionInternalizationProbe(), SectionInternalizationSpec.of("none", List.of()));

        var result = probe.run(NullAdapterSpec.of("nulls").withSeedBase(1), context);

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.evidence().orElseThrow().valuesOf("good")).isPresent();
        assertThat(result.evidence().orElseThrow().valuesOf("none")).isEmpty();
    }

    @Test
    void skips_a_backend_without_null_adapters() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("one", "a"))
                .offering(EnumSet.complementOf(EnumSet.of(Capability.NULL_ADAPTER)));

        assertThat(probe.run(NullAdapterSpec.of("nulls"), context).verdict()).isEqualTo(Verdict.SKIP);
        assertThat(probe.plan(NullAdapterSpec.of("nulls"), context)).isEmpty();
    }

    @Test
    void skips_a_suite_without_a_probe_to_calibrate() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("one", "a"));

        var result = probe.run(NullAdapterSpec.of("nulls").withCalibrateKinds("cluster_kl"), context);

        assertThat(result.verdict()).isEqualTo(Verdict.SKIP);
        assertThat(result.message()).isEqualTo("No enabled probe of the suite can be calibrated among [cluster_kl].");
    }

    @Test
    void more_runs_begin_with_the_same_null_adapters() {
        context.calibrating(new DeltaKlProbe(), DeltaKlSpec.of("one", "a"))
                .answering((view, prompt) -> TableContext.full(0.5, 0.5));

        var few = probe.run(NullAdapterSpec.of("nulls").withRuns(3), context);
        var more = probe.run(NullAdapterSpec.of("nulls").withRuns(5), context);

        List<Long> seeds = more.evidence().orElseThrow().seeds();
        assertThat(Set.copyOf(seeds)).hasSize(5);
        assertThat(few.evidence().orElseThrow().seeds()).isEqualTo(seeds.subList(0, 3));
    }

    @Test
    void refuses_a_suite_without_runs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NullAdapterSpec.of("nulls").withRuns(0))
                .withMessage("Probe 'nulls': runs is from 1 to 9999, was 0");
    }
}
