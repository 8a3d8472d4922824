package dev.sonde.kernel.session;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which parts of the running JVM's class path cells compile against.
 *
 * <p>Only what users write against: the compiler indexes every jar that it is given, and that dominates the first cell.
 */
public final class CellClasspath {

    /** Beginnings of the names of jars that cells see; folders they always see. */
    public static final List<String> API_JARS = List.of(
            "sonde-",
            "kotlin-stdlib",
            "kotlin-script-runtime",
            "kotlin-scripting-common",
            "kotlin-scripting-jvm-2",
            "kotlinx-coroutines-core-jvm",
            "annotations-",
            "jspecify",
            "tablesaw-",
            "jackson-");

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private CellClasspath() {}

    /** The API jars and the folders of this JVM's class path, in its order. */
    public static List<Path> ofRuntime() {
        return of(System.getProperty("java.class.path", ""), API_JARS);
    }

    /** The folders of a class path, and its jars whose names begin in one of these ways. */
    public static List<Path> of(String classPath, List<String> jars) {
        return SEPARATOR
                .splitAsStream(classPath)
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(entry ->
                        !entry.toString().endsWith(".jar") || jars.stream().anyMatch(name(entry)::startsWith))
                .toList();
    }

    private static String name(Path entry) {
        Path name = entry.getFileName();
        return name == null ? "" : name.toString();
    }
}
