package dev.sonde.kernel.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.CellSource;
import dev.sonde.kernel.repl.Compiled;
import dev.sonde.kernel.repl.KotlinCellCompiler;
import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CodeInspectorTest {

    private static CellCompiler compiler;
    private static CodeInspector inspector;

    @BeforeAll
    static void open() {
        compiler = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
        inspector = new CodeInspector(
                compiler,
                () -> List.of(new MagicWord("%time", "Times a line.", MagicWord.Takes.CODE, List.of("-n"))),
                String::valueOf);
        compiler.evaluate((Compiled.Ok) compiler.compile(new CellSource(
                1, 1, "val model = dummyModel()\nval numbers = listOf(1)\nfun twice(number: Int) = number * 2")));
    }

    @AfterAll
    static void close() {
        inspector.close();
        compiler.close();
    }

    private static Optional<String> at(String code, boolean whole, String type) {
        return inspector
                .inspect(code.replace("|", ""), code.indexOf('|'), whole)
                .map(bundle -> String.valueOf(bundle.data().get(type)));
    }

    private static String plain(String code) {
        return at(code, false, "text/plain").orElse("nothing");
    }

    @Test
    void explains_a_probe_with_what_may_stand_in_its_braces() {
        assertThat(plain("del|taKl"))
                .startsWith("fun deltaKl(name: String, describe: DeltaKlBuilder.() -> Unit): DeltaKlSpec")
                .contains(
                        "How far does the adapter move the next token",
                        "  divergence: Divergence = Divergence.JENSEN_SHANNON — How two answers are compared.");
    }

    @Test
    void explains_a_property_by_the_braces_it_stands_in() {
        assertThat(plain("suite(\"a\") { positionShift(\"b\") { assertMeanGte|"))
                .contains("unit: nats a token · default: 0.08")
                .doesNotContain("whole adapter"); // that is another probe's
    }

    @Test
    void explains_a_named_argument() {
        assertThat(plain("hf(\"x\", ada|pter = \"y\")"))
                .startsWith("adapter: String? = null\n\nFolder with adapter_config.json")
                .contains("A parameter of hf.");
    }

    @Test
    void explains_the_function_in_whose_arguments_the_cursor_stands() {
        assertThat(plain("hf(|")).startsWith("fun hf(\n    base: String,");
        assertThat(plain("hf(\"mo|dels\")")).startsWith("fun hf(");
    }

    @Test
    void explains_members_by_the_type_of_what_stands_before_the_dot() {
        assertThat(plain("model.mineOutl|iers")).startsWith("fun Model.mineOutliers(");
        assertThat(plain("Divergence.JENSEN|_SHANNON")).contains("symmetric, from 0 to ln 2");
    }

    @Test
    void explains_types_with_their_members_when_more_is_asked_for() {
        assertThat(plain("View.Par|tial")).startsWith("record Partial(View of, boolean only,");
        assertThat(at("Suite|Result", true, "text/plain").orElseThrow()).contains("boolean passed() — Whether the run");
        assertThat(plain("SuiteRes|ult")).doesNotContain("boolean passed()");
    }

    @Test
    void shows_examples_only_when_more_is_asked_for() {
        assertThat(at("gro|wn", false, "text/markdown").orElse("")).isNotEmpty().doesNotContain("nulls = 39");
        assertThat(at("gro|wn", true, "text/markdown").orElse("")).contains("nulls = 39");
    }

    @Test
    void gives_type_and_value_of_a_users_variable_and_the_signature_of_a_users_function() {
        assertThat(plain("numb|ers")).isEqualTo("numbers: List<Int>\n= [1]");
        assertThat(plain("twi|ce")).isEqualTo("fun twice(number: Int): Int");
        assertThat(plain("numbers.si|ze")).isEqualTo("size: Int");
    }

    @Test
    void explains_the_call_around_the_cursor_though_the_library_does_not_document_it() {
        assertThat(plain("listOf(|1)")).contains("fun <T> listOf(element: T): List<T>");
        assertThat(plain("twice(|1)")).isEqualTo("fun twice(number: Int): Int");
        assertThat(plain("val local = listOf(2)\nlocal.map { it }.indexOf(|)")).contains("indexOf(element: Int): Int");
        assertThat(plain("java.io.File(|)")).contains("File(String)", "File(File, String)");
        assertThat(plain("maxOf(|")).contains("// and ");
    }

    @Test
    void explains_names_that_the_cell_itself_declares() {
        assertThat(plain("val local = listOf(2)\nlo|cal")).isEqualTo("local: List<Int>");
        assertThat(plain("class Own(val held: Int)\nOw|n(1)"))
                .contains("class Own")
                .contains("Own(held: Int)");
        assertThat(plain("numbers.map { number -> num|ber }")).isEqualTo("number: Int");
    }

    @Test
    void explains_magics() {
        assertThat(plain("%ti|me 1")).startsWith("%time — Times a line.").contains("-n");
    }

    @Test
    void writes_html_in_which_types_are_no_tags() {
        assertThat(at("com|pare", false, "text/html").orElseThrow())
                .contains("List&lt;Pair&lt;String, SuiteResult&gt;&gt;")
                .doesNotContain("List<Pair");
    }

    @Test
    void finds_nothing_in_comments_and_for_unknown_words() {
        assertThat(plain("// del|taKl")).isEqualTo("nothing");
        assertThat(plain("blargh|")).isEqualTo("nothing");
        assertThat(plain("|")).isEqualTo("nothing");
    }
}
