package dev.sonde.probe.sections;

import dev.sonde.backend.View;
import dev.sonde.probe.ProbeContext;
import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compares what a section costs base with what it costs the view under test. */
record SectionScorer(SectionInternalizationSpec spec, ProbeContext context) {

    /** Tokens of running text that make one observation: neighbours are predicted alike. */
    private static final int RUN = 16;

    private static final int SHORTEST_RUN = 4;

    /** Mean costs of a text, and what each observation saved. */
    record Saving(double base, double tuned, double[] perObservation) {
        double lift() {
            return 1 - tuned / base;
        }
    }

    /**
     * Compares two views on one text.
     *
     * @throws IllegalArgumentException if there is nothing to score, or a cost is not finite and positive
     */
    Saving saving(ScoredText text) {
        double[] base = text.costs(View.BASE, context);
        double[] tuned = text.costs(context.tuned(), context);
        if (base.length == 0) {
            throw new IllegalArgumentException("there is no text in it");
        }
        if (base.length != tuned.length) {
            throw new IllegalArgumentException(
                    "base answers for %d tokens and the adapter for %d".formatted(base.length, tuned.length));
        }
        var saved = IntStream.range(0, base.length)
                .mapToDouble(i -> base[i] - tuned[i])
                .toArray();
        double baseMean = Summary.of(base).mean();
        if (!(baseMean > 0)) {
            throw new IllegalArgumentException("it costs base nothing, and nothing can be saved");
        }
        double tunedMean = Summary.of(tuned).mean();
        return new Saving(baseMean, tunedMean, text instanceof ScoredText.Prose ? runs(saved) : saved);
    }

    /** Means over runs of neighbouring tokens; the last run takes what is left over. */
    private static double[] runs(double[] tokens) {
        int length = Math.min(RUN, Math.max(SHORTEST_RUN, tokens.length / MeanInterval.FEWEST_FOR_BOOTSTRAP));
        int count = Math.max(1, tokens.length / length);
        return IntStream.range(0, count)
                .mapToDouble(run -> Summary.of(Arrays.copyOfRange(
                                tokens, run * length, run == count - 1 ? tokens.length : (run + 1) * length))
                        .mean())
                .toArray();
    }

    /** The lift of one section beyond that of the controls. */
    SectionLift lift(Section section, Saving controls) {
        var text = ScoredText.of(section, spec.maxProseChars());
        var saving = saving(text);
        double control = text instanceof ScoredText.Preferences ? 0 : Math.max(0, controls.lift());
        return new SectionLift(
                section.id(),
                section.kind(),
                section.tag().orElse(""),
                saving.base(),
                saving.tuned(),
                saving.lift(),
                saving.lift() - control,
                interval(section, saving, saving.lift() - control),
                saving.perObservation().length);
    }

    /** Base's mean is taken as known; the interval contains the point, for the last run of tokens may be longer. */
    private Optional<Interval> interval(Section section, Saving saving, double effective) {
        double[] saved = saving.perObservation();
        return MeanInterval.signed(saved, MeanInterval.DEFAULT_LEVEL, context.seed("interval of " + section.id()))
                .map(found -> {
                    double centre = Summary.of(saved).mean();
                    return new Interval(
                            effective - (centre - found.lower()) / saving.base(),
                            effective + (found.upper() - centre) / saving.base(),
                            found.level(),
                            found.method());
                });
    }
}
