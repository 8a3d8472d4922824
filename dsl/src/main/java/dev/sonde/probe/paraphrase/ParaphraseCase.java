package dev.sonde.probe.paraphrase;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.SpecChecks;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prompt with its answer, and other ways to ask for the same.
 *
 * @param prompt as trained
 * @param gold the answer; as with every completion, a leading blank belongs to it
 * @param paraphrases other wordings of the prompt, at least one, each once and none the prompt itself
 */
public record ParaphraseCase(String prompt, String gold, List<String> paraphrases) {

    /**
     * Copies {@code paraphrases} and checks the texts.
     *
     * @throws IllegalArgumentException if a text is blank, there is no paraphrase, or one stands twice
     */
    public ParaphraseCase {
        SpecChecks.text("A paraphrase case", "prompt", prompt);
        SpecChecks.text("A paraphrase case", "gold", gold);
        paraphrases = List.copyOf(paraphrases);
        if (paraphrases.isEmpty()) {
            throw new IllegalArgumentException("The case '%s' needs at least one paraphrase".formatted(prompt));
        }
        var seen = new HashSet<String>(List.of(prompt));
        for (String paraphrase : paraphrases) {
            if (!seen.add(SpecChecks.text("The case '" + prompt + "'", "paraphrases", paraphrase))) {
                throw new IllegalArgumentException(
                        "The case '%s' has the paraphrase '%s' twice, or it is the prompt itself. Remove it."
                                .formatted(prompt, paraphrase));
            }
        }
    }

    @JsonCreator
    static ParaphraseCase fromFile(
            @JsonProperty("prompt") @Nullable String prompt,
            @JsonProperty("gold") @Nullable String gold,
            @JsonProperty("paraphrases") @Nullable List<String> paraphrases) {
        return new ParaphraseCase(
                SpecChecks.text("A paraphrase case", "prompt", prompt),
                SpecChecks.text("A paraphrase case", "gold", gold),
                paraphrases == null ? List.of() : paraphrases);
    }
}
