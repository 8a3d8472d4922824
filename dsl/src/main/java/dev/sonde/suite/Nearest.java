package dev.sonde.suite;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody who wrote an unknown word may have meant. */
final class Nearest {
    private Nearest() {}

    /** The known word nearest to {@code given}; empty when none is near. */
    static Optional<String> to(String given, Collection<String> known) {
        int near = Math.max(2, given.length() / 3);
        var distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .filter(word -> distance.apply(given, word) <= near)
                .min(Comparator.comparing((String word) -> distance.apply(given, word))
                        .thenComparing(word -> word));
    }

    /** A hint to stand behind a message: {@code ; did you mean 'prompts'?}, or nothing. */
    static String hint(String given, Collection<String> known) {
        return to(given, known).map(word -> "; did you mean '" + word + "'?").orElse(".");
    }
}
