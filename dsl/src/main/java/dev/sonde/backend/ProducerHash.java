package dev.sonde.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipFile;

/**
 * Tells the code that computes answers: its version and a hash of the classes and resources of backends and scores. Answers
 * on disk outlive the code; those of another build are not served.
 */
public final class ProducerHash {
    private static final String CURRENT = compute();

    private ProducerHash() {}

    /** Version and hash of this build, such as {@code 0.1.0-5c1f…}; the version alone where files cannot be listed. */
    public static String current() {
        return CURRENT;
    }

    private static String compute() {
        try {
            var source = ProducerHash.class.getProtectionDomain().getCodeSource();
            Path place = Path.of(source.getLocation().toURI());
            Map<String, String> files = Files.isDirectory(place) ? inFolder(place) : inJar(place);
            return SondeVersion.current() + "-" + ContentHash.of(files).substring(0, 16);
        } catch (IOException | URISyntaxException | RuntimeException unknown) { // an unusual class loader
            return SondeVersion.current();
        }
    }

    private static Map<String, String> inJar(Path jar) throws IOException {
        var sums = new TreeMap<String, String>();
        try (var zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> counts(entry.getName()))
                    .forEach(entry -> sums.put(entry.getName(), Long.toHexString(entry.getCrc())));
        }
        return sums;
    }

    private static Map<String, String> inFolder(Path folder) throws IOException {
        var sums = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder.resolve("dev/sonde"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (counts(name) && Files.isRegularFile(file)) {
                    sums.put(name, crc(file));
                }
            }
        }
        return sums;
    }

    /** Resources too: the op pack is one, and it computes. Folders have no content. */
    private static boolean counts(String name) {
        return !name.endsWith("/") && (name.startsWith("dev/sonde/backend/") || name.startsWith("dev/sonde/score/"));
    }

    private static String crc(Path file) throws IOException {
        var crc = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Long.toHexString(crc.getValue());
    }
}
