package dev.sonde.backend.djl.reference;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Causal attention over one text.
 *
 * @param heads query heads
 * @param keyHeads key and value heads, each for heads / keyHeads query heads in a row
 * @param scale multiplies the products of queries and keys
 * @param window how many tokens back are seen, the own one included
 * @param cap bounds the scores by cap · tanh(score / cap); 0 for none
 * @param rotation turns queries and keys; null where positions come from elsewhere
 */
record Attention(
        int heads,
        int keyHeads,
        double scale,
        int window,
        double cap,
        @Nullable Rotation rotation) {

    /** Tokens times (heads · width), from queries, keys and values. */
    double[][] over(double[][] queries, double[][] keys, double[][] values) {
        int width = queries[0].length / heads;
        double[][] out = new double[queries.length][heads * width];
        for (int head = 0; head < heads; head++) {
            int shared = head / (heads / keyHeads);
            double[][] q = turned(Rows.columns(queries, head * width, width));
            double[][] k = turned(Rows.columns(keys, shared * width, width));
            double[][] v = Rows.columns(values, shared * width, width);
            for (int t = 0; t < q.length; t++) {
                System.arraycopy(mix(q[t], k, v, t), 0, out[t], head * width, width);
            }
        }
        return out;
    }

    private double[][] turned(double[][] head) {
        if (rotation == null) {
            return head;
        }
        double[][] turned = new double[head.length][];
        for (int t = 0; t < head.length; t++) {
            turned[t] = rotation.turn(head[t], t);
        }
        return turned;
    }

    private double[] mix(double[] query, double[][] keys, double[][] values, int now) {
        int from = Math.max(0, now - window + 1);
        double[] scores = new double[now - from + 1];
        for (int i = 0; i < scores.length; i++) {
            double score = Rows.dot(query, keys[from + i]) * scale;
            scores[i] = cap == 0 ? score : cap * Math.tanh(score / cap);
        }
        double[] weights = Arrays.stream(Rows.logSoftmax(scores)).map(Math::exp).toArray();
        double[] sum = new double[query.length];
        for (int i = 0; i < scores.length; i++) {
            for (int c = 0; c < sum.length; c++) {
                sum[c] += weights[i] * values[from + i][c];
            }
        }
        return sum;
    }

    /** Applies {@code change} to each head of {@code width} channels. */
    static double[][] eachHead(double[][] x, int width, UnaryOperator<double[][]> change) {
        double[][] out = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
        for (int at = 0; at < x[0].length; at += width) {
            double[][] changed = change.apply(Rows.columns(x, at, width));
            for (int t = 0; t < x.length; t++) {
                System.arraycopy(changed[t], 0, out[t], at, width);
            }
        }
        return out;
    }
}
