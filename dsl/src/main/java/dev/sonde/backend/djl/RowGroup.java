package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring rows of a batch that see the same adapter weights, each at its own strength.
 *
 * @param from first row
 * @param to behind the last row
 * @param strengths lambda of each row, {@code [to - from, 1, 1]}
 */
record RowGroup(int from, int to, Adaptation adaptation, NDArray strengths) {

    /** The adapted groups of rows; neighbours of the same adaptation are one group. */
    static List<RowGroup> of(List<RowView> rows, NDManager manager) {
        List<RowGroup> groups = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            Adaptation adaptation = rows.get(from).adaptation();
            int to = from + 1;
            while (to < rows.size() && rows.get(to).adaptation() == adaptation) {
                to++;
            }
            if (adaptation != null) {
                groups.add(new RowGroup(from, to, adaptation, strengths(rows.subList(from, to), manager)));
            }
            from = to;
        }
        return groups;
    }

    private static NDArray strengths(List<RowView> rows, NDManager manager) {
        float[] lambdas = new float[rows.size()];
        for (int i = 0; i < lambdas.length; i++) {
            lambdas[i] = (float) rows.get(i).lambda();
        }
        return manager.create(lambdas, new Shape(lambdas.length, 1, 1));
    }
}
