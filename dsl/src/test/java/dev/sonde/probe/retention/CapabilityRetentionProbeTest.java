package dev.sonde.probe.retention;

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
import dev.sonde.probe.drift.CalibrationDriftSpec;
import dev.sonde.probe.drift.KnowledgeItem;
import dev.sonde.report.MarkdownReport;
import dev.sonde.stats.PairedRates;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import dev.sonde.suite.SuiteYaml;
import dev.sonde.table.CategoryTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilityRetentionProbeTest {

    private final DummyBackend backend = DummyBackend.create();
    private final List<KnowledgeItem> items = new ArrayList<>();

    @Test
    void the_change_of_right_answers_counts_gains_against_losses() {
        add(5, true, true);
        add(3, true, false);
        add(1, false, true);
        add(1, false, false);

        var result = run();

        // By hand: 8 of 10 right, then 6
        assertThat(result.raw().orElseThrow()).isCloseTo(-0.2, within(1e-12));
        assertThat(evidence(result).answers().flips())
                .returns(3, flips -> flips.onlyFirst())
                .returns(1, flips -> flips.onlySecond());
        // leads: +1 or −1 nat before and after, so 0, −2, 2 and 0
        assertThat(evidence(result).meanLead()).isCloseTo((-2 * 3 + 2) / 10.0, within(1e-12));
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void four_outcomes() {
        assertThat(outcome(100, 0, 0, 20)).isEqualTo(Retention.EQUIVALENT);
        assertThat(outcome(60, 40, 0, 20)).isEqualTo(Retention.WORSE);
        assertThat(outcome(80, 0, 20, 20)).isEqualTo(Retention.BETTER);
        assertThat(outcome(16, 1, 1, 2)).isEqualTo(Retention.INCONCLUSIVE);
    }

    @Test
    void a_model_that_changes_no_answer_passes_over_the_packaged_number_of_items_and_not_over_twenty() {
        add(20, true, true);
        assertThat(run().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        add(80, true, true);
        add(20, false, false);
        assertThat(run().verdict()).isEqualTo(Verdict.PASS);
        assertThat(run().message()).endsWith("100 of 120 were right, 100 are: equivalent.");
    }

    @Test
    void a_model_that_forgets_fails_and_one_that_only_becomes_less_sure_does_not() {
        add(70, true, true);
        add(30, true, false);
        assertThat(run().verdict()).isEqualTo(Verdict.FAIL);

        items.clear();
        for (int i = 0; i < 100; i++) {
            item(-1, -2, -7, -8); // three nats a token less, and right as before
        }
        var drift = CalibrationDriftSpec.of("drift").withItems(items);
        var both = Runner.run(Suite.of("t", 7, List.of(spec(), drift)), Model.of(backend));
        assertThat(both.probe("ability").verdict()).isEqualTo(Verdict.PASS);
        assertThat(both.probe("drift").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_base_that_guesses_has_nothing_to_retain() {
        add(60, true, true);
        add(60, false, false);

        assertThat(run().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(run().message()).contains("no more often than by guessing (60 of 120)");
    }

    @Test
    void a_tie_is_not_right() {
        item(-1, -1, -1, -2);

        assertThat(evidence(run()).answers())
                .returns(0, answers -> answers.baseRight())
                .returns(1, answers -> answers.tunedRight());
    }

    @Test
    void a_score_that_is_not_finite_is_an_error_and_no_adapter_a_skip() {
        item(-1, -2, Double.NEGATIVE_INFINITY, -2);
        assertThat(run().verdict()).isEqualTo(Verdict.ERROR);
        assertThat(run().message()).contains("-Infinity");
        backend.without(Capability.FINE_TUNED);
        assertThat(run().verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void keys_survive_a_file_and_a_misspelt_one_is_named() {
        var suite = parse("""
                version: 1
                suite:
                  - name: ability
                    kind: capability_retention
                    items:
                      - [The sky is, ' blue', ' green']
                      - {prompt: Two and two are, gold: ' four', alternatives: [' five'], category: sums}
                    items_limit: 1
                    margin: 0.1
                """);

        assertThat((CapabilityRetentionSpec) suite.entries().get(0).spec())
                .isEqualTo(CapabilityRetentionSpec.of("ability")
                        .withItems(List.of(
                                new KnowledgeItem("The sky is", " blue", List.of(" green")),
                                new KnowledgeItem("Two and two are", " four", List.of(" five")).withCategory("sums")))
                        .withItemsLimit(1)
                        .withMargin(0.1));
        assertThat(parse(SuiteYaml.write(suite)).entries()).isEqualTo(suite.entries());
        assertThatThrownBy(() -> parse(SuiteYaml.write(suite).replace("margin", "magrin")))
                .hasMessageContaining("margin");
    }

    @Test
    void a_result_survives_a_file() {
        add(6, true, true);
        inCategory("sums", 2, true, false);
        SuiteResult result = Runner.run(Suite.of("t", 7, List.of(spec())), Model.of(backend));

        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    @Test
    void answers_are_counted_by_category_with_p_values_adjusted_over_them() {
        inCategory("sums", 8, true, false);
        inCategory("words", 6, true, true);
        inCategory("sums", 2, true, true);
        inCategory("words", 1, false, true);

        var result = run();

        var categories = evidence(result).perCategory();
        assertThat(categories).extracting(CategoryRetention::category).containsExactly("sums", "words");
        var sums = categories.get(0);
        assertThat(sums)
                .returns(10, CategoryRetention::items)
                .returns(10, CategoryRetention::baseRight)
                .returns(2, CategoryRetention::tunedRight)
                .returns(-0.8, CategoryRetention::raw);
        // by hand: all 8 changes one way, 2 / 2^8, and twice that by Holm over two categories
        assertThat(sums.flips().pValue()).isCloseTo(1 / 128.0, within(1e-12));
        assertThat(sums.adjustedP()).isCloseTo(1 / 64.0, within(1e-12));
        assertThat(sums.change()).isEqualTo(PairedRates.tango(0, 8, 10, 0.9));
        assertThat(categories.get(1).adjustedP()).isEqualTo(1);
        assertThat(result.message())
                .endsWith(" Taken by itself, this lost right answers: sums (2 of 10, were 10; adjusted p = 0.0156).");
        assertThat(CategoryTable.of(evidence(result)).column("tuned right").asStringColumn())
                .containsExactly("2", "7");
        assertThat(MarkdownReport.of(Runner.run(Suite.of("t", 7, List.of(spec())), Model.of(backend))))
                .contains("## Categories")
                .contains("ability: 2 categories");
    }

    @Test
    void items_without_a_category_make_none_and_are_others_among_those_that_have_one() {
        add(4, true, true);
        assertThat(evidence(run()).perCategory()).isEmpty();

        inCategory("sums", 1, true, true);
        assertThat(evidence(run()).perCategory())
                .extracting(CategoryRetention::category)
                .containsExactly(CategoryRetention.OTHER, "sums");
    }

    @Test
    void the_packaged_items_have_eight_categories_that_together_are_all_of_them() {
        var evidence =
                evidence(Runner.run(Suite.of("t", 7, List.of(CapabilityRetentionSpec.of("ability"))), Model.of(backend))
                        .probe("ability"));

        assertThat(evidence.perCategory()).hasSize(8).allMatch(each -> each.items() == 15);
        assertThat(evidence.perCategory().stream()
                        .mapToInt(CategoryRetention::tunedRight)
                        .sum())
                .isEqualTo(evidence.answers().tunedRight());
        assertThat(evidence.perCategory().get(0).category()).isEqualTo("geography");
    }

    @Test
    void refuses_items_without_wrong_answers_and_margins_that_are_no_share() {
        var open = List.of(new KnowledgeItem("The sky is", " blue", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec().withItems(open))
                .withMessageContaining("has no wrong answer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec().withMargin(1))
                .withMessageContaining("margin is a share of the items below 1, was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec().withMargin(Double.NaN))
                .withMessageContaining("margin");
    }

    private Retention outcome(int kept, int lost, int won, int never) {
        items.clear();
        add(kept, true, true);
        add(lost, true, false);
        add(won, false, true);
        add(never, false, false);
        return evidence(run()).outcome();
    }

    private void add(int count, boolean before, boolean after) {
        for (int i = 0; i < count; i++) {
            item(-2, before ? -3 : -1, -2, after ? -3 : -1);
        }
    }

    private void inCategory(String category, int count, boolean before, boolean after) {
        add(count, before, after);
        for (int i = items.size() - count; i < items.size(); i++) {
            items.set(i, items.get(i).withCategory(category));
        }
    }

    private void item(double baseGold, double baseWrong, double tunedGold, double tunedWrong) {
        var item = new KnowledgeItem("Question " + items.size(), " gold", List.of(" wrong"));
        items.add(item);
        backend.completion(BASE, item.prompt(), " gold", baseGold);
        backend.completion(BASE, item.prompt(), " wrong", baseWrong);
        backend.completion(FINE_TUNED, item.prompt(), " gold", tunedGold);
        backend.completion(FINE_TUNED, item.prompt(), " wrong", tunedWrong);
    }

    private CapabilityRetentionSpec spec() {
        return CapabilityRetentionSpec.of("ability").withItems(items);
    }

    private ProbeResult<?> run() {
        return Runner.run(Suite.of("t", 7, List.of(spec())), Model.of(backend)).probe("ability");
    }

    private static CapabilityRetentionEvidence evidence(ProbeResult<?> result) {
        return (CapabilityRetentionEvidence) result.evidence().orElseThrow();
    }

    private static Suite parse(String yaml) {
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
