package dev.sonde.kernel.display;

import dev.sonde.backend.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A model's identity. */
final class ModelContent {
    private ModelContent() {}

    static Map<String, Object> of(ModelCard card) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("adapter", card.adapterName().isEmpty() ? "none" : card.adapterName()));
        rows.add(List.of("vocabulary", "%,d tokens".formatted(card.vocabularySize())));
        rows.add(List.of("context", "%,d tokens".formatted(card.contextLength())));
        new TreeMap<>(card.content()).forEach((key, value) -> rows.add(List.of(key, value)));
        rows.add(List.of("identity", card.id()));
        var heads = List.of(new Grid.Head("property", false), new Grid.Head("value", false));
        return new Content()
                .title("Model " + card.name())
                .grid(Grid.of(heads, rows))
                .bundle();
    }
}
