package dev.sonde.kernel.magic;

import dev.sonde.kernel.repl.CellVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Variables by the names that a user gives, stars among them. */
final class VariableNames {
    private VariableNames() {}

    /**
     * The variables that any of the names stands for.
     *
     * @throws MagicException if a name stands for none
     */
    static List<CellVariable> pick(List<String> names, List<CellVariable> all) {
        var picked = new ArrayList<CellVariable>();
        for (String name : names) {
            List<CellVariable> found = all.stream()
                    .filter(variable -> pattern(name).matcher(variable.name()).matches())
                    .toList();
            if (found.isEmpty()) {
                throw unknown(name, all);
            }
            found.stream().filter(variable -> !picked.contains(variable)).forEach(picked::add);
        }
        return picked;
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(Stream.of(name.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
    }

    private static MagicException unknown(String name, List<CellVariable> all) {
        List<String> known = all.stream().map(CellVariable::name).toList();
        return new MagicException("No cell has declared a variable '%s'%s %%vars lists all."
                .formatted(
                        name,
                        MagicRegistry.nearest(name, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(".")));
    }
}
