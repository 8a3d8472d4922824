package dev.sonde.backend;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which weights answer. A view is a value: rows of different views may share one forward pass, and nothing has to be
 * switched on or off.
 *
 * <p>Ids are exact and free of collisions: numbers are printed in full double precision.
 */
public sealed interface View {

    /** The model without its adapter. */
    View BASE = new Base();

    /** The model with its adapter, as trained. */
    View FINE_TUNED = new FineTuned();

    /** A short exact name, such as {@code base}, {@code ft}, {@code scaled(1.25)}, {@code null(matched-norm,17)}, {@code only(ft,a,b)}. */
    String id();

    /** The model without its adapter. */
    record Base() implements View {
        @Override
        public String id() {
            return "base";
        }
    }

    /** The model with its adapter, as trained. */
    record FineTuned() implements View {
        @Override
        public String id() {
            return "ft";
        }
    }

    /**
     * The adapter at another strength.
     *
     * @param lambda multiplies the adapter's effective scaling: 0 is base, 1 is fine-tuned, above 1 overshoots; finite
     */
    record Scaled(double lambda) implements View {
        /** Refuses a lambda that is not finite; takes -0.0 as 0.0, so that equal strengths are equal views. */
        public Scaled {
            if (!Double.isFinite(lambda)) {
                throw new IllegalArgumentException("A scaled view needs a finite lambda, got " + lambda);
            }
            lambda = lambda + 0.0;
        }

        @Override
        public String id() {
            return "scaled(" + lambda + ")";
        }
    }

    /**
     * Random weights in the adapter's place.
     *
     * @param recipe how they are drawn
     * @param seed the same seed gives the same weights on every machine
     */
    record NullAdapter(NullRecipe recipe, long seed) implements View {
        @Override
        public String id() {
            return "null(" + recipe.id() + "," + seed + ")";
        }
    }

    /**
     * The adapter merged into its base: each weight that it changes is W + s B A, rounded once to a number format. What it
     * does not change is as in the base model, and computed is as under all other views, so that the difference from {@link
     * #FINE_TUNED} is what rounding the weights costs and nothing else.
     *
     * @param type the format
     */
    record Merged(MergedType type) implements View {
        @Override
        public String id() {
            return "merged(" + type.id() + ")";
        }
    }

    /**
     * A part of the adapter's modules: the others are as in the base model.
     *
     * <p>With all modules kept the view answers exactly as {@code of}, with none exactly as {@link #BASE}.
     *
     * @param of whose weights the kept modules have: fine-tuned, scaled or a null adapter
     * @param only whether {@code modules} are kept, or all others
     * @param modules names as {@link ScoringBackend#adaptedModules()} lists them; may be empty; in any order
     */
    record Partial(View of, boolean only, SortedSet<String> modules) implements View {
        private static final Pattern NAME = Pattern.compile("[^\\s,()]+");

        /** Copies {@code modules}; refuses views that have no modules of their own, and names with spaces, commas or brackets. */
        public Partial {
            if (of instanceof Base || of instanceof Repeated || of instanceof Partial) {
                throw new IllegalArgumentException("View '" + of.id() + "' has no modules to choose from");
            }
            for (String module : modules) {
                if (!NAME.matcher(module).matches()) {
                    throw new IllegalArgumentException("'" + module + "' is not the name of a module");
                }
            }
            modules = Collections.unmodifiableSortedSet(new TreeSet<>(modules));
        }

        @Override
        public String id() {
            return (only ? "only(" : "without(") + of.id() + "," + String.join(",", modules) + ")";
        }
    }

    /** The adapter with these modules only. */
    static View only(Collection<String> modules) {
        return new Partial(FINE_TUNED, true, new TreeSet<>(modules));
    }

    /** The adapter without these modules. */
    static View without(Collection<String> modules) {
        return new Partial(FINE_TUNED, false, new TreeSet<>(modules));
    }

    /**
     * Another view measured once more under other conditions (batch mates, padding), which must not matter. The
     * difference is the noise floor.
     *
     * @param of what is measured again; never itself repeated
     * @param occasion distinguishes repetitions, at least 1
     */
    record Repeated(View of, int occasion) implements View {
        /** Refuses a repetition of a repetition and an occasion below 1. */
        public Repeated {
            if (of instanceof Repeated || occasion < 1) {
                throw new IllegalArgumentException("Cannot repeat " + of.id() + " on occasion " + occasion);
            }
        }

        @Override
        public String id() {
            return "repeated(" + of.id() + "," + occasion + ")";
        }
    }
}
