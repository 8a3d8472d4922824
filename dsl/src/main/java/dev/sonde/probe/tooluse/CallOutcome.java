package dev.sonde.probe.tooluse;

import java.util.List;
import java.util.Optional;

/**
 * What one view wrote for one case.
 *
 * @param text as generated
 * @param tool the tool that it calls; empty where no call was found
 * @param problems what is wrong with the call: what its arguments have against the schema of the tool that it names, or that
 *     there is no such tool among those that the suite lists; of a tool that no case describes, only that its arguments are
 *     an object was checked
 */
public record CallOutcome(String text, Optional<String> tool, List<String> problems) {

    /** Copies {@code problems}. */
    public CallOutcome {
        problems = List.copyOf(problems);
    }

    /**
     * What was written for {@code each}.
     *
     * @param tools what is known of tools
     */
    static CallOutcome of(ToolCase each, String text, KnownTools tools) {
        var call = ToolCall.in(text);
        return new CallOutcome(
                text,
                call.map(ToolCall::name),
                call.map(made -> tools.problems(each, made)).orElse(List.of()));
    }

    /** Whether there is a call, and nothing is wrong with it. */
    public boolean valid() {
        return tool.isPresent() && problems.isEmpty();
    }
}
