package dev.sonde.kernel.code;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell with magics, as its Kotlin alone: magics are blank, so that every offset stays what it was.
 *
 * @param kotlin as long as the cell
 * @param magics those that it knows of
 * @param end where its Kotlin ends: a cell magic may take the lines below for something else
 */
record MagicLines(String kotlin, List<MagicWord> magics, int end) {

    private static final Pattern MAGIC = Pattern.compile("([ \\t]*)(%%?[A-Za-z]*)(.*)");

    static MagicLines of(String cell, List<MagicWord> magics) {
        var kotlin = new StringBuilder(cell);
        int kotlinEnd = cell.length();
        int start = 0;
        while (start < cell.length()) {
            int newline = cell.indexOf('\n', start);
            int end = newline < 0 ? cell.length() : newline;
            Matcher magic = MAGIC.matcher(cell.substring(start, end));
            if (magic.matches() && isTopLevel(kotlin.toString(), start)) {
                Optional<MagicWord> known = find(magic.group(2), magics);
                boolean code = known.filter(word -> word.takes() == MagicWord.Takes.CODE)
                        .isPresent();
                boolean text = known.filter(MagicWord::takesText).isPresent();
                blank(kotlin, start, text ? cell.length() : code ? start + magic.start(3) : end);
                kotlinEnd = text ? start : kotlinEnd;
            }
            start = end + 1;
        }
        return new MagicLines(kotlin.toString(), magics, kotlinEnd);
    }

    private static boolean isTopLevel(String kotlin, int lineStart) {
        CodeSpot spot = CodeSpot.of(kotlin, lineStart);
        return spot.calls().isEmpty() && spot.kind() == CodeSpot.Kind.NAME;
    }

    private static Optional<MagicWord> find(String name, List<MagicWord> magics) {
        return magics.stream().filter(magic -> magic.name().equals(name)).findFirst();
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }

    /** The magic line that the cursor is in, as far as it is no Kotlin. */
    Optional<Line> line(String cell, int cursor) {
        int start = cell.lastIndexOf('\n', cursor - 1) + 1;
        String before = cell.substring(start, cursor);
        Matcher magic = MAGIC.matcher(before);
        if (!magic.matches() || !isTopLevel(kotlin, start)) {
            return Optional.empty();
        }
        if (magic.group(3).isEmpty()) {
            return Optional.of(new Line(magic.group(2), Optional.empty(), start + magic.start(2), "", start == 0));
        }
        int word = Math.max(before.lastIndexOf(' '), before.lastIndexOf('\t')) + 1;
        Optional<MagicWord> known = find(magic.group(2), magics);
        return known.filter(found -> found.takes() == MagicWord.Takes.CODE).isPresent()
                ? Optional.empty()
                : Optional.of(new Line(magic.group(2), known, start + word, before.substring(word), start == 0));
    }

    /**
     * A magic at the cursor.
     *
     * @param name with percent signs, as far as it is typed
     * @param magic which it is, once something stands behind the name; empty before that, and for unknown names
     * @param start offset of the word at the cursor
     * @param word that word, up to the cursor; empty while the name itself is typed
     * @param first whether it stands on the cell's first line
     */
    record Line(String name, Optional<MagicWord> magic, int start, String word, boolean first) {}
}
