package dev.sonde.stop;

import java.io.StringWriter;

/** A text in memory that somebody writes piece by piece, and may be megabytes long. */
public final class StoppableText extends StringWriter {

    private final String where;

    /**
     * An empty text.
     *
     * @param where what {@link StopPoint#pass(String)} says, which each piece passes
     */
    public StoppableText(String where) {
        this.where = where;
    }

    @Override
    public void write(int character) {
        StopPoint.pass(where);
        super.write(character);
    }

    @Override
    public void write(char[] part, int offset, int length) {
        StopPoint.pass(where);
        super.write(part, offset, length);
    }

    @Override
    public void write(String part) {
        write(part, 0, part.length());
    }

    @Override
    public void write(String part, int offset, int length) {
        StopPoint.pass(where);
        super.write(part, offset, length);
    }
}
