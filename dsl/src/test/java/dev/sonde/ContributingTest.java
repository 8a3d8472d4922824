package dev.sonde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map that newcomers read shows the packages that there are. */
class ContributingTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void the_table_names_every_package_and_no_other() throws IOException {
        for (String module : List.of("dsl", "kernel")) {
            var packages = new TreeSet<>(folders(module + "/src/main/java/dev/sonde/" + below(module)));
            packages.addAll(folders(module + "/src/main/kotlin/dev/sonde/" + below(module)));

            assertThat(named("(?m)^\\| `" + module + "/…/(.*?) \\|", "[a-z]+(?=`|$)"))
                    .containsExactlyElementsOf(packages);
        }
    }

    @Test
    void the_picture_names_the_backends_that_there_are() throws IOException {
        assertThat(named("backend\\.\\{(.*?)}", "[a-z]+"))
                .containsExactlyElementsOf(folders("dsl/src/main/java/dev/sonde/backend"));
    }

    private static String below(String module) {
        return module.equals("kernel") ? "kernel" : "";
    }

    private static Set<String> named(String place, String name) throws IOException {
        String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        return Pattern.compile(place)
                .matcher(text)
                .results()
                .flatMap(found -> Pattern.compile(name).matcher(found.group(1)).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> folders(String path) throws IOException {
        try (Stream<Path> all = Files.list(ROOT.resolve(path))) {
            return all.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
