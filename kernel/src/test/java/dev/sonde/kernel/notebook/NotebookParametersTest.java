package dev.sonde.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookParametersTest {

    private static final String DEFAULTS = """
            val name = "base"
            val rate = 0.5 // a comment
            var count: Int = 3
            val label: String? = null
            val seeds = listOf(1, 2)""";

    private final List<String> told = new ArrayList<>();

    @Test
    void puts_the_values_behind_the_cell_of_defaults_in_its_types() {
        var given = new LinkedHashMap<String, String>();
        given.put("name", "7");
        given.put("rate", "1");
        given.put("count", "12");
        given.put("label", "None");

        Notebook notebook = NotebookParameters.set(notebook(DEFAULTS), given, told::add);

        assertThat(notebook.cells())
                .extracting(NotebookCell::source)
                .containsExactly(
                        "val before = 1",
                        DEFAULTS,
                        "// Parameters\nval name = \"7\"\nval rate = 1.0\nvar count = 12\nval label: String? = null",
                        "name");
        assertThat(notebook.cells().get(2).tagged("injected-parameters")).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void replaces_the_values_of_an_earlier_run() {
        Notebook once = NotebookParameters.set(notebook(DEFAULTS), Map.of("rate", "1"), told::add);
        Notebook twice = NotebookParameters.set(once, Map.of("rate", "2"), told::add);

        assertThat(twice.cells()).hasSize(4);
        assertThat(twice.cells().get(2).source()).isEqualTo("// Parameters\nval rate = 2.0");
    }

    @Test
    void puts_the_values_first_and_says_so_when_no_cell_is_tagged() {
        Notebook notebook = NotebookParameters.set(
                NotebookFile.parse("{\"nbformat\": 4, \"nbformat_minor\": 4, \"metadata\": {}, \"cells\": []}", "x"),
                Map.of("rate", "1"),
                told::add);

        assertThat(notebook.cells())
                .singleElement()
                .extracting(NotebookCell::source)
                .isEqualTo("// Parameters\nval rate = 1");
        assertThat(told).containsExactly("No code cell is tagged 'parameters', so the given ones are put first.");
    }

    @Test
    void warns_of_names_that_the_notebook_does_not_declare() {
        NotebookParameters.set(notebook("val rate = 1"), Map.of("rte", "2"), told::add);

        assertThat(told).containsExactly("The notebook's cell of parameters does not declare rte; it declares rate.");
    }

    @Test
    void refuses_values_that_do_not_fit_and_names_that_are_none() {
        assertThatThrownBy(() -> NotebookParameters.set(notebook(DEFAULTS), Map.of("rate", "fast"), told::add))
                .hasMessage("The parameter 'rate' is of type Double in the notebook, which 'fast' is not.");
        assertThatThrownBy(() -> NotebookParameters.set(notebook(DEFAULTS), Map.of("a-b", "1"), told::add))
                .hasMessage("'a-b' is no name in Kotlin. Write -p name=value.");
    }

    @Test
    void leaves_a_notebook_alone_when_nothing_is_given() {
        Notebook notebook = notebook(DEFAULTS);

        assertThat(NotebookParameters.set(notebook, Map.of(), told::add)).isSameAs(notebook);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "true, true",
                "False, false",
                "None, null",
                "12, 12",
                "-3, -3",
                "5000000000, 5000000000L",
                "1e-4, 1e-4",
                ".5, 0.5",
                "2., 2.0",
                "gpt2, \"gpt2\"",
                "\"7\", \"7\"",
                "'a \"b\" $c \\', '\"a \\\"b\\\" \\$c \\\\\"'",
            })
    void writes_a_value_as_the_kotlin_that_it_looks_like(String value, String literal) {
        assertThat(KotlinLiteral.of(value)).isEqualTo(literal);
    }

    private static Notebook notebook(String defaults) {
        String json = """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
                  {"cell_type": "code", "id": "a", "source": "val before = 1", "metadata": {}, "outputs": []},
                  {"cell_type": "code", "id": "b", "source": %s, "metadata": {"tags": ["parameters"]}, "outputs": []},
                  {"cell_type": "code", "id": "c", "source": "name", "metadata": {}, "outputs": []}]}""";
        return NotebookFile.parse(json.formatted(com.fasterxml.jackson.databind.node.TextNode.valueOf(defaults)), "x");
    }
}
