package dev.sonde.kernel.display;

import dev.sonde.report.NotPassedError;
import java.util.List;
import java.util.Map;

/** Why a suite did not pass: what was expected beside what was measured. */
final class NotPassedContent {

    private static final List<Grid.Head> HEADS = List.of(
            new Grid.Head("probe", false),
            new Grid.Head("verdict", false),
            new Grid.Head("expected", false),
            new Grid.Head("actual", true),
            new Grid.Head("unit", false),
            new Grid.Head("why", false));

    private NotPassedContent() {}

    static Map<String, Object> of(NotPassedError error) {
        String message = String.valueOf(error.getMessage());
        List<List<String>> rows =
                error.rows().stream().map(NotPassedContent::cells).toList();
        return new Content()
                .title(message.lines().findFirst().orElse(""))
                .grid(Grid.of(HEADS, rows))
                .bundle();
    }

    private static List<String> cells(NotPassedError.Row row) {
        return List.of(row.probe(), Html.name(row.verdict()), row.expected(), row.actual(), row.unit(), row.reason());
    }
}
