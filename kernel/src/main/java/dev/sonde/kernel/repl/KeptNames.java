package dev.sonde.kernel.repl;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The names in the object of a cell, of which those of a cell that failed may have no value. */
final class KeptNames {

    /** The field that {@link NameKeeping} adds to the class of a cell: a set of the fields without a value, or null. */
    static final String UNSET = "sonde$unset";

    private static final String DELEGATE = "$delegate";

    private KeptNames() {}

    /** The fields of a cell's object that hold its names, in the order of declaration. */
    static List<String> fields(Object cell) {
        return Arrays.stream(cell.getClass().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .map(Field::getName)
                .toList();
    }

    /** What a user calls the name in a field. */
    static String nameOf(String field) {
        return field.endsWith(DELEGATE) ? field.substring(0, field.length() - DELEGATE.length()) : field;
    }

    /** Notes the fields that have no value, for {@link #unset} and for the code of cells. */
    static void note(Object cell, Set<String> unset) {
        try {
            cell.getClass().getField(UNSET).set(cell, unset);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Lets go of what the fields of a cell's object hold. Numbers stay, and what has to be closed, which nobody could then.
     *
     * @return the fields that held something
     */
    static List<String> release(Object cell, List<String> fields) {
        return fields.stream().filter(field -> released(cell, field)).toList();
    }

    private static boolean released(Object cell, String name) {
        try {
            Field field = cell.getClass().getDeclaredField(name);
            field.setAccessible(true);
            Object value = field.get(cell);
            if (field.getType().isPrimitive() || value == null || value instanceof AutoCloseable) {
                return false;
            }
            field.set(cell, null);
            return true;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The fields of a cell's object that have no value because the cell failed before. */
    @SuppressWarnings("unchecked")
    static Set<String> unset(Object cell) {
        try {
            Object unset = cell.getClass().getField(UNSET).get(cell);
            return unset == null ? Set.of() : Set.copyOf((Set<String>) unset);
        } catch (ReflectiveOperationException unchanged) {
            return Set.of();
        }
    }
}
