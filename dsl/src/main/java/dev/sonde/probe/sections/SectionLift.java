package dev.sonde.probe.sections;

import dev.sonde.stats.Interval;
import java.util.Optional;

/**
 * How much better one section is predicted.
 *
 * @param id of the section
 * @param kind of the section
 * @param tag of the section; empty where it has none
 * @param baseNll base's cost, in nats: a token of prose or of an answer, a preference
 * @param tunedNll cost of the view under test
 * @param ownLift share of base's cost that is saved: 1 − tunedNll / baseNll; negative when the section is predicted worse
 * @param effective ownLift less the lift of the controls, where that is positive; of preferences ownLift, for there the
 *     rejected answers are the control
 * @param interval of effective; empty with fewer than four observations
 * @param observations runs of tokens, answers or preferences behind the interval
 */
public record SectionLift(
        String id,
        SectionKind kind,
        String tag,
        double baseNll,
        double tunedNll,
        double ownLift,
        double effective,
        Optional<Interval> interval,
        int observations) {

    /** Whether the section is shown to save at least {@code threshold}. */
    boolean shown(double threshold) {
        return interval.filter(range -> range.lower() >= threshold).isPresent();
    }

    /** Whether the section is shown to save less than {@code threshold}. */
    boolean refuted(double threshold) {
        return interval.filter(range -> range.upper() < threshold).isPresent();
    }
}
