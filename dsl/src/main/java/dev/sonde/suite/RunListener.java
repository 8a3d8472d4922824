package dev.sonde.suite;

import dev.sonde.probe.ProbeResult;

/**
 * Hears how a run proceeds, on the thread that runs it. A failure of a listener is logged and never ends the run.
 */
public interface RunListener {

    /** A listener that does nothing. */
    RunListener NONE = new RunListener() {};

    /** The run begins. */
    default void started(Suite suite) {}

    /**
     * Evaluations are computed in advance.
     *
     * @param done how many of {@code total}
     * @param total all that have to be computed, answers at hand not included
     * @param tokensPerSecond measured so far, 0 at first
     * @param secondsLeft estimated from the rate so far; NaN at first
     */
    default void computed(long done, long total, double tokensPerSecond, double secondsLeft) {}

    /** A probe begins. */
    default void probeStarted(String name) {}

    /**
     * A probe of many steps, such as null adapters, is at one of them.
     *
     * @param done how many are over
     * @param total how many there are at most
     */
    default void probeStepped(String name, long done, long total) {}

    /** A probe is done. */
    default void probeFinished(ProbeResult<?> result) {}

    /** The run is over; also after an interrupt. */
    default void finished(SuiteResult result) {}
}
