package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that believe that a person reads their output, with NO_COLOR and without. */
@Timeout(180)
class NoColorTest {

    private static final String COLOUR = "\u001b\\[[0-9;]*m";

    @TempDir
    private Path folder;

    @Test
    void the_error_of_a_notebook_s_cell_has_colours_unless_they_are_unwanted() throws Exception {
        Path notebook = Files.writeString(folder.resolve("n.ipynb"), """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
                 {"cell_type": "code", "metadata": {}, "outputs": [], "source": "error(\\"boom\\")"}]}
                """);

        String[] arguments = {
            "run", notebook.toString(), "--out", folder.resolve("out.ipynb").toString()
        };

        assertThat(run("", arguments)).contains("boom").containsPattern(COLOUR);
        assertThat(run("1", arguments)).contains("boom").doesNotContainPattern(COLOUR);
    }

    @Test
    void a_suite_s_progress_and_result_have_colours_unless_they_are_unwanted() throws Exception {
        Path suite = Files.writeString(
                folder.resolve("s.yaml"), "version: 1\nsuite:\n- {name: d, kind: delta_kl, prompts: [a, b]}\n");

        assertThat(run("", "run", suite.toString(), "--demo", "healthy", "--no-cache"))
                .contains("[1/1] d: ")
                .containsPattern(COLOUR);
        assertThat(run("1", "run", suite.toString(), "--demo", "healthy", "--no-cache"))
                .contains("[1/1] d: ")
                .doesNotContainPattern(COLOUR);
    }

    @Test
    void the_error_of_a_kernel_s_cell_has_colours_unless_they_are_unwanted() throws Exception {
        assertThat(kernelSays("")).contains("boom", "\\u001b[");
        assertThat(kernelSays("1")).contains("boom").doesNotContain("\\u001b[");
    }

    private static String kernelSays(String noColor) throws IOException, InterruptedException {
        var argv = new ArrayList<>(java());
        argv.addAll(List.of("kernel", "{connection_file}"));
        return new KernelTrip(argv, Map.of("NO_COLOR", noColor, "SONDE_HISTORY", "off"))
                .run("error(\"boom\")", Duration.ofSeconds(90));
    }

    private static String run(String noColor, String... arguments) throws IOException {
        var command = new ArrayList<>(java());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("NO_COLOR", noColor);
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dsonde.terminal=true",
                "-Dsonde.terminal.out=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sonde.kernel.cli.Sonde");
    }
}
