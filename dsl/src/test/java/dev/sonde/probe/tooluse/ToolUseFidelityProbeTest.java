package dev.sonde.probe.tooluse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.Capability;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToolUseFidelityProbeTest {

    private static final String TOOL = """
            {"name": "search", "parameters": {"type": "object", "required": ["query"], "properties": {
              "query": {"type": "string"}, "limit": {"type": ["integer", "null"]}, "kind": {"enum": ["news", "all"]}}}}""";
    private static final String GOOD = "{\"name\": \"search\", \"arguments\": {\"query\": \"oslo\"}}";

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void a_hundred_calls_kept_of_a_hundred_pass() {
        var result = run(cases(100, GOOD, GOOD));

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(result.raw()).hasValue(0.0);
    }

    @Test
    void eight_calls_kept_of_eight_leave_room_for_a_third_broken() {
        var result = run(cases(8, GOOD, GOOD));

        // Wilson's upper limit of 0 of 8 is 0.3244
        assertThat(result.interval().orElseThrow().lower()).isCloseTo(-0.3244, within(1e-4));
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(run(cases(8, GOOD, GOOD).withAssertValidityDeltaGte(-0.35).withAssertHallucinationLte(0.4))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void an_adapter_that_answers_in_prose_fails() {
        var result = run(cases(8, GOOD, "I would search for it."));

        assertThat(result.raw()).hasValue(-1.0);
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(evidence(result).breaksAgainstMends().pValue()).isCloseTo(2 / 256.0, within(1e-12));
    }

    @Test
    void two_views_that_never_call_have_nothing_to_keep() {
        var result = run(cases(8, "Hm.", "I would search for it."));

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).startsWith("Neither view makes a valid call in 8 cases");
    }

    @Test
    void a_call_of_another_tool_is_made_up_and_not_invalid() {
        String other = "{\"name\": \"teleport\", \"arguments\": {\"to\": \"oslo\"}}";

        var result = run(cases(40, GOOD, other));

        assertThat(evidence(result).validTuned()).isEqualTo(40);
        assertThat(evidence(result).allowed()).isZero();
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).startsWith("Calls of an allowed tool: 0 of 40");
        assertThat(evidence(run(cases(40, GOOD, other).withAllowedTools(List.of("teleport"))))
                        .allowed())
                .isEqualTo(40);
    }

    @Test
    void a_call_of_another_case_s_tool_is_held_to_that_tool_s_schema() {
        String fit = "{\"name\": \"fetch\", \"arguments\": {\"url\": \"a.example\"}}";
        String unfit = "{\"name\": \"fetch\", \"arguments\": {\"q\": \"oslo\"}}";
        var own = new ToolCase("a", json(TOOL), "search", 64);
        var fetch = json("{\"name\": \"fetch\", \"parameters\": {\"type\": \"object\", \"required\": [\"url\"]}}");
        var cases = List.of(own, new ToolCase("b", fetch, "fetch", 64));
        var open = new KnownTools(cases, Optional.empty());
        var closed = new KnownTools(cases, Optional.of(List.of("search")));

        assertThat(CallOutcome.of(own, fit, open).valid()).isTrue();
        assertThat(CallOutcome.of(own, unfit, open).problems()).containsExactly("arguments has no 'url'");
        assertThat(CallOutcome.of(own, fit, closed).problems())
                .containsExactly("'fetch' is none of the tools [search]");
    }

    @Test
    void a_call_of_a_tool_that_is_not_on_the_list_is_not_valid() {
        String other = "{\"name\": \"teleport\", \"arguments\": {\"to\": \"oslo\"}}";
        String listed = "{\"name\": \"fetch\", \"arguments\": {}}";
        var tools = List.of("search", "fetch");

        var result = run(cases(40, GOOD, other).withAllowedTools(tools));

        assertThat(evidence(result).validTuned()).isZero();
        assertThat(evidence(result).perCase().get(0).tuned().problems())
                .containsExactly("'teleport' is none of the tools [search, fetch]");
        assertThat(result.raw()).hasValue(-1.0);
        assertThat(evidence(run(cases(40, GOOD, listed).withAllowedTools(tools)))
                        .validTuned())
                .isEqualTo(40);
    }

    @Test
    void arguments_of_both_views_are_compared_leaf_by_leaf() {
        var result = run(cases(
                4,
                "{\"name\": \"search\", \"arguments\": {\"query\": \"oslo\", \"limit\": 3}}",
                "{\"name\": \"search\", \"arguments\": {\"query\": \"bergen\", \"limit\": 3}}"));

        assertThat(evidence(result).argumentAgreement()).hasValue(0.5);
        assertThat(ArgumentAgreement.of(json("{\"a\": [1, 2]}"), json("{\"a\": [2, 1]}")))
                .isZero();
        assertThat(ArgumentAgreement.of(json("{\"a\": null}"), json("{}"))).isZero();
        assertThat(ArgumentAgreement.of(json("{\"a\": true}"), json("{\"a\": 1}")))
                .isZero();
        assertThat(ArgumentAgreement.of(json("{}"), json("{}"))).isEqualTo(1);
    }

    @Test
    void calls_are_found_in_the_forms_that_models_write() {
        var expected = new ToolCall("search", json("{\"query\": \"oslo\"}"));
        for (String text : List.of(
                GOOD,
                "```json\n" + GOOD + "\n```",
                "She said 6\" and } here: " + GOOD + " That is all.",
                "<tool_call>" + GOOD + "</tool_call>",
                "[" + GOOD + "]",
                "{\"tool_calls\": [{\"type\": \"function\", \"function\": " + GOOD + "}]}",
                "{\"name\": \"search\", \"parameters\": {\"query\": \"oslo\"}}",
                "{\"name\": \"search\", \"arguments\": \"{\\\"query\\\": \\\"oslo\\\"}\"}",
                "{broken} " + GOOD)) {
            assertThat(ToolCall.in(text)).as(text).contains(expected);
        }
        for (String text : List.of("", "search(oslo)", GOOD.substring(0, GOOD.length() - 1), "[]", "{\"name\": 7}")) {
            assertThat(ToolCall.in(text)).as(text).isEmpty();
        }
        assertThat(ToolCall.in("{\"name\": \"search\", \"arguments\": {\"query\": \"a } in a string\"}}"))
                .isPresent();
    }

    @Test
    void arguments_are_held_to_the_schema() {
        JsonNode schema = json(TOOL).path("parameters");

        assertThat(ToolSchema.problems(schema, json("{\"query\": \"a\", \"limit\": 2.0, \"more\": 1}")))
                .isEmpty();
        assertThat(ToolSchema.problems(schema, json("{\"query\": \"a\", \"limit\": null}")))
                .isEmpty();
        assertThat(ToolSchema.problems(schema, json("{\"limit\": 1}"))).containsExactly("arguments has no 'query'");
        assertThat(ToolSchema.problems(schema, json("{\"query\": 7}")))
                .containsExactly("arguments.query is not of type \"string\"");
        assertThat(ToolSchema.problems(schema, json("{\"query\": \"a\", \"limit\": true}")))
                .hasSize(1);
        assertThat(ToolSchema.problems(schema, json("{\"query\": \"a\", \"kind\": \"old\"}")))
                .containsExactly("arguments.kind is none of [\"news\",\"all\"]");
        assertThat(ToolSchema.problems(json("{\"additionalProperties\": false}"), json("{\"a\": 1}")))
                .containsExactly("arguments has 'a', which the tool does not take");
        assertThat(ToolSchema.problems(json("{\"items\": {\"type\": \"number\"}}"), json("[1, \"x\"]")))
                .containsExactly("arguments[1] is not of type \"number\"");
    }

    @Test
    void skips_without_cases_without_an_adapter_and_where_no_text_is_written() {
        assertThat(run(ToolUseFidelitySpec.of("tools", List.of())).verdict()).isEqualTo(Verdict.SKIP);

        backend.without(Capability.GENERATE);
        assertThat(run(cases(1, GOOD, GOOD)).message()).isEqualTo("The backend cannot write text.");
        backend.without(Capability.FINE_TUNED);
        assertThat(run(cases(1, GOOD, GOOD)).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void refuses_a_tool_that_is_no_object() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ToolCase("p", json("[]"), "search", 8))
                .withMessage("The tool_spec of 'p' is an object with name and parameters, got []");
    }

    private ToolUseFidelitySpec cases(int n, String base, String tuned) {
        return ToolUseFidelitySpec.of(
                "tools",
                IntStream.range(0, n)
                        .mapToObj(i -> {
                            backend.generation(View.BASE, "p" + i, base);
                            backend.generation(View.FINE_TUNED, "p" + i, tuned);
                            return new ToolCase("p" + i, json(TOOL), "search", 64);
                        })
                        .toList());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private ProbeResult<?> run(ToolUseFidelitySpec spec) {
        return Runner.run(Suite.of("tools", 7, List.of(spec)), Model.of(backend))
                .probe(spec);
    }

    private static ToolUseFidelityEvidence evidence(ProbeResult<?> result) {
        return (ToolUseFidelityEvidence) result.evidence().orElseThrow();
    }
}
