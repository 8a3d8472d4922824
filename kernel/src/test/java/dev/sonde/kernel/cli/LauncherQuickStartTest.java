package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which file the launcher starts from; a script that prints its arguments stands for Java. */
@DisabledOnOs(OS.WINDOWS)
class LauncherQuickStartTest {

    @TempDir
    private Path folder;

    private Path lib;

    @BeforeEach
    void make_a_distribution_with_both_files() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("my tools/bin"));
        Path launcher = Files.copy(Path.of("src/main/dist/bin/sonde"), bin.resolve("sonde"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        lib = Files.createDirectory(folder.resolve("my tools/lib")).toRealPath();
        Files.writeString(lib.resolve("classpath"), "$LIB/a.jar:$LIB/b.jar");
        Files.writeString(lib.resolve("sonde.jsa"), "");
        Files.writeString(lib.resolve("sonde-25.aot"), "");
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void a_java_with_an_aot_cache_of_its_own_version_starts_from_it() throws Exception {
        assertThat(options("25.0.3", "", "--version"))
                .contains("-XX:AOTCache=" + lib.resolve("sonde-25.aot"), "-Xlog:aot*=off")
                .noneMatch(option -> option.contains("SharedArchiveFile"));
    }

    @Test
    void java_24_has_no_log_of_that_name() throws Exception {
        Files.writeString(lib.resolve("sonde-24.aot"), "");

        assertThat(options("24", "", "--version"))
                .contains("-XX:AOTCache=" + lib.resolve("sonde-24.aot"))
                .doesNotContain("-Xlog:aot*=off");
    }

    @Test
    void another_java_leaves_the_aot_cache_alone() throws Exception {
        for (String version : List.of("17.0.15", "23", "26")) {
            assertThat(options(version, "", "--version"))
                    .contains("-XX:SharedArchiveFile=" + lib.resolve("sonde.jsa"), "-Xshare:auto")
                    .noneMatch(option -> option.contains("AOT"));
        }
    }

    @Test
    void an_option_that_says_how_to_share_classes_stands_alone() throws Exception {
        for (String option : List.of("-XX:AOTMode=record", "-Xshare:off", "-XX:SharedArchiveFile=/mine")) {
            assertThat(options("25", option, "--version"))
                    .contains(option)
                    .doesNotContain("-Xshare:auto")
                    .noneMatch(given -> given.startsWith("-XX:AOTCache"));
            assertThat(options("25", "", "-J" + option, "--version"))
                    .contains(option)
                    .noneMatch(given -> given.startsWith("-XX:AOTCache"));
        }
    }

    @Test
    void another_collector_of_the_user_s_takes_the_place_of_ours() throws Exception {
        assertThat(options("17", "", "--version")).contains("-XX:+UseSerialGC");
        assertThat(options("17", "-XX:+UseG1GC", "--version"))
                .contains("-XX:+UseG1GC", "-XX:TieredStopAtLevel=1")
                .doesNotContain("-XX:+UseSerialGC");
        assertThat(options("17", "", "-J-XX:+UseZGC", "--version")).doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void starts_without_any_file() throws Exception {
        Files.delete(lib.resolve("sonde.jsa"));
        Files.delete(lib.resolve("sonde-25.aot"));

        assertThat(options("25", "", "run", "a b.yaml"))
                .endsWith(
                        "-cp", "%s/a.jar:%s/b.jar".formatted(lib, lib), "dev.sonde.kernel.cli.Sonde", "run", "a b.yaml")
                .noneMatch(option -> option.contains("AOT") || option.contains("share"));
    }

    private List<String> options(String java, String variable, String... arguments) throws Exception {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"%s\"\n".formatted(java));
        var command = new ArrayList<String>();
        command.add(folder.resolve("my tools/bin/sonde").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("SONDE_JAVA_HOME", folder.resolve("jdk").toString(), "SONDE_JAVA_OPTS", variable));
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
