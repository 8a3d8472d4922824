package dev.sonde.kernel.session;

import dev.sonde.kernel.repl.CellSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of the cells that ran, for errors that show a line of one. */
final class CellListing {

    private static final String NUMBERED = "In[";

    private final Map<Integer, CellSource> cells = new ConcurrentHashMap<>();

    /** Keeps a text. */
    void add(CellSource cell) {
        cells.put(cell.run(), cell);
    }

    /** How a run is called before the user, such as {@code In[7]} or {@code util.kt}. */
    String label(int run) {
        return find(run).map(CellSource::label).orElse(NUMBERED + "?]");
    }

    private String place(int run, int line) {
        String label = label(run);
        return (label.startsWith(NUMBERED) ? "Cell " : "") + label + ", line " + line;
    }

    Optional<CellSource> find(int run) {
        return Optional.ofNullable(cells.get(run));
    }

    /** The place, the line and a caret under it; only the place when the line is unknown. */
    List<String> excerpt(int run, int line, int column, int width) {
        String place = Ansi.magenta(place(run, line));
        return text(run, line)
                .map(text -> List.of(
                        place, "    " + text, "    " + indent(text, column) + "^".repeat(fit(text, column, width))))
                .orElse(List.of(place));
    }

    /** The place, the line and carets under the whole of it. */
    List<String> excerpt(int run, int line) {
        String stripped = text(run, line).orElse("").stripTrailing();
        int start = stripped.length() - stripped.stripLeading().length();
        return excerpt(run, line, start + 1, stripped.length() - start);
    }

    private Optional<String> text(int run, int line) {
        return find(run)
                .map(CellSource::code)
                .flatMap(code -> code.lines().skip(line - 1L).findFirst());
    }

    // keeps tabs, so that the caret stands under its character
    private static String indent(String text, int column) {
        String before = text.substring(0, Math.min(column - 1, text.length()));
        return before.replaceAll("[^\t]", " ");
    }

    private static int fit(String text, int column, int width) {
        return Math.max(1, Math.min(width, text.length() - column + 1));
    }
}
