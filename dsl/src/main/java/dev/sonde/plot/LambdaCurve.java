package dev.sonde.plot;

import static java.util.stream.Collectors.joining;

import dev.sonde.probe.ablation.AdapterAblationEvidence;
import dev.sonde.table.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How an effect grows with the adapter's strength.
 *
 * @param title of the figure
 * @param unit of the effect
 * @param lambdas strengths in ascending order; at least one
 * @param means effect at each strength
 * @param lower lower ends of a band around the means; empty without one
 * @param upper its upper ends
 * @param band what the band is, for people; empty without one
 * @param perPrompt by prompt: its effect at each strength; may be empty
 */
public record LambdaCurve(
        String title,
        String unit,
        List<Double> lambdas,
        List<Double> means,
        List<Double> lower,
        List<Double> upper,
        String band,
        Map<String, List<Double>> perPrompt) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if a curve has another length than {@code lambdas}
     */
    public LambdaCurve {
        lambdas = List.copyOf(lambdas);
        means = List.copyOf(means);
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        perPrompt = new LinkedHashMap<>(perPrompt);
        int size = lambdas.size();
        boolean equal = means.size() == size
                && lower.size() == upper.size()
                && (lower.isEmpty() || lower.size() == size)
                && perPrompt.values().stream().allMatch(values -> values.size() == size);
        if (size == 0 || !equal) {
            throw new IllegalArgumentException(
                    "A lambda curve needs one value per lambda, got %d lambdas, %d means, a band of %d to %d"
                            .formatted(size, means.size(), lower.size(), upper.size()));
        }
    }

    /** The curve of a probe that turned the adapter up and down. */
    public static LambdaCurve of(String probe, AdapterAblationEvidence evidence) {
        var perPrompt = new LinkedHashMap<String, List<Double>>();
        evidence.curves().forEach(curve -> perPrompt.put(curve.prompt(), curve.divergences()));
        return new LambdaCurve(
                "Effect by the adapter's strength: " + probe,
                "nats",
                evidence.lambdas(),
                evidence.mean(),
                evidence.lower(),
                evidence.upper(),
                evidence.band(),
                perPrompt);
    }

    /** The figure: single prompts thin, the mean thick, its interval shaded, λ = 1 marked. */
    public SondeFigure figure() {
        var marks = new ArrayList<Mark>();
        if (!lower.isEmpty()) {
            marks.add(new Mark.Area(points(lower), points(upper), band));
        }
        perPrompt.forEach((prompt, values) -> marks.add(new Mark.Line(points(values), Tone.QUIET, true, prompt)));
        marks.add(new Mark.Line(points(means), Tone.MAIN, false, "mean"));
        if (lambdas.get(0) <= 1 && lambdas.get(lambdas.size() - 1) >= 1) {
            marks.add(new Mark.Rule(1, "λ = 1, as trained"));
        }
        var panel = new Chart.Panel("λ, the adapter's strength", unit, List.of(), marks);
        return new SondeFigure(new Chart(title, alt(), note(), List.of(panel)), text());
    }

    private List<Mark.Xy> points(List<Double> values) {
        return IntStream.range(0, lambdas.size())
                .mapToObj(i -> new Mark.Xy(lambdas.get(i), values.get(i)))
                .toList();
    }

    private String alt() {
        return IntStream.range(0, lambdas.size())
                .mapToObj(i -> "λ " + lambdas.get(i) + ": " + Numbers.raw(means.get(i)))
                .collect(joining("; ", "Mean effect in " + unit + ": ", "."));
    }

    private String note() {
        var parts = new ArrayList<String>(List.of("thick: mean"));
        if (!lower.isEmpty()) {
            parts.add("shaded: " + band);
        }
        if (!perPrompt.isEmpty()) {
            parts.add("thin: single prompts (" + perPrompt.size() + ")");
        }
        return String.join("  ·  ", parts);
    }

    private String text() {
        return IntStream.range(0, lambdas.size())
                .mapToObj(i -> "λ " + lambdas.get(i) + "  " + Numbers.raw(means.get(i)) + " " + unit
                        + (lower.isEmpty()
                                ? ""
                                : "  [" + Numbers.raw(lower.get(i)) + ", " + Numbers.raw(upper.get(i)) + "]"))
                .collect(joining("\n"));
    }
}
