package dev.sonde.kernel.magic;

import java.util.List;

/**
 * One magic and its documentation: help, completion and the parser read the same entry.
 *
 * @param name without percent signs
 * @param form how it is written
 * @param usage what follows the name, such as {@code [NAME…]}; empty for nothing
 * @param takes what kind of thing that is
 * @param summary one line for lists
 * @param details more lines for its own page; may be empty
 * @param options that it knows; another one is an error
 * @param action what it does
 */
public record Magic(
        String name,
        Form form,
        String usage,
        MagicTakes takes,
        String summary,
        String details,
        List<MagicOption> options,
        MagicAction action) {

    /** How a magic is written. */
    public enum Form {
        /** On a line, with one percent sign. */
        LINE,
        /** On the first line, with two percent signs; the lines below belong to it. */
        CELL,
        /** Either way. */
        BOTH;

        boolean line() {
            return this != CELL;
        }

        boolean cell() {
            return this != LINE;
        }
    }

    /** Copies the options. */
    public Magic {
        options = List.copyOf(options);
    }

    /** The ways to write its name, with percent signs. */
    public List<String> shownNames() {
        return switch (form) {
            case LINE -> List.of("%" + name);
            case CELL -> List.of("%%" + name);
            case BOTH -> List.of("%" + name, "%%" + name);
        };
    }

    /** Whether it can be written with two percent signs, or with one. */
    public boolean fits(boolean cell) {
        return cell ? form.cell() : form.line();
    }
}
