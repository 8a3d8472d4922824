package dev.sonde.dsl

import dev.sonde.suite.RunListener
import java.nio.file.Path
import java.util.function.Supplier

/** What surrounds the code that uses the DSL: set once by the kernel or a program, read by every call. */
object SondeSession {
    /** Makes the listener of one run, such as a live table in a notebook. Silent by default. */
    @JvmStatic
    @Volatile
    var listener: Supplier<RunListener> = Supplier { RunListener.NONE }

    /** What relative paths are resolved against: the notebook's folder, or the current directory. */
    @JvmStatic
    val directory: Path
        get() = Path.of(System.getProperty("sonde.notebook.dir", "")).toAbsolutePath()
}
