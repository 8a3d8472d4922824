package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the packaged distribution, as a shell calls it. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

    private static final Path HOME = Path.of(System.getProperty("sonde.distribution"));

    @TempDir
    private Path folder;

    private record Ended(int code, String output) {}

    @Test
    void starts_through_links_from_a_folder_with_spaces() throws Exception {
        Path spaced = Files.createDirectory(folder.resolve("a b"));
        Files.createSymbolicLink(spaced.resolve("the home"), HOME);
        Path link = Files.createSymbolicLink(spaced.resolve("s"), Path.of("the home", "bin", "sonde"));

        var ended = run(Map.of(), link.toString(), "--version");

        assertThat(ended.output()).startsWith("sonde 0.");
        assertThat(ended.code()).isZero();
    }

    @Test
    void starts_when_the_distribution_itself_lies_below_a_space() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("my tools/sonde/bin"));
        Files.createSymbolicLink(bin.resolveSibling("lib"), HOME.resolve("lib"));
        Path launcher = bin.resolve("sonde");
        Files.copy(HOME.resolve("bin/sonde"), launcher);

        assertThat(run(Map.of(), "sh", launcher.toString(), "--version").code()).isZero();
    }

    @Test
    void passes_options_to_the_jvm_and_arguments_to_sonde() throws Exception {
        var options = Map.of("SONDE_JAVA_OPTS", "-Xmx77m -XshowSettings:vm");

        var ended = run(options, launcher(), "-J-Dx=a b", "-J-showversion", "trace", "no file");

        assertThat(ended.output()).contains("Max. Heap Size: 77.00M", "There is no trace 'no file'.");
        assertThat(ended.code()).isEqualTo(3);
    }

    @Test
    void says_which_java_is_too_old() throws Exception {
        Path old = folder.resolve("jdk");
        Files.createDirectories(old.resolve("bin"));
        Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");

        var ended = run(Map.of("SONDE_JAVA_HOME", old.toString()), launcher(), "--version");

        assertThat(ended.output())
                .isEqualTo(
                        "sonde: Java 17 or newer is needed, SONDE_JAVA_HOME=%s is Java 8. Set SONDE_JAVA_HOME to a newer one.\n"
                                .formatted(old));
        assertThat(ended.code()).isEqualTo(3);
    }

    @Test
    void runs_a_notebook_and_leaves_notebook_and_page() throws Exception {
        Files.writeString(folder.resolve("n.ipynb"), """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
                 {"cell_type": "markdown", "metadata": {}, "source": "# Sum"},
                 {"cell_type": "code", "metadata": {}, "outputs": [], "source": "println(\\"‖ü‖\\"); 6 * 7"}]}
                """);

        var ended = run(Map.of("LC_ALL", "C"), launcher(), "run", "n.ipynb", "--html", "n.html");

        assertThat(ended.output()).contains("[1/1] println", "‖ü‖\n42\n", "Executed notebook: n.executed.ipynb");
        assertThat(folder.resolve("n.executed.ipynb")).content().contains("\"42\"");
        assertThat(folder.resolve("n.html")).content().contains("<title>Sum</title>", "‖ü‖");
        assertThat(ended.code()).isZero();
    }

    @Test
    void installs_what_makes_a_start_quick_and_starts_from_it() throws Exception {
        var installed = run(Map.of(), launcher(), "install", "--prefix", folder.toString());
        var started = run(Map.of(), launcher(), "-J-Xlog:class+load", "--version");

        assertThat(installed.output())
                .contains(Runtime.version().feature() < 24 ? "Class archive, for a" : "AOT cache, for a")
                .contains("for a quicker first cell: ")
                .doesNotContain("No ");
        assertThat(installed.code()).isZero();
        assertThat(started.output()).contains("dev.sonde.kernel.cli.Sonde source: shared objects file");
    }

    private static String launcher() {
        return HOME.resolve("bin/sonde").toString();
    }

    private Ended run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
        var variables = new HashMap<>(environment);
        variables.putIfAbsent("SONDE_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("SONDE_JAVA_OPTS");
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
