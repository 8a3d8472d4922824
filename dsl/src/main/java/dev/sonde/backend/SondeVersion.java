package dev.sonde.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Sonde this is. */
public final class SondeVersion {
    private static final String CURRENT = read();

    private SondeVersion() {}

    /** The version of this build, such as {@code 0.1.0}. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        var properties = new Properties();
        try (InputStream in = SondeVersion.class.getResourceAsStream("/dev/sonde/version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.getProperty("version", "unknown");
    }
}
