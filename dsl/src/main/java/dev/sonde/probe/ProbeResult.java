package dev.sonde.probe;

import dev.sonde.stats.Interval;
import dev.sonde.stats.NullTest;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one probe measured and concluded.
 *
 * @param name of the spec
 * @param kind {@link ProbeKind#name()}
 * @param verdict the conclusion
 * @param raw the measured value in {@code unit}; empty when nothing was measured; always finite
 * @param unit of raw, interval and noise floor, such as {@code nats}
 * @param interval around raw; empty when there are too few values for one
 * @param nullTest raw against null adapters; empty when the suite has none or the kind is not calibrated
 * @param noiseFloor the value of {@code raw} that the machine itself produces; empty when unknown or without meaning
 * @param score raw on a scale from 0 (noise) to 1; empty when the probe has no part in the composite
 * @param message one or two sentences for people: why this verdict, and what to do next
 * @param evidence the numbers behind it; empty for {@code SKIP}; for {@code ERROR} what could be measured, mostly empty
 * @param wallMillis how long it took, evaluations computed in advance not included
 */
public record ProbeResult<E extends Evidence>(
        String name,
        String kind,
        Verdict verdict,
        OptionalDouble raw,
        String unit,
        Optional<Interval> interval,
        Optional<NullTest> nullTest,
        OptionalDouble noiseFloor,
        OptionalDouble score,
        String message,
        Optional<E> evidence,
        double wallMillis) {

    /**
     * Refuses numbers that are not finite.
     *
     * @throws IllegalArgumentException naming the field; the runner turns it into verdict {@code ERROR}
     */
    public ProbeResult {
        requireFinite(name, "raw", raw);
        requireFinite(name, "noise floor", noiseFloor);
        requireFinite(name, "score", score);
    }

    /** A result without numbers: skipped, failed to run, or not supported. */
    public static <E extends Evidence> ProbeResult<E> without(
            String name, String kind, Verdict verdict, String message) {
        return new ProbeResult<>(
                name,
                kind,
                verdict,
                OptionalDouble.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                message,
                Optional.empty(),
                0);
    }

    /** A result without numbers of a spec. */
    public static <S extends ProbeSpec, E extends Evidence> ProbeResult<E> without(
            S spec, ProbeKind<S, E> kind, Verdict verdict, String message) {
        return without(spec.name(), kind.name(), verdict, message);
    }

    /** What becomes of a probe of two views where the model has one only: it is skipped. */
    public static <S extends ProbeSpec, E extends Evidence> ProbeResult<E> withoutAdapter(
            S spec, ProbeKind<S, E> kind) {
        return without(spec, kind, Verdict.SKIP, "The model has no adapter. Load it with one.");
    }

    /** A verdict and what it rests on, yet without a number: add it with {@link #measuring}. */
    public static <S extends ProbeSpec, E extends Evidence> ProbeResult<E> of(
            S spec, ProbeKind<S, E> kind, Verdict verdict, String message, E evidence) {
        return new ProbeResult<>(
                spec.name(),
                kind.name(),
                verdict,
                OptionalDouble.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                message,
                Optional.of(evidence),
                0);
    }

    /** A conclusion and its score, yet without a number: add it with {@link #measuring}. */
    public static <S extends ProbeSpec, E extends Evidence> ProbeResult<E> of(
            S spec, ProbeKind<S, E> kind, EffectRule.Conclusion conclusion, E evidence) {
        return of(spec, kind, conclusion.verdict(), conclusion.message(), evidence)
                .withScore(OptionalDouble.of(conclusion.score()));
    }

    /** What follows from an effect, with all its numbers. */
    public static <S extends ProbeSpec, E extends Evidence> ProbeResult<E> of(
            S spec, ProbeKind<S, E> kind, Effect effect, EffectRule.Conclusion conclusion, E evidence) {
        return of(spec, kind, conclusion, evidence)
                .measuring(effect.raw(), effect.unit(), effect.interval())
                .against(effect.nullTest(), effect.noiseFloor());
    }

    /** The same result with its number. */
    public ProbeResult<E> measuring(double measured, String in, Optional<Interval> around) {
        return measuring(OptionalDouble.of(measured), in, around);
    }

    /** The same result with its number, if there is one. */
    public ProbeResult<E> measuring(OptionalDouble measured, String in, Optional<Interval> around) {
        return new ProbeResult<>(
                name, kind, verdict, measured, in, around, nullTest, noiseFloor, score, message, evidence, wallMillis);
    }

    /** The same result with what its number is compared with. */
    public ProbeResult<E> against(Optional<NullTest> nulls, OptionalDouble floor) {
        return new ProbeResult<>(
                name, kind, verdict, raw, unit, interval, nulls, floor, score, message, evidence, wallMillis);
    }

    /** The same result with another part in the composite; empty: none. */
    public ProbeResult<E> withScore(OptionalDouble other) {
        return new ProbeResult<>(
                name, kind, verdict, raw, unit, interval, nullTest, noiseFloor, other, message, evidence, wallMillis);
    }

    /** The same result with the time it took. */
    public ProbeResult<E> withWallMillis(double millis) {
        return new ProbeResult<>(
                name, kind, verdict, raw, unit, interval, nullTest, noiseFloor, score, message, evidence, millis);
    }

    private static void requireFinite(String name, String field, OptionalDouble value) {
        if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
            throw new IllegalArgumentException("Probe '%s' measured %s = %s, which is not a finite number"
                    .formatted(name, field, value.getAsDouble()));
        }
    }
}
