package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {

    @TempDir
    private Path folder;

    @Test
    void a_notebook_does_not_run_when_its_result_has_no_place() throws IOException {
        Path notebook = Files.writeString(folder.resolve("ñ n.ipynb"), """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
                 {"cell_type": "code", "metadata": {}, "outputs": [], "source": "println(\\"ran\\")"}]}
                """);

        var told = Told.by("run", notebook.toString(), "--out", notebook + "/x.ipynb");

        assertThat(told)
                .isEqualTo(new Told(
                        3,
                        "",
                        "sonde: Cannot write '%s/x.ipynb' ('%s' is a file, not a folder). Choose another place.%n"
                                .formatted(notebook, notebook)));
        assertThat(Told.by("run", notebook.toString(), "--html", folder.toString())
                        .err())
                .isEqualTo("sonde: Cannot write '%s' (it is a folder). Choose another place.%n".formatted(folder));
    }

    @Test
    void a_suite_does_not_run_when_one_of_its_files_has_no_place() throws IOException {
        Path suite = Files.writeString(
                folder.resolve("s.yaml"), "version: 1\nsuite:\n- {name: d, kind: delta_kl, prompts: [a]}\n");

        for (String option : new String[] {"--json", "--markdown", "--html", "--trace"}) {
            var told = Told.by("run", suite.toString(), "--demo", "healthy", option, folder.toString());

            assertThat(told)
                    .as(option)
                    .isEqualTo(new Told(
                            3,
                            "",
                            "sonde: Cannot write '%s' (it is a folder). Choose another place.%n".formatted(folder)));
        }
    }

    @Test
    void folders_that_are_missing_are_no_obstacle() {
        Path file = folder.resolve("a/b/c.json");

        Target.require(file);

        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> Target.require(folder)).isInstanceOf(IllegalArgumentException.class);
    }
}
