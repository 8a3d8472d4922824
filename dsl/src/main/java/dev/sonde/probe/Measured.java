package dev.sonde.probe;

import dev.sonde.backend.BackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What was measured of the items of a probe, where one that cannot be scored, such as a text that is too long, leaves the
 * others standing.
 *
 * @param found of the items that could be scored, in their order
 * @param dropped the others: their name and why
 */
public record Measured<T>(List<T> found, List<String> dropped) {

    /** Copies the lists. */
    public Measured {
        found = List.copyOf(found);
        dropped = List.copyOf(dropped);
    }

    /**
     * Measures each of {@code items}.
     *
     * @param name what messages call an item
     * @throws BackendException if an answer was not finite: then no number of this model can be trusted
     */
    public static <I, T> Measured<T> of(List<I> items, Function<I, String> name, Function<I, T> measure) {
        var found = new ArrayList<T>();
        var dropped = new ArrayList<String>();
        for (I item : items) {
            try {
                found.add(measure.apply(item));
            } catch (BackendException | IllegalArgumentException reason) {
                if (reason instanceof BackendException failure && failure.damaged()) {
                    throw failure;
                }
                dropped.add("'%s': %s".formatted(Figure.shortened(name.apply(item)), reason.getMessage()));
            }
        }
        return new Measured<>(found, dropped);
    }
}
