package dev.sonde.kernel.repl;

/** What cells are written in, as front ends and notebook files call it. */
public final class CellLanguage {

    public static final String NAME = "kotlin";

    /** With the dot; a notebook exported as a script gets it, and cells are statements, which {@code .kt} forbids. */
    public static final String FILE_EXTENSION = ".kts";

    public static final String MIME_TYPE = "text/x-kotlin";

    private CellLanguage() {}
}
