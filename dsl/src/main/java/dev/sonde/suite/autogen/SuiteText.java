package dev.sonde.suite.autogen;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.stop.StopPoint;
import dev.sonde.stop.StoppableText;
import dev.sonde.suite.document.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The file of a starter suite.
 *
 * @param entries in order
 * @param omitted told in the comments at the top
 */
record SuiteText(SourceDocument document, AutogenSettings settings, List<Entry> entries, List<String> omitted) {

    static final String WRITING = "during the making of a suite";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .serializationInclusion(JsonInclude.Include.NON_EMPTY)
            .build();

    /** An entry of the suite. */
    record Entry(String name, String kind, String purpose, ObjectNode settings) {}

    /** Values as they stand in suite files. */
    static JsonNode tree(Object values) {
        return JSON.valueToTree(values);
    }

    String yaml() {
        var text = new StringBuilder();
        comments()
                .forEach(line ->
                        text.append("# ").append(line.replaceAll("\\R", " ")).append('\n'));
        ObjectNode head = object().put("version", 1).put("title", document.title());
        head.put("dlm_source", source());
        settings.model().ifPresent(model -> head.set("models", models(model)));
        ObjectNode defaults = head.putObject("defaults").put("seed", settings.seed());
        if (settings.chat()) {
            defaults.put("chat", true);
        }
        text.append(written(head)).append("suite:\n");
        for (Entry entry : entries) {
            StopPoint.pass(WRITING);
            text.append("  # ").append(entry.purpose()).append('\n').append(item(entry));
        }
        return text.toString();
    }

    /** Where the document is, seen from the suite's file. */
    private String source() {
        Path directory = settings.directory().toAbsolutePath().normalize();
        return document.file()
                .map(file -> file.toAbsolutePath().normalize())
                .filter(file -> Objects.equals(file.getRoot(), directory.getRoot()))
                .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                .orElse(document.name());
    }

    private List<String> comments() {
        var lines = new ArrayList<String>();
        lines.add("A starter suite, made of %s (sha256 %s). Read it, change it, run it: sonde run FILE"
                .formatted(document.name(), document.hash()));
        if (!settings.heldOut().isEmpty()) {
            lines.add("Not trained on, and so the controls: " + String.join(", ", settings.heldOut()));
        }
        document.notes().forEach(note -> lines.add("Note: " + note));
        lines.addAll(costs());
        if (!omitted.isEmpty()) {
            lines.add("Left out:");
            omitted.forEach(reason -> lines.add("- " + reason));
        }
        return lines;
    }

    /** Which lines make it long. */
    private List<String> costs() {
        String asked = entries.stream()
                .filter(entry -> ProbeRegistry.shared()
                        .find(entry.kind())
                        .map(probe -> probe.kind().calibrated())
                        .orElse(false))
                .map(Entry::name)
                .collect(Collectors.joining(", "));
        return asked.isEmpty()
                ? List.of()
                : List.of(
                        "What takes longest: all that these entries ask is asked of each null adapter, too: " + asked
                                + ".",
                        "To be done sooner, give them fewer prompts, shorter context_lengths, max_prose_chars or max_new_tokens,",
                        "or delete what you do not need. Fewer null adapters than 19 (runs) cannot show anything.");
    }

    private static ObjectNode models(ModelSource model) {
        ObjectNode tuned = object().put("kind", model.kind()).put("base", model.base());
        model.adapter().ifPresent(adapter -> tuned.put("adapter", adapter));
        ObjectNode models = object();
        models.set("ft", tuned);
        return models;
    }

    private static String item(Entry entry) {
        ObjectNode node = object().put("name", entry.name()).put("kind", entry.kind());
        node.setAll(entry.settings());
        return written(node)
                .lines()
                .map(line -> "    " + line)
                .collect(Collectors.joining("\n", "", "\n"))
                .replaceFirst("^ {4}", "  - ");
    }

    private static String written(ObjectNode node) {
        var text = new StoppableText(WRITING); // one text of the document may be all of it
        try {
            YAML.writeValue(text, node);
        } catch (IOException impossible) {
            StopPoint.pass(WRITING); // the mapper wraps it
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
