package dev.sonde.backend.djl;

import java.util.List;

/**
 * Token ids of a batch, padded on the right. Attention is causal, so that padding never reaches a real token.
 *
 * @param ids row after row, {@code rows * width}
 * @param width of the longest row, or more
 * @param lengths tokens of each row, without padding
 * @param views one for each row; rows of one adaptation are neighbours
 */
record PaddedRows(long[] ids, int width, List<Integer> lengths, List<RowView> views) {

    static PaddedRows of(List<int[]> rows, List<RowView> views, int width) {
        long[] ids = new long[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            int[] own = rows.get(row);
            for (int i = 0; i < own.length; i++) {
                ids[row * width + i] = own[i];
            }
        }
        return new PaddedRows(ids, width, rows.stream().map(row -> row.length).toList(), List.copyOf(views));
    }

    int rows() {
        return views.size();
    }
}
