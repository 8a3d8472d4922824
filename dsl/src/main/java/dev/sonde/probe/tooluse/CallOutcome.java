package dev.sonde.probe.tooluse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What one view wrote for one case.
 *
 * @param text as generated
 * @param tool the tool that it calls; empty where no call was found
 * @param problems what is wrong with the call: what its arguments have against the tool's schema, or that there is no such
 *     tool among those that the suite lists; of a listed tool other than the case's, whose schema is not known, only that
 *     its arguments are an object was checked
 */
public record CallOutcome(String text, Optional<String> tool, List<String> problems) {

    /** Copies {@code problems}. */
    public CallOutcome {
        problems = List.copyOf(problems);
    }

    /**
     * What was written for {@code each}.
     *
     * @param listed the tools that there are; empty where the suite does not say
     */
    static CallOutcome of(ToolCase each, String text, Optional<List<String>> listed) {
        var call = ToolCall.in(text);
        return new CallOutcome(
                text,
                call.map(ToolCall::name),
                call.map(made -> problems(each, made, listed)).orElse(List.of()));
    }

    private static List<String> problems(ToolCase each, ToolCall call, Optional<List<String>> listed) {
        String described = each.toolSpec().path("name").asText(each.goldToolName());
        if (call.name().equals(described)) {
            JsonNode schema = each.toolSpec().path("parameters");
            return ToolSchema.problems(schema, call.arguments());
        }
        return listed.filter(tools -> !tools.contains(call.name()))
                .map(tools -> List.of("'%s' is none of the tools %s".formatted(call.name(), tools)))
                .orElse(List.of());
    }

    /** Whether there is a call, and nothing is wrong with it. */
    public boolean valid() {
        return tool.isPresent() && problems.isEmpty();
    }
}
