package dev.sonde.kernel;

import dev.sonde.suite.FileTrouble;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Jupyter tells a kernel: where to listen, and the key that signs messages.
 *
 * @param properties as the file says them
 * @param concerns what lets others run cells here, one sentence each; Jupyter allows all of it
 */
record ConnectionFile(KernelConnectionProperties properties, List<String> concerns) {

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "*", "::", "[::]");

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is no connection file
     */
    static ConnectionFile read(Path file) throws IOException {
        var properties = parse(file);
        var concerns = new ArrayList<String>();
        if (blank(properties.getKey())) {
            concerns.add("The connection file has an empty key: messages are not authenticated, and whoever reaches the"
                    + " ports runs cells.");
        }
        if (properties.getIp() != null && EVERYWHERE.contains(properties.getIp())) {
            concerns.add("The connection file's ip is %s: the kernel listens to every network of this machine."
                    .formatted(properties.getIp()));
        }
        if (othersRead(file) && !blank(properties.getKey())) {
            concerns.add(
                    "Others on this machine can read the connection file '%s', and with it the key. Run 'chmod 600' on it."
                            .formatted(file));
        }
        return new ConnectionFile(properties, List.copyOf(concerns));
    }

    private static KernelConnectionProperties parse(Path file) throws IOException {
        try {
            return Objects.requireNonNull(KernelConnectionProperties.parse(Files.readString(file)));
        } catch (RuntimeException | IOException e) { // the parser's errors are of many kinds
            String why = e instanceof IOException io ? " (%s)".formatted(FileTrouble.reason(io)) : "";
            throw new IOException(
                    "'%s' is not a connection file as Jupyter writes it%s: JSON with ports and a key."
                            .formatted(file, why),
                    e);
        }
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static boolean othersRead(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    }
}
