package dev.sonde.probe.positionshift;

import dev.sonde.probe.Divergence;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where in a text the change sits. A text is one observation, however long it is: all intervals are over texts.
 *
 * @param divergence how two distributions were compared
 * @param texts one per prompt or text, in the order of the spec
 * @param byPosition mean divergence in stretches of positions that double in length
 * @param classes the share of each class: unshifted, marginal, shifted
 * @param early the first positions against the later ones; empty where no text reaches beyond the first
 * @param exact false: only the best tokens of an answer were known, and the divergences are lower bounds
 */
public record PositionShiftEvidence(
        Divergence divergence,
        List<TextShift> texts,
        List<Stretch> byPosition,
        List<ClassShare> classes,
        Optional<Early> early,
        boolean exact)
        implements Evidence {

    /** Copies the lists. */
    public PositionShiftEvidence {
        texts = List.copyOf(texts);
        byPosition = List.copyOf(byPosition);
        classes = List.copyOf(classes);
    }

    /** The mean divergence of each text, with what both views would say first. */
    @Override
    public List<PromptValue> perPrompt() {
        return texts.stream()
                .map(text -> new PromptValue(
                        text.prompt().isEmpty() ? text.text() : text.prompt(),
                        text.meanNats(),
                        text.positions().get(0).base(),
                        text.prompt().isEmpty() ? text.positions().get(0).token() : text.text()))
                .toList();
    }

    /**
     * Some neighbouring positions.
     *
     * @param from first position, from 1
     * @param to last position
     * @param texts how many texts reach it
     * @param mean over these texts of their mean divergence here, in nats
     * @param interval around {@code mean}, by itself; empty below 4 texts
     */
    public record Stretch(int from, int to, int texts, double mean, Optional<Interval> interval) {}

    /**
     * How often a class occurs.
     *
     * @param share mean over texts of the share of their positions
     * @param interval around {@code share}, by itself; empty below 4 texts
     */
    public record ClassShare(ShiftClass kind, double share, Optional<Interval> interval) {}

    /**
     * The first positions against the later ones, within texts.
     *
     * @param last the last of the first positions
     * @param first mean divergence of the first positions, in nats
     * @param later mean divergence of the later ones, in nats
     * @param interval around the mean difference, first minus later; empty below 4 texts
     * @param pValue two-sided sign-flip test that the difference is 0; empty where even the smallest possible one is
     *     above 0.05
     */
    public record Early(int last, double first, double later, Optional<Interval> interval, OptionalDouble pValue) {}
}
