package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LauncherOptionsTest {

    private static final Path BIN = Path.of("src/main/dist/bin");
    // what a shell can find out about the terminal, a batch file cannot
    private static final Pattern OPTION = Pattern.compile("-(X|D(?!sonde)|-enable|-sun)[^\\s\"]+");

    @Test
    void the_batch_file_gives_java_the_options_of_the_shell_script() throws IOException {
        SortedSet<String> shell = options("sonde");

        assertThat(shell).hasSizeGreaterThan(5);
        assertThat(options("sonde.bat")).isEqualTo(shell);
    }

    private static SortedSet<String> options(String launcher) throws IOException {
        return Files.readAllLines(BIN.resolve(launcher)).stream()
                .filter(text -> text.contains("JVM="))
                .flatMap(text -> OPTION.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
