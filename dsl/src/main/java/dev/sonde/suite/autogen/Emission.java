package dev.sonde.suite.autogen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.probe.Words;
import dev.sonde.probe.paraphrase.ParaphraseCase;
import dev.sonde.probe.sections.QuestionAnswer;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.style.StyleFingerprintSpec;
import dev.sonde.probe.trainingdrift.TrainingDriftProbe;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One entry of a starter suite: when it is there, and with what. What is emitted and why another is left out comes of this
 * one table.
 *
 * @param name of the entry
 * @param kind of its probe
 * @param purpose one line for people
 * @param lacking why there is no such entry, where {@code settings} gives none
 * @param settings what the document gives to it; empty: it is left out
 */
record Emission(
        String name,
        String kind,
        String purpose,
        String lacking,
        BiFunction<Material, AutogenSettings, Optional<ObjectNode>> settings) {

    private static final int NULLS = 19;
    private static final int SHIFTED = 16;
    private static final int CASES = 8;
    private static final int TURNED = 4;
    private static final int OF_EACH_TOPIC = 24;
    private static final int FEWEST_OF_A_TOPIC = 8;

    /** What lies before prompts of {@code prompt_collapse}: null adapters read all of it, prompt by prompt. */
    private static final List<Integer> BEHIND = List.of(0, 64, 128);

    /** What is read of all sections, in characters: their beginnings tell enough, and every null adapter reads them, too. */
    private static final int READ_OF_ALL = 9600;

    private static final int MOST_OF_A_SECTION = 600;
    private static final int LEAST_OF_A_SECTION = 200;

    /** A style shows first where the document would speak; eight texts of a page would tell less than twenty of a few lines. */
    private static final int WRITTEN = 20;

    private static final int WRITTEN_TOKENS = 64;

    /** In the order of the suite. */
    static final List<Emission> ALL = List.of(
            new Emission(
                    "null_baseline",
                    "null_adapter",
                    "Would random weights of that size do the same? Stops early where that is clear.",
                    "",
                    (material, settings) ->
                            Optional.of(object().put("runs", NULLS).put("sequential", true))),
            new Emission(
                    "trained",
                    "gradient_ghost",
                    "Was the adapter trained at all, as far as its files tell?",
                    "no folder of an adapter is named",
                    (material, settings) -> folder(settings).map(folder -> object())),
            new Emission(
                    "training_log",
                    "training_drift",
                    "Did the training go well, as far as its log tells?",
                    "the adapter's folder has no log of its training",
                    (material, settings) ->
                            folder(settings).filter(TrainingDriftProbe::hasLog).map(folder -> object())),
            new Emission(
                    "delta_kl_doc",
                    "delta_kl",
                    "Does it move the next token where the document speaks?",
                    "the document has neither questions nor whole sentences",
                    (material, settings) -> prompts(material.prompts(SHIFTED))),
            new Emission(
                    "section_attribution",
                    "section_internalization",
                    "Which sections does it predict better, beyond text it was not trained on?",
                    "the document has no sections that were trained on",
                    Emission::sections),
            new Emission(
                    "paraphrase_invariance",
                    "paraphrase_invariance",
                    "Was the content learned, or the wording? The rewordings are made by rules: look them over.",
                    "the document has no questions with answers (Q, A); write cases of your own",
                    (material, settings) -> cases(material)),
            new Emission(
                    "preference_flip",
                    "preference_flip",
                    "Does it now prefer the chosen answers?",
                    "the document has no preferences (Prompt, Chosen, Rejected)",
                    (material, settings) -> filled("triples", material.preferences())),
            new Emission(
                    "revert_check",
                    "adapter_revert",
                    "Does it answer as base does when it is asked otherwise?",
                    "the document has no questions with answers",
                    (material, settings) -> cases(material)),
            new Emission(
                    "dialogue",
                    "multi_turn_coherence_decay",
                    "What is left of it after some turns of a dialogue?",
                    "the suite's prompts are no chats, or the document has no questions",
                    (material, settings) -> settings.chat()
                            ? filled(
                                    "prompts",
                                    Material.distinct(
                                            material.questions().stream().map(QuestionAnswer::prompt), TURNED))
                            : Optional.empty()),
            new Emission(
                    "prompt_collapse",
                    "prompt_collapse",
                    "What is left of it behind other text?",
                    "the document has neither questions nor whole sentences",
                    (material, settings) -> prompts(material.prompts(CASES))
                            .map(node -> node.set("context_lengths", SuiteText.tree(BEHIND)))),
            new Emission(
                    "style_shift",
                    "style_fingerprint",
                    "Does it write more like the document? The texts that null adapters write for this take longest of all.",
                    "the document has too little running text to have a style, or to begin texts from",
                    (material, settings) -> style(material)),
            always("general_knowledge", "calibration_drift", "Did it forget what base knew?"),
            always("external_ppl", "external_perplexity", "Does it still read ordinary prose as well?"),
            new Emission(
                    "verbatim_leak",
                    "leakage",
                    "Does it recite the document?",
                    "the document has no running text",
                    (material, settings) -> filled("texts", material.prose())),
            new Emission(
                    "cluster_kl_topics",
                    "cluster_kl",
                    "Is it the document that it moves, or everything alike?",
                    "the document has fewer than %d questions and sentences".formatted(FEWEST_OF_A_TOPIC),
                    (material, settings) -> clusters(material)),
            new Emission(
                    "adapter_ablation",
                    "adapter_ablation",
                    "How does the effect grow with the adapter's strength?",
                    "the document has neither questions nor whole sentences",
                    (material, settings) -> prompts(material.prompts(CASES))));

    private static Emission always(String name, String kind, String purpose) {
        return new Emission(name, kind, purpose, "", (material, settings) -> Optional.of(object()));
    }

    private static Optional<Path> folder(AutogenSettings settings) {
        return settings.model().filter(model -> model.kind().equals("hf")).flatMap(model -> model.adapterPath());
    }

    private static Optional<ObjectNode> prompts(List<String> prompts) {
        return filled("prompts", prompts);
    }

    private static Optional<ObjectNode> cases(Material material) {
        List<ParaphraseCase> cases = material.cases(CASES);
        return filled("cases", cases);
    }

    /** The document is one topic, and everyday matters are another: an adapter of a document moves all of its sections. */
    private static Optional<ObjectNode> clusters(Material material) {
        List<String> asked = material.prompts(OF_EACH_TOPIC);
        List<String> prompts = Stream.concat(
                        asked.stream(), Everyday.OPENINGS.stream().limit(asked.size()))
                .toList();
        List<String> topics = IntStream.range(0, prompts.size())
                .mapToObj(i -> i < asked.size() ? "document" : "everyday")
                .toList();
        return asked.size() < FEWEST_OF_A_TOPIC
                ? Optional.empty()
                : prompts(prompts).map(node -> node.set("topics", SuiteText.tree(topics)));
    }

    private static Optional<ObjectNode> sections(Material material, AutogenSettings settings) {
        return filled("sections", material.trained()).map(node -> {
            int evenly = READ_OF_ALL / material.trained().size();
            node.put("max_prose_chars", Math.max(LEAST_OF_A_SECTION, Math.min(MOST_OF_A_SECTION, evenly)));
            List<String> controls = material.heldOut().stream()
                    .map(Section::content)
                    .filter(text -> !text.isBlank())
                    .toList();
            if (!controls.isEmpty()) {
                node.set("controls", SuiteText.tree(controls));
            }
            return node;
        });
    }

    private static Optional<ObjectNode> style(Material material) {
        String prose = String.join("\n\n", material.prose());
        return Words.of(prose).size() < StyleFingerprintSpec.FEWEST_REFERENCE_WORDS
                ? Optional.empty()
                : prompts(material.prompts(WRITTEN))
                        .map(node -> node.put("max_new_tokens", WRITTEN_TOKENS).put("doc_reference", prose));
    }

    private static Optional<ObjectNode> filled(String key, List<?> values) {
        var node = object();
        node.set(key, SuiteText.tree(values));
        return node.get(key) instanceof ArrayNode array && array.isEmpty() ? Optional.empty() : Optional.of(node);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
