package dev.sonde.probe.positionshift;

import dev.sonde.probe.positionshift.PositionShiftEvidence.ClassShare;
import dev.sonde.probe.positionshift.PositionShiftEvidence.Early;
import dev.sonde.probe.positionshift.PositionShiftEvidence.Stretch;
import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NullTest;
import dev.sonde.stats.SignFlip;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

/**
 * Averages over texts. Each text counts once: its positions share a prompt and each other's past.
 *
 * @param texts at least one
 * @param largest no divergence is larger, in nats
 * @param seeds the seed for a purpose
 */
record PositionSummary(List<TextShift> texts, double largest, ToLongFunction<String> seeds) {

    /** Of these the alignment literature says that they carry most of the change. */
    private static final int FIRST_POSITIONS = 4;

    /** 1, 2, 3 to 4, 5 to 8, and so on. */
    List<Stretch> byPosition() {
        int last =
                texts.stream().mapToInt(text -> text.positions().size()).max().orElseThrow();
        var stretches = new ArrayList<Stretch>();
        for (int from = 1, to = 1; from <= last; from = to + 1, to = 2 * to) {
            int low = from;
            int high = Math.min(to, last);
            double[] means = means(position -> low <= position && position <= high);
            stretches.add(
                    new Stretch(low, high, means.length, Summary.of(means).mean(), divergences(means, "from " + low)));
        }
        return stretches;
    }

    List<ClassShare> classes() {
        return Arrays.stream(ShiftClass.values()).map(this::share).toList();
    }

    private ClassShare share(ShiftClass kind) {
        double[] shares = texts.stream().mapToDouble(text -> text.share(kind)).toArray();
        var interval = MeanInterval.signed(shares, MeanInterval.DEFAULT_LEVEL, seeds.applyAsLong(kind.name()))
                .map(found -> new Interval(
                        Math.max(0, found.lower()), Math.min(1, found.upper()), found.level(), found.method()));
        return new ClassShare(kind, Summary.of(shares).mean(), interval);
    }

    Optional<Early> early() {
        List<TextShift> longer = texts.stream()
                .filter(text -> text.positions().size() > FIRST_POSITIONS)
                .toList();
        if (longer.isEmpty()) {
            return Optional.empty();
        }
        var some = new PositionSummary(longer, largest, seeds);
        double[] first = some.means(position -> position <= FIRST_POSITIONS);
        double[] later = some.means(position -> position > FIRST_POSITIONS);
        var differences = new double[first.length];
        Arrays.setAll(differences, i -> first[i] - later[i]);
        var test = SignFlip.of(differences, seeds.applyAsLong("early test"));
        return Optional.of(new Early(
                FIRST_POSITIONS,
                Summary.of(first).mean(),
                Summary.of(later).mean(),
                MeanInterval.signed(differences, MeanInterval.DEFAULT_LEVEL, seeds.applyAsLong("early")),
                test.floor() > NullTest.ALPHA ? OptionalDouble.empty() : OptionalDouble.of(test.twoSided())));
    }

    /** The mean divergence of each text. */
    double[] means() {
        return means(position -> true);
    }

    /** The mean divergence over some positions of each text that has any of them. */
    private double[] means(IntPredicate wanted) {
        return texts.stream()
                .map(text -> text.positions().stream()
                        .filter(position -> wanted.test(position.position()))
                        .mapToDouble(PositionShift::nats)
                        .average())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    Optional<Interval> divergences(double[] means, String purpose) {
        return MeanInterval.divergence(means, MeanInterval.DEFAULT_LEVEL, seeds.applyAsLong(purpose), largest);
    }
}
