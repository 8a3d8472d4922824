package dev.sonde.backend.djl.reference;

import java.util.function.DoubleUnaryOperator;

/** Activations by the names that configurations use. */
final class Nonlinearity {

    private Nonlinearity() {}

    static DoubleUnaryOperator of(String name) {
        return switch (name) {
            case "silu" -> x -> x / (1 + Math.exp(-x));
            case "relu" -> x -> Math.max(x, 0);
            case "gelu" -> x -> x * (1 + erf(x / Math.sqrt(2))) / 2;
            case "gelu_new", "gelu_pytorch_tanh" ->
                x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** 2/√π e^(-x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all terms of one sign. */
    static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
