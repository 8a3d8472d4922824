package dev.sonde.backend.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts trees into batches: those without branches apart, for they need no mask; sorted by size, so that little is padding;
 * and bounded by tokens, so that memory is. Within a batch, rows of the same weights are neighbours. The order of the
 * requests plays no part.
 */
final class RowPlan {

    private static final Comparator<TokenTree> BY_SIZE = Comparator.comparing(TokenTree::chain)
            .reversed()
            .thenComparing(TokenTree::size)
            .thenComparing((a, b) -> Arrays.compare(a.ids(), b.ids()))
            .thenComparing((a, b) -> Arrays.compare(a.parents(), b.parents()))
            .thenComparing(tree -> tree.view().order())
            .thenComparing(tree -> tree.view().lambda());
    private static final Comparator<TokenTree> BY_WEIGHTS =
            Comparator.<TokenTree, String>comparing(tree -> tree.view().order()).thenComparing(BY_SIZE);

    private RowPlan() {}

    /** Batches of at most {@code tokens} with padding, or of one tree. */
    static List<List<TokenTree>> batches(List<TokenTree> trees, int tokens) {
        List<TokenTree> sorted = trees.stream().sorted(BY_SIZE).toList();
        List<List<TokenTree>> batches = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            if (to == sorted.size() || full(sorted.subList(from, to), sorted.get(to), tokens)) {
                batches.add(sorted.subList(from, to).stream().sorted(BY_WEIGHTS).toList());
                from = to;
            }
        }
        return batches;
    }

    private static boolean full(List<TokenTree> batch, TokenTree next, int tokens) {
        return next.chain() != batch.get(0).chain() || (batch.size() + 1) * next.size() > tokens;
    }
}
