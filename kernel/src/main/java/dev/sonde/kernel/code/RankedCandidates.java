package dev.sonde.kernel.code;

import dev.sonde.kernel.repl.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects candidates; the first of a text stays. */
final class RankedCandidates {

    private record Place(Candidate candidate, int rank) {}

    private final String prefix;
    private final Map<String, Place> places = new LinkedHashMap<>();

    /** Candidates for a word that begins so. */
    RankedCandidates(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Takes a candidate, unless it begins otherwise or one of its text is there.
     *
     * @param rank the lower the better; 0 stays in the order of the calls and is also found by what is behind its last dot
     */
    void add(int rank, Candidate candidate) {
        String text = candidate.text();
        int member = rank == 0 ? text.lastIndexOf('.') + 1 : 0; // Je finds Divergence.JENSEN_SHANNON
        boolean fits = text.regionMatches(true, 0, prefix, 0, prefix.length());
        if (fits || text.regionMatches(true, member, prefix, 0, prefix.length())) {
            places.putIfAbsent(text.strip(), new Place(candidate, rank));
        }
    }

    // parameters and values stay as they are declared
    private static String order(Place place) {
        return place.rank() == 0 ? "" : place.candidate().text().toLowerCase(Locale.ROOT);
    }

    /** All of them: those that begin as typed first, then by rank, then by letters. */
    List<Candidate> best() {
        var all = new ArrayList<>(places.values());
        all.sort(Comparator.comparing((Place place) -> !place.candidate().text().startsWith(prefix))
                .thenComparing(Place::rank)
                .thenComparing(RankedCandidates::order));
        return all.stream().map(Place::candidate).toList();
    }
}
