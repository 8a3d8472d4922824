package dev.sonde.kernel.display;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record of the library that has no look of its own: its fields as a table, its lists of records as tables below. */
final class RecordCard {

    private static final List<Grid.Head> HEADS = List.of(new Grid.Head("field", false), new Grid.Head("value", false));

    private RecordCard() {}

    static Map<String, Object> of(Object value) {
        var rows = new ArrayList<List<String>>();
        var tables = new LinkedHashMap<String, Grid>();
        for (Fields.Field field : Fields.of(value.getClass())) {
            Object content = field.of(value);
            Optional<Grid> table = content instanceof Collection<?> many ? RecordTable.grid(many) : Optional.empty();
            table.ifPresent(grid -> tables.put(field.name(), grid));
            rows.add(List.of(field.name(), table.isPresent() ? size(content) + ", below" : RecordTable.text(content)));
        }
        var card = new Content().title(value.getClass().getSimpleName()).grid(Grid.of(HEADS, rows));
        tables.forEach((name, grid) -> card.text(name).sortable(grid));
        return card.bundle();
    }

    private static String size(@Nullable Object many) {
        int size = many instanceof Collection<?> collection ? collection.size() : 0;
        return "%,d".formatted(size);
    }
}
