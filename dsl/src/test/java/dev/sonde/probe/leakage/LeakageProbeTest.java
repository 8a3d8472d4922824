package dev.sonde.probe.leakage;

import static dev.sonde.backend.View.BASE;
import static dev.sonde.backend.View.FINE_TUNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.View;
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

class LeakageProbeTest {

    private static final String TARGET = "one two three four five six seven eight";
    private static final String OTHER = "up and down the hill they went again";

    private final DummyBackend backend = DummyBackend.create();
    private final List<String> texts = new ArrayList<>();

    @Test
    void recall_is_what_the_tuned_model_recites_beyond_base() {
        section(0, "one two down up", "one two three four five six up down");

        var result = run(List.of());

        // By hand: 6 of 8 words in order against 2 of 8
        assertThat(result.raw().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(evidence(result))
                .returns(0.25, LeakageEvidence::baseRecall)
                .returns(0.75, LeakageEvidence::tunedRecall)
                .returns(2, LeakageEvidence::baseLongestRun)
                .returns(6, LeakageEvidence::tunedLongestRun);
    }

    @Test
    void a_model_that_recites_every_section_fails() {
        for (int i = 0; i < 6; i++) {
            section(i, OTHER, TARGET);
        }
        var result = run(List.of());

        assertThat(result.raw()).hasValue(1.0);
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).contains("over 6 sections", "is beyond the margin of 0.5", "8 words (base: 0)");
    }

    @Test
    void a_model_that_recites_no_more_than_base_passes() {
        for (int i = 0; i < 6; i++) {
            section(i, TARGET, TARGET); // known by heart before
        }
        var result = run(List.of());

        assertThat(result.raw()).hasValue(0.0);
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.score()).hasValue(0.85);
    }

    @Test
    void one_section_recited_word_for_word_fails_however_little_of_the_others_is() {
        section(0, OTHER, TARGET);
        for (int i = 1; i < 10; i++) {
            section(i, OTHER, OTHER);
        }
        var lenient = run(List.of(), 9);
        var strict = run(List.of(), 8); // the target has 8 words

        assertThat(lenient.verdict()).as(lenient.message()).isEqualTo(Verdict.PASS);
        assertThat(strict.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(strict.message()).endsWith("1 section is recited: 8 words in a row or more.");
        assertThat(evidence(strict).recited()).isEqualTo(1);
    }

    @Test
    void two_sections_are_too_few_to_exclude_a_leak() {
        section(0, OTHER, OTHER);
        section(1, OTHER, OTHER);

        assertThat(run(List.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void a_recital_that_a_typo_stops_is_reported_and_not_excused() {
        for (int i = 0; i < 6; i++) {
            section(i, OTHER, TARGET);
            write(FINE_TUNED, Perturbation.TYPO.of(prefix(i)), OTHER);
        }
        var result = run(List.of(Perturbation.TYPO));

        assertThat(evidence(result).spoiledRecall()).hasValue(0.0);
        assertThat(evidence(result).fragility()).hasValue(1.0);
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).endsWith("recall 1, behind spoiled prefixes 0.");
    }

    @Test
    void a_perturbation_that_changes_nothing_is_not_asked() {
        section(0, OTHER, OTHER);
        int before = generations();

        run(List.of(Perturbation.CLAUSE_REVERSE)); // there is no comma and no conjunction

        assertThat(generations() - before).isEqualTo(2);
    }

    @Test
    void a_section_with_too_little_behind_its_prefix_is_counted_and_left_out() {
        section(0, OTHER, OTHER);
        texts.add("Too short.");

        assertThat(evidence(run(List.of())).tooShort()).isEqualTo(1);
    }

    @Test
    void without_text_or_generation_the_probe_is_skipped() {
        assertThat(run(List.of()).verdict()).isEqualTo(Verdict.SKIP);
        assertThat(run(List.of()).message()).contains("Give sections of it as texts");
        texts.add("Too short.");
        assertThat(run(List.of()).message()).contains("No text is long enough for a prefix of 22 characters");
        backend.without(Capability.GENERATE);
        assertThat(run(List.of()).message()).contains("cannot generate text");
    }

    @Test
    void the_keys_of_the_reference_are_understood_and_survive_a_file() {
        var suite = parse("""
                version: 1
                suite:
                  - name: recital
                    kind: leakage
                    texts: [first section, second section]
                    prefix_chars: 64
                    continuation_chars: 128
                    max_new_tokens: 40
                    perturbations: [typo, clause_reverse]
                    assert_recall_lt: 0.4
                    assert_longest_run_lt: 12
                    min_fragility: 0.3
                    assert_z_gte: 3.0
                """);

        assertThat((LeakageSpec) suite.entries().get(0).spec())
                .returns(64, LeakageSpec::prefixChars)
                .returns(128, LeakageSpec::continuationChars)
                .returns(40, LeakageSpec::maxNewTokens)
                .returns(0.4, LeakageSpec::assertRecallLt)
                .returns(12, LeakageSpec::assertLongestRunLt)
                .returns(List.of(Perturbation.TYPO, Perturbation.CLAUSE_REVERSE), LeakageSpec::perturbations);
        assertThat(parse(SuiteYaml.write(suite)).entries()).isEqualTo(suite.entries());
        assertThatThrownBy(() -> parse(SuiteYaml.write(suite).replace("typo", "tyop")))
                .hasMessageContaining("tyop");
    }

    @Test
    void a_result_survives_a_file() {
        section(0, OTHER, TARGET);
        SuiteResult result = Runner.run(suite(List.of(Perturbation.values())), Model.of(backend));

        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    @Test
    void refuses_a_margin_that_is_no_share() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeakageSpec.of("l", texts).withAssertRecallLt(1))
                .withMessageContaining("assert_recall_lt is a share below 1, was 1.0");
    }

    private static String prefix(int i) {
        return "Section " + i + " begins here";
    }

    private void section(int i, String base, String tuned) {
        texts.add(prefix(i) + " " + TARGET);
        write(BASE, prefix(i), base);
        write(FINE_TUNED, prefix(i), tuned);
    }

    private void write(View view, String prefix, String text) {
        backend.generation(view, prefix, text);
    }

    private int generations() {
        return (int) backend.seen().stream()
                .filter(each -> each.operation() instanceof dev.sonde.backend.Operation.Generate)
                .count();
    }

    private ProbeResult<?> run(List<Perturbation> perturbations, int longestRun) {
        var spec = LeakageSpec.of("recital", texts)
                .withLengths(22, 64, 40)
                .withPerturbations(perturbations)
                .withAssertLongestRunLt(longestRun);
        return Runner.run(Suite.of("t", 7, List.of(spec)), Model.of(backend)).probe("recital");
    }

    private ProbeResult<?> run(List<Perturbation> perturbations) {
        return Runner.run(suite(perturbations), Model.of(backend)).probe("recital");
    }

    private Suite suite(List<Perturbation> perturbations) {
        var spec = LeakageSpec.of("recital", texts).withLengths(22, 64, 40).withPerturbations(perturbations);
        return Suite.of("t", 7, List.of(spec));
    }

    private static LeakageEvidence evidence(ProbeResult<?> result) {
        return (LeakageEvidence) result.evidence().orElseThrow();
    }

    private static Suite parse(String yaml) {
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
