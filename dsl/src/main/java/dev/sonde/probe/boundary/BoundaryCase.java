package dev.sonde.probe.boundary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.Operation.NextToken;

/**
 * A question to look at.
 *
 * @param prompt what comes before
 * @param completion what is scored behind it; empty: what comes next is asked for
 */
public record BoundaryCase(String prompt, String completion) {

    /** Refuses a case without any text. */
    public BoundaryCase {
        if (prompt.isEmpty() && completion.isEmpty()) {
            throw new IllegalArgumentException("A case needs a prompt or a completion, got neither");
        }
    }

    /** The operation whose tokens are shown. */
    Operation<?> operation() {
        return completion.isEmpty() ? NextToken.full(prompt) : new CompletionLogProb(prompt, completion);
    }

    /** A text is a prompt; {@code [prompt, completion]} is a pair. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static BoundaryCase fromFile(JsonNode node) {
        if (node.isTextual()) {
            return new BoundaryCase(node.asText(), "");
        }
        boolean pair = node.isArray()
                && node.size() == 2
                && node.get(0).isTextual()
                && node.get(1).isTextual();
        boolean object = node.isObject()
                && node.size() == 2
                && node.path("prompt").isTextual()
                && node.path("completion").isTextual();
        if (!pair && !object) {
            throw new IllegalArgumentException(
                    "A case is a prompt, or [prompt, completion], both quoted texts; got " + node);
        }
        return pair
                ? new BoundaryCase(node.get(0).asText(), node.get(1).asText())
                : new BoundaryCase(
                        node.path("prompt").asText(), node.path("completion").asText());
    }
}
