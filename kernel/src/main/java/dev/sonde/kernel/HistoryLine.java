package dev.sonde.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.history.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A line of the history: {@code [session, cell, input, output]}, or {@code [session]} where a session begins. */
final class HistoryLine {

    private static final int LONGEST_OUTPUT = 10_000;
    private static final Gson GSON = new Gson();

    private HistoryLine() {}

    /** Where a session begins. */
    static String beginning(int session) {
        return GSON.toJson(List.of(session));
    }

    /** A cell; a very long output is cut. */
    static String of(int session, int cell, String input, @Nullable String output) {
        var entry = new ArrayList<Object>(List.of(session, cell, input));
        if (output != null) {
            entry.add(output.length() > LONGEST_OUTPUT ? output.substring(0, LONGEST_OUTPUT) + "…" : output);
        }
        return GSON.toJson(entry);
    }

    /** The cell of a line; none where a session begins, or of a damaged line. */
    static Stream<HistoryEntry> entry(String line) {
        return array(line).filter(array -> array.size() >= 3).stream().map(array -> {
            String output = array.size() > 3 ? array.get(3).getAsString() : null;
            return new HistoryEntry(
                    array.get(0).getAsInt(),
                    array.get(1).getAsInt(),
                    array.get(2).getAsString(),
                    output);
        });
    }

    /** The session of a line; 0 of a damaged line. */
    static int session(String line) {
        return array(line).map(array -> array.get(0).getAsInt()).orElse(0);
    }

    private static Optional<JsonArray> array(String line) {
        try {
            JsonArray array = JsonParser.parseString(line).getAsJsonArray();
            return array.get(0).getAsInt() > 0 ? Optional.of(array) : Optional.empty();
        } catch (JsonParseException
                | IllegalStateException
                | NumberFormatException
                | IndexOutOfBoundsException
                | UnsupportedOperationException damaged) {
            return Optional.empty();
        }
    }
}
