package dev.sonde.probe.drift;

import static dev.sonde.backend.View.BASE;
import static dev.sonde.backend.View.FINE_TUNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import dev.sonde.suite.SuiteYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationDriftProbeTest {

    private final DummyBackend backend = DummyBackend.create();
    private final List<KnowledgeItem> items = new ArrayList<>();

    @Test
    void an_item_regresses_by_its_loss_per_real_token() {
        plain(" one", -1.5); // 1 token lost 1.5 nats: regressed
        plain(" two", -0.75, -0.75); // the same sum over 2 tokens is not
        plain(" three", 0.5);
        plain(" four", 0);

        var result = run();

        // By hand: 1 of 4; changes −1.5, −0.75, 0.5, 0 have the mean −0.4375
        assertThat(result.raw()).hasValue(0.25);
        assertThat(evidence(result).regressed()).isEqualTo(1);
        assertThat(evidence(result).meanDelta()).isCloseTo(-0.4375, within(1e-12));
        assertThat(evidence(result).answers()).isEmpty();
    }

    @Test
    void no_regression_among_ten_items_proves_nothing() {
        for (int i = 0; i < 10; i++) {
            plain(" w" + i, 0);
        }
        var result = run();

        assertThat(result.interval().orElseThrow().upper()).isCloseTo(0.2775, within(1e-4)); // Wilson, z²/(n + z²)
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).contains("items would decide");
    }

    @Test
    void an_adapter_that_changes_nothing_passes_over_forty_items() {
        for (int i = 0; i < 40; i++) {
            quiz(i, true, true);
        }
        var result = run();

        assertThat(result.raw()).hasValue(0.0);
        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(result.score()).hasValue(0.85);
    }

    @Test
    void a_model_that_forgot_half_of_the_items_fails() {
        for (int i = 0; i < 40; i++) {
            plain(" w" + i, i % 2 == 0 ? -3 : 0);
        }
        assertThat(run().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void right_answers_that_became_wrong_within_the_margins_are_a_warning() {
        for (int i = 0; i < 60; i++) {
            quiz(i, true, i >= 6);
        }
        var result = run();

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.WARN);
        // six flips one way: 2 / 2⁶ = 0.031
        assertThat(result.message()).contains("But 6 items went from right to wrong and 0 the other way", "p = 0.031");
        assertThat(evidence(result).answers().orElseThrow())
                .returns(60, CalibrationDriftEvidence.Answers::baseRight)
                .returns(54, CalibrationDriftEvidence.Answers::tunedRight);
    }

    @Test
    void a_model_that_knows_nothing_does_not_pass_for_forgetting_nothing() {
        for (int i = 0; i < 40; i++) {
            quiz(i, i % 2 == 0, i % 2 == 0); // half right, as by guessing between two
        }
        var result = run();

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message())
                .contains("the base model is right on 20 of 40 items, and guessing on 20: it has little knowledge");
    }

    @Test
    void a_probability_of_zero_is_an_error_that_names_the_item() {
        items.add(new KnowledgeItem("Q", " a", List.of()));
        backend.completion(BASE, "Q", " a", -1).completion(FINE_TUNED, "Q", " a", Double.NEGATIVE_INFINITY);

        assertThat(run().verdict()).isEqualTo(Verdict.ERROR);
        assertThat(run().message()).contains("'Q a'", "-Infinity", "'ft'");
    }

    @Test
    void a_model_without_an_adapter_is_skipped() {
        backend.without(Capability.FINE_TUNED);

        assertThat(run().verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void the_pack_has_120_items_and_its_first_eight_are_of_eight_categories() {
        var pack = KnowledgePack.items();

        assertThat(pack).hasSize(120).doesNotHaveDuplicates();
        assertThat(pack).allSatisfy(item -> {
            assertThat(item.prompt()).isEqualTo(item.prompt().strip());
            assertThat(item.completions()).hasSize(3).doesNotHaveDuplicates().allMatch(text -> text.startsWith(" "));
        });
        assertThat(pack.subList(0, 3)).extracting(KnowledgeItem::gold).containsExactly(" Paris", " kitten", " ice");
        assertThat(pack).extracting(KnowledgeItem::prompt).doesNotHaveDuplicates();
    }

    @Test
    void the_keys_of_the_reference_and_items_with_alternatives_survive_a_file() {
        var suite = parse("""
                version: 1
                suite:
                  - name: knowledge
                    kind: calibration_drift
                    pack: builtin
                    items_limit: 25
                    assert_fraction_regressed_lt: 0.2
                    assert_mean_delta_gte: -0.3
                    assert_z_gte: 3.0
                    regression_nats: 0.5
                    items:
                      - ["Two plus two equals", " four"]
                      - {prompt: Snow is, gold: " white", alternatives: [" black"]}
                """);

        assertThat((CalibrationDriftSpec) suite.entries().get(0).spec())
                .returns(0.2, CalibrationDriftSpec::assertFractionRegressedLt)
                .returns(-0.3, CalibrationDriftSpec::assertMeanDeltaGte)
                .returns(0.5, CalibrationDriftSpec::regressionNats)
                .satisfies(spec -> assertThat(spec.items())
                        .containsExactly(
                                new KnowledgeItem("Two plus two equals", " four", List.of()),
                                new KnowledgeItem("Snow is", " white", List.of(" black"))));
        assertThat(parse(SuiteYaml.write(suite)).entries()).isEqualTo(suite.entries());
    }

    @Test
    void an_unknown_key_of_an_item_is_an_error() {
        assertThatThrownBy(() -> parse("""
                        version: 1
                        suite:
                          - name: knowledge
                            kind: calibration_drift
                            items: [{prompt: Snow is, golden: " white"}]
                        """))
                .hasMessageContaining("An item is [prompt, gold], or an object with prompt, gold");
    }

    @Test
    void a_result_survives_a_file() {
        SuiteResult result = Runner.run(
                Suite.of("t", 7, List.of(CalibrationDriftSpec.of("k").withItemsLimit(16))), Model.of(backend));

        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    @Test
    void refuses_items_twice_and_margins_without_meaning() {
        var item = new KnowledgeItem("Q", " a", List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationDriftSpec.of("k").withItems(List.of(item, item)))
                .withMessageContaining("has the item 'Q a' twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationDriftSpec.of("k").withMargins(1, 1.5, -0.5))
                .withMessageContaining("a share below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationDriftSpec.of("k").withItemsLimit(-1))
                .withMessageContaining("items_limit is at least 1, was -1");
    }

    /** An item without alternatives whose gold's tokens change by that much. */
    private void plain(String gold, double... changes) {
        var base = new double[changes.length];
        var tuned = new double[changes.length];
        for (int i = 0; i < changes.length; i++) {
            base[i] = -5;
            tuned[i] = -5 + changes[i];
        }
        items.add(new KnowledgeItem("Q", gold, List.of()));
        backend.completion(BASE, "Q", gold, base).completion(FINE_TUNED, "Q", gold, tuned);
    }

    /** An item with one alternative; its gold keeps its probability, the alternative is above or below it. */
    private void quiz(int i, boolean rightBefore, boolean rightAfter) {
        String prompt = "Q" + i;
        items.add(new KnowledgeItem(prompt, " yes", List.of(" no")));
        backend.completion(BASE, prompt, " yes", -1).completion(FINE_TUNED, prompt, " yes", -1);
        backend.completion(BASE, prompt, " no", rightBefore ? -2 : -0.5);
        backend.completion(FINE_TUNED, prompt, " no", rightAfter ? -2 : -0.5);
    }

    private ProbeResult<?> run() {
        var spec = CalibrationDriftSpec.of("knowledge").withItems(items);
        return Runner.run(Suite.of("t", 7, List.of(spec)), Model.of(backend)).probe("knowledge");
    }

    private static CalibrationDriftEvidence evidence(ProbeResult<?> result) {
        return (CalibrationDriftEvidence) result.evidence().orElseThrow();
    }

    private static Suite parse(String yaml) {
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
