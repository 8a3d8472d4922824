package dev.sonde.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sonde.probe.SpecChecks;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import dev.sonde.probe.sections.Section;
import dev.sonde.suite.document.SourceDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What entries of a suite file ask about where they do not say it themselves: the document that {@code dlm_source} names.
 * Sections go to {@code section_internalization}, their texts to {@code leakage}, the prose to {@code style_fingerprint},
 * preferences to {@code preference_flip}.
 */
final class DocumentDefaults {

    private static final String KEY = "dlm_source";

    /** A key of a kind, and what of a document stands for it. */
    private record Part(String key, Function<SourceDocument, JsonNode> value) {}

    private static final Map<String, Part> PARTS = Map.of(
            "section_internalization",
            new Part("sections", document -> tree(document.sections())),
            "leakage",
            new Part("texts", document -> tree(document.proseTexts())),
            "style_fingerprint",
            new Part("doc_reference", document -> TextNode.valueOf(document.prose())),
            "preference_flip",
            new Part("triples", document -> tree(preferences(document))));

    private final YamlSection root;
    private final Path directory;
    private final boolean chat;
    private Optional<SourceDocument> read = Optional.empty();
    private boolean told;

    DocumentDefaults(YamlSection root, Path directory, boolean chat) {
        this.root = root;
        this.directory = directory;
        this.chat = chat;
    }

    /** Puts the document's part into an entry that has none; a document that is needed and cannot be read is a problem. */
    void fill(YamlSection entry) {
        Part part = PARTS.get(entry.node().path("kind").asText());
        boolean enabled = entry.node().path("enabled").asBoolean(true);
        if (part == null
                || !enabled
                || !entry.node().path(part.key()).isEmpty()
                || isText(entry.node().path(part.key()))) {
            return;
        }
        root.text(KEY)
                .flatMap(this::document)
                .map(part.value())
                .filter(value -> !value.isEmpty() || isText(value))
                .ifPresent(value -> entry.node().set(part.key(), value));
    }

    private static boolean isText(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank();
    }

    private Optional<SourceDocument> document(String path) {
        Path file = SpecChecks.path(directory, path);
        if (told) {
            return Optional.empty();
        }
        if (read.isEmpty() && !Files.isRegularFile(file)) {
            told = true;
            root.problem(
                    KEY,
                    "there is no document '%s', which entries without sections of their own ask about; paths are relative to this file"
                            .formatted(path));
        } else if (read.isEmpty()) {
            read = Optional.of(SourceDocument.read(file).asked(chat));
        }
        return read;
    }

    private static List<PreferenceTriple> preferences(SourceDocument document) {
        return document.sections().stream()
                .map(Section::preferences)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static JsonNode tree(Object values) {
        return SuiteJson.STRICT.valueToTree(values);
    }
}
