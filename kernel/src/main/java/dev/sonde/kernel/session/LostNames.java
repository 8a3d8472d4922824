package dev.sonde.kernel.session;

import dev.sonde.kernel.repl.CellNames;
import dev.sonde.kernel.repl.CellSource;
import dev.sonde.kernel.repl.Evaluated;
import dev.sonde.kernel.repl.UnsetName;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Explains the names that a failed cell takes with it.
 *
 * <p>The engine keeps the declarations of a cell that threw, yet not all of them have values. Of a cell that could not even
 * begin there is no object, and using its names fails with a {@link NullPointerException} about the engine's own fields,
 * which tells a user nothing.
 */
final class LostNames {

    private static final Pattern USE = Pattern.compile(
            "Cannot (?:invoke|read field|assign field) \"(Cell_\\d+_cell)\\.(\\w+).*because .*earlierScripts.*is null");
    private static final Pattern ACCESSOR = Pattern.compile("[gs]et([A-Z]\\w*)");
    private static final Pattern DECLARATION = Pattern.compile(
            "(?m)^(?:[a-z]+ )*?(?:val|var|fun|class|object|interface) +(?:<[^>]*> *)?(?:\\w+\\.)*(\\w+)");

    private final CellListing listing;

    LostNames(CellListing listing) {
        this.listing = listing;
    }

    /** What to say instead, if this error is the use of a lost name. */
    Optional<String> explain(Throwable error) {
        if (error instanceof UnsetName unset) {
            return Optional.of("'%s' has no value, because %s failed; run that cell again."
                    .formatted(unset.name(), label(unset.cell())));
        }
        var use = USE.matcher(Objects.requireNonNullElse(CellErrors.messageOf(error), ""));
        if (!(error instanceof NullPointerException) || !use.find()) {
            return Optional.empty();
        }
        return Optional.of("'" + name(use.group(2)) + "' belongs to " + label(use.group(1))
                + ", which failed; run that cell again.");
    }

    private String label(String cellClass) {
        return CellNames.runOfClass(cellClass).stream()
                .mapToObj(listing::label)
                .findFirst()
                .orElse("a cell");
    }

    /** A line that lists the names a failed cell takes with it. */
    Optional<String> notice(CellSource cell, Evaluated.Failure failure) {
        Stream<String> declared = DECLARATION.matcher(cell.code()).results().map(found -> found.group(1));
        String names = declared.filter(
                        name -> !failure.kept() || failure.unset().contains(name))
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Until this cell runs without an error, these names of it cannot be used: " + names);
    }

    private static String name(String member) {
        var accessor = ACCESSOR.matcher(member);
        if (!accessor.matches()) {
            return member;
        }
        String property = accessor.group(1);
        return property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
    }
}
