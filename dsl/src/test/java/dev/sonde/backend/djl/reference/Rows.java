package dev.sonde.backend.djl.reference;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Arithmetic on matrices whose rows are tokens. */
final class Rows {

    private Rows() {}

    /** x Wᵀ + b, with W as [out][in]. */
    static double[][] linear(double[][] x, double[][] weight, double @Nullable [] bias) {
        double[][] y = new double[x.length][weight.length];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < weight.length; o++) {
                y[t][o] = dot(x[t], weight[o]) + (bias == null ? 0 : bias[o]);
            }
        }
        return y;
    }

    static double dot(double[] left, double[] right) {
        if (left.length != right.length) {
            throw new IllegalArgumentException(left.length + " numbers times " + right.length);
        }
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    static double[][] plus(double[][] x, double[][] y) {
        double[][] sum = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            sum[t] = x[t].clone();
            for (int i = 0; i < sum[t].length; i++) {
                sum[t][i] += y[t][i];
            }
        }
        return sum;
    }

    static double[][] each(double[][] x, DoubleUnaryOperator function) {
        return Arrays.stream(x)
                .map(row -> Arrays.stream(row).map(function).toArray())
                .toArray(double[][]::new);
    }

    static double[][] times(double[][] x, double[][] y) {
        double[][] product = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < x[t].length; i++) {
                product[t][i] = x[t][i] * y[t][i];
            }
        }
        return product;
    }

    /** Columns {@code from} to {@code from + count}. */
    static double[][] columns(double[][] x, int from, int count) {
        return Arrays.stream(x)
                .map(row -> Arrays.copyOfRange(row, from, from + count))
                .toArray(double[][]::new);
    }

    static double[][] transposed(double[][] x) {
        double[][] turned = new double[x[0].length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[i].length; j++) {
                turned[j][i] = x[i][j];
            }
        }
        return turned;
    }

    static double[][] rmsNorm(double[][] x, double[] gain, double epsilon) {
        double[][] y = new double[x.length][gain.length];
        for (int t = 0; t < x.length; t++) {
            double root = Math.sqrt(dot(x[t], x[t]) / x[t].length + epsilon);
            for (int i = 0; i < gain.length; i++) {
                y[t][i] = x[t][i] / root * gain[i];
            }
        }
        return y;
    }

    static double[][] layerNorm(double[][] x, double[] gain, double[] shift, double epsilon) {
        double[][] centred = Arrays.stream(x)
                .map(row -> {
                    double mean = Arrays.stream(row).sum() / row.length;
                    return Arrays.stream(row).map(value -> value - mean).toArray();
                })
                .toArray(double[][]::new);
        double[][] scaled = rmsNorm(centred, gain, epsilon);
        for (double[] row : scaled) {
            for (int i = 0; i < row.length; i++) {
                row[i] += shift[i];
            }
        }
        return scaled;
    }

    /** Logarithms of the softmax. */
    static double[] logSoftmax(double[] logits) {
        double most = Arrays.stream(logits).max().orElseThrow();
        double sum = Arrays.stream(logits).map(value -> Math.exp(value - most)).sum();
        return Arrays.stream(logits).map(value -> value - most - Math.log(sum)).toArray();
    }
}
