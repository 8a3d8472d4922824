package dev.sonde.kernel.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.report.PlainText;

/** One output of a cell as plain text, for a terminal. */
public final class OutputText {
    private OutputText() {}

    /** The text, without control characters but in what was printed; of an error name and message only, since its traceback is for the notebook. */
    public static String of(JsonNode output) {
        return switch (output.path("output_type").asText()) {
            case "stream" -> MultilineText.of(output.path("text"));
            case "error" ->
                PlainText.lines(output.path("ename").asText() + ": "
                        + output.path("evalue").asText());
            default -> PlainText.lines(MultilineText.of(output.path("data").path("text/plain")));
        };
    }
}
