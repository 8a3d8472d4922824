package dev.sonde.probe.style;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import java.util.List;

/**
 * How both views write, and how the reference is written. Distances are in standard deviations of a feature from one piece
 * of text to the next.
 *
 * @param perPrompt how much nearer to the reference the tuned text is than base's, with both texts
 * @param baseDistance mean distance of base's texts from the reference
 * @param tunedDistance the same of the view under test
 * @param ownDistance mean distance of a piece of the reference from the other pieces: as near as a text gets
 * @param features what was measured: the rates, then the frequent words, in quotation marks
 * @param words how many words of each text were looked at
 * @param pieces how many pieces of so many words the reference has
 * @param without prompts left out because a view wrote fewer words than a piece of text needs
 */
public record StyleFingerprintEvidence(
        List<PromptValue> perPrompt,
        double baseDistance,
        double tunedDistance,
        double ownDistance,
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
