package dev.sonde.probe.tooluse;

import java.util.List;
import java.util.Optional;

/**
 * What one view wrote for one case.
 *
 * @param text as generated
 * @param tool the tool that it calls; empty where no call was found
 * @param problems what the call's arguments have against the tool's schema; for a tool other than the case's, whose schema
 *     is not known, only that they are an object was checked
 */
public record CallOutcome(String text, Optional<String> tool, List<String> problems) {

    /** Copies {@code problems}. */
    public CallOutcome {
        problems = List.copyOf(problems);
    }

    /** What was written for {@code each}. */
    static CallOutcome of(ToolCase each, String text) {
        var call = ToolCall.in(text);
        boolean described = call.isPresent()
                && call.get().name().equals(each.toolSpec().path("name").asText(each.goldToolName()));
        return new CallOutcome(
                text,
                call.map(ToolCall::name),
                described
                        ? ToolSchema.problems(
                                each.toolSpec().path("parameters"), call.get().arguments())
                        : List.of());
    }

    /** Whether there is a call, and nothing is wrong with its arguments. */
    public boolean valid() {
        return tool.isPresent() && problems.isEmpty();
    }
}
