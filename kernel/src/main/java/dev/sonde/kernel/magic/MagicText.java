package dev.sonde.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell, taken apart into its magics and its Kotlin. Every piece knows its place in the cell.
 *
 * @param parts in the order of the cell
 */
public record MagicText(List<Part> parts) {

    private static final Pattern LINE = Pattern.compile("\\s*(%%?)([A-Za-z]\\w*)(?:\\s+(.*?))?\\s*");
    private static final Pattern ANNOTATION =
            Pattern.compile("\\s*@file\\s*:\\s*(DependsOn|Repository)\\s*\\((.*)\\)\\s*;?\\s*");

    /** A piece of a cell. */
    public sealed interface Part {}

    /**
     * Kotlin between magics.
     *
     * @param line where it begins, from 1
     * @param code without what comes before it
     */
    public record Kotlin(int line, String code) implements Part {

        /** The code with blank lines in front, so that the compiler counts lines as the user does. */
        String padded() {
            return "\n".repeat(line - 1) + code;
        }
    }

    /**
     * A magic.
     *
     * @param line where it stands, from 1
     * @param column where its percent sign stands, from 1
     * @param name without percent signs
     * @param rest what follows the name on its line, without the spaces around it
     * @param restColumn where that begins, from 1
     * @param body of a cell magic: the lines below it; empty for a line magic
     * @param first whether no code and no other magic stands above it
     */
    public record Call(
            int line, int column, String name, String rest, int restColumn, Optional<String> body, boolean first)
            implements Part {

        /** As the user writes it. */
        public String shownName() {
            return (body.isPresent() ? "%%" : "%") + name;
        }
    }

    /** Copies the parts. */
    public MagicText {
        parts = List.copyOf(parts);
    }

    /** Takes a cell apart; never fails. */
    public static MagicText of(String code) {
        return new Splitter(code.replace("\r\n", "\n")).split();
    }

    /** Whether the cell is more than Kotlin. */
    public boolean hasMagics() {
        return parts.stream().anyMatch(Call.class::isInstance);
    }

    private static final class Splitter {
        private final List<String> lines;
        private final List<LinePlaces.Place> places;
        private final List<Part> parts = new ArrayList<>();
        private int pendingFrom;
        private boolean first = true;

        Splitter(String code) {
            this.lines = List.of(code.split("\n", -1));
            this.places = LinePlaces.of(code);
        }

        MagicText split() {
            for (int index = 0; index < lines.size(); index++) {
                Optional<Call> found = call(index);
                if (found.isPresent()) {
                    flush(index);
                    parts.add(found.get());
                    pendingFrom = index + 1;
                    if (first && found.get().body().isPresent()) {
                        return new MagicText(parts);
                    }
                }
                first &= found.isEmpty() && empty(index);
            }
            flush(lines.size());
            return new MagicText(parts);
        }

        private boolean empty(int index) {
            String line = lines.get(index);
            return places.get(index) == LinePlaces.Place.TOP
                    && (line.isBlank() || line.stripLeading().startsWith("//"));
        }

        private Optional<Call> call(int index) {
            if (places.get(index) != LinePlaces.Place.TOP) {
                return Optional.empty();
            }
            Matcher line = LINE.matcher(lines.get(index));
            if (!line.matches()) {
                return annotation(index);
            }
            boolean rest = line.group(3) != null;
            return Optional.of(new Call(
                    index + 1,
                    line.start(1) + 1,
                    line.group(2),
                    rest ? line.group(3) : "",
                    1 + (rest ? line.start(3) : line.end(2)),
                    line.group(1).equals("%%") ? Optional.of(below(index)) : Optional.empty(),
                    first));
        }

        /** {@code @file:DependsOn("a", "b")} is another way to write a magic. */
        private Optional<Call> annotation(int index) {
            Matcher found = ANNOTATION.matcher(lines.get(index));
            if (!found.matches()) {
                return Optional.empty();
            }
            String name = found.group(1).equals("DependsOn") ? "dependsOn" : "repo";
            String values = found.group(2).replace(',', ' ').strip();
            int column = lines.get(index).indexOf('@') + 1;
            return Optional.of(new Call(index + 1, column, name, values, found.start(2) + 1, Optional.empty(), first));
        }

        private String below(int index) {
            return String.join("\n", lines.subList(index + 1, lines.size()));
        }

        private void flush(int end) {
            List<String> piece = lines.subList(pendingFrom, end);
            if (piece.stream().anyMatch(line -> !line.isBlank())) {
                parts.add(new Kotlin(pendingFrom + 1, String.join("\n", piece)));
            }
        }
    }
}
