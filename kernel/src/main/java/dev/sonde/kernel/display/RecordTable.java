package dev.sonde.kernel.display;

import dev.sonde.probe.ProbeResult;
import dev.sonde.table.Numbers;
import dev.sonde.table.ResultTables;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Lists of records and maps as tables; null for other collections, which show as text. */
final class RecordTable {
    private RecordTable() {}

    static @Nullable Map<String, Object> of(Collection<?> values) {
        Iterator<?> iterator = values.iterator();
        Object first = iterator.hasNext() ? iterator.next() : null;
        if (first == null || !values.stream().allMatch(first.getClass()::isInstance)) {
            return null;
        }
        if (first instanceof ProbeResult<?>) {
            List<ProbeResult<?>> results = new ArrayList<>();
            values.forEach(value -> results.add((ProbeResult<?>) value));
            return new Content().table(ResultTables.probes(results)).bundle();
        }
        RecordComponent[] components = first.getClass().getRecordComponents();
        return components == null || components.length == 0 ? null : records(values, List.of(components));
    }

    private static Map<String, Object> records(Collection<?> values, List<RecordComponent> components) {
        var heads = components.stream()
                .map(component -> new Grid.Head(component.getName(), numeric(component.getType())))
                .toList();
        var rows = new ArrayList<List<String>>();
        for (Object value : values) {
            rows.add(
                    rows.size() < Grid.MAX_ROWS
                            ? components.stream()
                                    .map(component -> text(read(component, value)))
                                    .toList()
                            : components.stream().map(component -> "").toList());
        }
        return new Content().grid(Grid.of(heads, rows)).bundle();
    }

    static @Nullable Map<String, Object> ofMap(Map<?, ?> map) {
        if (map.isEmpty()) {
            return null;
        }
        var rows = new ArrayList<List<String>>();
        map.forEach((key, value) ->
                rows.add(rows.size() < Grid.MAX_ROWS ? List.of(text(key), text(value)) : List.of("", "")));
        boolean numeric = map.values().stream().allMatch(Number.class::isInstance);
        var heads = Arrays.asList(new Grid.Head("key", false), new Grid.Head("value", numeric));
        return new Content().grid(Grid.of(heads, rows)).bundle();
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true); // a record of a cell need not be public
            return accessor.invoke(value);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "(" + e + ")";
        }
    }

    private static boolean numeric(Class<?> type) {
        return type == OptionalDouble.class
                || Number.class.isAssignableFrom(type)
                || (type.isPrimitive() && type != boolean.class && type != char.class);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? text(optional.get()) : Numbers.MISSING;
        }
        if (value instanceof OptionalDouble optional) {
            return Numbers.raw(optional);
        }
        return value instanceof Double number ? Numbers.raw(number) : SafeText.of(value);
    }
}
