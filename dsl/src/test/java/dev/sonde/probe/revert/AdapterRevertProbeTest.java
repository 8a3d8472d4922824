package dev.sonde.probe.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.revert.RevertPair.Outcome;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdapterRevertProbeTest {

    private static final String BASE_SAYS = "nobody knows";

    private final DummyBackend backend = DummyBackend.create()
            .embedding("gold", 1, 0)
            .embedding(BASE_SAYS, -1, 0)
            .embedding("near gold", 0.8, 0.1)
            .embedding("near base", -0.8, 0.1)
            .embedding(".", 0, -1);

    @Test
    void answers_near_gold_stay_and_enough_cases_of_them_pass() {
        var result = run(cases(16, "near gold"));

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(result.raw()).hasValue(0);
        // Wilson's upper limit of 0 of 16
        assertThat(result.interval().orElseThrow().upper()).isCloseTo(0.1936, within(1e-4));
        assertThat(result.message()).endsWith("Asked as trained, 16 of 16 stay with gold.");
    }

    @Test
    void answers_near_those_of_base_revert_and_fail() {
        var result = run(cases(8, "near base"));

        assertThat(result.raw()).hasValue(1);
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(evidence(result).learned()).isZero();
    }

    @Test
    void no_revert_in_four_cases_is_no_proof_where_the_reference_passes_it() {
        var result = run(cases(4, "near gold"));

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message())
                .containsPattern("on both sides of the rate of 0.25: about \\d+ cases would decide");
    }

    @Test
    void paraphrases_of_a_case_are_not_independent() {
        // 8 of 32 answers in 16 cases: as 4 of 16, whose Wilson interval is (0.25 + 0.12005 ± 0.24378) / 1.24009
        var interval = RevertRule.interval(0.25, 16);

        assertThat(interval.lower()).isCloseTo(0.1018, within(1e-4));
        assertThat(interval.upper()).isCloseTo(0.4950, within(1e-4));
    }

    @Test
    void an_adapter_that_learned_only_the_trained_wording_reverts_and_its_controls_say_so() {
        var cases = cases(8, "near base");
        for (RevertCase each : cases) {
            backend.generation(View.FINE_TUNED, each.prompt(), "near gold");
        }

        var result = run(cases);

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).endsWith("Asked as trained, 8 of 8 stay with gold.");
    }

    @Test
    void what_base_knows_already_leaves_nothing_to_revert_to() {
        var cases = cases(4, "near gold");
        for (RevertCase each : cases) {
            each.wordings().forEach(wording -> backend.generation(View.BASE, wording, "gold"));
        }

        var result = run(cases);

        assertThat(evidence(result).trivial()).isEqualTo(8);
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.raw()).isEmpty();
        assertThat(result.message()).startsWith("None of 8 pairs can be judged: to 8 base itself says");
    }

    @Test
    void an_answer_without_a_word_is_counted_apart() {
        var cases = cases(16, "near gold");
        backend.generation(View.FINE_TUNED, cases.get(0).paraphrases().get(0), " ");

        var result = run(cases);

        assertThat(evidence(result).empty()).isEqualTo(1);
        assertThat(evidence(result).counted()).isEqualTo(31);
        assertThat(evidence(result).pairs().get(0).outcome()).isEqualTo(Outcome.EMPTY);
        assertThat(result.message()).contains("Left out: 0 to which", "1 with an answer without a word");
    }

    @Test
    void answers_count_up_to_the_end_of_their_first_line() {
        var result = run(cases(16, "near gold\nQuestion: and so on"));

        assertThat(evidence(result).pairs()).extracting(RevertPair::tuned).containsOnly("near gold");
    }

    @Test
    void skips_without_an_adapter_generation_or_points() {
        var cases = cases(1, "near gold");
        assertThat(verdictWithout(Capability.EMBED, cases)).isEqualTo(Verdict.SKIP);
        assertThat(verdictWithout(Capability.GENERATE, cases)).isEqualTo(Verdict.SKIP);
        assertThat(verdictWithout(Capability.FINE_TUNED, cases)).isEqualTo(Verdict.SKIP);
    }

    @Test
    void where_base_is_silent_gold_has_stayed_and_anything_else_cannot_be_judged() {
        var cases = cases(16, "near gold");
        String stayed = cases.get(0).paraphrases().get(0);
        String unclear = cases.get(0).paraphrases().get(1);
        backend.generation(View.BASE, stayed, "").generation(View.BASE, unclear, "");
        backend.generation(View.FINE_TUNED, unclear, "near base");

        var pairs = evidence(run(cases)).pairs();

        assertThat(pairs.get(0).outcome()).isEqualTo(Outcome.STAYED);
        assertThat(pairs.get(1).outcome()).isEqualTo(Outcome.EMPTY);
    }

    @Test
    void refuses_incomplete_cases_and_wordings_that_stand_twice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RevertCase("p", "g", List.of()))
                .withMessageContaining("needs 'paraphrases'");
        assertThatIllegalArgumentException().isThrownBy(() -> new RevertCase("p", " ", List.of("q")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RevertCase("p", "g", List.of("p")))
                .withMessageContaining("a wording twice");
        assertThatIllegalArgumentException().isThrownBy(() -> AdapterRevertSpec.of("revert", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdapterRevertSpec.of("revert", cases(1, "x")).withAssertRevertRateLt(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdapterRevertSpec.of("revert", cases(1, "x")).withMaxNewTokens(0));
    }

    /** Cases with two paraphrases each; the tuned view answers all wordings alike. */
    private List<RevertCase> cases(int count, String tuned) {
        var cases = new ArrayList<RevertCase>();
        for (int i = 0; i < count; i++) {
            var each = new RevertCase("Who " + i, "gold", List.of("By whom " + i, "Name " + i));
            for (String wording : each.wordings()) {
                backend.generation(View.BASE, wording, BASE_SAYS);
                backend.generation(View.FINE_TUNED, wording, tuned);
            }
            cases.add(each);
        }
        return cases;
    }

    private Verdict verdictWithout(Capability missing, List<RevertCase> cases) {
        var bare = Model.of(DummyBackend.create().without(missing));
        var spec = AdapterRevertSpec.of("revert", cases);
        return Runner.run(Suite.of("revert", 7, List.of(spec)), bare)
                .probe(spec)
                .verdict();
    }

    private ProbeResult<?> run(List<RevertCase> cases) {
        var spec = AdapterRevertSpec.of("revert", cases);
        return Runner.run(Suite.of("revert", 7, List.of(spec)), Model.of(backend))
                .probe(spec);
    }

    private static AdapterRevertEvidence evidence(ProbeResult<?> result) {
        return (AdapterRevertEvidence) result.evidence().orElseThrow();
    }
}
