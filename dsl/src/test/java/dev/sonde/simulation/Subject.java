package dev.sonde.simulation;

import dev.sonde.probe.ProbeResult;
import dev.sonde.stats.Interval;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;

/** A kind of probe with made-up worlds: to put a probe into the table, write one of these and add it to {@link Subjects}. */
public interface Subject {

    /** The kind, and what of it varies, as the table calls it. */
    String name();

    /** Which truths it can make; {@link Truth#HOLDS} is always among them. */
    default Set<Truth> truths() {
        return EnumSet.of(Truth.AT_BOUND, Truth.HOLDS);
    }

    /**
     * Draws a world anew.
     *
     * @param probe what the probe is called
     * @param n how many prompts, or whatever else is observed
     */
    Trial<?> trial(String probe, Truth truth, int n, SplittableRandom random);

    /** What is to contain {@link Trial#truth()}. */
    default Optional<Interval> interval(ProbeResult<?> result) {
        return result.interval();
    }

    /** The chance of a pass under {@link Truth#HOLDS} by theory; empty where there is none. */
    default OptionalDouble analyticPower(int n) {
        return OptionalDouble.empty();
    }
}
