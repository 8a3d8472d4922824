package dev.sonde.kernel.magic;

import dev.sonde.kernel.library.Library;
import dev.sonde.kernel.library.LibraryPlace;
import dev.sonde.kernel.library.LibraryResolver;
import dev.sonde.kernel.repl.CellCompiler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** What was added to the class path of a session's cells. */
final class SessionLibraries {

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/\\\\]*)\\.jar");

    private final CellCompiler compiler;
    private final LibraryResolver resolver;
    private final List<Path> files = new ArrayList<>();
    private final Map<String, Library> byName = new LinkedHashMap<>();

    SessionLibraries(CellCompiler compiler, LibraryPlace place) {
        this.compiler = compiler;
        this.resolver = new LibraryResolver(place);
    }

    LibraryResolver resolver() {
        return resolver;
    }

    /** All files that were added, in order. */
    List<Path> files() {
        return List.copyOf(files);
    }

    /** Adds jars and folders; returns those that were not there yet. */
    List<Path> add(List<Path> added) {
        List<Path> fresh =
                added.stream().filter(file -> !files.contains(file)).distinct().toList();
        files.addAll(fresh);
        compiler.addClasspath(fresh);
        return fresh;
    }

    /** Adds resolved libraries, but none of which cells have another version already; tells of those. */
    List<Path> addLibraries(List<Library> libraries, Consumer<String> tell) {
        var added = new ArrayList<Path>();
        for (Library library : libraries) {
            Optional<Path> own = ownJar(library);
            Library earlier = byName.putIfAbsent(library.group() + ":" + library.artifact(), library);
            if (own.isPresent()) {
                String version = version(own.get());
                if (!version.equals(library.version())) {
                    tell.accept("%s is not used: Sonde itself brings %s %s, and a JVM takes one only."
                            .formatted(library.coordinates(), library.artifact(), version));
                }
                added.add(own.get());
            } else if (earlier != null && !earlier.version().equals(library.version())) {
                tell.accept("%s is not used: version %s was added before. Restart the kernel to change it."
                        .formatted(library.coordinates(), earlier.version()));
            } else {
                added.add(library.file());
            }
        }
        return add(added);
    }

    /** The jar of the running JVM that holds the same library: the same name says little, the same classes say it. */
    private static Optional<Path> ownJar(Library library) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path", ""))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(jar -> {
                    Matcher name = JAR.matcher(String.valueOf(jar.getFileName()));
                    return name.matches() && name.group(1).equals(library.artifact());
                })
                .filter(jar -> shareClasses(jar, library.file()))
                .findFirst();
    }

    private static boolean shareClasses(Path one, Path other) {
        try (var first = new JarFile(one.toFile());
                var second = new JarFile(other.toFile())) {
            return second.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .anyMatch(name -> first.getEntry(name) != null);
        } catch (IOException unreadable) {
            return false; // the class loader will say what is wrong with it
        }
    }

    private static String version(Path jar) {
        Matcher name = JAR.matcher(String.valueOf(jar.getFileName()));
        return name.matches() ? name.group(2) : "";
    }
}
