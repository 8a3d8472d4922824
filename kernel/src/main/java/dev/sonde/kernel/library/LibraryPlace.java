package dev.sonde.kernel.library;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds the fetching of libraries.
 *
 * @param settingsFile Maven's {@code settings.xml}; need not exist
 * @param localRepository where jars are kept; empty for what the settings say
 * @param offline whether nothing may be fetched
 */
public record LibraryPlace(Path settingsFile, Optional<Path> localRepository, boolean offline) {

    /**
     * The surroundings of this process, as Maven sees them: {@code ~/.m2}, unless the system property {@code
     * maven.repo.local} names another local repository. {@code SONDE_OFFLINE} forbids to fetch.
     */
    public static LibraryPlace standard() {
        return of(
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                Optional.ofNullable(System.getProperty("maven.repo.local")));
    }

    static LibraryPlace of(Map<String, String> environment, Path home, Optional<String> localRepository) {
        String offline = environment.getOrDefault("SONDE_OFFLINE", "");
        boolean on = !offline.isBlank() && !offline.equals("0") && !offline.equalsIgnoreCase("false");
        return new LibraryPlace(home.resolve(".m2").resolve("settings.xml"), localRepository.map(Path::of), on);
    }
}
