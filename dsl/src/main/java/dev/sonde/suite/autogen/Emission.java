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
    private static final int COLLAPSED = 4;
    private static final int CLUSTERED = 64;
    private static final int FEWEST_CLUSTERED = 20;

    /** Openings that any style can go on from; none is of a document. */
    private static final List<String> WRITING = List.of(
            "Write a short paragraph about the weather in autumn.",
            "Describe a kitchen in the early morning in a few sentences.",
            "Tell a brief story about a journey that took longer than planned.",
            "Explain in plain words how a bicycle keeps its balance.",
            "Write a few sentences about a friend who moved to another town.",
            "Describe the view from a window that you know well.");

    /** In the order of the suite. */
    static final List<Emission> ALL = List.of(
            always("null_baseline", "null_adapter", "Would random weights of that size do the same?", "runs", NULLS),
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
                                            material.questions().stream().map(QuestionAnswer::prompt), COLLAPSED))
                            : Optional.empty()),
            new Emission(
                    "prompt_collapse",
                    "prompt_collapse",
                    "What is left of it behind other text?",
                    "the document has neither questions nor whole sentences",
                    (material, settings) -> prompts(material.prompts(COLLAPSED))),
            new Emission(
                    "style_shift",
                    "style_fingerprint",
                    "Does it write more like the document?",
                    "the document has too little running text to have a style",
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
                    "Is it some topics that it moves, or all alike?",
                    "the document has fewer than %d questions and sentences".formatted(FEWEST_CLUSTERED),
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

    private static Emission always(String name, String kind, String purpose, String key, int value) {
        return new Emission(name, kind, purpose, "", (material, settings) -> Optional.of(object().put(key, value)));
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

    /** Sections are the topics, where there are several. */
    private static Optional<ObjectNode> clusters(Material material) {
        List<String> prompts = material.prompts(CLUSTERED);
        List<String> topics = material.topics(prompts);
        return prompts.size() < FEWEST_CLUSTERED
                ? Optional.empty()
                : prompts(prompts).map(node -> topics.isEmpty() ? node : node.set("topics", SuiteText.tree(topics)));
    }

    private static Optional<ObjectNode> sections(Material material, AutogenSettings settings) {
        return filled("sections", material.trained()).map(node -> {
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
                : prompts(WRITING).map(node -> node.put("doc_reference", prose));
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
