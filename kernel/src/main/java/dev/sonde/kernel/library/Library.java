package dev.sonde.kernel.library;

import java.nio.file.Path;

/**
 * A jar that was resolved.
 *
 * @param group of its coordinates
 * @param artifact of its coordinates
 * @param version of its coordinates
 * @param file where it lies
 */
public record Library(String group, String artifact, String version, Path file) {

    /** As users write it. */
    public String coordinates() {
        return group + ":" + artifact + ":" + version;
    }
}
