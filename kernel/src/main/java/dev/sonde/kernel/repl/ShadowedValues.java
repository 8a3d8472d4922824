package dev.sonde.kernel.repl;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets go of the values that nobody can reach any more, because a later cell declared their name again: the engine keeps
 * every cell for ever, and with it what the cell declared.
 *
 * <p>A value stays if any function, lambda or class of a cell reads it: that code means the old declaration. The code at
 * the top of a cell has run when the name is declared again, and does not count.
 */
final class ShadowedValues {

    private record Declared(Object cell, Field field) {}

    private final Map<String, List<Declared>> declared = new HashMap<>();
    private final Set<String> reads = new HashSet<>();

    /** A cell is about to run, whose code may read this later. */
    void readBy(CellCode code) {
        reads.addAll(code.reads());
    }

    /** A cell ran: what it declares hides what was declared under the same names. */
    void ran(Object cell) {
        for (Field field : cell.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())
                    && !field.isSynthetic()
                    && !field.getName().contains("$")) {
                List<Declared> all = declared.computeIfAbsent(field.getName(), name -> new ArrayList<>());
                all.removeIf(ShadowedValues.this::free);
                all.add(new Declared(cell, field));
            }
        }
    }

    private boolean free(Declared old) {
        if (ValueReads.among(reads, old.cell().getClass(), old.field().getName())) {
            return false;
        }
        try {
            if (!old.field().getType().isPrimitive()) {
                old.field().setAccessible(true);
                old.field().set(old.cell(), null);
            }
        } catch (ReflectiveOperationException | RuntimeException kept) {
            return true; // it stays in memory, as all did before
        }
        return true;
    }
}
