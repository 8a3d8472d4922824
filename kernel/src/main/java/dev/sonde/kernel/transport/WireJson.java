package dev.sonde.kernel.transport;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.github.spencerpark.jupyter.kernel.history.HistoryEntry;
import io.github.spencerpark.jupyter.messages.adapters.HistoryEntryAdapter;
import io.github.spencerpark.jupyter.messages.adapters.HistoryRequestAdapter;
import io.github.spencerpark.jupyter.messages.adapters.PublishStatusAdapter;
import io.github.spencerpark.jupyter.messages.publish.PublishStatus;
import io.github.spencerpark.jupyter.messages.request.HistoryRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** How contents become JSON: readable text, and never a number that JSON does not know. */
final class WireJson {

    static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapter(HistoryEntry.class, HistoryEntryAdapter.INSTANCE)
            .registerTypeAdapter(HistoryRequest.class, HistoryRequestAdapter.INSTANCE)
            .registerTypeAdapter(PublishStatus.class, PublishStatusAdapter.INSTANCE)
            .registerTypeAdapter(Double.class, new FiniteAdapter<>(text -> Double.valueOf(text)))
            .registerTypeAdapter(double.class, new FiniteAdapter<>(text -> Double.valueOf(text)))
            .registerTypeAdapter(Float.class, new FiniteAdapter<>(text -> Float.valueOf(text)))
            .registerTypeAdapter(float.class, new FiniteAdapter<>(text -> Float.valueOf(text)))
            .create();

    // a null that is in the tree is meant: it stands for a number that is none
    private static final Gson TREE =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private WireJson() {}

    /** A content as a tree; one that is a tree keeps its nulls, which Gson would drop. */
    static JsonElement tree(Object content) {
        return content instanceof JsonElement ready ? ready : GSON.toJsonTree(content);
    }

    /** Values that are trees already, with their nulls. */
    static JsonElement withNulls(Map<String, ?> trees) {
        return TREE.toJsonTree(trees);
    }

    /** The JSON of a finished tree, in UTF-8. */
    static byte[] bytes(JsonElement tree) {
        return TREE.toJson(tree).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes NaN and the infinities as null. */
    private static final class FiniteAdapter<T extends Number> extends TypeAdapter<T> {
        private final Function<String, T> parse;

        FiniteAdapter(Function<String, T> parse) {
            this.parse = parse;
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            if (value != null && Double.isFinite(value.doubleValue())) {
                out.value(value);
                return;
            }
            boolean before = out.getSerializeNulls();
            out.setSerializeNulls(true); // otherwise a map loses the key
            out.nullValue();
            out.setSerializeNulls(before);
        }

        @Override
        public T read(JsonReader in) throws IOException {
            return parse.apply(in.nextString());
        }
    }
}
