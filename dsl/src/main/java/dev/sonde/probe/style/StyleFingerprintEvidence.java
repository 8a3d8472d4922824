package dev.sonde.probe.style;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import java.util.List;

/**
 * How both views write, and how the reference is written. Distances are of the mean of all texts, chance taken out, in
 * standard deviations of a feature from one piece of text to the next.
 *
 * @param perPrompt what each prompt adds to the fall of the squared distance, which is the mean of it; with both texts
 * @param baseDistance of base from the reference; 0: as near as can be told
 * @param tunedDistance the same of the view under test
 * @param features what was measured: the rates, then the frequent words, in quotation marks
 * @param words how many words of each text were looked at
 * @param pieces how many pieces of so many words the reference has
 * @param without prompts left out because a view wrote fewer words than a piece of text needs
 */
public record StyleFingerprintEvidence(
        List<PromptValue> perPrompt,
        double baseDistance,
        double tunedDistance,
        List<Feature> features,
        int words,
        int pieces,
        int without)
        implements Evidence {

    /** Copies the lists. */
    public StyleFingerprintEvidence {
        perPrompt = List.copyOf(perPrompt);
        features = List.copyOf(features);
    }

    /**
     * One feature, on average.
     *
     * @param name for people
     * @param base of base's texts
     * @param tuned of the view under test
     * @param reference of the reference's pieces
     * @param spread standard deviation from one piece of text to the next
     */
    public record Feature(String name, double base, double tuned, double reference, double spread) {}
}
