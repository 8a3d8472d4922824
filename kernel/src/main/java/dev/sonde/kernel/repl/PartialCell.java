package dev.sonde.kernel.repl;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cell while it runs: should it fail, its object stands for it all the same, and later cells use what it got done. The
 * code that calls this is written into the classes of cells by {@link NameKeeping}.
 */
public final class PartialCell {

    private static final ThreadLocal<@Nullable PartialCell> RUNNING = new ThreadLocal<>();

    private final Object cell;
    private final Set<String> assigned = new HashSet<>();

    private PartialCell(Object cell) {
        this.cell = cell;
    }

    /** The object of a cell was made; its code begins. */
    public static void born(Object cell) {
        RUNNING.set(new PartialCell(cell));
    }

    /** The cell gave one of its names its first value. */
    public static void assigned(String field) {
        PartialCell running = RUNNING.get();
        if (running != null) {
            running.assigned.add(field);
        }
    }

    /**
     * Somebody reads a name of a cell.
     *
     * @param unset the fields that the cell did not get to; null of a cell that ran to its end
     * @throws UnsetName if it is among them
     */
    public static void read(@Nullable Set<String> unset, String field, String type) {
        if (unset != null && unset.contains(field)) {
            throw new UnsetName(KeptNames.nameOf(field), type);
        }
    }

    /** Somebody assigns a name of a cell: from then on it has a value. */
    public static void written(@Nullable Set<String> unset, String field) {
        if (unset != null) {
            unset.remove(field);
        }
    }

    /** The cell that the calling thread ran last; each is given out once. */
    static Optional<PartialCell> take() {
        PartialCell last = RUNNING.get();
        RUNNING.remove();
        return Optional.ofNullable(last);
    }

    /** The cell's object. */
    Object cell() {
        return cell;
    }

    /**
     * Keeps the names that have their values, and notes in the cell's object which of its fields have none.
     *
     * @return the names without a value
     */
    Set<String> keep() {
        return note(unassigned());
    }

    /**
     * Lets go of what the cell made, because the memory is full; {@link #keep} is the other way to end.
     *
     * @return the names without a value
     */
    Set<String> release() {
        Set<String> unset = unassigned();
        unset.addAll(KeptNames.release(cell, KeptNames.fields(cell)));
        return note(unset);
    }

    /**
     * The fields without a value. A cell assigns its names in their order, and the compiler leaves out an assignment of 0 or
     * null; so a field before one that has a value has one too.
     */
    private Set<String> unassigned() {
        List<String> fields = KeptNames.fields(cell);
        var unset = new HashSet<String>();
        for (int i = fields.size() - 1; i >= 0 && !assigned.contains(fields.get(i)); i--) {
            unset.add(fields.get(i));
        }
        return unset;
    }

    private Set<String> note(Set<String> unset) {
        KeptNames.note(cell, unset);
        return unset.stream().map(KeptNames::nameOf).collect(Collectors.toSet());
    }
}
