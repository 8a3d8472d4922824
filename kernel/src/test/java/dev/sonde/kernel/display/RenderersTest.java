package dev.sonde.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.AdapterReport.ModuleReport;
import dev.sonde.backend.ModelCard;
import dev.sonde.trace.TraceAnalysis;
import dev.sonde.trace.TraceEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RenderersTest {

    private static final String EVIL = "<script>alert(1)</script>|x\n\"'";

    private final Renderers renderers = new Renderers();

    static Stream<Object> valuesWithMarkup() {
        var module = new ModuleReport(EVIL, EVIL, 8, 2, 0.5, 10, false);
        var event = new TraceEvent(0, Optional.of(EVIL), EVIL, EVIL, "0", 3, true, 1.5);
        return Stream.of(
                Table.create(EVIL, StringColumn.create(EVIL, EVIL)),
                new AdapterReport(EVIL, EVIL, List.of(module), 2, 1, List.of(EVIL), List.of(EVIL), List.of(EVIL)),
                new ModelCard(EVIL, EVIL, Map.of(EVIL, EVIL), 10, 20),
                TraceAnalysis.of(List.of(event), 1),
                Results.suite(EVIL),
                Results.probe(EVIL),
                List.of(Results.probe(EVIL)),
                List.of(new Pair(EVIL, 1)),
                Map.of(EVIL, EVIL));
    }

    /** A record as a cell may define it. */
    record Pair(String name, double value) {}

    @ParameterizedTest
    @MethodSource("valuesWithMarkup")
    void escapes_markup_in_every_form(Object value) {
        var bundle = renderers.render(value);

        assertThat((String) bundle.get("text/html")).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat((String) bundle.get("text/markdown")).doesNotContain("<script>");
        assertThat((String) bundle.get("text/plain")).contains("alert(1)");
    }

    @Test
    void shows_a_table_with_its_numbers_readable() {
        Table table = Table.create(
                "hits", StringColumn.create("probe", "drift"), DoubleColumn.create("hit rate", new double[] {0.8333}));

        var bundle = renderers.render(table);

        assertThat((String) bundle.get("text/plain")).isEqualTo("probe  hit rate\n─────  ────────\ndrift     83.3%");
        assertThat((String) bundle.get("text/markdown"))
                .isEqualTo("| probe | hit rate |\n| --- | ---: |\n| drift | 83.3% |\n\n");
        assertThat((String) bundle.get("text/html")).contains("<td>drift</td><td class=\"n\">83.3%</td>");
    }

    @Test
    void cuts_long_tables_and_says_so() {
        Table table = Table.create(
                "n", IntColumn.create("n", IntStream.range(0, 1_100).toArray()));

        var bundle = renderers.render(table);

        assertThat((String) bundle.get("text/plain"))
                .contains("\n59\n")
                .doesNotContain("\n60\n")
                .endsWith("… 1,040 more rows; .show() shows more");
        assertThat((String) bundle.get("text/html")).contains("… 1,040 more rows; .show() shows more");
    }

    @Test
    void shows_as_many_rows_and_columns_of_a_table_as_are_asked_for() {
        var numbers = IntStream.range(0, 1_100).toArray();
        Table table = Table.create("n", IntColumn.create("n", numbers), IntColumn.create("again", numbers));

        String all = (String) renderers
                .render(new ShownTable(table, new Extent(10_000, 1_000)))
                .get("text/plain");
        String some = (String)
                renderers.render(new ShownTable(table, new Extent(2, 1))).get("text/plain");

        assertThat(all).hasLineCount(1_102).contains("1099").doesNotContain("more rows");
        assertThat(some).isEqualTo("n\n─\n0\n1\n… 1,098 more rows, 1 more column");
    }

    @Test
    void shows_all_of_a_list_of_records_and_of_a_map_when_asked() {
        record Item(int n) {}
        var list = IntStream.range(0, 70).mapToObj(Item::new).toList();
        var map = list.stream().collect(Collectors.toMap(Item::n, Item::n));
        var all = new Extent(100, 100);

        assertThat(List.of(list, map)).allSatisfy(value -> {
            assertThat((String) renderers.render(value).get("text/plain")).endsWith("10 more rows; .show() shows more");
            assertThat((String) renderers.render(new ShownTable(value, all)).get("text/plain"))
                    .hasLineCount(72)
                    .contains("69");
        });
        assertThat(renderers.render(new ShownTable(List.of(1, 2), all))).isEqualTo(Map.of("text/plain", "[1, 2]"));
    }

    @Test
    void an_extent_without_rows_or_beyond_what_a_page_bears_is_refused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Extent(0, 1))
                .withMessageContaining("rows is 0");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Extent(1, 1_001))
                .withMessageContaining("columns is 1,001: a table shows 1 to 1,000 columns");
    }

    @Test
    void survives_what_a_value_does_in_its_text() {
        Object bomb = new Object() {
            @Override
            public String toString() {
                throw new AssertionError("boom");
            }
        };

        assertThat((String) renderers.render(bomb).get("text/plain"))
                .contains("whose toString threw java.lang.AssertionError");
        assertThat(renderers.render(null)).containsEntry("text/plain", "null");
        assertThat((String) renderers.render("x".repeat(30_000)).get("text/plain"))
                .endsWith("x… (10,000 more characters)");
        assertThat((String) renderers.render(Collections.nCopies(500, 7)).get("text/plain"))
                .endsWith("7, … 300 more]");
    }

    /** Only these tests render it, since a registration lasts. */
    private record Essay(String title) {}

    @Test
    void prefers_the_newest_renderer_of_the_user() {
        Renderers.register(Essay.class, essay -> "old " + essay.title());
        Renderers.register(Essay.class, essay -> Map.of("text/html", "<h2>" + essay.title() + "</h2>"));

        assertThat(renderers.render(new Essay("T")))
                .containsEntry("text/html", "<h2>T</h2>")
                .containsEntry("text/plain", "Essay[title=T]");
    }

    @Test
    void a_table_colours_verdicts_wherever_they_stand_and_keeps_a_token_with_its_share() {
        Table table = Table.create(
                StringColumn.create("healthy", "pass (0.462)", "failure", "waiting"),
                StringColumn.create("base", "' B' 8 %, ' C' 7 %", "it's 8 % of 'all'", ""));

        assertThat(String.valueOf(renderers.render(table).get("text/html")))
                .contains("<td class=\"v pass\">pass (0.462)</td>", "<td>failure</td>", "<td>waiting</td>")
                .contains("&apos;\u00a0B&apos;\u00a08\u00a0%, &apos;\u00a0C&apos;\u00a07\u00a0%");
    }

    /** Only one test renders it. */
    private record Poem(String title) {}

    @Test
    void a_look_that_is_registered_again_replaces_the_one_before() {
        Renderers.register(Poem.class, poem -> "old " + poem.title());
        Renderers.register(Poem.class, poem -> poem.title().equals("T") ? "new T" : null);

        assertThat(renderers.render(new Poem("T"))).containsEntry("text/plain", "new T");
        assertThat(String.valueOf(renderers.render(new Poem("U")).get("text/plain")))
                .contains("title", "U")
                .doesNotContain("old");
    }

    @Test
    void an_exception_as_a_value_shows_its_frames_down_to_the_line_of_the_cell() {
        var error = new IllegalStateException("a value");
        error.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("Cell_3_cell", "made", "In[2]", 2),
            new StackTraceElement("Cell_4_cell", "<init>", "In[3]", 1),
            new StackTraceElement("jdk.internal.reflect.Native", "newInstance0", "Native.java", 7)
        });

        assertThat(renderers.render(error)).containsEntry("text/plain", """
                        java.lang.IllegalStateException: a value
                        at In[2], line 2, in made
                        at In[3], line 1""");
    }

    private record Broken(int n) {}

    @Test
    void says_when_a_renderer_of_the_user_fails() {
        Renderers.register(Broken.class, broken -> {
            throw new IllegalStateException("no");
        });

        assertThat(renderers.render(new Broken(1)))
                .containsOnly(Map.entry(
                        "text/plain", "Broken[n=1]\n(its renderer failed: java.lang.IllegalStateException: no)"));
    }
}
