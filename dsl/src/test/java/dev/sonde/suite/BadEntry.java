package dev.sonde.suite;

import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeSpec;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an entry of a kind is written in a suite file, for {@link BadInputTest}.
 *
 * @param list key of what it observes; empty for kinds that observe nothing of their own
 * @param item one of these, with {@code $T} for a text
 * @param more settings that keep it small
 */
record BadEntry(String kind, String list, String item, List<String> more) {

    private static final String REFERENCE =
            "He came, and she went away over the hills. ".repeat(20).strip();
    private static final String TOOL = "tool_spec: {name: f, parameters: {type: object}}, gold_tool_name: f";

    private static BadEntry prompts(String kind, String... more) {
        return new BadEntry(kind, "prompts", "'$T'", List.of(more));
    }

    private static BadEntry of(String kind, String list, String item, String... more) {
        return new BadEntry(kind, list, item, List.of(more));
    }

    static Stream<BadEntry> all() {
        return Stream.of(
                of("null_adapter", "", ""),
                of("gradient_ghost", "", ""),
                of("training_drift", "", ""),
                prompts("delta_kl"),
                prompts("adapter_ablation"),
                prompts("module_ablation", "budget: 60"),
                prompts("position_shift", "positions: 4"),
                prompts("prompt_collapse", "context_lengths: [8, 16]"),
                prompts("multi_turn_coherence_decay", "max_turns: 2", "max_new_tokens: 4"),
                prompts("cluster_kl", "num_clusters: 2", "min_prompts: 4"),
                prompts("style_fingerprint", "max_new_tokens: 32", "doc_reference: '" + REFERENCE + "'"),
                prompts("merge_loss"),
                of("preference_flip", "triples", "{prompt: '$T', chosen: ' this', rejected: ' that'}"),
                of("section_internalization", "sections", "{id: '$T', kind: prose, content: '$T'}"),
                of("paraphrase_invariance", "cases", "{prompt: '$T', gold: ' this', paraphrases: ['$T and']}"),
                of(
                        "adapter_revert",
                        "cases",
                        "{prompt: '$T', gold: ' this', paraphrases: ['$T and']}",
                        "max_new_tokens: 4"),
                of("tool_use_fidelity", "cases", "{prompt: '$T', max_new_tokens: 8, " + TOOL + "}"),
                of("external_perplexity", "texts", "'$T'"),
                of("calibration_drift", "items", "['$T', ' this', ' that']"),
                of("capability_retention", "items", "['$T', ' this', ' that']"),
                of("leakage", "texts", "'$T'", "prefix_chars: 8", "max_new_tokens: 4"),
                of("boundary_audit", "cases", "'$T'"));
    }

    static Stream<BadEntry> observing() {
        return all().filter(entry -> !entry.list.isEmpty());
    }

    /** A suite with this entry over {@code texts}, called bad, and a sound one beside it, called control. */
    Suite over(String... texts) {
        return suite(line(Arrays.stream(texts)
                .map(text -> item.replace("$T", text))
                .collect(Collectors.joining(", ", "[", "]"))));
    }

    /** The same with {@code value} as the list, and other settings in place of those of the same key. */
    Suite with(String value, String... settings) {
        return suite(line(value, settings));
    }

    private String line(String value, String... settings) {
        var others = Stream.of(settings).map(BadEntry::key).toList();
        return Stream.of(
                        Stream.of("name: bad", "kind: " + kind),
                        list.isEmpty() ? Stream.<String>empty() : Stream.of(list + ": " + value),
                        more.stream(),
                        Stream.of(settings))
                .flatMap(each -> each)
                .filter(each -> !others.contains(key(each)) || List.of(settings).contains(each))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A list that is sound. */
    String sound() {
        return "[" + item.replace("$T", "We read") + "]";
    }

    private static String key(String setting) {
        return setting.substring(0, setting.indexOf(':'));
    }

    private static Suite suite(String line) {
        String yaml = """
                version: 1
                suite:
                  - {name: control, kind: delta_kl, prompts: [We go, They go, You go, I go]}
                  - %s
                """.formatted(line);
        return SuiteYaml.parse(yaml, "suite.yaml", Path.of("."), SuiteYaml.UnbuiltKinds.REFUSE);
    }

    /** Its settings of these types, as they are spelled in a file. */
    List<String> keys(List<Class<?>> types) {
        return Arrays.stream(spec().getRecordComponents())
                .filter(part -> types.contains(part.getType())
                        || types.contains(Enum.class) && part.getType().isEnum())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
    }

    private Class<? extends ProbeSpec> spec() {
        return ProbeRegistry.shared().find(kind).orElseThrow().kind().specType();
    }

    @Override
    public String toString() {
        return kind;
    }
}
