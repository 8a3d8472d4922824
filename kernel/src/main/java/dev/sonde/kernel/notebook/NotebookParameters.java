package dev.sonde.kernel.notebook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sets parameters of a notebook by papermill's convention: behind the code cell tagged {@code parameters}, which holds
 * the defaults, comes a cell tagged {@code injected-parameters} with the values given. One of an earlier run is replaced.
 */
public final class NotebookParameters {

    private static final String DEFAULTS = "parameters";
    private static final String INJECTED = "injected-parameters";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^\\s*(val|var)\\s+`?(\\w+)`?\\s*(?::\\s*([^=\\n]+?))?\\s*=\\s*(.*?)\\s*(?://.*)?;?$");

    private record Declared(String keyword, Optional<String> type) {}

    private NotebookParameters() {}

    /**
     * The notebook with values for its parameters; the same when there are none.
     *
     * @param given names with values as text; each takes the type of the default, or else the one that it looks like
     * @param tell hears what is unusual: no tagged cell, names that it does not declare
     * @throws NotebookException if a name is none of Kotlin's, or a value does not fit the default's type
     */
    public static Notebook set(Notebook original, Map<String, String> given, Consumer<String> tell) {
        if (given.isEmpty()) {
            return original;
        }
        Notebook notebook = original.copy();
        ArrayNode cells = (ArrayNode) notebook.json().get("cells");
        remove(cells, INJECTED);
        int defaults = find(cells, DEFAULTS);
        Map<String, Declared> declared =
                defaults < 0 ? Map.of() : declared(cell(cells, defaults).source());
        if (defaults < 0) {
            tell.accept("No code cell is tagged 'parameters', so the given ones are put first.");
        } else {
            warnOfUnknown(given, declared, tell);
        }
        cells.insert(defaults + 1, injected(notebook.json(), code(given, declared)));
        return notebook;
    }

    private static void warnOfUnknown(
            Map<String, String> given, Map<String, Declared> declared, Consumer<String> tell) {
        List<String> unknown = given.keySet().stream()
                .filter(name -> !declared.containsKey(name))
                .toList();
        if (!unknown.isEmpty()) {
            tell.accept("The notebook's cell of parameters does not declare %s; it declares %s."
                    .formatted(
                            String.join(", ", unknown),
                            declared.isEmpty() ? "none" : String.join(", ", declared.keySet())));
        }
    }

    private static String code(Map<String, String> given, Map<String, Declared> declared) {
        return given.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue(), Optional.ofNullable(declared.get(entry.getKey()))))
                .collect(Collectors.joining("\n", "// Parameters\n", ""));
    }

    private static String line(String name, String value, Optional<Declared> declared) {
        if (!NAME.matcher(name).matches()) {
            throw new NotebookException("'%s' is no name in Kotlin. Write -p name=value.".formatted(name));
        }
        Optional<String> type = declared.flatMap(Declared::type);
        String literal = type.isEmpty()
                ? KotlinLiteral.of(value)
                : KotlinLiteral.of(value, type.get())
                        .orElseThrow(() -> new NotebookException(
                                "The parameter '%s' is of type %s in the notebook, which '%s' is not."
                                        .formatted(name, type.get(), value)));
        String keyword = declared.map(Declared::keyword).orElse("val");
        String shownType = type.filter(found -> found.endsWith("?"))
                .map(found -> ": " + found)
                .orElse("");
        return "%s %s%s = %s".formatted(keyword, name, shownType, literal);
    }

    private static Map<String, Declared> declared(String code) {
        Map<String, Declared> found = new LinkedHashMap<>();
        Matcher line = DECLARATION.matcher(code);
        while (line.find()) {
            String type = Optional.ofNullable(line.group(3)).orElse("");
            found.put(line.group(2), new Declared(line.group(1), KotlinLiteral.typeOf(type, line.group(4))));
        }
        return found;
    }

    private static ObjectNode injected(ObjectNode notebook, String code) {
        ObjectNode cell = notebook.objectNode();
        cell.put("cell_type", "code");
        if (notebook.path("nbformat_minor").asInt() >= 5) {
            cell.put("id", INJECTED);
        }
        cell.putObject("metadata").putArray("tags").add(INJECTED);
        cell.putNull("execution_count");
        cell.putArray("outputs");
        cell.set("source", MultilineText.lines(code));
        return cell;
    }

    private static int find(ArrayNode cells, String tag) {
        return IntStream.range(0, cells.size())
                .filter(index -> cells.get(index) instanceof ObjectNode)
                .filter(index ->
                        cell(cells, index).isCode() && cell(cells, index).tagged(tag))
                .findFirst()
                .orElse(-1);
    }

    private static void remove(ArrayNode cells, String tag) {
        for (int at = find(cells, tag); at >= 0; at = find(cells, tag)) {
            cells.remove(at);
        }
    }

    private static NotebookCell cell(ArrayNode cells, int index) {
        return new NotebookCell((ObjectNode) cells.get(index));
    }
}
