package dev.sonde.probe.drift;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a base model should know.
 *
 * @param prompt what comes before, without a blank at its end
 * @param gold how it goes on, mostly beginning with a blank
 * @param alternatives wrong ways to go on; with some, the item is right or wrong
 * @param category what it is about; empty for none
 */
public record KnowledgeItem(String prompt, String gold, List<String> alternatives, Optional<String> category) {

    private static final Set<String> KEYS = Set.of("prompt", "gold", "alternatives", "category");

    /** Copies {@code alternatives} and refuses what has nothing to score. */
    public KnowledgeItem {
        alternatives = List.copyOf(alternatives);
        if (prompt.isBlank() || gold.isBlank() || alternatives.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "An item needs a prompt, a gold and alternatives that are not blank, got %s, %s, %s"
                            .formatted(prompt, gold, alternatives));
        }
        if (alternatives.contains(gold)) {
            throw new IllegalArgumentException(
                    "The gold '%s' after '%s' is also among its alternatives".formatted(gold, prompt));
        }
    }

    /** An item without a category. */
    public KnowledgeItem(String prompt, String gold, List<String> alternatives) {
        this(prompt, gold, alternatives, Optional.empty());
    }

    /** The same item in a category. */
    public KnowledgeItem withCategory(String other) {
        return new KnowledgeItem(prompt, gold, alternatives, Optional.of(other));
    }

    /** The gold, then the alternatives. */
    public List<String> completions() {
        var completions = new ArrayList<String>();
        completions.add(gold);
        completions.addAll(alternatives);
        return completions;
    }

    /**
     * A copy of {@code items}.
     *
     * @throws IllegalArgumentException if a prompt and gold stand twice: they would count as two observations
     */
    public static List<KnowledgeItem> distinct(String probe, List<KnowledgeItem> items) {
        var seen = new HashSet<List<String>>();
        for (var item : items) {
            if (!seen.add(List.of(item.prompt(), item.gold()))) {
                throw new IllegalArgumentException(
                        "Probe '%s' has the item '%s%s' twice; it would count as two observations. Remove one."
                                .formatted(probe, item.prompt(), item.gold()));
            }
        }
        return List.copyOf(items);
    }

    /** As an object, or as the reference's pair {@code [prompt, gold]}, behind which alternatives may follow. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static KnowledgeItem fromFile(JsonNode node) {
        if (node.isArray() && node.size() >= 2) {
            var texts = texts(node);
            return new KnowledgeItem(texts.get(0), texts.get(1), texts.subList(2, texts.size()));
        }
        if (!node.isObject()
                || !node.path("prompt").isTextual()
                || !node.path("gold").isTextual()) {
            throw new IllegalArgumentException(
                    "An item is [prompt, gold], or an object with prompt, gold and, if you like, "
                            + "alternatives and a category; got " + node);
        }
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "An item has no key '" + key + "'; it has prompt, gold, alternatives, category");
            }
        }
        return new KnowledgeItem(
                node.path("prompt").asText(),
                node.path("gold").asText(),
                texts(node.path("alternatives")),
                category(node.path("category")));
    }

    private static Optional<String> category(JsonNode node) {
        if (!node.isMissingNode()
                && !node.isNull()
                && (!node.isTextual() || node.asText().isBlank())) {
            throw new IllegalArgumentException("The category of an item is a quoted text, got " + node);
        }
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        for (JsonNode text : list) {
            if (!text.isTextual()) {
                throw new IllegalArgumentException("The texts of an item are quoted texts, got " + text);
            }
            texts.add(text.asText());
        }
        return texts;
    }
}
