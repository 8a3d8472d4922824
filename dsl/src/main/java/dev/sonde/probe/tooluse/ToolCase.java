package dev.sonde.probe.tooluse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.probe.SpecChecks;
import org.jspecify.annotations.Nullable;

/**
 * A prompt that asks for a tool call.
 *
 * @param prompt all that the model reads: what it has to know of the tool stands in it
 * @param toolSpec the tool as function calling describes it: {@code name}, {@code parameters} with a JSON schema
 * @param goldToolName the tool to call
 * @param maxNewTokens most tokens that are written
 */
public record ToolCase(String prompt, JsonNode toolSpec, String goldToolName, int maxNewTokens) {

    /** The reference's. */
    public static final int DEFAULT_MAX_NEW_TOKENS = 256;

    /**
     * Copies {@code toolSpec} and checks the values.
     *
     * @throws IllegalArgumentException if a text is blank, the tool is no object, or no token may be written
     */
    public ToolCase {
        SpecChecks.text("A tool case", "prompt", prompt);
        SpecChecks.text("A tool case", "gold_tool_name", goldToolName);
        if (!toolSpec.isObject()) {
            throw new IllegalArgumentException(
                    "The tool_spec of '%s' is an object with name and parameters, got %s".formatted(prompt, toolSpec));
        }
        if (maxNewTokens < 1) {
            throw new IllegalArgumentException(
                    "The case '%s' needs max_new_tokens of at least 1, was %d".formatted(prompt, maxNewTokens));
        }
        toolSpec = toolSpec.deepCopy();
    }

    @JsonCreator
    static ToolCase fromFile(
            @JsonProperty("prompt") @Nullable String prompt,
            @JsonProperty("tool_spec") @Nullable JsonNode toolSpec,
            @JsonProperty("gold_tool_name") @Nullable String goldToolName,
            @JsonProperty("max_new_tokens") @Nullable Integer maxNewTokens) {
        String said = SpecChecks.text("A tool case", "prompt", prompt);
        if (toolSpec == null) {
            throw new IllegalArgumentException("The case '%s' needs a tool_spec".formatted(said));
        }
        return new ToolCase(
                said,
                toolSpec,
                SpecChecks.text("A tool case", "gold_tool_name", goldToolName),
                maxNewTokens == null ? DEFAULT_MAX_NEW_TOKENS : maxNewTokens);
    }
}
