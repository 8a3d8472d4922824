package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocEntry;
import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.docs.DocParameter;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.CellCompiler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Which word was meant where one is unknown. */
final class NameAdvice {

    private static final Logger LOGGER = Logger.getLogger(NameAdvice.class.getName());

    private final CellCompiler compiler;
    private final DocIndex docs;

    NameAdvice(CellCompiler compiler, DocIndex docs) {
        this.compiler = compiler;
        this.docs = docs;
    }

    /** The name that is nearest to the unknown one at an offset, or whose word that is. */
    Optional<String> unknownName(String name, String code, int offset, CodeSpot spot) {
        String without = code.substring(0, offset) + code.substring(Math.min(code.length(), offset + name.length()));
        List<String> known = candidates(without, offset).stream()
                .filter(candidate -> !candidate.kind().equals("keyword"))
                .map(candidate -> candidate.text().replace(" = ", ""))
                .distinct()
                .toList();
        Set<String> fitting = Builders.around(spot, docs)
                .map(docs::membersByName)
                .map(members -> Set.copyOf(members.keySet()))
                .orElse(Set.of());
        return Nearest.of(name, known, fitting)
                .map(meant -> "Did you mean " + meant + "?")
                .or(() -> elsewhere(name));
    }

    /** A word that exists, but in the braces of other functions. */
    private Optional<String> elsewhere(String name) {
        List<String> functions = docs.named(name).stream()
                .map(DocEntry::home)
                .filter(home -> home.endsWith("Builder"))
                .flatMap(home -> docs.entries().stream()
                        .filter(entry ->
                                entry.builder().equals(home) && entry.kind().equals("function"))
                        .map(DocEntry::name))
                .distinct()
                .sorted()
                .limit(3)
                .toList();
        return functions.isEmpty()
                ? Optional.empty()
                : Optional.of(name + " is a word of " + String.join(" { … }, ", functions) + " { … }.");
    }

    /** The parameter that is nearest to an unknown one, or all that there are. */
    Optional<String> unknownParameter(String name, CodeSpot spot) {
        List<String> known = spot.arguments().stream()
                .flatMap(call -> docs.named(call.name()).stream())
                .flatMap(function -> function.parameters().stream())
                .map(DocParameter::name)
                .distinct()
                .toList();
        return Nearest.of(name, known, Set.of())
                .map(meant -> "Did you mean " + meant + "?")
                .or(() -> known.isEmpty()
                        ? Optional.empty()
                        : Optional.of("There are " + String.join(", ", known) + "."));
    }

    private List<Candidate> candidates(String code, int offset) {
        try {
            return compiler.complete(code, offset).candidates();
        } catch (RuntimeException | LinkageError unknown) { // advice is not worth a second failure
            LOGGER.log(Level.FINE, "The compiler cannot say which names there are", unknown);
            return List.of();
        }
    }
}
