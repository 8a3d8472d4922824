package dev.sonde.kernel;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.CellCompiler;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows the Kotlin type of the expression before the cursor, or the signatures of the name that stands there. */
final class TypeInspector implements Inspector {

    private final CellCompiler compiler;

    TypeInspector(CellCompiler compiler) {
        this.compiler = compiler;
    }

    @Override
    public Optional<DisplayBundle> inspect(String code, int utf16Offset) {
        int end = utf16Offset;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        int start = end;
        while (start > 0 && (Character.isJavaIdentifierPart(code.charAt(start - 1)) || code.charAt(start - 1) == '.')) {
            start--;
        }
        String name = code.substring(start, end);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Set<String> lines = new LinkedHashSet<>();
        compiler.analyze(name).type().ifPresent(type -> lines.add(name + ": " + type));
        lines.addAll(signatures(name));
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(DisplayBundle.of(Map.of("text/plain", String.join("\n", lines))));
    }

    private List<String> signatures(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return compiler.complete(name, name.length()).candidates().stream()
                .filter(candidate -> candidate.text().equals(simple))
                .map(TypeInspector::signature)
                .toList();
    }

    private static String signature(Candidate candidate) {
        return candidate.display() + (candidate.type().isEmpty() ? "" : ": " + candidate.type());
    }
}
