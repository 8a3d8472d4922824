package dev.sonde.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.session.CellError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredOutputsTest {

    private final NotebookCell cell = NotebookFile.parse(
                    "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"outputs\": [1]}]}", "x")
            .cells()
            .get(0);
    private final StoredOutputs outputs = new StoredOutputs();

    @BeforeEach
    void enter() {
        outputs.enter(cell);
    }

    @Test
    void joins_the_text_of_one_stream() {
        outputs.stream(StreamName.STDOUT, "a\nb");
        outputs.stream(StreamName.STDOUT, "c\n");
        outputs.stream(StreamName.STDERR, "d");

        assertThat(cell.json().get("outputs"))
                .hasToString("[{\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":[\"a\\n\",\"bc\\n\"]},"
                        + "{\"output_type\":\"stream\",\"name\":\"stderr\",\"text\":[\"d\"]}]");
    }

    @Test
    void stores_the_last_content_of_an_updated_display() {
        outputs.display(text("0 %").withId("p"));
        outputs.update(text("100 %").withId("p"));

        assertThat(cell.json().get("outputs"))
                .hasToString(
                        "[{\"output_type\":\"display_data\",\"data\":{\"text/plain\":[\"100 %\"]},\"metadata\":{}}]");
    }

    @Test
    void updates_a_display_of_an_earlier_cell() {
        outputs.display(text("old").withId("p"));
        var later = new NotebookCell(cell.json().deepCopy());
        outputs.enter(later);

        outputs.update(text("new").withId("p"));

        assertThat(OutputText.of(cell.outputs().get(0))).isEqualTo("new");
        assertThat(later.outputs()).isEmpty();
    }

    @Test
    void clears_at_once_or_with_the_next_output() {
        outputs.stream(StreamName.STDOUT, "a");
        outputs.clear(true);
        assertThat(cell.outputs()).hasSize(1);
        outputs.stream(StreamName.STDOUT, "b");
        assertThat(cell.outputs()).singleElement().extracting(OutputText::of).isEqualTo("b");

        outputs.clear(false);

        assertThat(cell.outputs()).isEmpty();
    }

    @Test
    void keeps_json_types_as_json() {
        outputs.result(3, DisplayBundle.of(Map.of("application/vnd.plotly.v1+json", Map.of("data", List.of(1)))));

        assertThat(cell.json().get("outputs"))
                .hasToString("[{\"output_type\":\"execute_result\",\"execution_count\":3,"
                        + "\"data\":{\"application/vnd.plotly.v1+json\":{\"data\":[1]}},\"metadata\":{}}]");
    }

    @Test
    void stores_an_error_as_jupyter_does() {
        outputs.error(new CellError("java.io.IOException", "no", List.of("line 1", "line 2")));

        assertThat(cell.json().get("outputs"))
                .hasToString("[{\"output_type\":\"error\",\"ename\":\"java.io.IOException\",\"evalue\":\"no\","
                        + "\"traceback\":[\"line 1\",\"line 2\"]}]");
    }

    private static DisplayBundle text(String text) {
        return DisplayBundle.of(Map.of("text/plain", text));
    }
}
