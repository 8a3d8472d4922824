package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.Diagnostic;
import dev.sonde.kernel.repl.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a message of the compiler, where the place tells: a word that was meant, a value that fits. */
public final class Advice {

    static final Pattern UNKNOWN_NAME = Pattern.compile("Unresolved reference: (\\w+)");
    private static final Pattern UNKNOWN_PARAMETER = Pattern.compile("Cannot find a parameter with this name: (\\w+)");
    private static final Pattern MISSING_VALUE = Pattern.compile("No value passed for parameter '(\\w+)'.*");
    private static final Pattern WRONG_TYPE = Pattern.compile(
            "(?:Type mismatch: inferred type is \\S+ but|The .* literal does not conform to the expected type) "
                    + "(\\S+?)\\??(?: was expected)?");

    private final NameAdvice names;
    private final ValueAdvice values;

    /** Advice with the names that the compiler knows, and the library's documentation. */
    public Advice(CellCompiler compiler) {
        this(compiler, DocIndex.shared());
    }

    Advice(CellCompiler compiler, DocIndex docs) {
        this.names = new NameAdvice(compiler, docs);
        this.values = new ValueAdvice(docs);
    }

    /** One sentence to stand behind a message; empty when there is nothing to say. */
    public Optional<String> about(Diagnostic diagnostic, String code) {
        if (diagnostic.message().startsWith("Backend Internal error")) {
            String index =
                    " Instead of [key] on a Hashtable or Properties, getOrDefault(key, …) or getProperty(key) works.";
            return Optional.of("The Kotlin compiler has a defect here: write it in another way."
                    + (code.contains("[") ? index : ""));
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
                    .or(() -> names.unknownName(unknown, code, offset, spot))
                    .or(() -> ForeignCode.assignment(unknown, line));
        }
        if (diagnostic.message().startsWith("Expecting ")) {
            return ForeignCode.line(line);
        }
        Matcher parameter = UNKNOWN_PARAMETER.matcher(diagnostic.message());
        if (parameter.matches()) {
            return names.unknownParameter(parameter.group(1), spot);
        }
        if (MISSING_VALUE.matcher(diagnostic.message()).matches()) {
            return values.missingValue(code, offset);
        }
        Matcher type = WRONG_TYPE.matcher(diagnostic.message());
        return type.matches() ? values.wrongType(type.group(1), code, offset, spot) : Optional.empty();
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
}
