package dev.sonde.probe.perplexity;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import java.util.List;

/**
 * The change of each passage.
 *
 * @param corpus which packaged prose; {@code texts} for the suite's own
 * @param perPrompt the change of each passage in nats a token, with both views' means; the prompt is its title
 * @param baseMeanLogProb mean over the passages under base, in nats a token
 * @param tunedMeanLogProb the same under the view under test; the raw value is the difference of the two
 * @param perplexityRatio perplexity of the tuned model over that of base, exp(−raw); above 1 is worse
 * @param tokens how many tokens were scored under each view
 * @param pieces into how many pieces the passages were cut to fit
 */
public record ExternalPerplexityEvidence(
        String corpus,
        List<PromptValue> perPrompt,
        double baseMeanLogProb,
        double tunedMeanLogProb,
        double perplexityRatio,
        int tokens,
        int pieces)
        implements Evidence {

    /** Copies {@code perPrompt}. */
    public ExternalPerplexityEvidence {
        perPrompt = List.copyOf(perPrompt);
    }
}
