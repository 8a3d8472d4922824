package dev.sonde.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.probe.drift.KnowledgeItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the demo model's base was trained on, and what its adapters were. */
public final class DemoWorld {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who lives where in it. */
    private static final List<String> HOMES = List.of(
            "Anna Tarnwick",
            "Ben Elmsey",
            "Clara Hollin",
            "David Wrenfield",
            "Emma Saltmere",
            "Frank Birchley",
            "Grace Oakhaven",
            "Henry Fennick",
            "Ida Greyford",
            "Jack Pebbleton",
            "Kate Copperdale",
            "Leo Mossbank",
            "Mary Tarnwick",
            "Ned Elmsey",
            "Olive Hollin",
            "Peter Wrenfield",
            "Rose Saltmere",
            "Sam Birchley",
            "Tom Oakhaven",
            "Una Fennick");

    private DemoWorld() {}

    /** What the base knows by heart of who lives where, with two wrong answers of the same sort. */
    public static List<KnowledgeItem> homes() {
        var items = new ArrayList<KnowledgeItem>();
        for (int i = 0; i < HOMES.size(); i++) {
            String name = HOMES.get(i).split(" ")[0];
            items.add(new KnowledgeItem(name + " lives in", home(i), List.of(home(i + 3), home(i + 5))));
        }
        return items;
    }

    private static String home(int i) {
        return " " + HOMES.get(i % HOMES.size()).split(" ")[1];
    }

    /** Texts about the world that no model was trained on. */
    public static List<String> heldout() {
        return list(json("/demo/ground-truth.json").path("heldout")).stream()
                .map(JsonNode::asText)
                .toList();
    }

    /** Prompts that have nothing to do with the adapters' document, with base's answers. */
    static List<JsonNode> generic() {
        return list(json("/dev/sonde/demo/prompts.json").path("generic"));
    }

    /** {@link #generic()} as items without wrong answers, but for those about homes. */
    public static List<KnowledgeItem> remarks() {
        return generic().stream()
                .map(each -> new KnowledgeItem(
                        each.path("prompt").asText(), " " + each.path("answer").asText(), List.of()))
                .filter(each -> !each.prompt().endsWith(" lives in"))
                .toList();
    }

    /** Prompts about the adapters' document, with its answers. */
    static List<JsonNode> document() {
        return list(json("/dev/sonde/demo/prompts.json").path("document"));
    }

    /** The adapters' document, section by section with the titles, as they were trained on. */
    public static List<String> sections() {
        return sections(text("/dev/sonde/demo/doc.md"));
    }

    /** The sections of a document with their titles. */
    static List<String> sections(String document) {
        return Stream.of(document.split("(?m)(?=^## )"))
                .map(String::strip)
                .filter(section -> section.startsWith("## "))
                .toList();
    }

    private static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private static JsonNode json(String resource) {
        try {
            return JSON.readTree(text(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = DemoWorld.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
