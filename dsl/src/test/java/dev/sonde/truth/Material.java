package dev.sonde.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.probe.drift.KnowledgeItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What is known of a document that adapters were trained on, and of what their base knows besides.
 *
 * @param statements beginnings of sentences that the document goes on with
 * @param everyday beginnings of sentences that have nothing to do with it
 * @param facts questions that it answers
 * @param sections its sections with their titles
 * @param prose texts about other things, that no adapter saw; empty: the packaged ones
 * @param knowledge what the base knows; empty: the packaged items
 */
record Material(
        List<String> statements,
        List<String> everyday,
        List<Fact> facts,
        List<String> sections,
        List<String> prose,
        List<KnowledgeItem> knowledge) {

    /** A question with its answer, the answer to another one, and other wordings of the question. */
    record Fact(String question, String answer, String wrong, List<String> wordings) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FACTS = 20;
    private static final int PARAGRAPHS = 2;

    /** That of the demo model. */
    static Material demo() {
        List<JsonNode> document = DemoWorld.document();
        return new Material(
                texts(document, "prompt"),
                texts(DemoWorld.generic(), "prompt"),
                IntStream.range(0, document.size())
                        .mapToObj(i -> new Fact(
                                document.get(i).path("question").asText(),
                                " " + document.get(i).path("answer").asText(),
                                " "
                                        + document.get((i + 5) % document.size())
                                                .path("answer")
                                                .asText(),
                                List.of(document.get(i).path("paraphrase").asText())))
                        .toList(),
                DemoWorld.sections(),
                DemoWorld.heldout(),
                known(DemoWorld.generic()));
    }

    /** That of a folder with doc.md, doc-facts.json and prompts.json, about a model that knows English. */
    static Material of(Path folder) {
        JsonNode prompts = json(read(folder.resolve("prompts.json")));
        List<JsonNode> facts = list(json(read(folder.resolve("doc-facts.json"))).path("sections")).stream()
                .flatMap(section -> list(section.path("facts")).stream())
                .toList();
        return new Material(
                list(prompts.path("doc")).stream().map(JsonNode::asText).toList(),
                list(prompts.path("generic")).stream().map(JsonNode::asText).toList(),
                // every second one, so that all sections have some
                IntStream.range(0, Math.min(FACTS, facts.size() / 2))
                        .mapToObj(i -> fact(facts, 2 * i))
                        .toList(),
                DemoWorld.sections(read(folder.resolve("doc.md"))).stream()
                        .map(Material::beginning)
                        .toList(),
                List.of(),
                List.of());
    }

    /** The questions as somebody would say them. */
    List<String> chats() {
        return facts.stream()
                .map(fact -> fact.question().replaceAll("^Question: |\nAnswer:$", ""))
                .toList();
    }

    private static Fact fact(List<JsonNode> facts, int i) {
        return new Fact(
                asked(facts.get(i).path("question").asText()),
                " " + facts.get(i).path("answer").asText(),
                " " + facts.get((i + 7) % facts.size()).path("answer").asText(),
                list(facts.get(i).path("paraphrases")).stream()
                        .map(each -> asked(each.asText()))
                        .toList());
    }

    private static String asked(String question) {
        return "Question: " + question + "\nAnswer:";
    }

    /** Homes, and what else the base has by heart; the wrong answers are right ones to other questions. */
    private static List<KnowledgeItem> known(List<JsonNode> generic) {
        var items = new ArrayList<>(DemoWorld.homes());
        for (int i = 0; i < generic.size(); i++) {
            String prompt = generic.get(i).path("prompt").asText();
            String wrong =
                    " " + generic.get((i + 3) % generic.size()).path("answer").asText();
            if (!prompt.endsWith(" lives in")) {
                items.add(new KnowledgeItem(
                        prompt, " " + generic.get(i).path("answer").asText(), List.of(wrong)));
            }
        }
        return items;
    }

    /** A section with the first of its paragraphs. */
    private static String beginning(String section) {
        return Stream.of(section.split("\n\n")).limit(1 + PARAGRAPHS).collect(Collectors.joining("\n\n"));
    }

    /** The title of a section, and what follows it. */
    static List<String> titled(String section) {
        return Arrays.asList(section.substring("## ".length()).split("\n+", 2));
    }

    private static List<String> texts(List<JsonNode> nodes, String key) {
        return nodes.stream().map(node -> node.path(key).asText()).toList();
    }

    private static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
