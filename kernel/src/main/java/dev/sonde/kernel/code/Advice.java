package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocEntry;
import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.docs.DocParameter;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.Diagnostic;
import dev.sonde.kernel.repl.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to do about a message of the compiler, where the place tells: a word that was meant, a value that fits. */
public final class Advice {

    private static final Logger LOGGER = Logger.getLogger(Advice.class.getName());
    private static final Pattern UNKNOWN_NAME = Pattern.compile("Unresolved reference: (\\w+)");
    private static final Pattern UNKNOWN_PARAMETER = Pattern.compile("Cannot find a parameter with this name: (\\w+)");
    private static final Pattern MISSING_VALUE = Pattern.compile("No value passed for parameter '(\\w+)'.*");
    private static final Pattern WRONG_TYPE = Pattern.compile(
            "(?:Type mismatch: inferred type is \\S+ but|The .* literal does not conform to the expected type) "
                    + "(\\S+?)\\??(?: was expected)?");
    private static final Pattern ASSIGNED = Pattern.compile("(\\w+)\\s*=\\s*$");
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private final CellCompiler compiler;
    private final DocIndex docs;

    /** Advice with the names that the compiler knows, and the library's documentation. */
    public Advice(CellCompiler compiler) {
        this(compiler, DocIndex.shared());
    }

    Advice(CellCompiler compiler, DocIndex docs) {
        this.compiler = compiler;
        this.docs = docs;
    }

    /** One sentence to stand behind a message; empty when there is nothing to say. */
    public Optional<String> about(Diagnostic diagnostic, String code) {
        if (diagnostic.message().startsWith("Backend Internal error")) {
            return Optional.of(
                    "The Kotlin compiler has a defect here: write it in another way."
                            + " Instead of [key] on a Hashtable or Properties, getOrDefault(key, …) or getProperty(key) works.");
        }
        if (diagnostic.start().isEmpty()) {
            return Optional.empty();
        }
        int offset = offset(code, diagnostic.start().get());
        CodeSpot spot = CodeSpot.of(code, offset);
        Matcher name = UNKNOWN_NAME.matcher(diagnostic.message());
        String line = lineAround(code, offset);
        if (name.matches()) {
            String unknown = name.group(1);
            return Importable.find(unknown)
                    .map(type -> "It is a type of another package: import " + type)
                    .or(() -> ForeignCode.name(unknown))
                    .or(() -> ForeignCode.line(line))
                    .or(() -> unknownName(unknown, code, offset, spot))
                    .or(() -> ForeignCode.assignment(unknown, line));
        }
        if (diagnostic.message().startsWith("Expecting ")) {
            return ForeignCode.line(line);
        }
        Matcher parameter = UNKNOWN_PARAMETER.matcher(diagnostic.message());
        if (parameter.matches()) {
            return unknownParameter(parameter.group(1), spot);
        }
        if (MISSING_VALUE.matcher(diagnostic.message()).matches()) {
            return missingValue(code, offset);
        }
        Matcher type = WRONG_TYPE.matcher(diagnostic.message());
        return type.matches() ? wrongType(type.group(1), code, offset, spot) : Optional.empty();
    }

    /**
     * The messages that remain without those that only follow from another: in the braces of an unknown function no word
     * is known either.
     */
    public static List<Diagnostic> withoutConsequences(List<Diagnostic> errors, String code) {
        Set<String> unknown = errors.stream()
                .map(error -> UNKNOWN_NAME.matcher(error.message()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        List<Diagnostic> causes = errors.stream()
                .filter(error -> error.start().isPresent() || errors.size() == 1)
                .filter(error -> !follows(error, code, unknown))
                .toList();
        return causes.isEmpty() ? errors : causes;
    }

    private static boolean follows(Diagnostic error, String code, Set<String> unknown) {
        Matcher name = UNKNOWN_NAME.matcher(error.message());
        if (!name.matches() || error.start().isEmpty()) {
            return false;
        }
        boolean implicit = name.group(1).equals("it") && unknown.size() > 1;
        return CodeSpot.of(code, offset(code, error.start().get())).calls().stream()
                .anyMatch(call -> call.isBlockOf() && (implicit || unknown.contains(call.name())));
    }

    private static String lineAround(String code, int offset) {
        int end = code.indexOf('\n', offset);
        return code.substring(code.lastIndexOf('\n', offset - 1) + 1, end < 0 ? code.length() : end);
    }

    static int offset(String code, Place place) {
        int start = 0;
        for (int line = 1; line < place.line(); line++) {
            start = code.indexOf('\n', start) + 1;
        }
        return Math.min(code.length(), start + place.column() - 1);
    }

    private Optional<String> unknownName(String name, String code, int offset, CodeSpot spot) {
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

    private Optional<String> unknownParameter(String name, CodeSpot spot) {
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

    private Optional<String> missingValue(String code, int offset) {
        int end = offset;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return docs.named(code.substring(offset, end)).stream()
                .filter(entry ->
                        entry.kind().equals("function") && entry.owner().isEmpty())
                .map(entry -> "It is written " + entry.signature().replaceFirst("^fun (?:\\w+\\.)?", "") + ".")
                .findFirst();
    }

    private Optional<String> wrongType(String expected, String code, int offset, CodeSpot spot) {
        String rest = code.substring(offset);
        Matcher whole = WHOLE.matcher(rest);
        Stream<String> number = Stream.of(expected)
                .filter(type -> type.equals("Double") && whole.lookingAt())
                .map(type -> "Write " + whole.group() + ".0.");
        Matcher assigned = ASSIGNED.matcher(code.substring(0, offset));
        Stream<String> property = Stream.of(assigned)
                .filter(Matcher::find)
                .flatMap(found -> Builders.around(spot, docs).stream()
                        .flatMap(builder -> docs.members(builder).stream())
                        .filter(entry -> entry.name().equals(found.group(1))))
                .limit(1)
                .flatMap(entry -> wanted(entry).stream());
        return Stream.concat(number, property).reduce((a, b) -> a + " " + b);
    }

    private Optional<String> wanted(DocEntry property) {
        List<String> values = docs.members(property.type()).stream()
                .filter(entry -> entry.kind().equals("constant") && entry.type().equals(entry.owner()))
                .map(DocEntry::signature)
                .toList();
        String unit = property.unit().isEmpty() ? "" : " in " + property.unit();
        String list = values.isEmpty() ? "" : ": " + String.join(", ", values);
        return unit.isEmpty() && list.isEmpty()
                ? Optional.empty() // the compiler has said as much
                : Optional.of(property.name() + " is a " + property.type() + unit + list + ".");
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
