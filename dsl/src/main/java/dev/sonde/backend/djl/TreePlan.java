package dev.sonde.backend.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which texts share a row. A shared token is computed once; but every node of a row is multiplied with every other in
 * attention, so a text joins a tree only where that costs less than going alone.
 */
final class TreePlan {

    private static final int FEWEST_SHARED = 8;
    private static final int LARGEST = 2048;
    /** Keys at which attention costs as much as all the rest of a small model; a large one has more room. */
    private static final double ATTENTION_KEYS = 3000;

    private static final double WORTH_IT = 0.9;

    private static final Comparator<ScoredRow> BY_WEIGHTS_AND_TOKENS = Comparator.<ScoredRow, String>comparing(
                    row -> row.view().order())
            .thenComparing(row -> row.view().lambda())
            .thenComparing((a, b) -> Arrays.compare(a.ids(), b.ids()));

    private TreePlan() {}

    /** Every row in exactly one tree. The order of the rows plays no part. */
    static List<TokenTree> of(List<ScoredRow> rows) {
        List<TokenTree> trees = new ArrayList<>();
        TokenTree.Growth growth = null;
        for (ScoredRow row : rows.stream().sorted(BY_WEIGHTS_AND_TOKENS).toList()) {
            if (growth != null && joins(row, growth)) {
                growth.add(row);
            } else {
                if (growth != null) {
                    trees.add(growth.tree());
                }
                growth = new TokenTree.Growth(row);
            }
        }
        if (growth != null) {
            trees.add(growth.tree());
        }
        return trees;
    }

    private static boolean joins(ScoredRow row, TokenTree.Growth growth) {
        int shared = growth.shared(row);
        int size = growth.size() + row.ids().length - shared;
        return row.view().equals(growth.view())
                && shared >= FEWEST_SHARED
                && size <= LARGEST
                && cost(size) - cost(growth.size()) < WORTH_IT * cost(row.ids().length);
    }

    /** In tokens of a text without attention. */
    private static double cost(int tokens) {
        return tokens * (1 + tokens / ATTENTION_KEYS);
    }
}
