package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.djl.arch.ConfigErrors;
import dev.sonde.backend.djl.arch.ConfigFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The modules of a sentence embedder: an encoder, pooling, perhaps a step to length 1. A folder that does not list them is
 * an encoder whose hidden states are averaged.
 *
 * @param encoder the folder of the encoder
 * @param normalised whether points have length 1
 */
record SentenceFolder(Path encoder, SentencePooling pooling, boolean normalised) {

    private static final List<String> PLAIN = List.of("Transformer", "Pooling");
    private static final List<String> NORMALISED = List.of("Transformer", "Pooling", "Normalize");

    /**
     * Reads {@code directory}.
     *
     * @throws dev.sonde.backend.BackendException if it has other modules, or a prompt that is put before every text
     */
    static SentenceFolder of(Path directory) {
        refusePrompt(directory.resolve("config_sentence_transformers.json"));
        Path list = directory.resolve("modules.json");
        if (!Files.exists(list)) {
            return new SentenceFolder(directory, SentencePooling.MEAN, false);
        }
        List<String> types = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        for (JsonNode module : Json.list(list)) {
            String type = module.path("type").asText();
            types.add(type.substring(type.lastIndexOf('.') + 1));
            folders.add(inside(list, directory, module.path("path").asText()));
        }
        if (!types.equals(PLAIN) && !types.equals(NORMALISED)) {
            throw ConfigErrors.value(
                    list,
                    "type",
                    types,
                    "Only a Transformer, Pooling and perhaps Normalize, in this order, can be run.");
        }
        return new SentenceFolder(
                folders.get(0), SentencePooling.of(folders.get(1).resolve("config.json")), types.equals(NORMALISED));
    }

    private static Path inside(Path list, Path directory, String path) {
        if (path.contains("/") || path.contains("\\") || path.equals("..")) {
            throw ConfigErrors.value(
                    list, "path", "'" + path + "'", "A module lies in a folder of the embedder's own.");
        }
        return directory.resolve(path);
    }

    private static void refusePrompt(Path file) {
        if (Files.exists(file)) {
            var config = new ConfigFields(file, Json.object(file));
            config.findText("default_prompt_name")
                    .filter(name ->
                            !config.root().path("prompts").path(name).asText().isEmpty())
                    .ifPresent(name -> {
                        throw ConfigErrors.value(
                                file,
                                "default_prompt_name",
                                "'" + name + "'",
                                "Texts are embedded as they are; write null there, or choose an embedder without a prompt.");
                    });
        }
    }
}
