package dev.sonde.kernel.magic;

import dev.sonde.dsl.SondeSession;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Files that magics name. */
final class MagicFiles {
    private MagicFiles() {}

    /**
     * A path as a user writes it: relative to the notebook, with {@code ~} for the home folder.
     *
     * @throws MagicException if it is none
     */
    static Path of(String text) {
        try {
            return text.equals("~") || text.startsWith("~/")
                    ? Path.of(System.getProperty("user.home", "") + text.substring(1))
                    : SondeSession.getDirectory().resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new MagicException("'%s' is no path (%s).".formatted(text, e.getReason()), e);
        }
    }
}
