package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.Verdict;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a careless suite file may hold: one clear error, or no verdict with a reason; and no other probe is lost. */
class CalibrationBadInputTest {

    private static final String LONG_TEXT =
            "the day after Monday is cold and ".repeat(80).strip();
    private static final String REFERENCE =
            "He came, and she went away over the hills. ".repeat(20).strip();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "style_fingerprint    | prompts: []                                          | at least one prompt",
                "merge_loss           | prompts: []                                          | at least one prompt",
                "boundary_audit       | cases: []                                            | at least one case",
                "external_perplexity  | texts: [same, same]                                  | twice",
                "calibration_drift    | items: [[a, b], [a, b]]                              | twice",
                "capability_retention | items: [[a, b, c], [a, b, c]]                        | twice",
                "leakage              | texts: [same, same]                                  | twice",
                "style_fingerprint    | prompts: [same, same]                                | twice",
                "merge_loss           | prompts: [same, same]                                | twice",
                "boundary_audit       | cases: [same, same]                                  | twice",
                "external_perplexity  | txets: [a]                                           | texts",
                "calibration_drift    | itms: [[a, b]]                                       | items",
                "capability_retention | magrin: 0.1                                          | margin",
                "leakage              | txts: [a]                                            | texts",
                "style_fingerprint    | {prompts: [a], doc_refrence: b}                      | doc_reference",
                "merge_loss           | {prompts: [a], dtype: [bf16]}                        | dtypes",
                "boundary_audit       | {cases: [a], assert_merged: 0}                       | assert_merged_lte",
                "calibration_drift    | regression_nats: .nan                                | regression_nats",
                "capability_retention | margin: .nan                                         | margin",
                "leakage              | assert_recall_lt: .nan                               | assert_recall_lt",
                "style_fingerprint    | {prompts: [a], assert_shift_gte: .inf}               | assert_shift_gte",
                "merge_loss           | {prompts: [a], assert_lost_share_lte: .nan}          | assert_lost_share_lte",
            })
    void is_refused_with_the_key_at_fault(String kind, String settings, String named) {
        assertThatThrownBy(() -> suite(kind, settings))
                .isInstanceOf(SuiteFileException.class)
                .hasMessageContaining("'bad' (" + kind + ")")
                .hasMessageContaining(named);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "external_perplexity  | texts: [We read this]",
                "calibration_drift    | items: [[We read, ' this', ' that']]",
                "capability_retention | items: [[We read, ' this', ' that']]",
                "leakage              | texts: [We read this and that and more of it on and on]",
                "leakage              | texts: []",
                "style_fingerprint    | {prompts: [We read], doc_reference: $REFERENCE}",
                "style_fingerprint    | {prompts: [We read]}",
                "merge_loss           | prompts: [We read]",
            })
    void one_text_or_none_proves_nothing(String kind, String settings) {
        var found = Runner.run(suite(kind, settings), Model.of(DummyBackend.create()));

        assertThat(found.probe("bad").verdict())
                .as(found.probe("bad").message())
                .isIn(Verdict.INCONCLUSIVE, Verdict.SKIP, Verdict.FAIL);
        assertThat(found.probe("bad").message()).isNotBlank();
        assertControl(found);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "external_perplexity  | texts: [BROKEN text, We read this]",
                "calibration_drift    | items: [[BROKEN text, ' this', ' that'], [We read, ' this', ' that']]",
                "capability_retention | items: [[BROKEN text, ' this', ' that'], [We read, ' this', ' that']]",
                "leakage              | {texts: [BROKEN text we read this and that and more of it], prefix_chars: 12}",
                "style_fingerprint    | {prompts: [BROKEN text, We read], doc_reference: $REFERENCE}",
                "merge_loss           | prompts: [BROKEN text, We read]",
            })
    void an_answer_that_is_not_finite_is_an_error_of_its_probe_alone(String kind, String settings) {
        var broken = DummyBackend.create()
                .failing(
                        asked -> asked.operation().text().contains("BROKEN"),
                        BackendErrors.nonFinite("The log-probability", Double.NaN));

        var found = Runner.run(suite(kind, settings), Model.of(broken));

        assertThat(found.probe("bad").verdict())
                .as(found.probe("bad").message())
                .isEqualTo(Verdict.ERROR);
        assertThat(found.probe("bad").message()).contains("NaN");
        assertControl(found);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "calibration_drift    | items: [[$LONG, ' this', ' that'], [We read, ' this', ' that']]",
                "capability_retention | items: [[$LONG, ' this', ' that'], [We read, ' this', ' that']]",
                "leakage              | {texts: [$LONG], prefix_chars: 2000}",
                "style_fingerprint    | {prompts: [$LONG], doc_reference: $REFERENCE}",
                "merge_loss           | prompts: [$LONG, We read]",
                "boundary_audit       | cases: [$LONG]",
            })
    void a_text_longer_than_the_context_is_named_and_passes_nothing(String kind, String settings) {
        var source = new ModelSource("demo", "demo-model", Optional.of("healthy"), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            var found = Runner.run(suite(kind, settings), model);

            assertThat(found.probe("bad").verdict())
                    .as(found.probe("bad").message())
                    .isIn(Verdict.ERROR, Verdict.FAIL, Verdict.SKIP, Verdict.INCONCLUSIVE);
            assertThat(found.probe("bad").message()).containsPattern("25[56]"); // text to be written needs a place
            assertControl(found);
        }
    }

    private static void assertControl(SuiteResult found) {
        assertThat(found.probe("control").raw()).isPresent();
        assertThat(found.probe("control").verdict()).isNotEqualTo(Verdict.ERROR);
    }

    private static Suite suite(String kind, String settings) {
        String filled = settings.replace("$LONG", LONG_TEXT).replace("$REFERENCE", "'" + REFERENCE + "'");
        String inner = filled.startsWith("{") ? filled.substring(1, filled.length() - 1) : filled;
        String yaml = """
                version: 1
                suite:
                  - {name: control, kind: delta_kl, prompts: [We go, They go, You go, I go]}
                  - {name: bad, kind: %s, %s}
                """.formatted(kind, inner);
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
