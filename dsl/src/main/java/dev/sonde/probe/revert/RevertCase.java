package dev.sonde.probe.revert;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.SpecChecks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that the adapter should have learned to answer.
 *
 * @param prompt the question as it was trained
 * @param gold the answer; blanks around it do not count
 * @param paraphrases the question in other words; at least one, each once, none of them the prompt
 */
public record RevertCase(
        @JsonProperty("prompt") String prompt,
        @JsonProperty("gold") String gold,
        @JsonProperty("paraphrases") List<String> paraphrases) {

    /** Copies {@code paraphrases} and checks the values. */
    public RevertCase(
            @JsonProperty("prompt") @Nullable String prompt,
            @JsonProperty("gold") @Nullable String gold,
            @JsonProperty("paraphrases") @Nullable List<String> paraphrases) {
        this.prompt = SpecChecks.text("A case of adapter_revert", "prompt", prompt);
        this.gold = SpecChecks.text("A case of adapter_revert", "gold", gold).strip();
        this.paraphrases = paraphrases == null ? List.of() : List.copyOf(paraphrases);
        if (this.paraphrases.isEmpty()) {
            throw new IllegalArgumentException(
                    "The case of '%s' needs 'paraphrases': at least one other wording of its prompt".formatted(prompt));
        }
        var wordings = new LinkedHashSet<>(this.paraphrases);
        if (!wordings.add(this.prompt) || wordings.size() != this.paraphrases.size() + 1) {
            throw new IllegalArgumentException(
                    "The case of '%s' has a wording twice; it would count as two observations. Remove one."
                            .formatted(prompt));
        }
    }

    /** The prompt, then the paraphrases. */
    List<String> wordings() {
        var wordings = new ArrayList<>(List.of(prompt));
        wordings.addAll(paraphrases);
        return wordings;
    }
}
