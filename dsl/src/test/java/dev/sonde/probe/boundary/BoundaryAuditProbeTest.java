package dev.sonde.probe.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.backend.ModelSource;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundaryAuditProbeTest {

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void a_completion_behind_a_whole_word_leaves_its_prompt_alone() {
        var result = run(spec(pair("It is", " blue"), pair("They go", " home now")));

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(result.raw()).hasValue(0);
        assertThat(result.score()).isEmpty();
        // a first token, two words and two more, of which the last two are scored
        assertThat(evidence(result).cases().get(1))
                .returns(5, found -> found.ids().size())
                .returns(2, found -> found.scored())
                .returns(List.of("<end>"), found -> found.added());
        assertThat(backend.seen()).noneMatch(each -> each.operation().text().startsWith("It is"));
    }

    @Test
    void a_completion_that_goes_on_within_a_word_changes_its_prompt() {
        var result = run(spec(pair("It is the", "m now"), pair("It is", " blue")));

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.raw()).hasValue(0.5);
        assertThat(result.message())
                .startsWith(
                        "1 of 2 completions (0.5) change the tokens of their prompt. The first is 'It is the' + 'm now'")
                .contains("[ them] lies over the boundary");
        assertThat(run(spec(pair("It is the", "m now"), pair("It is", " blue")).withAssertMergedLte(0.5))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void plain_texts_for_a_model_with_a_chat_template_are_a_warning() {
        backend.chatTemplate("{% for message in messages %}{{ message.content }}{% endfor %}");

        assertThat(run(spec(prompt("It is"))).verdict()).isEqualTo(Verdict.WARN);
        assertThat(run(spec(prompt("It is"))).message()).contains("set chat if it was trained on chats");
    }

    @Test
    void a_real_tokenizer_shows_the_blank_on_the_wrong_side_the_token_twice_and_what_does_not_fit() {
        var source = new ModelSource("demo", "demo-model", Optional.of("healthy"), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            assertThat(run(spec(pair("The day after Monday is", " Tuesday")), model)
                            .verdict())
                    .isEqualTo(Verdict.PASS);

            var blank = run(spec(pair("The day after Monday is ", "Tuesday")), model);
            assertThat(blank.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(blank.message()).contains("let the completion begin with the blank that the prompt ends with");

            var twice = run(spec(prompt("<s>The day after")), model);
            assertThat(twice.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(twice.message()).contains("it begins twice with '<s>'");
            assertThat(evidence(twice).cases().get(0).startsTwice()).isTrue();

            var tooLong = run(spec(prompt("The day ".repeat(200))), model);
            assertThat(tooLong.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(tooLong.message()).contains("and 256 fit the model");
        }
    }

    @Test
    void keys_survive_a_file_and_a_misspelt_one_is_named() {
        var suite = parse("""
                version: 1
                suite:
                  - name: tokens
                    kind: boundary_audit
                    cases: [Just a prompt, [It is, ' blue'], {prompt: We go, completion: ' home'}]
                    assert_merged_lte: 0.1
                """);

        assertThat((BoundaryAuditSpec) suite.entries().get(0).spec())
                .isEqualTo(spec(prompt("Just a prompt"), pair("It is", " blue"), pair("We go", " home"))
                        .withAssertMergedLte(0.1));
        assertThat(parse(SuiteYaml.write(suite)).entries()).isEqualTo(suite.entries());
        assertThatThrownBy(() -> parse(SuiteYaml.write(suite).replace("assert_merged_lte", "assert_merged_gte")))
                .hasMessageContaining("assert_merged_lte");
        assertThatThrownBy(() -> parse(SuiteYaml.write(suite).replace("completion: \" home\"", "gold: \" home\"")))
                .hasMessageContaining("gold");
    }

    @Test
    void a_result_survives_a_file() {
        SuiteResult result =
                Runner.run(Suite.of("t", 7, List.of(spec(pair("It is the", "m"), prompt("It is")))), Model.of(backend));

        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    @Test
    void refuses_no_case_a_case_twice_and_one_without_text() {
        assertThatIllegalArgumentException().isThrownBy(() -> spec()).withMessageContaining("at least one case");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(prompt("a"), prompt("a")))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException().isThrownBy(() -> prompt("")).withMessageContaining("got neither");
    }

    private static BoundaryCase pair(String prompt, String completion) {
        return new BoundaryCase(prompt, completion);
    }

    private static BoundaryCase prompt(String prompt) {
        return new BoundaryCase(prompt, "");
    }

    private static BoundaryAuditSpec spec(BoundaryCase... cases) {
        return BoundaryAuditSpec.of("tokens", List.of(cases));
    }

    private ProbeResult<?> run(BoundaryAuditSpec spec) {
        return run(spec, Model.of(backend));
    }

    private static ProbeResult<?> run(BoundaryAuditSpec spec, Model model) {
        return Runner.run(Suite.of("t", 7, List.of(spec)), model).probe("tokens");
    }

    private static BoundaryAuditEvidence evidence(ProbeResult<?> result) {
        return (BoundaryAuditEvidence) result.evidence().orElseThrow();
    }

    private static Suite parse(String yaml) {
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }
}
