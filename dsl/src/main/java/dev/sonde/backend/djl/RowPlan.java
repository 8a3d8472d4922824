package dev.sonde.backend.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts rows into batches: sorted by length, so that little is padding, and bounded by tokens, so that memory is. Within a
 * batch, rows of the same weights are neighbours. The order of the requests plays no part.
 */
final class RowPlan {

    private static final Comparator<ScoredRow> BY_LENGTH = Comparator.<ScoredRow>comparingInt(row -> row.ids().length)
            .thenComparing((a, b) -> Arrays.compare(a.ids(), b.ids()))
            .thenComparing(row -> row.view().order())
            .thenComparing(row -> row.view().lambda());
    private static final Comparator<ScoredRow> BY_WEIGHTS =
            Comparator.<ScoredRow, String>comparing(row -> row.view().order()).thenComparing(BY_LENGTH);

    private RowPlan() {}

    /** Batches of at most {@code tokens} with padding, or of one row. */
    static List<List<ScoredRow>> batches(List<ScoredRow> rows, int tokens) {
        List<ScoredRow> sorted = rows.stream().sorted(BY_LENGTH).toList();
        List<List<ScoredRow>> batches = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            boolean full =
                    to < sorted.size() && (to + 1 - from) * sorted.get(to).ids().length > tokens;
            if (full || to == sorted.size()) {
                batches.add(sorted.subList(from, to).stream().sorted(BY_WEIGHTS).toList());
                from = to;
            }
        }
        return batches;
    }
}
