package dev.sonde.kernel.code;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody who wrote an unknown name may have meant. */
final class Nearest {

    private static final int SHORT = 4;
    private static final int LIMIT_EDITS = 2;

    private Nearest() {}

    /**
     * The known name nearest to the given one, capitals apart; empty when none is near.
     *
     * @param favoured wins among equally near ones
     */
    static Optional<String> of(String given, Collection<String> known, Set<String> favoured) {
        var distance = new LevenshteinDistance(edits(given.length())); // -1 beyond
        return known.stream()
                .filter(name -> distance.apply(given, name) >= 0 || given.equalsIgnoreCase(name))
                .min(Comparator.comparing(
                                (String name) -> given.equalsIgnoreCase(name) ? 0 : distance.apply(given, name))
                        .thenComparing(name -> !favoured.contains(name))
                        .thenComparing(name -> name));
    }

    // a single letter is as near to every other
    private static int edits(int length) {
        return length < 2 ? 0 : length < SHORT ? 1 : Math.max(LIMIT_EDITS, length / 3);
    }
}
