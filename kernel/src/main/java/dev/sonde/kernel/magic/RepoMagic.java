package dev.sonde.kernel.magic;

import dev.sonde.kernel.library.LibraryException;
import dev.sonde.kernel.library.LibraryResolver;
import dev.sonde.kernel.session.CellOutcome;
import java.util.List;

/** Names repositories that libraries are fetched from. */
final class RepoMagic {

    static final Magic MAGIC = new Magic(
            "repo",
            Magic.Form.LINE,
            "[URL|FOLDER|mavenLocal…]",
            MagicTakes.WORDS,
            "Adds a Maven repository for %dependsOn, after Maven Central; without a value lists them.",
            """
            Only https, so that nobody on the way can change what runs here. The local repository is always looked in
            first. Mirrors, proxies and passwords of ~/.m2/settings.xml hold here too. @file:Repository("…") does the same.""",
            List.of(),
            RepoMagic::run);

    private RepoMagic() {}

    private static CellOutcome run(MagicCall call) {
        LibraryResolver resolver = call.state().libraries().resolver();
        try {
            for (String word : call.words()) {
                add(resolver, word);
            }
            if (call.words().isEmpty()) {
                System.out.println("local (" + resolver.localRepository() + ")");
                resolver.repositories().forEach(System.out::println);
            }
        } catch (LibraryException e) {
            throw new MagicException(String.valueOf(e.getMessage()), e);
        }
        return call.done();
    }

    private static void add(LibraryResolver resolver, String word) {
        if (word.equalsIgnoreCase("mavenLocal") || word.equalsIgnoreCase("mavenLocal()")) {
            System.out.println("The local repository is always looked in first: " + resolver.localRepository());
        } else if (word.equalsIgnoreCase("mavenCentral") || word.equalsIgnoreCase("mavenCentral()")) {
            System.out.println("Maven Central is always asked.");
        } else if (!resolver.addRepository(
                word.matches("[a-z]+:.*") ? word : MagicFiles.of(word).toString())) {
            System.out.println("This repository is asked already.");
        }
    }
}
