package dev.sonde.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.Renderers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Progress bars as users write them. */
class ProgressInACellTest {

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
    void counts_the_steps_of_a_block_and_gives_its_value_on() {
        var outcome = session.execute("progress(3, \"work\") { repeat(3) { step() }; done() }", sink);

        assertThat(((CellOutcome.Value) outcome).bundle().data()).containsEntry("text/plain", "3");
        assertThat(sink.events().get(0)).isEqualTo("display work: 0/3");
        assertThat(sink.events()).last().asString().startsWith("update work: 3/3 · ");
    }

    @Test
    void counts_the_items_of_a_loop() {
        var outcome = session.execute("var sum = 0\nfor (x in progress(listOf(1, 2, 3))) sum += x\nsum", sink);

        assertThat(((CellOutcome.Value) outcome).bundle().data()).containsEntry("text/plain", "6");
        assertThat(sink.events()).last().asString().startsWith("update 3/3 · ");
    }

    @ParameterizedTest
    @CsvSource({"1..4, 4", "4 downTo 1 step 2, 2", "0 until 0, 0", "1L..5L step 2, 3", "listOf(1), 1", "setOf(1), 1"})
    void knows_how_many_items_a_range_has(String items, int count) {
        session.execute("for (x in progress(" + items + ")) { }", sink);

        assertThat(sink.events().get(0)).isEqualTo("display 0/" + count);
        assertThat(sink.events()).last().asString().startsWith("update " + count + "/" + count + " · ");
    }

    @Test
    void says_where_a_block_was_left_by_an_error() {
        session.execute("progress(3) { step(); error(\"no more\") }", sink);

        assertThat(sink.events()).last().asString().startsWith("update 1/3 · stopped after ");
    }
}
