package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.djl.arch.ConfigErrors;
import dev.sonde.backend.djl.arch.ConfigFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What an embedder does to a text before it is read.
 *
 * @param mostTokens how many are read, special ones included
 * @param lowerCase whether letters are made small first
 */
record SentenceLimits(int mostTokens, boolean lowerCase) {

    private static final String TASK = "feature-extraction";
    private static final String OUTPUT = "last_hidden_state";
    private static final int FEWEST = 3; // one token between [CLS] and [SEP]
    private static final Map<String, String> SPELLINGS = Map.of(
            "do_lower_case", "lowercase",
            "strip_accents", "strip_accents",
            "tokenize_chinese_chars", "handle_chinese_chars");

    /**
     * As the files of {@code encoder} say.
     *
     * @param positions how many tokens fit into the encoder
     * @throws dev.sonde.backend.BackendException if they contradict each other, or cut a text at its start
     */
    static SentenceLimits of(Path encoder, int positions) {
        ConfigFields tokenizer = fields(encoder.resolve("tokenizer_config.json"));
        refuseOtherTokens(
                tokenizer, Json.object(encoder.resolve("tokenizer.json")).path("normalizer"));
        ConfigFields own = fields(encoder.resolve("sentence_bert_config.json"));
        refuseOtherStates(own);
        int most = own.findSize("max_seq_length").orElseGet(() -> (int)
                Math.min(positions, tokenizer.findNumber("model_max_length").orElse((double) positions)));
        if (most < FEWEST) {
            throw ConfigErrors.value(own.file(), "max_seq_length", most, "It must be at least " + FEWEST + ".");
        }
        return new SentenceLimits(Math.min(most, positions), own.flag("do_lower_case", false));
    }

    private static void refuseOtherTokens(ConfigFields config, JsonNode normalizer) {
        config.findText("truncation_side").filter(side -> !side.equals("right")).ifPresent(side -> {
            throw ConfigErrors.value(
                    config.file(), "truncation_side", "'" + side + "'", "Texts are cut at their end only.");
        });
        SPELLINGS.forEach((field, same) -> {
            JsonNode here = config.root().path(field);
            JsonNode there = normalizer.path(same);
            if (here.isBoolean() && there.isBoolean() && here.booleanValue() != there.booleanValue()) {
                throw ConfigErrors.value(
                        config.file(),
                        field,
                        here,
                        "The normalizer of tokenizer.json has '%s' %s; save the tokenizer anew, so that both agree."
                                .formatted(same, there));
            }
        });
    }

    /** Newer folders say which output of the encoder is pooled. */
    private static void refuseOtherStates(ConfigFields own) {
        String task = own.findText("transformer_task").orElse(TASK);
        if (!task.equals(TASK)) {
            throw ConfigErrors.value(own.file(), "transformer_task", "'" + task + "'", "Only " + TASK + " can be run.");
        }
        own.findObject("modality_config")
                .flatMap(kinds -> kinds.findObject("text"))
                .flatMap(text -> text.findText("method_output_name"))
                .filter(output -> !output.equals(OUTPUT))
                .ifPresent(output -> {
                    throw ConfigErrors.value(
                            own.file(), "method_output_name", "'" + output + "'", "Only " + OUTPUT + " can be pooled.");
                });
    }

    /** The fields of {@code file}; none where it does not exist. */
    private static ConfigFields fields(Path file) {
        return Files.exists(file)
                ? new ConfigFields(file, Json.object(file))
                : new ConfigFields(file, com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
    }

    String applied(String text) {
        return lowerCase ? text.toLowerCase(Locale.ROOT) : text;
    }
}
