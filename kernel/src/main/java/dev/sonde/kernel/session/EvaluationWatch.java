package dev.sonde.kernel.session;

/** Hears when compiled code begins and ends to run, so that compiling need not be counted. */
public interface EvaluationWatch {

    /** Hears nothing. */
    EvaluationWatch NONE = new EvaluationWatch() {};

    /** The code runs from now on. */
    default void starts() {}

    /** The code ran, well or not. */
    default void ends() {}
}
