package dev.sonde.probe.nulladapter;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.View;
import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The raw values of one probe: under the adapter itself, then under one null adapter after the other. */
final class NullColumn {

    static final NullRecipe RECIPE = NullRecipe.MATCHED_NORM;

    private final CalibratedProbe<?> target;
    private final ProbeContext context;
    private final OptionalDouble observed;
    private final List<Double> values = new ArrayList<>();
    private boolean unmeasurable;
    private @Nullable String failure;

    NullColumn(CalibratedProbe<?> target, ProbeContext context) {
        this.target = target;
        this.context = context;
        this.observed = observe();
    }

    static ProbeContext under(long seed, CalibratedProbe<?> target, ProbeContext context) {
        return context.under(new View.NullAdapter(RECIPE, seed), target.spec().name());
    }

    /** A probe that fails here fails again when its turn comes, and says why then. */
    private OptionalDouble observe() {
        try {
            ProbeResult<?> result = target.run(context.under(context.tuned(), name()));
            unmeasurable = result.verdict() != Verdict.ERROR && result.raw().isEmpty();
            return result.raw();
        } catch (RuntimeException e) {
            throwIfCancelled(e);
            return OptionalDouble.empty();
        }
    }

    String name() {
        return target.spec().name();
    }

    /** Which null adapter failed, and why. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** The value under the adapter itself; empty where it could not be measured. */
    OptionalDouble observed() {
        return observed;
    }

    /** Whether the probe, which did not fail, found nothing to measure: it says why itself, and needs no null adapters. */
    boolean unmeasurable() {
        return unmeasurable;
    }

    /** One value per null adapter that was measured. */
    List<Double> values() {
        return values;
    }

    /** Measures the probe under one more null adapter, unless one has failed before. */
    void measure(long seed) {
        if (failure == null) {
            try {
                values.add(raw(seed));
            } catch (NullRunFailure failed) {
                failure = failed.getMessage();
            }
        }
    }

    /** After how many null adapters {@code enough} values were at least as large as the adapter's. */
    OptionalInt stop(int enough) {
        int asLarge = 0;
        for (int i = 0; i < values.size() && observed.isPresent(); i++) {
            asLarge += values.get(i) >= observed.getAsDouble() ? 1 : 0;
            if (asLarge == enough) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /** What the probe asks under a null adapter. */
    List<Evaluation<?>> plan(long seed) {
        return failure == null ? target.plan(under(seed, target, context)) : List.of();
    }

    private double raw(long seed) {
        ProbeResult<?> result;
        try {
            result = target.run(under(seed, target, context));
        } catch (RuntimeException e) {
            throwIfCancelled(e);
            throw new NullRunFailure(seed, e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
        if (result.verdict() == Verdict.ERROR || result.raw().isEmpty()) {
            throw new NullRunFailure(seed, result.message(), null);
        }
        return result.raw().getAsDouble();
    }

    /** The user's wish is no failure of a null adapter. */
    private static void throwIfCancelled(RuntimeException e) {
        if (e instanceof CancellationException || Thread.currentThread().isInterrupted()) {
            throw e;
        }
    }
}
