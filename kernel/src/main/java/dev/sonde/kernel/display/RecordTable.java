package dev.sonde.kernel.display;

import dev.sonde.probe.ProbeResult;
import dev.sonde.table.Numbers;
import dev.sonde.table.ResultTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Lists of records, or of data classes, and maps as tables; null for other collections, which show as text. */
final class RecordTable {
    private RecordTable() {}

    static @Nullable Map<String, Object> of(Collection<?> values, Extent extent) {
        if (!values.isEmpty() && values.stream().allMatch(ProbeResult.class::isInstance)) {
            List<ProbeResult<?>> results = new ArrayList<>();
            values.forEach(value -> results.add((ProbeResult<?>) value));
            return new Content()
                    .sortable(Grid.of(ResultTables.probes(results), extent).ofValue(extent))
                    .bundle();
        }
        return grid(values, extent)
                .map(grid -> new Content().sortable(grid.ofValue(extent)).bundle())
                .orElse(null);
    }

    /** One row per value; empty unless all are of one class that has fields. */
    static Optional<Grid> grid(Collection<?> values) {
        return grid(values, Extent.PAGE);
    }

    private static Optional<Grid> grid(Collection<?> values, Extent extent) {
        Iterator<?> iterator = values.iterator();
        Object first = iterator.hasNext() ? iterator.next() : null;
        if (first == null || !values.stream().allMatch(first.getClass()::isInstance)) {
            return Optional.empty();
        }
        List<Fields.Field> fields = Fields.of(first.getClass());
        return fields.isEmpty() ? Optional.empty() : Optional.of(grid(values, fields, extent));
    }

    private static Grid grid(Collection<?> values, List<Fields.Field> fields, Extent extent) {
        var heads = fields.stream()
                .map(field -> new Grid.Head(field.name(), numeric(field.type())))
                .toList();
        var rows = new ArrayList<List<String>>();
        for (Object value : values) {
            boolean shown = rows.size() < extent.rows();
            rows.add(fields.stream()
                    .map(field -> shown ? text(field.of(value)) : "")
                    .toList());
        }
        return Grid.of(heads, rows, extent);
    }

    static @Nullable Map<String, Object> ofMap(Map<?, ?> map, Extent extent) {
        if (map.isEmpty()) {
            return null;
        }
        var rows = new ArrayList<List<String>>();
        map.forEach((key, value) ->
                rows.add(rows.size() < extent.rows() ? List.of(text(key), text(value)) : List.of("", "")));
        boolean numeric = map.values().stream().allMatch(Number.class::isInstance);
        var heads = Arrays.asList(new Grid.Head("key", false), new Grid.Head("value", numeric));
        return new Content()
                .sortable(Grid.of(heads, rows, extent).ofValue(extent))
                .bundle();
    }

    private static boolean numeric(Class<?> type) {
        return type == OptionalDouble.class
                || type == OptionalInt.class
                || Number.class.isAssignableFrom(type)
                || (type.isPrimitive() && type != boolean.class && type != char.class);
    }

    /** A value in a cell of a table. */
    static String text(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? text(optional.get()) : Numbers.MISSING;
        }
        if (value instanceof OptionalDouble optional) {
            return Numbers.raw(optional);
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? Numbers.count(optional.getAsInt()) : Numbers.MISSING;
        }
        return value instanceof Double number ? Grid.number(number) : SafeText.of(value);
    }
}
