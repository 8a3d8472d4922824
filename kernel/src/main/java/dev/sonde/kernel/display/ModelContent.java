package dev.sonde.kernel.display;

import dev.sonde.backend.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A model's identity. */
final class ModelContent {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int SHOWN = 12;

    private ModelContent() {}

    static Map<String, Object> of(ModelCard card) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("adapter", card.adapterName().isEmpty() ? "none" : card.adapterName()));
        rows.add(List.of("vocabulary", size(card.vocabularySize())));
        rows.add(List.of("context", size(card.contextLength())));
        new TreeMap<>(card.content())
                .forEach((key, value) -> rows.add(List.of(property(key, value), shortened(value))));
        rows.add(List.of("identity", shortened(card.id())));
        var heads = List.of(new Grid.Head("property", false), new Grid.Head("value", false));
        return new Content()
                .title("Model " + card.name())
                .grid(Grid.of(heads, rows))
                .bundle();
    }

    private static String size(int tokens) {
        return tokens == ModelCard.UNKNOWN ? "not told by the server" : "%,d tokens".formatted(tokens);
    }

    private static String property(String key, String value) {
        return HASH.matcher(value).matches() ? key.replace('_', ' ') + ", hash" : key.replace('_', ' ');
    }

    /** The first digits of a hash; the whole one is in {@code model.card()}. */
    private static String shortened(String value) {
        return HASH.matcher(value).matches() ? value.substring(0, SHOWN) : value;
    }
}
