package dev.sonde.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookFileTest {

    /** In the layout of Jupyter: one space, lists by line, empty collections closed. */
    private static final String FILE = """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "id": "a1",
               "metadata": {},
               "source": "# One string\\nin two lines",
               "unheard_of": {
                "kept": 1.50
               }
              },
              {
               "cell_type": "code",
               "execution_count": null,
               "id": "b2",
               "metadata": {
                "tags": [
                 "raises-exception"
                ]
               },
               "outputs": [],
               "source": [
                "val a = \\"ü\\"\\n",
                "a"
               ]
              }
             ],
             "metadata": {
              "kernelspec": {
               "language": "kotlin"
              }
             },
             "nbformat": 4,
             "nbformat_minor": 5
            }
            """;

    @Test
    void writes_what_it_read_to_the_byte() {
        assertThat(NotebookFile.text(NotebookFile.parse(FILE, "x"))).isEqualTo(FILE);
    }

    @Test
    void reads_sources_of_both_forms() {
        var cells = NotebookFile.parse(FILE, "x").cells();

        assertThat(cells.get(0).source()).isEqualTo("# One string\nin two lines");
        assertThat(cells.get(1).source()).isEqualTo("val a = \"ü\"\na");
        assertThat(cells.get(1).tagged("raises-exception")).isTrue();
    }

    @Test
    void finds_title_and_language() {
        var notebook = NotebookFile.parse(FILE, "x");

        assertThat(notebook.title()).contains("One string");
        assertThat(notebook.language()).contains("kotlin");
    }

    @Test
    void says_why_a_file_is_no_notebook() {
        assertThatThrownBy(() -> NotebookFile.parse("{", "x.ipynb"))
                .hasMessageStartingWith("'x.ipynb' is not a notebook: it is not JSON, see line 1 (");
        assertThatThrownBy(() -> NotebookFile.parse("{\"worksheets\": []}", "x.ipynb"))
                .hasMessage("'x.ipynb' is not a notebook of format 4: it has no list 'cells'. "
                        + "Convert it with 'jupyter nbconvert --to notebook --nbformat 4'.");
        assertThatThrownBy(() -> NotebookFile.parse("{\"cells\": [], \"nbformat\": 5}", "x.ipynb"))
                .hasMessageStartingWith("'x.ipynb' is a notebook of format 5; Sonde reads format 4.");
        assertThatThrownBy(() -> NotebookFile.read(Path.of("no.ipynb"))).hasMessage("There is no notebook 'no.ipynb'.");
    }

    @Test
    void leaves_no_half_written_file_behind(@TempDir Path folder) throws Exception {
        NotebookFile.write(NotebookFile.parse(FILE, "x"), folder.resolve("deep/x.ipynb"));

        assertThat(folder.resolve("deep")).isDirectoryContaining("glob:**x.ipynb");
        assertThat(Files.list(folder.resolve("deep"))).hasSize(1);
    }
}
