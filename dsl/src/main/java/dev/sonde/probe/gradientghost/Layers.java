package dev.sonde.probe.gradientghost;

import dev.sonde.backend.AdapterWeights;
import dev.sonde.backend.AdapterWeights.Update;
import dev.sonde.backend.OptimizerState;
import dev.sonde.backend.OptimizerState.Moments;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Updates and moments, layer by layer. */
final class Layers {

    /** B's numbers are those of fewer than two independent steps below it: {@code 3 − 2 / k} with k = 2. */
    static final double FEWEST_STEPS_KURTOSIS = 2;

    private static final String OTHER = "other";

    /** The number of a block, whatever the family calls its blocks. */
    private static final Pattern BLOCK = Pattern.compile("\\.(\\d+)\\.");

    private Layers() {}

    /** The layers of {@code weights}; their pull where the parameters of {@code moments} can be told apart by layer. */
    static List<LayerTrace> of(AdapterWeights weights, List<Moments> moments) {
        Map<String, List<Update>> updates = byLayer(weights);
        Map<String, List<Moments>> gradients = matched(updates, moments);
        return updates.entrySet().stream()
                .map(layer ->
                        trace(layer.getKey(), layer.getValue(), gradients.getOrDefault(layer.getKey(), List.of())))
                .toList();
    }

    private static Map<String, List<Update>> byLayer(AdapterWeights weights) {
        var numbered = new TreeMap<Integer, List<Update>>();
        var other = new ArrayList<Update>();
        for (Update update : weights.modules()) {
            Matcher block = BLOCK.matcher(update.module());
            (block.find() && block.group(1).length() < 9
                            ? numbered.computeIfAbsent(Integer.valueOf(block.group(1)), number -> new ArrayList<>())
                            : other)
                    .add(update);
        }
        var layers = new LinkedHashMap<String, List<Update>>();
        numbered.forEach((number, modules) -> layers.put(number.toString(), modules));
        if (!other.isEmpty()) {
            layers.put(OTHER, other);
        }
        return layers;
    }

    /**
     * The parameters of each layer: A and B of each module, in the optimiser's order, layer after layer. Nothing where
     * their number is another, or layers of the same modules would get parameters of different sizes.
     */
    private static Map<String, List<Moments>> matched(Map<String, List<Update>> updates, List<Moments> moments) {
        int modules = updates.values().stream().mapToInt(List::size).sum();
        if (moments.size() != 2 * modules || updates.containsKey(OTHER)) {
            return Map.of();
        }
        var matched = new LinkedHashMap<String, List<Moments>>();
        int next = 0;
        for (var layer : updates.entrySet()) {
            int end = next + 2 * layer.getValue().size();
            matched.put(layer.getKey(), moments.subList(next, end));
            next = end;
        }
        long sizes = matched.values().stream()
                .map(layer -> layer.stream().map(Moments::elements).toList())
                .distinct()
                .count();
        long shapes = updates.values().stream().map(List::size).distinct().count();
        return shapes == 1 && sizes == 1 ? matched : Map.of();
    }

    private static LayerTrace trace(String name, List<Update> updates, List<Moments> moments) {
        double[] kurtoses = updates.stream().mapToDouble(Update::upKurtosis).toArray();
        long ghosts = updates.stream().filter(Layers::isGhost).count();
        return new LayerTrace(
                name,
                updates.size(),
                Math.sqrt(updates.stream()
                        .mapToDouble(update -> update.norm() * update.norm())
                        .sum()),
                Summary.of(kurtoses).median(),
                moments.isEmpty() ? OptionalDouble.empty() : GradientPull.of(moments),
                2 * ghosts > updates.size());
    }

    private static boolean isGhost(Update update) {
        return update.notFinite() == 0 && (update.norm() == 0 || update.upKurtosis() < FEWEST_STEPS_KURTOSIS);
    }

    /** How many layers are pulled beyond {@code bound}; empty where no layer's pull is known. */
    static Optional<Integer> pulled(List<LayerTrace> layers, double bound) {
        return layers.stream().noneMatch(layer -> layer.pull().isPresent())
                ? Optional.empty()
                : Optional.of((int) layers.stream()
                        .filter(layer -> layer.pull().orElse(0) > bound)
                        .count());
    }

    /** Why pulls cannot be told layer by layer, or what else was not read; empty where all is well. */
    static List<String> notes(OptimizerState state, List<LayerTrace> layers) {
        var notes = new ArrayList<String>();
        if (state.unread() > 0) {
            notes.add(
                    "%d parameters of %s are kept in another form, such as that of 8-bit optimisers, and were not read"
                            .formatted(state.unread(), state.file()));
        }
        if (!state.parameters().isEmpty()
                && layers.stream().noneMatch(layer -> layer.pull().isPresent())) {
            notes.add("the optimiser's parameters could not be told apart by layer; the pull is that of all together");
        }
        return notes;
    }
}
