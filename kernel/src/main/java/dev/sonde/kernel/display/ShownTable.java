package dev.sonde.kernel.display;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * A table, or what shows as one, with more rows and columns than a page shows without being asked.
 *
 * @param value a Tablesaw table, a collection or a map
 */
public record ShownTable(Object value, Extent extent) {

    /** The value as a table; itself where it is none. */
    Object look() {
        Map<String, Object> bundle = bundle();
        return bundle == null ? value : bundle;
    }

    private @Nullable Map<String, Object> bundle() {
        if (value instanceof Table table) {
            return new Content().sortable(Grid.of(table, extent)).bundle();
        }
        if (value instanceof Collection<?> values) {
            return RecordTable.of(values, extent);
        }
        return value instanceof Map<?, ?> map ? RecordTable.ofMap(map, extent) : null;
    }

    @Override
    public String toString() {
        return SafeText.of(value);
    }
}
