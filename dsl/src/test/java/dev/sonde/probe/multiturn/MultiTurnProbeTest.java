package dev.sonde.probe.multiturn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultiTurnProbeTest {

    private static final String TEMPLATE =
            "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}{% if add_generation_prompt %}assistant:{% endif %}";
    private static final List<String> PROMPTS = List.of("w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8");
    private static final MultiTurnSpec SPEC =
            MultiTurnSpec.of("turns", PROMPTS).withTurns(3, 8).withFollowUps("more", "else");

    private final DummyBackend backend = DummyBackend.create().chatTemplate(TEMPLATE);

    @Test
    void follow_ups_take_turns_and_answers_fill_the_context() {
        shifts(0.4, 0.3, 0.2);

        var dialogue = evidence(run(SPEC)).dialogues().get(0);

        assertThat(dialogue.prompt()).isEqualTo("w1");
        assertThat(dialogue.answers()).containsExactly(" yes", " yes", " yes");
        assertThat(backend.seen())
                .anySatisfy(seen -> assertThat(seen.operation().text())
                        .isEqualTo("user: w1\nassistant:  yes\nuser: more\nassistant:  yes\nuser: else\nassistant:"));
    }

    @Test
    void what_is_left_is_the_mean_divergence_of_the_last_turn_and_the_share_is_that_of_the_roots() {
        shifts(0.4, 0.2, 0.1);

        var result = run(SPEC);

        assertThat(result.raw().orElseThrow()).isCloseTo(kl(0.1), within(1e-6));
        assertThat(evidence(result).meanFirst()).isCloseTo(kl(0.4), within(1e-6));
        assertThat(evidence(result).curve().get(0).share()).isCloseTo(Math.sqrt(kl(0.2) / kl(0.4)), within(1e-6));
        assertThat(evidence(result).curve().get(1).at()).isEqualTo(2);
        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.FAIL);
        // the divergence falls to kl(0.1) in two turns
        assertThat(evidence(result).halfLifeTurns().orElseThrow())
                .isCloseTo(-2 * Math.log(2) / Math.log(kl(0.1) / kl(0.4)), within(1e-4));
    }

    @Test
    void an_effect_that_stays_exactly_the_same_passes_where_the_reference_divides_by_zero() {
        shifts(0.4, 0.2, 0.4);

        var result = suite(NullAdapterSpec.of("nulls"), SPEC).probe("turns");

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(result.message()).contains("in turn 3", "beats 19 null adapters", "over 8 dialogues");
    }

    @Test
    void a_half_life_asks_for_a_share_in_the_last_turn() {
        shifts(0.4, 0.4, 0.4);

        // two turns after the first, a half-life of one turn leaves a quarter of the divergence
        assertThat(evidence(run(SPEC.withAssertHalfLifeTurns(1))).threshold()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void the_places_of_an_answer_are_spread_over_its_words() {
        var turn = new Dialogues.Turn("Q:", " one two three four");

        assertThat(turn.beginnings(8)).containsExactly("Q:", "Q: one", "Q: one two", "Q: one two three");
        assertThat(turn.beginnings(2)).containsExactly("Q:", "Q: one two");
        assertThat(new Dialogues.Turn("Q:", "").beginnings(8)).containsExactly("Q:");
    }

    @Test
    void an_adapter_that_does_nothing_has_nothing_to_lose_and_fails() {
        shifts(0, 0, 0);

        assertThat(run(SPEC).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(run(SPEC).message()).startsWith("In the first turn the mean shift is 0 nats");
    }

    @Test
    void null_adapters_read_the_same_dialogues_in_the_last_turn_only() {
        shifts(0.4, 0.3, 0.2);

        suite(NullAdapterSpec.of("nulls"), SPEC);

        var underNulls = backend.seen().stream()
                .filter(seen -> seen.view() instanceof View.NullAdapter)
                .toList();
        assertThat(underNulls)
                .hasSize(19 * PROMPTS.size())
                .allMatch(seen -> seen.operation().text().endsWith("user: else\nassistant:"));
    }

    @Test
    void answers_without_a_word_are_counted() {
        for (String prompt : PROMPTS) {
            String first = "user: " + prompt + "\nassistant:";
            backend.generation(View.FINE_TUNED, first, "");
        }

        var result = run(MultiTurnSpec.of("turns", PROMPTS).withTurns(2, 4));

        assertThat(evidence(result).emptyAnswers()).isGreaterThanOrEqualTo(PROMPTS.size());
        assertThat(result.message()).contains("answers are empty");
    }

    @Test
    void a_dialogue_that_cannot_be_read_is_an_error_with_its_reason() {
        backend.failing(
                asked -> asked.operation().text().contains("more"),
                new BackendException("too-long", "The text is too long."));

        assertThat(run(SPEC).verdict()).isEqualTo(Verdict.ERROR);
        assertThat(run(SPEC).message()).contains("The text is too long.");
    }

    @Test
    void skips_without_a_template_an_adapter_or_generation() {
        var bare = Model.of(DummyBackend.create());
        assertThat(Runner.run(Suite.of("turns", 7, List.of(SPEC)), bare).probe(SPEC))
                .satisfies(result -> assertThat(result.verdict()).isEqualTo(Verdict.SKIP))
                .satisfies(result -> assertThat(result.message()).contains("no chat template"));

        backend.without(Capability.GENERATE);
        assertThat(run(SPEC).verdict()).isEqualTo(Verdict.SKIP);
        backend.without(Capability.FINE_TUNED);
        assertThat(run(SPEC).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void refuses_settings_without_meaning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withTurns(1, 8))
                .withMessage("Probe 'turns': max_turns is from 2 to 8, was 1");
        assertThatIllegalArgumentException().isThrownBy(() -> SPEC.withTurns(3, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(SPEC::withFollowUps)
                .withMessageContaining("follow_ups is empty");
        assertThatIllegalArgumentException().isThrownBy(() -> SPEC.withAssertHalfLifeTurns(0));
    }

    /** The same shift for every dialogue in turns 1, 2 and 3; each answer is one word. */
    private void shifts(double... turns) {
        for (String prompt : PROMPTS) {
            var text = new StringBuilder("user: " + prompt + "\nassistant:");
            for (int turn = 0; turn < turns.length; turn++) {
                String before = text.toString();
                backend.generation(View.FINE_TUNED, before, " yes");
                backend.answer(View.BASE, before, 0.5 + turns[turn] / 2, 0.5 - turns[turn] / 2);
                backend.answer(View.FINE_TUNED, before, 0.5 - turns[turn] / 2, 0.5 + turns[turn] / 2);
                text.append("  yes\nuser: ").append(turn == 0 ? "more" : "else").append("\nassistant:");
            }
        }
    }

    /** KL between (p, 1 − p) and its mirror image. */
    private static double kl(double shift) {
        double p = 0.5 + shift / 2;
        return (2 * p - 1) * Math.log(p / (1 - p));
    }

    private ProbeResult<?> run(MultiTurnSpec spec) {
        return suite(spec).probe(spec);
    }

    private SuiteResult suite(ProbeSpec... specs) {
        return Runner.run(Suite.of("turns", 7, new ArrayList<>(List.of(specs))), Model.of(backend));
    }

    private static MultiTurnEvidence evidence(ProbeResult<?> result) {
        return (MultiTurnEvidence) result.evidence().orElseThrow();
    }
}
