package dev.sonde.probe.preferenceflip;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.Figure;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Interval;
import dev.sonde.stats.McNemar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The margins of each triple, and what flipped.
 *
 * @param margins of the triples that were scored, in the order of the spec
 * @param baseWrong how many of them base has wrong
 * @param flipped how many of those are right now
 * @param flipRate flipped / baseWrong; empty where base has none wrong
 * @param flipInterval of the flip rate, Wilson's; empty where base has none wrong
 * @param flipsAgainstBreaks exact test of flips against breaks, triples that base had right and that are wrong now
 * @param signFlip two-sided p-value of the gains against symmetry about 0
 * @param dropped triples that could not be scored, each with the reason; they count nowhere
 */
public record PreferenceFlipEvidence(
        List<PreferenceMargin> margins,
        int baseWrong,
        int flipped,
        OptionalDouble flipRate,
        Optional<Interval> flipInterval,
        McNemar flipsAgainstBreaks,
        double signFlip,
        List<String> dropped)
        implements Evidence {

    /** Copies the lists. */
    public PreferenceFlipEvidence {
        margins = List.copyOf(margins);
        dropped = List.copyOf(dropped);
    }

    /** The gain of each triple. */
    @Override
    public List<PromptValue> perPrompt() {
        return margins.stream()
                .map(margin -> new PromptValue(
                        margin.triple().prompt(),
                        margin.gain(),
                        preferred(margin, margin.base()),
                        preferred(margin, margin.tuned())))
                .toList();
    }

    private static String preferred(PreferenceMargin margin, double value) {
        var triple = margin.triple();
        return "'%s' by %s".formatted(value > 0 ? triple.chosen() : triple.rejected(), Figure.of(Math.abs(value)));
    }
}
