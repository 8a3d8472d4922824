package dev.sonde.backend.djl;

import dev.sonde.backend.View;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of a measurement that must not matter: batch mates, padding, and whether a common
 * start is shared, and which of two equivalent implementations computes. Repeating a measurement under others
 * shows how much they do matter.
 *
 * @param occasion 0 for the first measurement
 */
record Conditions(int occasion) implements Comparable<Conditions> {

    static Conditions of(View view) {
        return new Conditions(view instanceof View.Repeated repeated ? repeated.occasion() : 0);
    }

    /** Whether the second implementation of the kernels computes: on every odd occasion. */
    boolean otherKernels() {
        return occasion % 2 == 1;
    }

    /** How many tokens a batch may have: each occasion cuts in another way. */
    int tokens(int usual) {
        return occasion == 0 ? usual : Math.max(1, usual / (2 + occasion % 5));
    }

    /**
     * Which texts share a row. A repetition computes each text by itself, so that sharing is among what it measures.
     *
     * @param sharing whether the model allows it at all
     */
    List<TokenTree> trees(List<ScoredRow> rows, boolean sharing) {
        return sharing && occasion == 0
                ? TreePlan.of(rows)
                : rows.stream().map(TokenTree::of).toList();
    }

    /** How wide the rows are padded. */
    int width(List<TokenTree> batch) {
        return batch.stream().mapToInt(TokenTree::size).max().orElseThrow() + occasion % 17;
    }

    /** The batch, and on a repetition a companion of another text under the first row's weights. */
    List<TokenTree> rows(List<TokenTree> batch) {
        if (occasion == 0) {
            return batch;
        }
        ScoredRow first = batch.get(0).texts().get(0);
        int[] other = new int[first.ids().length];
        for (int i = 0; i < other.length; i++) {
            other[i] = first.ids()[other.length - 1 - i];
        }
        List<TokenTree> rows = new ArrayList<>();
        rows.add(TokenTree.of(new ScoredRow(other, first.view(), List.of())));
        rows.addAll(batch);
        return rows;
    }

    @Override
    public int compareTo(Conditions other) {
        return Integer.compare(occasion, other.occasion);
    }
}
