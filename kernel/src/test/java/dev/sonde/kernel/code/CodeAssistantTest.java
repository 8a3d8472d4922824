package dev.sonde.kernel.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.repl.Candidate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and members, by the place that they are for. */
@Timeout(120)
class CodeAssistantTest {

    @TempDir
    static Path folder;

    private static AskedNotebook notebook;

    @BeforeAll
    static void open() {
        notebook = new AskedNotebook(folder);
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void offers_the_words_of_a_suite_before_everything_else() {
        List<String> texts = notebook.texts("suite(\"a\") {\n    se|\n}");

        assertThat(texts).startsWith("sectionInternalization", "seed").contains("setOf");
    }

    @Test
    void offers_only_the_words_of_the_inner_braces_first() {
        List<String> texts = notebook.texts("suite(\"a\") { deltaKl(\"b\") { | } }");

        assertThat(texts.subList(0, 6))
                .containsExactly("assertMeanGte", "assertMeanLte", "assertZGte", "divergence", "prompts", "topK");
        assertThat(texts).doesNotContain("seed", "abstract", "AbstractList");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "->",
            value = {
                "suite(\"a\") { del|  -> deltaKl",
                "suite(\"a\") { nullA| -> nullAdapter",
                "suite(\"a\") { nullAdapter { seq| -> sequential sequence sequenceOf Sequence SequenceScope",
                "suite(\"a\") { deltaKl(\"b\") { prom| -> prompts",
                "deltaKl(\"b\") { del| -> ''",
                "del| -> deltaKl",
                "suite(\"a\") { val what: DeltaKl| -> DeltaKlBuilder deltaKl",
                "@fil| -> file"
            })
    void offers_what_somebody_may_call_there(String code, String expected) {
        assertThat(notebook.texts(code).stream().filter(text -> !text.contains(".")))
                .containsExactlyElementsOf(words(expected));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    @Test
    void knows_the_probes_in_braces_that_are_not_closed() {
        assertThat(notebook.texts("suite(\"a\") {\n    deltaKl(\"b\") {\n        assertZ|"))
                .containsExactly("assertZGte");
    }

    @Test
    void offers_parameters_of_the_library_in_their_order_but_for_those_that_are_given() {
        assertThat(notebook.texts("hf(|)")).startsWith("base = ", "adapter = ", "dtype = ", "device = ", "cache = ");
        assertThat(notebook.texts("hf(\"x\", dtype = \"auto\", |)"))
                .startsWith("adapter = ", "device = ", "cache = ")
                .doesNotContain("base = ", "dtype = ");
    }

    @Test
    void offers_parameters_of_functions_of_cells() {
        assertThat(notebook.texts("twice(|)").subList(0, 2)).containsExactlyInAnyOrder("number = ", "label = ");
        assertThat(notebook.texts("twice(la|)")).startsWith("label = ");
    }

    @Test
    void offers_the_values_of_an_enum_where_one_is_assigned() {
        assertThat(notebook.texts("deltaKl(\"a\") { divergence = | }")).startsWith("Divergence.JENSEN_SHANNON");
        assertThat(notebook.texts("deltaKl(\"a\") { divergence = je| }")).containsExactly("Divergence.JENSEN_SHANNON");
    }

    @Test
    void completes_members_without_keywords_and_the_own_before_the_universal() {
        List<String> texts = notebook.texts("model.|");

        assertThat(texts).startsWith("adapterReport", "backend").doesNotContain("abstract", "val");
        assertThat(texts.indexOf("mineOutliers")).isLessThan(texts.indexOf("also"));
    }

    @Test
    void offers_values_of_a_cells_own_class_under_its_plain_name() {
        assertThat(notebook.at("peop|").candidates())
                .containsExactly(new Candidate("people", "people", "property", "List<Person>"));
        assertThat(notebook.texts("people.first().|")).contains("first", "copy").doesNotContain("component1");
    }

    @Test
    void completes_names_in_templates_of_strings() {
        assertThat(notebook.texts("\"${numbers.fi|}\"")).contains("filter", "first");
        assertThat(notebook.texts("\"a $numb|\"")).startsWith("numbers");
    }

    @Test
    void puts_what_begins_as_typed_before_what_begins_so_in_other_letters() {
        List<String> texts = notebook.texts("mod|");

        assertThat(texts.indexOf("model")).isLessThan(texts.indexOf("Model")).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"// numb|", "/* numb|", "\"numb|", "3.|", "12|"})
    void is_silent_in_comments_strings_and_numbers(String code) {
        assertThat(notebook.texts(code)).isEmpty();
    }
}
