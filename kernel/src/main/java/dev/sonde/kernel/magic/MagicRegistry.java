package dev.sonde.kernel.magic;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** All magics by name, in the order of the help. */
public final class MagicRegistry {

    private static final MagicRegistry STANDARD = new MagicRegistry(StandardMagics.all());

    private final Map<String, Magic> magics = new LinkedHashMap<>();

    /**
     * A registry.
     *
     * @throws IllegalArgumentException if two magics have one name
     */
    MagicRegistry(List<Magic> all) {
        for (Magic magic : all) {
            if (magics.put(magic.name(), magic) != null) {
                throw new IllegalArgumentException("Two magics are called '%s'".formatted(magic.name()));
            }
        }
    }

    /** The magics of the kernel. */
    public static MagicRegistry standard() {
        return STANDARD;
    }

    /** All of them. */
    public Collection<Magic> all() {
        return List.copyOf(magics.values());
    }

    /** The magic of this name, given with or without percent signs. */
    public Optional<Magic> find(String name) {
        return Optional.ofNullable(magics.get(name.replaceFirst("^%{1,2}", "")));
    }

    /** The magic that a call names; an error with a suggestion if there is none, or if it is not written that way. */
    Magic require(MagicText.Call call) {
        boolean cell = call.body().isPresent();
        Magic magic = find(call.name()).orElseThrow(() -> unknown(call, cell));
        if (!magic.fits(cell)) {
            String other = String.join(" or ", magic.shownNames());
            throw new MagicException("There is no magic %s, only %s. %%help %s says more."
                    .formatted(call.shownName(), other, magic.name()));
        }
        if (cell && !call.first()) {
            throw new MagicException(
                    "%s must stand above all code and other magics of its cell.".formatted(call.shownName()));
        }
        return magic;
    }

    private MagicException unknown(MagicText.Call call, boolean cell) {
        String advice = ForeignMagics.counterpart(call.name().replaceFirst("^%{1,2}", ""))
                .map(". "::concat)
                .orElseGet(() -> suggestion(call.name(), cell) + " %help lists all.");
        return new MagicException("There is no magic " + call.shownName() + advice);
    }

    private String suggestion(String given, boolean cell) {
        return nearest(given, magics.keySet())
                .flatMap(this::find)
                .map(magic -> {
                    List<String> shown = magic.shownNames();
                    return "; did you mean " + (cell ? shown.get(shown.size() - 1) : shown.get(0)) + "?";
                })
                .orElse(".");
    }

    /** What somebody who wrote {@code given} may have meant. */
    static Optional<String> nearest(String given, Collection<String> known) {
        String word = given.toLowerCase(Locale.ROOT);
        var distances = new LinkedHashMap<String, Integer>();
        known.forEach(name -> distances.put(name, distance(word, name.toLowerCase(Locale.ROOT))));
        return distances.entrySet().stream()
                .filter(entry -> entry.getValue() <= Math.max(2, given.length() / 3))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private static int distance(String given, String name) {
        boolean begun = given.length() > 1 && name.startsWith(given);
        return begun ? 0 : LevenshteinDistance.getDefaultInstance().apply(given, name);
    }
}
