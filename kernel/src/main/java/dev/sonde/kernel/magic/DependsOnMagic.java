package dev.sonde.kernel.magic;

import dev.sonde.kernel.library.Library;
import dev.sonde.kernel.library.LibraryException;
import dev.sonde.kernel.session.CellOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Fetches libraries for the cells. */
final class DependsOnMagic {

    static final Magic MAGIC = new Magic(
            "dependsOn",
            Magic.Form.LINE,
            "GROUP:ARTIFACT:VERSION…",
            MagicTakes.WORDS,
            "Fetches libraries from Maven repositories, with what they depend on, for this cell and later ones.",
            """
            Several on one line are resolved together. What is fetched, and from where, is said before it is; either
            all jars can be had and join the class path, or none. Jars are kept where Maven keeps them (~/.m2).
            @file:DependsOn("group:artifact:version") does the same. With SONDE_OFFLINE set, nothing is fetched.""",
            List.of(),
            DependsOnMagic::run);

    private static final Pattern COORDINATES = Pattern.compile("[^:\\s/\\\\]+(:[^:\\s/\\\\]+){2,4}");

    private DependsOnMagic() {}

    private static CellOutcome run(MagicCall call) throws Exception {
        if (call.words().isEmpty()) {
            throw new MagicException("Name what to fetch: %dependsOn com.google.guava:guava:33.0.0-jre");
        }
        for (String word : call.words()) {
            if (!COORDINATES.matcher(word).matches()) {
                throw new MagicException(
                        "'%s' are no coordinates. Write group:artifact:version; for a jar on this machine use %%classpath."
                                .formatted(word));
            }
        }
        SessionLibraries libraries = call.state().libraries();
        try {
            List<Library> found =
                    call.cell().interruptibly(() -> libraries.resolver().resolve(call.words(), System.out::println));
            List<Path> added = libraries.addLibraries(found, System.out::println);
            System.out.println(told(added.size()));
        } catch (LibraryException e) {
            throw new MagicException(String.valueOf(e.getMessage()), e);
        }
        return call.done();
    }

    private static String told(int added) {
        return switch (added) {
            case 0 -> "All of it was on the class path already.";
            case 1 -> "Added 1 jar to the class path.";
            default -> "Added %,d jars to the class path.".formatted(added);
        };
    }
}
