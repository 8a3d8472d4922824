package dev.sonde.probe.style;

import static dev.sonde.backend.View.BASE;
import static dev.sonde.backend.View.FINE_TUNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation.Generate;
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
import dev.sonde.suite.SuiteResultJson;
import dev.sonde.suite.SuiteYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StyleFingerprintProbeTest {

    private static final List<String> PROMPTS =
            IntStream.range(0, 8).mapToObj(i -> "Prompt " + i).toList();
    private static final String REFERENCE = ornate(-1) + ornate(-2) + ornate(-3) + ornate(-4);

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void a_model_that_writes_like_the_reference_has_gone_all_the_way() {
        write(StyleFingerprintProbeTest::terse, StyleFingerprintProbeTest::ornate);

        var result = calibrated();

        assertThat(result.raw().orElseThrow()).isCloseTo(1, within(0.2));
        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(result.nullTest().orElseThrow().nullMean()).isCloseTo(0, within(1e-9));
        assertThat(evidence(result).features().stream()
                        .filter(feature -> feature.name().equals("commas, colons, semicolons"))
                        .findFirst()
                        .orElseThrow())
                .satisfies(commas -> assertThat(commas.tuned()).isGreaterThan(commas.base()));
    }

    @Test
    void a_model_that_writes_like_base_has_not_moved() {
        write(StyleFingerprintProbeTest::terse, StyleFingerprintProbeTest::terse);

        var result = run(spec());

        assertThat(result.raw()).hasValue(0);
        assertThat(result.interval().orElseThrow().contains(0)).isTrue();
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_model_thrown_off_to_one_side_has_moved_away() {
        write(StyleFingerprintProbeTest::terse, i -> "!!! 99 77! 55! ".repeat(10));

        var result = run(spec());

        assertThat(result.raw().orElseThrow()).isNegative();
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void where_base_writes_like_the_reference_there_is_no_way_to_go() {
        write(StyleFingerprintProbeTest::ornate, StyleFingerprintProbeTest::terse);

        var result = run(spec());

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).contains("there is no way to go");
        assertThat(result.raw()).isEmpty();
    }

    @Test
    void three_prompts_are_too_few_to_say() {
        write(StyleFingerprintProbeTest::terse, StyleFingerprintProbeTest::ornate);

        var result = run(StyleFingerprintSpec.of("style", PROMPTS.subList(0, 3), REFERENCE));

        assertThat(result.interval()).isEmpty();
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void a_text_of_a_few_words_has_no_style_and_is_left_out_and_counted() {
        write(StyleFingerprintProbeTest::terse, i -> i == 0 ? "Nineteen words. ".repeat(9) + "More." : ornate(i));
        assertThat(evidence(run(spec())).without()).isEqualTo(1);

        write(StyleFingerprintProbeTest::terse, i -> "");
        var result = run(spec());
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).contains("after 0 of 8 prompts (from base 8, from the tuned view 0)");
    }

    @Test
    void without_a_reference_a_long_one_or_generation_the_probe_is_skipped_and_asks_nothing() {
        assertThat(run(StyleFingerprintSpec.of("style", PROMPTS, " \n")).message())
                .contains("no reference");
        assertThat(run(StyleFingerprintSpec.of("style", PROMPTS, "Few words here."))
                        .message())
                .contains("has 3 words; 80 are needed");
        assertThat(backend.seen()).noneMatch(each -> each.operation() instanceof Generate);
        backend.without(Capability.GENERATE);
        assertThat(run(spec()).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void the_keys_of_the_reference_are_understood_and_survive_a_file() {
        var suite = parse("""
                version: 1
                suite:
                  - name: style
                    kind: style_fingerprint
                    prompts: [first, second]
                    doc_reference: Some prose.
                    max_new_tokens: 40
                    assert_shift_gte: 0.4
                    assert_z_gte: 3.0
                    extended: off
                """);

        assertThat((StyleFingerprintSpec) suite.entries().get(0).spec())
                .isEqualTo(StyleFingerprintSpec.of("style", List.of("first", "second"), "Some prose.")
                        .withMaxNewTokens(40)
                        .withAssertShiftGte(0.4)
                        .withAssertZGte(3)
                        .withExtended("off"));
        assertThat(parse(SuiteYaml.write(suite)).entries()).isEqualTo(suite.entries());
        assertThatThrownBy(() -> parse(SuiteYaml.write(suite).replace("doc_reference", "doc_referense")))
                .hasMessageContaining("doc_reference");
    }

    @Test
    void a_result_survives_a_file() {
        write(StyleFingerprintProbeTest::terse, StyleFingerprintProbeTest::ornate);
        SuiteResult result = Runner.run(Suite.of("t", 7, List.of(spec())), Model.of(backend));

        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    @Test
    void refuses_settings_out_of_their_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StyleFingerprintSpec.of("style", List.of(), ""))
                .withMessageContaining("at least one prompt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec().withAssertShiftGte(Double.NaN))
                .withMessageContaining("assert_shift_gte");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec().withExtended("maybe"))
                .withMessageContaining("auto, on or off, was maybe");
    }

    private static String terse(int i) {
        var random = new SplittableRandom(i);
        var text = new StringBuilder();
        for (int k = 0; k < 20; k++) {
            text.append(List.of("It is the sun. ", "We go. ", "A cat sat. ", "He is on the mat. ")
                    .get(random.nextInt(4)));
        }
        return text.toString();
    }

    private static String ornate(int i) {
        var random = new SplittableRandom(1000 + i);
        var text = new StringBuilder();
        for (int k = 0; k < 8; k++) {
            text.append(List.of(
                            "Wandering through the venerable gardens, whose labyrinthine hedges whisper; ",
                            "beneath the luminous canopy: \"magnificent\", murmured the gardener, ",
                            "while innumerable blossoms, trembling with morning, unfolded the silence, ",
                            "and nevertheless the solitary fountain continued its conversation. ")
                    .get(random.nextInt(4)));
        }
        return text.toString();
    }

    private interface Writer {
        String on(int prompt);
    }

    private void write(Writer base, Writer tuned) {
        for (int i = 0; i < PROMPTS.size(); i++) {
            backend.generation(BASE, PROMPTS.get(i), base.on(i));
            backend.generation(FINE_TUNED, PROMPTS.get(i), tuned.on(i));
        }
    }

    private static StyleFingerprintSpec spec() {
        return StyleFingerprintSpec.of("style", PROMPTS, REFERENCE);
    }

    private ProbeResult<?> run(StyleFingerprintSpec spec) {
        return Runner.run(Suite.of("t", 7, List.of(spec)), Model.of(backend)).probe("style");
    }

    /** Against null adapters that write as base does. */
    private ProbeResult<?> calibrated() {
        var nulls = NullAdapterSpec.of("nulls").withRuns(19).withSeedBase(100);
        for (int seed = 100; seed < 119; seed++) {
            for (int i = 0; i < PROMPTS.size(); i++) {
                backend.generation(new View.NullAdapter(NullRecipe.MATCHED_NORM, seed), PROMPTS.get(i), terse(i));
            }
        }
        var entries = new ArrayList<ProbeSpec>(List.of(nulls, spec()));
        return Runner.run(Suite.of("t", 7, entries), Model.of(backend)).probe("style");
    }

    private static StyleFingerprintEvidence evidence(ProbeResult<?> result) {
        return (StyleFingerprintEvidence) result.evidence().orElseThrow();
    }

    private static Suite parse(String yaml) {
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
