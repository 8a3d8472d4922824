package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows of a batch that differ in their view only. Until the first module that an adapter changes, one of them stands for
 * all.
 *
 * @param batch every row
 * @param distinct the rows that stand for all, in the order of {@code batch}
 * @param places for each row of {@code batch}, which of {@code distinct} stands for it
 */
record SharedRows(PaddedRows batch, PaddedRows distinct, int[] places) {

    private record Text(List<Long> ids, List<Integer> parents) {}

    /** Finds the rows of {@code batch} with the same tokens. */
    static SharedRows of(PaddedRows batch) {
        Map<Text, Integer> seen = new LinkedHashMap<>();
        int[] places = new int[batch.rows()];
        int[] firsts = new int[batch.rows()];
        for (int row = 0; row < places.length; row++) {
            int next = seen.size();
            Integer known = seen.putIfAbsent(text(batch, row), next);
            places[row] = known == null ? next : known;
            if (known == null) {
                firsts[next] = row;
            }
        }
        int count = seen.size();
        PaddedRows distinct = count == places.length ? batch : batch.only(Arrays.copyOf(firsts, count));
        return new SharedRows(batch, distinct, places);
    }

    /** Every row stands for itself: for passes that leave something behind for each row. */
    static SharedRows none(PaddedRows batch) {
        return new SharedRows(batch, batch, IntStream.range(0, batch.rows()).toArray());
    }

    private static Text text(PaddedRows batch, int row) {
        int from = row * batch.width();
        List<Long> ids = Arrays.stream(batch.ids(), from, from + batch.lengths().get(row))
                .boxed()
                .toList();
        Branches branches = batch.branches();
        return new Text(
                ids,
                branches == null
                        ? List.of()
                        : Arrays.stream(branches.trees().get(row).parents())
                                .boxed()
                                .toList());
    }

    /** {@code x} for every row of the batch: itself if it is that already. */
    NDArray spread(NDArray x) {
        Shape shape = x.getShape();
        if (shape.get(0) == places.length) {
            return x;
        }
        NDManager manager = x.getManager();
        NDArray index = manager.create(Arrays.stream(places).asLongStream().toArray(), new Shape(places.length));
        return index.getNDArrayInternal()
                .embedding(index, x.reshape(shape.get(0), -1), SparseFormat.DENSE)
                .singletonOrThrow()
                .reshape(new Shape(places.length).addAll(shape.slice(1)));
    }
}
