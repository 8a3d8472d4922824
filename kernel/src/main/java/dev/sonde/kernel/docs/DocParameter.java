package dev.sonde.kernel.docs;

/**
 * What a function, a constructor or a record is given.
 *
 * @param name as it is written before {@code =}
 * @param type as in the source
 * @param defaultValue what it is when left out; empty when it cannot be left out
 * @param text what it means, in one paragraph; may be empty
 */
public record DocParameter(String name, String type, String defaultValue, String text) {

    /** The names of parameters that hold a path whatever is said about them. */
    private static final String PATH_NAMES = "(?i)(.*[a-z])?(file|path|folder|directory)";

    /** Whether it is the path of a file or a folder. */
    public boolean isPath() {
        return type.startsWith("String")
                && (name.matches(PATH_NAMES)
                        || text.contains("relative to the notebook")
                        || text.matches("(?is)(path|file|folder)\\b.*"));
    }

    /** As in a signature: {@code adapter: String? = null}. */
    public String signature() {
        String written = type.startsWith("vararg ") ? "vararg " + name + ": " + type.substring(7) : name + ": " + type;
        return written + (defaultValue.isEmpty() ? "" : " = " + defaultValue);
    }
}
