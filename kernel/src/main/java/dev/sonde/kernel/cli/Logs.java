package dev.sonde.kernel.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What of the log a user of the command sees. */
final class Logs {

    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger DJL = Logger.getLogger("ai.djl"); // a field: the JDK forgets loggers that nobody holds

    private Logs() {}

    /** Warnings, in one line each; of DJL, which warns of what is in order here, errors only. All of it to debug. */
    static void show(boolean debug) {
        if (!debug && System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, "sonde: %5$s%6$s%n");
        }
        ROOT.setLevel(debug ? Level.INFO : Level.WARNING);
        DJL.setLevel(debug ? Level.INFO : Level.SEVERE);
    }
}
