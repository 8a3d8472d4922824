package dev.sonde.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.Renderers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How values of a cell's own classes look. */
class OwnLookInACellTest {

    private static CellSession session;
    private final RecordingSink sink = new RecordingSink();

    @BeforeAll
    static void open() {
        session = CellSession.kotlin(new Renderers());
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void one_line_gives_a_type_its_look() {
        run("data class Essay(val title: String)\nrender<Essay> { html(\"<h2>${it.title}</h2>\") }");

        assertThat(shown("Essay(\"Mills\")"))
                .containsEntry("text/html", "<h2>Mills</h2>")
                .containsEntry("text/plain", "Mills");
    }

    @Test
    void a_look_may_be_another_value() {
        run("class Runs(val all: List<Int>)\nrender<Runs> { it.all.mapIndexed { i, n -> i to n }.toMap() }");

        assertThat(String.valueOf(shown("Runs(listOf(7, 8))").get("text/html")))
                .contains("<table", "<td class=\"n\">8</td>");
    }

    @Test
    void a_list_of_data_classes_is_a_table() {
        run("data class Score(val who: String, val points: Double, val note: String?)");

        assertThat(shown("listOf(Score(\"Ann\", 1.5, null), Score(\"Bo\", 2.0, \"late\"))"))
                .containsEntry(
                        "text/plain", "who  points  note\n───  ──────  ────\nAnn   1.500  null\nBo    2.000  late");
    }

    @Test
    void a_long_list_shows_all_of_its_rows_when_asked() {
        run("data class Row(val n: Int)\nval rows = List(100) { Row(it) }");

        assertThat(text("rows")).endsWith("… 40 more rows; .show() shows more");
        assertThat(text("rows.show()")).endsWith("\n99");
        assertThat(text("rows.map { it.n to it.n }.toMap().show(rows = 2)")).endsWith("… 98 more rows");
    }

    @Test
    void large_and_strange_values_stay_small_and_fail_nothing() {
        run("class Odd { override fun toString(): String = error(\"no\") }");

        assertThat(text("IntArray(1_000_000)")).startsWith("[0, 0").endsWith(", … 999,800 more]");
        assertThat(text("listOf(List(1_000_000) { \"x\".repeat(100) })").length())
                .isLessThan(30_000);
        assertThat(text("mutableListOf<Any>().also { it.add(it) }"))
                .contains("…")
                .hasSizeLessThan(200);
        assertThat(text("listOf(1, Odd())"))
                .contains("[1, (a ", "whose toString threw java.lang.IllegalStateException)]");
        assertThat(text("java.util.Optional.of(3)")).isEqualTo("3");
    }

    private String text(String code) {
        return String.valueOf(shown(code).get("text/plain"));
    }

    private Map<String, Object> shown(String code) {
        return ((CellOutcome.Value) run(code)).bundle().data();
    }

    private CellOutcome run(String code) {
        CellOutcome outcome = session.execute(code, sink);
        assertThat(outcome).as(() -> String.valueOf(outcome)).isNotInstanceOf(CellOutcome.Failed.class);
        return outcome;
    }
}
