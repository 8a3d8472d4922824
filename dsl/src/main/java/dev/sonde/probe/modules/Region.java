package dev.sonde.probe.modules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Some of an adapter's modules that are looked at together.
 *
 * @param layer which layer they are of; empty: of all, or outside the layers
 * @param part which kind of module they are, such as {@code self_attn.q_proj}; empty for all kinds
 * @param modules their names; at least one
 */
record Region(OptionalInt layer, String part, List<String> modules) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** Copies {@code modules}. */
    Region {
        modules = List.copyOf(modules);
    }

    /** The layers in the model's order; a module outside the layers, such as an embedding, is a region of its own. */
    static List<Region> layers(List<String> modules) {
        return grouped(modules, Region::layerOf).stream()
                .map(group ->
                        new Region(layer(group.get(0)), layer(group.get(0)).isPresent() ? "" : group.get(0), group))
                .toList();
    }

    /** The kinds of modules over all layers, in the model's order. */
    static List<Region> parts(List<String> modules) {
        return grouped(modules, Region::part).stream()
                .map(group -> new Region(OptionalInt.empty(), part(group.get(0)), group))
                .toList();
    }

    /** Its modules one by one. */
    List<Region> cells() {
        return modules.stream()
                .map(module -> new Region(layer, part(module), List.of(module)))
                .toList();
    }

    TreeSet<String> names() {
        return new TreeSet<>(modules);
    }

    private static List<List<String>> grouped(List<String> modules, Function<String, String> key) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        modules.forEach(module -> groups.computeIfAbsent(key.apply(module), any -> new ArrayList<>())
                .add(module));
        return List.copyOf(groups.values());
    }

    private static String layerOf(String module) {
        var layer = layer(module);
        return layer.isPresent() ? Integer.toString(layer.getAsInt()) : module;
    }

    /** The first number among the parts of a name: 3 of {@code model.layers.3.mlp.up_proj}. */
    private static OptionalInt layer(String module) {
        return Arrays.stream(module.split("\\."))
                .filter(word -> NUMBER.matcher(word).matches())
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /** What follows that number; the whole name where there is none, or nothing behind it. */
    private static String part(String module) {
        List<String> words = List.of(module.split("\\."));
        for (int i = 0; i < words.size() - 1; i++) {
            if (NUMBER.matcher(words.get(i)).matches()) {
                return String.join(".", words.subList(i + 1, words.size()));
            }
        }
        return module;
    }
}
