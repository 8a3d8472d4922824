package dev.sonde.kernel.display;

/** The two text streams of a cell. */
public enum StreamName {
    STDOUT("stdout"),
    STDERR("stderr");

    private final String wireName;

    StreamName(String wireName) {
        this.wireName = wireName;
    }

    /** The name in Jupyter's messages and in notebook files. */
    public String wireName() {
        return wireName;
    }
}
