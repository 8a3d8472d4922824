package dev.sonde.simulation;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The values that a probe is to find, by view: drawn when they are first asked for, then always the same. */
final class Observed {

    private final Map<View, double[]> values = new HashMap<>();
    private final Function<View, double[]> draw;

    Observed(Function<View, double[]> draw) {
        this.draw = draw;
    }

    double[] under(View view) {
        return values.computeIfAbsent(view, draw);
    }

    double mean(View view) {
        return DoubleStream.of(under(view)).average().orElseThrow();
    }

    /** The value of the text {@code "7 ..."} is the one at index 7; 0 under base. */
    double of(Evaluation<?> evaluation, String text) {
        return evaluation.view().equals(View.BASE) ? 0 : under(evaluation.view())[index(text)];
    }

    static int index(String text) {
        int end = text.indexOf(' ');
        return Integer.parseInt(end < 0 ? text : text.substring(0, end));
    }

    /** Texts that begin with their index. */
    static List<String> texts(int n, String rest) {
        return IntStream.range(0, n).mapToObj(i -> i + " " + rest).toList();
    }
}
