package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.BackendException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ids that end a text.
 *
 * @param ids may be empty: then only length ends a text
 */
record EndTokens(Set<Integer> ids) {

    /** From generation_config.json, or else from config.json; a number or a list. */
    static EndTokens of(ModelFolder folder) {
        Path generation = folder.directory().resolve("generation_config.json");
        JsonNode node = Files.isRegularFile(generation)
                ? Json.object(generation).path("eos_token_id")
                : folder.config().root().path("eos_token_id");
        if (node.isMissingNode() || node.isNull()) {
            node = folder.config().root().path("eos_token_id");
        }
        Set<Integer> ids = new HashSet<>();
        for (JsonNode id : node.isArray() ? node : List.of(node)) {
            if (id.isInt()) {
                ids.add(id.intValue());
            } else if (!id.isMissingNode() && !id.isNull()) {
                throw new BackendException(
                        "config-value",
                        "%s: 'eos_token_id' holds %s. Write a token id or a list of token ids."
                                .formatted(folder.directory(), id));
            }
        }
        return new EndTokens(Set.copyOf(ids));
    }

    boolean contains(int id) {
        return ids.contains(id);
    }
}
