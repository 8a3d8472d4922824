package dev.sonde.probe;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the constructors of specs check, worded once. Every message names the probe and the key. */
public final class SpecChecks {

    private SpecChecks() {}

    /**
     * A copy of {@code prompts}.
     *
     * @throws IllegalArgumentException if there is none, or one stands twice: it would count as two observations
     */
    public static List<String> prompts(String name, List<String> prompts) {
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("Probe '" + name + "' needs at least one prompt");
        }
        var seen = new HashSet<String>();
        for (String prompt : prompts) {
            if (!seen.add(Objects.requireNonNull(prompt, "prompt"))) {
                throw new IllegalArgumentException("Probe '%s' has the prompt '%s' twice; ".formatted(name, prompt)
                        + "it would count as two observations. Remove one.");
            }
        }
        return List.copyOf(prompts);
    }

    /** Refuses a negative number of tokens. */
    public static void topK(String name, OptionalInt topK) {
        if (topK.isPresent() && topK.getAsInt() < 0) {
            throw new IllegalArgumentException("Probe '%s': top_k is at least 1, or 0 for the whole vocabulary; was %d"
                    .formatted(name, topK.getAsInt()));
        }
    }

    /** Refuses a number that is too small. */
    public static void atLeast(String name, String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "Probe '%s': %s is at least %d, was %d".formatted(name, key, least, value));
        }
    }

    /** A path of a file's settings: relative ones are meant from {@code directory}, {@code ~/} is the home directory. */
    public static Path path(Path directory, String path) {
        return directory.resolve(home(path));
    }

    /** The text of a path with its leading {@code ~/} written out. */
    public static String home(String path) {
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }

    /** Refuses NaN, an infinity and a negative value. */
    public static void atLeastZero(String name, String key, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "Probe '%s': %s is finite and at least 0, was %s".formatted(name, key, value));
        }
    }

    /** Refuses NaN, an infinity and what is not above {@code bound}. */
    public static void above(String name, String key, double value, double bound) {
        if (!(value > bound) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "Probe '%s': %s is finite and above %s, was %s".formatted(name, key, Figure.of(bound), value));
        }
    }

    /** Refuses NaN and an infinity. */
    public static void finite(String name, String key, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("Probe '%s': %s is finite, was %s".formatted(name, key, value));
        }
    }

    /** Refuses NaN and what is not a share. */
    public static void share(String name, String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "Probe '%s': %s is a share from 0 to 1, was %s".formatted(name, key, value));
        }
    }

    /**
     * A text that a spec needs.
     *
     * @param what it is part of, such as {@code A preference triple}
     * @throws IllegalArgumentException if it is missing or blank
     */
    public static String text(String what, String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "%s needs '%s': a text, got %s".formatted(what, key, value == null ? "none" : "'" + value + "'"));
        }
        return value;
    }
}
