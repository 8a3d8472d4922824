package dev.sonde.backend.djl;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Token ids of a batch, padded on the right. Causal attention looks back only, so that padding never reaches a real token;
 * attention both ways needs {@link PaddingMask}.
 *
 * @param ids row after row, {@code rows * width}
 * @param width of the longest row, or more
 * @param lengths tokens of each row, without padding
 * @param views one for each row; rows of one adaptation are neighbours
 * @param branches of the rows' trees; null where every row is one text
 */
record PaddedRows(
        long[] ids,
        int width,
        List<Integer> lengths,
        List<RowView> views,
        @Nullable Branches branches) {

    /** One row for each tree. */
    static PaddedRows of(List<TokenTree> trees, int width) {
        PaddedRows rows = of(
                trees.stream().map(TokenTree::ids).toList(),
                trees.stream().map(TokenTree::view).toList(),
                width);
        return trees.stream().allMatch(TokenTree::chain)
                ? rows
                : new PaddedRows(rows.ids, width, rows.lengths, rows.views, new Branches(trees, width));
    }

    static PaddedRows of(List<int[]> rows, List<RowView> views, int width) {
        long[] ids = new long[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            int[] own = rows.get(row);
            for (int i = 0; i < own.length; i++) {
                ids[row * width + i] = own[i];
            }
        }
        return new PaddedRows(ids, width, rows.stream().map(row -> row.length).toList(), List.copyOf(views), null);
    }

    /** Some of the rows, in the order given. */
    PaddedRows only(int... rows) {
        long[] some = new long[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(ids, rows[i] * width, some, i * width, width);
        }
        return new PaddedRows(
                some,
                width,
                Arrays.stream(rows).mapToObj(lengths::get).toList(),
                Arrays.stream(rows).mapToObj(views::get).toList(),
                branches == null ? null : branches.only(rows));
    }

    int rows() {
        return views.size();
    }
}
