package dev.sonde.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A shell script stands for the launcher: it notes its arguments and writes the files that Java would. */
@DisabledOnOs(OS.WINDOWS)
class QuickStartTest {

    private static final String WRITES_WHAT_IT_IS_ASKED_FOR = """
            case $1 in
                -J-XX:AOTMode=record) echo recorded > "${2#-J-XX:AOTConfiguration=}" ;;
                -J-XX:AOTMode=create) echo cache > "${3#-J-XX:AOTCache=}" ;;
                -J-XX:ArchiveClassesAtExit=*) echo archive > "${1#-J-XX:ArchiveClassesAtExit=}" ;;
            esac
            exit 3
            """;
    private static final String CANNOT_MAKE_CACHES = """
            case $1 in
                -J-XX:ArchiveClassesAtExit=*) echo archive > "${1#-J-XX:ArchiveClassesAtExit=}" ;;
            esac
            """;

    @TempDir
    private Path folder;

    private Path lib;

    @BeforeEach
    void make_a_distribution_below_a_space() throws IOException {
        lib = Files.createDirectories(folder.resolve("my tools/lib"));
    }

    @Test
    void makes_an_aot_cache_in_two_runs_on_a_java_that_can() throws IOException {
        String line = QuickStart.prepare(training("25.0.3", WRITES_WHAT_IT_IS_ASKED_FOR));

        assertThat(line).isEqualTo("AOT cache, for a quicker first cell: " + lib.resolve("sonde-25.aot"));
        assertThat(lib.resolve("sonde-25.aot")).hasContent("cache");
        String name =
                lib.resolve("sonde-25.aot") + "." + ProcessHandle.current().pid();
        assertThat(calls())
                .containsExactly(
                        "-J-XX:AOTMode=record|-J-XX:AOTConfiguration=%s.conf|-J-Xlog:disable|doctor|--no-kernel|"
                                .formatted(name),
                        "-J-XX:AOTMode=create|-J-XX:AOTConfiguration=%s.conf|-J-XX:AOTCache=%s.part|-J-Xlog:disable|doctor|--no-kernel|"
                                .formatted(name, name));
        assertThat(files()).containsExactly("sonde-25.aot");
    }

    @Test
    void makes_a_class_archive_on_an_older_java() throws IOException {
        String line = QuickStart.prepare(training("17.0.15", WRITES_WHAT_IT_IS_ASKED_FOR));

        assertThat(line).isEqualTo("Class archive, for a quicker first cell: " + lib.resolve("sonde.jsa"));
        assertThat(calls())
                .containsExactly("-J-XX:ArchiveClassesAtExit=%s.%d.part|-J-Xlog:disable|doctor|--no-kernel|"
                        .formatted(
                                lib.resolve("sonde.jsa"),
                                ProcessHandle.current().pid()));
        assertThat(files()).containsExactly("sonde.jsa");
    }

    @Test
    void knows_from_which_java_on_there_are_aot_caches() {
        var distribution = new Distribution(folder);

        assertThat(QuickStart.choices(distribution, OptionalInt.of(23)))
                .containsExactly(new ClassArchive(distribution));
        assertThat(QuickStart.choices(distribution, OptionalInt.of(24)))
                .containsExactly(new AotCache(distribution, 24), new ClassArchive(distribution));
        assertThat(QuickStart.choices(distribution, OptionalInt.empty()))
                .containsExactly(new ClassArchive(distribution));
    }

    @Test
    void falls_back_to_a_class_archive_and_keeps_no_cache_that_hides_it() throws IOException {
        Files.writeString(lib.resolve("sonde-25.aot"), "of other jars");

        var training = training("25", CANNOT_MAKE_CACHES);
        String line = QuickStart.prepare(training);

        assertThat(line)
                .isEqualTo(
                        "No AOT cache (the Java in '%s' recorded nothing). Class archive, for a quicker first cell: %s"
                                .formatted(training.javaHome(), lib.resolve("sonde.jsa")));
        assertThat(files()).containsExactly("sonde.jsa");
    }

    @Test
    void says_so_in_one_line_when_nothing_works() throws IOException {
        var training = training("25", "exit 1");

        assertThat(QuickStart.prepare(training))
                .isEqualTo("No AOT cache (the Java in '%s' recorded nothing), no class archive (the Java in '%s' wrote "
                                .formatted(training.javaHome(), training.javaHome())
                        + "none). The first cell takes longer.");
        assertThat(files()).isEmpty();
    }

    @Test
    void ends_a_training_run_that_hangs_and_keeps_nothing_of_it() throws IOException {
        var patient = training("17", "echo half > \"${1#-J-XX:ArchiveClassesAtExit=}\"; exec sleep 600");
        var training =
                new TrainingRun(patient.distribution(), patient.javaHome(), patient.arguments(), Duration.ofSeconds(2));

        assertThat(QuickStart.prepare(training))
                .isEqualTo("No class archive (the Java in '%s' took longer than 2 s). The first cell takes longer."
                        .formatted(training.javaHome()));
        assertThat(files()).isEmpty();
    }

    @Test
    void says_what_is_missing_when_there_is_no_launcher() throws IOException {
        var training = training("17", "");
        Files.delete(folder.resolve("my tools/bin/sonde"));

        assertThat(QuickStart.prepare(training))
                .isEqualTo("No class archive (it is made through '%s' on Unix). The first cell takes longer."
                        .formatted(folder.resolve("my tools/bin/sonde")));
    }

    @Test
    void keeps_what_is_there_when_it_can_make_nothing() throws IOException {
        var training = training("25", "");
        Files.delete(folder.resolve("my tools/bin/sonde"));
        Files.writeString(lib.resolve("sonde.jsa"), "of before");

        assertThat(QuickStart.prepare(training))
                .isEqualTo("Class archive of before, for a quicker first cell: " + lib.resolve("sonde.jsa"));
        Files.writeString(lib.resolve("sonde-25.aot"), "of before");
        assertThat(QuickStart.prepare(training))
                .isEqualTo("AOT cache of before, for a quicker first cell: " + lib.resolve("sonde-25.aot"));
        assertThat(files()).hasSize(2);
    }

    @Test
    void tries_nothing_where_it_may_not_write() throws IOException {
        var training = training("25", WRITES_WHAT_IT_IS_ASKED_FOR);
        Files.delete(lib); // nobody may write there, root neither

        assertThat(QuickStart.prepare(training))
                .isEqualTo("No AOT cache ('%s' is not writable; whoever may write there runs 'sonde install --replace' "
                                .formatted(lib)
                        + "once). The first cell takes longer.");
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    private TrainingRun training(String version, String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("my tools/bin"));
        Path launcher = bin.resolve("sonde");
        Files.writeString(launcher, """
                #!/bin/sh
                { for ARGUMENT in "$@"; do printf '%%s|' "$ARGUMENT"; done; echo; } >> '%s'
                """.formatted(folder.resolve("calls")) + script);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Path java = Files.createDirectories(folder.resolve("jdk"));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return new TrainingRun(
                new Distribution(folder.resolve("my tools")),
                java,
                List.of("doctor", "--no-kernel"),
                Duration.ofMinutes(1));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> list = Files.list(lib)) {
            return list.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
