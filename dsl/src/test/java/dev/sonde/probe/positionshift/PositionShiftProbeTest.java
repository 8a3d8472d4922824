package dev.sonde.probe.positionshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Operation;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.stats.Interval;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResultJson;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PositionShiftProbeTest {

    private final DummyBackend backend = DummyBackend.create();

    /** Tokens 1 to 5 after 0; token 5 is base's fourth choice behind the first word. */
    @Test
    void follows_an_answer_to_its_end_and_ranks_each_of_its_tokens_in_bases_order() {
        backend.generation(View.FINE_TUNED, "Q", " w1 w5")
                .answer(View.BASE, "Q", 0, 0.5, 0.5)
                .answer(View.FINE_TUNED, "Q", 0, 0.5, 0.5)
                .answer(View.BASE, "Q w1", 0, 0.1, 0.2, 0.3, 0.25, 0.15)
                .answer(View.FINE_TUNED, "Q w1", 0, 0.1, 0.2, 0.1, 0.1, 0.5)
                .answer(View.BASE, "Q w1 w5", 0.2, 0.5, 0.3)
                .answer(View.FINE_TUNED, "Q w1 w5", 0.8, 0.1, 0.1);

        var evidence = evidence(run(PositionShiftSpec.of("where", List.of("Q"))));

        // KL = 0; 0.1 ln(1/3) + 0.1 ln(0.4) + 0.5 ln(10/3) = 0.4004962; 0.8 ln 4 + 0.1 ln(1/5) + 0.1 ln(1/3) =
        // 0.8382302
        assertThat(evidence.texts()).singleElement().satisfies(text -> {
            assertThat(text.text()).isEqualTo(" w1 w5");
            assertThat(text.positions()).extracting(PositionShift::rank).containsExactly(1, 4, 3);
            assertThat(text.positions())
                    .extracting(PositionShift::shiftClass)
                    .containsExactly(ShiftClass.UNSHIFTED, ShiftClass.SHIFTED, ShiftClass.MARGINAL);
            assertThat(text.positions().get(0).nats()).isCloseTo(0, within(1e-7));
            assertThat(text.positions().get(1).nats()).isCloseTo(0.4004962, within(1e-6));
            assertThat(text.positions().get(2).nats()).isCloseTo(0.8382302, within(1e-6));
        });
        assertThat(evidence.byPosition())
                .extracting(PositionShiftEvidence.Stretch::to)
                .containsExactly(1, 2, 3);
        assertThat(evidence.perPrompt()).singleElement().satisfies(value -> assertThat(value.value())
                .isCloseTo((0.4004962 + 0.8382302) / 3, within(1e-6)));
        assertThat(evidence.early()).isEmpty();
    }

    @Test
    void a_text_counts_once_however_long_it_is() {
        for (String prompt : prompts(4)) {
            backend.answer(View.BASE, prompt, 0.5, 0.5).answer(View.FINE_TUNED, prompt, 0.5, 0.5);
            backend.generation(View.FINE_TUNED, prompt, "");
        }
        String longer = "long";
        backend.generation(View.FINE_TUNED, longer, " w1 w1 w1 w1");
        for (String begun : List.of("", " w1", " w1 w1", " w1 w1 w1", " w1 w1 w1 w1")) {
            backend.answer(View.BASE, longer + begun, 0.5, 0.5).answer(View.FINE_TUNED, longer + begun, 0.1, 0.9);
        }
        var all = IntStream.range(0, 5)
                .mapToObj(i -> i < 4 ? prompts(4).get(i) : longer)
                .toList();

        ProbeResult<?> result = run(PositionShiftSpec.of("where", all));

        // KL of (0.1, 0.9) from (1/2, 1/2) = ln 2 + 0.1 ln 0.1 + 0.9 ln 0.9 = 0.3680642, in one of five texts
        assertThat(result.raw().orElseThrow()).isCloseTo(0.3680642 / 5, within(1e-6));
        assertThat(evidence(result).byPosition().get(0).texts()).isEqualTo(5);
        assertThat(evidence(result).byPosition().get(1).texts()).isEqualTo(1);
        assertThat(evidence(result).byPosition().get(1).interval()).isEmpty();
        assertThat(evidence(result).early().orElseThrow().first()).isCloseTo(0.3680642, within(1e-6));
        assertThat(evidence(result).early().orElseThrow().pValue()).isEmpty(); // one text decides nothing
    }

    @Test
    void says_that_the_change_sits_in_the_first_tokens() {
        for (String prompt : prompts(8)) {
            backend.generation(View.FINE_TUNED, prompt, " w1 w1 w1 w1 w1 w1 w1");
            for (int i = 0; i < 8; i++) {
                double moved = i < 4 ? 0.9 : 0.5 + 0.001 * i;
                String begun = prompt + " w1".repeat(i);
                backend.answer(View.BASE, begun, 0.5, 0.5).answer(View.FINE_TUNED, begun, 1 - moved, moved);
            }
        }

        ProbeResult<?> result = run(PositionShiftSpec.of("where", prompts(8)));

        var early = evidence(result).early().orElseThrow();
        assertThat(early.interval().map(Interval::lower))
                .hasValueSatisfying(lower -> assertThat(lower).isPositive());
        assertThat(early.pValue().orElseThrow()).isCloseTo(2 / 256.0, within(1e-12)); // of 2^8 patterns of signs
        assertThat(result.message())
                .contains("Of 64 positions")
                .contains("First 4 tokens 0.368 nats each, later ones ")
                .endsWith("(p = 0.00781).");
    }

    @Test
    void given_texts_are_looked_at_without_writing_any() {
        var texts = List.of(" w1 w2 w3", " w4 w5");
        backend.without(Capability.GENERATE);

        var evidence = evidence(
                run(PositionShiftSpec.of("where", List.of("x")).withTexts(texts).withPositions(1)));

        assertThat(evidence.texts()).extracting(text -> text.positions().size()).containsExactly(1, 1);
        assertThat(backend.seen()).extracting(asked -> asked.operation().text()).contains(" w1", " w4");
        assertThat(backend.seen()).noneMatch(asked -> asked.operation() instanceof Operation.Generate);
    }

    @Test
    void null_adapters_write_answers_of_their_own() {
        var spec = PositionShiftSpec.of("where", prompts(4)).withPositions(6);

        var result = Runner.run(Suite.of("s", 1, List.of(NullAdapterSpec.of("nulls"), spec)), Model.of(backend))
                .probe("where");

        assertThat(result.nullTest().orElseThrow().nulls()).isEqualTo(19);
        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(backend.seen())
                .filteredOn(asked -> asked.operation() instanceof Operation.Generate)
                .extracting(asked -> asked.view().getClass().getSimpleName())
                .contains("FineTuned", "NullAdapter")
                .doesNotContain("Base");
    }

    @Test
    void too_many_shifted_positions_fail_where_a_margin_is_asked_for() {
        ProbeResult<?> result = run(PositionShiftSpec.of("where", prompts(8)).withAssertShiftedLte(0.05));

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).contains("Share of shifted positions").contains("is beyond the margin of 0.05");
    }

    @Test
    void results_survive_a_file() {
        var result =
                Runner.run(Suite.of("s", 1, List.of(PositionShiftSpec.of("where", prompts(8)))), Model.of(backend));

        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    @Test
    void is_skipped_without_an_adapter_or_without_a_writer() {
        assertThat(run(
                        PositionShiftSpec.of("where", prompts(1)),
                        DummyBackend.create().without(Capability.FINE_TUNED)))
                .returns(Verdict.SKIP, ProbeResult::verdict);
        assertThat(run(
                        PositionShiftSpec.of("where", prompts(1)),
                        DummyBackend.create().without(Capability.GENERATE)))
                .returns(Verdict.SKIP, ProbeResult::verdict)
                .returns("The backend does not write texts. Give 'texts' in place of 'prompts'.", ProbeResult::message);
    }

    @Test
    void refuses_neither_both_and_settings_out_of_range() {
        var spec = PositionShiftSpec.of("where", List.of("a"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PositionShiftSpec.of("where", List.of()))
                .withMessage("Probe 'where' needs prompts or texts, and has neither");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PositionShiftSpec(
                        "where",
                        List.of("a"),
                        List.of("b"),
                        4,
                        spec.divergence(),
                        spec.topK(),
                        0,
                        spec.assertZGte(),
                        spec.assertShiftedLte()))
                .withMessage("Probe 'where' needs prompts or texts, not both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withPositions(0))
                .withMessage("Probe 'where': positions is a number of tokens, at least 1, was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> spec.withAssertShiftedLte(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> spec.withTexts(List.of("a", "a")));
    }

    private ProbeResult<?> run(PositionShiftSpec spec) {
        return run(spec, backend);
    }

    private static ProbeResult<?> run(PositionShiftSpec spec, DummyBackend on) {
        return Runner.run(Suite.of("s", 1, List.of(spec)), Model.of(on)).probe("where");
    }

    private static PositionShiftEvidence evidence(ProbeResult<?> result) {
        return (PositionShiftEvidence) result.evidence().orElseThrow(() -> new AssertionError(result.message()));
    }

    private static List<String> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "prompt " + i).toList();
    }
}
