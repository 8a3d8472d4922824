package dev.sonde.trace;

/**
 * The first line of a trace file.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format, 1
 * @param sonde which Sonde wrote it
 * @param model {@link dev.sonde.backend.ModelCard#id()} of the model that answered
 */
public record TraceHeader(String format, int version, String sonde, String model) {
    /** Marks a file as ours. */
    public static final String FORMAT = "sonde-trace";

    /** The version that this class describes. */
    public static final int VERSION = 1;
}
