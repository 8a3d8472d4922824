package dev.sonde.kernel.install;

import java.io.IOException;
import java.nio.file.Path;

/** A file beside the jars from which the JVM starts quicker; the launcher uses it where it is there. */
public sealed interface StartFile permits AotCache, ClassArchive {

    /** What users call it. */
    String label();

    /** Where the launcher looks. */
    Path file();

    /**
     * Makes it by runs of {@code sonde}, in place of an older one.
     *
     * @throws IOException if there is none now; the message says why
     */
    void write(TrainingRun training) throws IOException, InterruptedException;
}
