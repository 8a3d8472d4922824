package dev.sonde.kernel.repl;

/** A name was read whose cell failed before it had a value. */
public final class UnsetName extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String cell;

    /**
     * A name without a value.
     *
     * @param cell the class of the cell that declares it
     */
    UnsetName(String name, String cell) {
        super("'" + name + "' has no value, because its cell failed. Run that cell again.");
        this.name = name;
        this.cell = cell;
    }

    /** The name, as declared. */
    public String name() {
        return name;
    }

    /** The class of the cell that declares it. */
    public String cell() {
        return cell;
    }
}
