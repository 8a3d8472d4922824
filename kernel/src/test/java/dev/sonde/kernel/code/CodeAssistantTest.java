package dev.sonde.kernel.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.repl.Analysis;
import dev.sonde.kernel.repl.Candidate;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.CellSource;
import dev.sonde.kernel.repl.CellVariable;
import dev.sonde.kernel.repl.Compiled;
import dev.sonde.kernel.repl.Completion;
import dev.sonde.kernel.repl.Evaluated;
import dev.sonde.kernel.repl.KotlinCellCompiler;
import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellImports;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CodeAssistantTest {

    private static final List<MagicWord> MAGICS = List.of(
            new MagicWord("%time", "Times a line.", MagicWord.Takes.CODE, List.of()),
            new MagicWord("%%time", "Times a cell.", MagicWord.Takes.CODE, List.of()),
            new MagicWord("%load", "Loads a file.", MagicWord.Takes.FILES, List.of("--raw")),
            new MagicWord("%%writefile", "Writes the cell.", MagicWord.Takes.FILES, List.of("-a")),
            new MagicWord("%%within", "Limits the cell.", MagicWord.Takes.CODE_BELOW, List.of()));

    @TempDir
    static Path folder;

    private static CellCompiler compiler;
    private static CodeAssistant assistant;

    @BeforeAll
    static void open() throws IOException {
        Files.createDirectories(folder.resolve("models/tiny"));
        for (String name : List.of("suite.yaml", "doc.md", ".hidden", "a\"b$c.txt")) {
            Files.createFile(folder.resolve(name));
        }
        compiler = new KotlinCellCompiler(CellImports.DEFAULT, CellClasspath.ofRuntime());
        assistant = assistant(compiler, Duration.ofMinutes(1));
        define(
                "val model = dummyModel()\nfun twice(number: Int, label: String = \"\") = number * 2\nval numbers = listOf(1)"
                        + "\ndata class Person(val first: String)\nval people = listOf(Person(\"a\"))");
    }

    private static CodeAssistant assistant(CellCompiler engine, Duration budget) {
        return new CodeAssistant(engine, () -> MAGICS, DocIndex.shared(), () -> folder, budget);
    }

    private static void define(String code) {
        assertThat(compiler.evaluate((Compiled.Ok) compiler.compile(new CellSource(1, 1, code))))
                .isInstanceOf(Evaluated.Nothing.class);
    }

    @AfterAll
    static void close() {
        assistant.close();
        compiler.close();
    }

    private static Completion at(String code) {
        return assistant.complete(code.replace("|", ""), code.indexOf('|'));
    }

    private static List<String> texts(String code) {
        return at(code).candidates().stream().map(Candidate::text).toList();
    }

    @Test
    void offers_the_words_of_a_suite_before_everything_else() {
        List<String> texts = texts("suite(\"a\") {\n    se|\n}");

        assertThat(texts).startsWith("sectionInternalization", "seed").contains("setOf");
    }

    @Test
    void offers_only_the_words_of_the_inner_braces_first() {
        List<String> texts = texts("suite(\"a\") { deltaKl(\"b\") { | } }");

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
        assertThat(texts(code).stream().filter(text -> !text.contains("."))).containsExactlyElementsOf(words(expected));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    @Test
    void knows_the_probes_in_braces_that_are_not_closed() {
        assertThat(texts("suite(\"a\") {\n    deltaKl(\"b\") {\n        assertZ|"))
                .containsExactly("assertZGte");
    }

    @Test
    void offers_parameters_of_the_library_in_their_order_but_for_those_that_are_given() {
        assertThat(texts("hf(|)")).startsWith("base = ", "adapter = ", "dtype = ", "device = ", "cache = ");
        assertThat(texts("hf(\"x\", dtype = \"auto\", |)"))
                .startsWith("adapter = ", "device = ", "cache = ")
                .doesNotContain("base = ", "dtype = ");
    }

    @Test
    void offers_parameters_of_functions_of_cells() {
        assertThat(texts("twice(|)").subList(0, 2)).containsExactlyInAnyOrder("number = ", "label = ");
        assertThat(texts("twice(la|)")).startsWith("label = ");
    }

    @Test
    void offers_the_values_of_an_enum_where_one_is_assigned() {
        assertThat(texts("deltaKl(\"a\") { divergence = | }")).startsWith("Divergence.JENSEN_SHANNON");
        assertThat(texts("deltaKl(\"a\") { divergence = je| }")).containsExactly("Divergence.JENSEN_SHANNON");
    }

    @Test
    void completes_members_without_keywords_and_the_own_before_the_universal() {
        List<String> texts = texts("model.|");

        assertThat(texts).startsWith("adapterReport", "backend").doesNotContain("abstract", "val");
        assertThat(texts.indexOf("mineOutliers")).isLessThan(texts.indexOf("also"));
    }

    @Test
    void offers_values_of_a_cells_own_class_under_its_plain_name() {
        assertThat(at("peop|").candidates())
                .containsExactly(new Candidate("people", "people", "property", "List<Person>"));
        assertThat(texts("people.first().|")).contains("first", "copy").doesNotContain("component1");
    }

    @Test
    void completes_names_in_templates_of_strings() {
        assertThat(texts("\"${numbers.fi|}\"")).contains("filter", "first");
        assertThat(texts("\"a $numb|\"")).startsWith("numbers");
    }

    @Test
    void puts_what_begins_as_typed_before_what_begins_so_in_other_letters() {
        List<String> texts = texts("mod|");

        assertThat(texts.indexOf("model")).isLessThan(texts.indexOf("Model")).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"// numb|", "/* numb|", "\"numb|", "3.|", "12|"})
    void is_silent_in_comments_strings_and_numbers(String code) {
        assertThat(texts(code)).isEmpty();
    }

    @Test
    void lists_files_in_strings_that_are_paths_and_hidden_ones_only_after_a_dot() {
        assertThat(texts("hf(\"|\")")).containsExactly("models/", "a\\\"b\\$c.txt", "doc.md", "suite.yaml");
        assertThat(texts("yaml(\"|\")")).startsWith("suite.yaml");
        assertThat(texts("hf(\"x\", adapter = \".|\")")).containsExactly(".hidden");
        assertThat(texts("suite(\"a\") { gradientGhost(\"b\") { adapterPath = \"mo|\" } }"))
                .containsExactly("models/");
        assertThat(texts("java.io.File(\"su|")).containsExactly("suite.yaml");
    }

    @Test
    void replaces_the_last_step_of_a_path_only() {
        Completion completion = at("hf(\"models/t|\")");

        assertThat(completion.candidates()).extracting(Candidate::text).containsExactly("tiny/");
        assertThat(completion.start()).isEqualTo("hf(\"models/".length());
        assertThat(texts("hf(\"missing/|\")")).isEmpty();
    }

    @Test
    void offers_the_few_words_that_a_string_may_be() {
        assertThat(texts("hf(\"x\", device = \"|\")")).containsExactly("auto", "cpu", "cuda");
        assertThat(texts("suite(\"a\") { nullAdapter { calibrateKinds(\"delta|\") } }"))
                .containsExactly("delta_kl");
    }

    @Test
    void offers_magics_where_they_may_stand() {
        assertThat(texts("%|")).containsExactly("%time", "%%time", "%load", "%%writefile", "%%within");
        assertThat(texts("val a = 1\n%|")).containsExactly("%time", "%load");
        assertThat(texts("%%t|")).containsExactly("%%time");
        assertThat(texts("val a = 7 %|")).doesNotContain("%time");
        assertThat(texts("listOf(\n%|")).doesNotContain("%time");
    }

    @Test
    void completes_behind_magics_what_they_take() {
        assertThat(texts("%time numbers.fi|")).contains("filter");
        assertThat(texts("%load do|")).containsExactly("doc.md");
        assertThat(texts("%load --|")).containsExactly("--raw");
        assertThat(texts("%load doc.md\nnumbers.fi|")).contains("filter");
        assertThat(texts("%%writefile doc.md\nnumbers.fi|")).isEmpty();
        assertThat(texts("%%within 60\nnumbers.fi|")).contains("filter");
        assertThat(texts("%%within numbers.fi|")).doesNotContain("filter");
    }

    @Test
    void tells_whether_a_cell_with_magics_is_complete() {
        assertThat(assistant.syntax("%load doc.md")).contains(Analysis.Syntax.COMPLETE);
        assertThat(assistant.syntax("%%time\nif (true) {")).contains(Analysis.Syntax.INCOMPLETE);
        assertThat(assistant.syntax("%%within 60\nif (true) {")).contains(Analysis.Syntax.INCOMPLETE);
        assertThat(assistant.syntax("%%within 60\nlistOf(1)")).contains(Analysis.Syntax.COMPLETE);
        assertThat(assistant.syntax("%load doc.md\nval = 3")).contains(Analysis.Syntax.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "}{",
                "}",
                ")",
                "]",
                "listOf(1) }",
                "listOf(1))",
                "listOf(1]",
                "val t = \"${listOf(1)})\" )",
                "val = 3",
                "else 3",
                "'ab'"
            })
    void code_that_no_further_line_can_complete_is_invalid(String code) {
        assertThat(assistant.syntax(code)).contains(Analysis.Syntax.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/* on", "/* /* */", "suite(\"a\") {", "listOf(1,", "val t = \"\"\"a)", "val x ="})
    void code_that_goes_on_is_incomplete(String code) {
        assertThat(assistant.syntax(code)).contains(Analysis.Syntax.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "val t = \")]}\"",
                "val c = ')'",
                "val c = '\\''",
                "val c = '\\u0041'",
                "// )",
                "/* ) */ 1",
                "\"${listOf(\")\")}\"",
                "val t = \"\"\")\"\"\""
            })
    void brackets_in_texts_and_comments_do_not_count(String code) {
        assertThat(assistant.syntax(code)).contains(Analysis.Syntax.COMPLETE);
    }

    @Test
    void answers_with_what_the_library_knows_while_the_compiler_is_busy() throws Exception {
        var busy = new BusyCompiler();
        try (var hurried = assistant(busy.compiler(), Duration.ofMillis(50))) {
            Completion first = hurried.complete("suite(\"a\") { see", 16);
            Completion second = hurried.complete("delta", 5);

            assertThat(first.candidates()).extracting(Candidate::text).containsExactly("seed");
            assertThat(second.candidates()).extracting(Candidate::text).containsExactly("deltaKl", "deltaOfMine");
            assertThat(busy.asked).hasValueLessThanOrEqualTo(1); // nobody queues behind a question that is not answered
        } finally {
            busy.done.countDown();
        }
    }

    @Test
    void tells_whether_a_cell_is_complete_while_the_compiler_is_busy() throws Exception {
        var busy = new BusyCompiler();
        try (var hurried = assistant(busy.compiler(), Duration.ofMillis(50))) {
            hurried.complete("delta", 5);

            assertThat(hurried.syntax("val a = (")).contains(Analysis.Syntax.INCOMPLETE);
        } finally {
            busy.done.countDown();
        }
    }

    /** Never answers a completion until it may, and knows little else. */
    private static final class BusyCompiler {
        final CountDownLatch done = new CountDownLatch(1);
        final AtomicInteger asked = new AtomicInteger();

        CellCompiler compiler() {
            return (CellCompiler) Proxy.newProxyInstance(
                    CellCompiler.class.getClassLoader(),
                    new Class<?>[] {CellCompiler.class},
                    (proxy, method, given) -> {
                        if (method.getName().equals("variables")) {
                            return List.of(new CellVariable("deltaOfMine", "Int", 1, true));
                        }
                        if (method.getName().equals("syntax")) {
                            return compiler.syntax((String) given[0]);
                        }
                        if (!method.getName().equals("complete")) {
                            throw new UnsupportedOperationException(method.getName());
                        }
                        asked.incrementAndGet();
                        done.await();
                        return new Completion(List.of(), 0, 0);
                    });
        }
    }
}
