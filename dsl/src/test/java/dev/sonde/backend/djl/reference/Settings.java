package dev.sonde.backend.djl.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A JSON object with the first of several spellings of each field. */
record Settings(JsonNode root) {

    static Settings read(Path file) {
        try {
            return new Settings(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first field that is there and not null; else a missing node. */
    JsonNode first(String... names) {
        for (String name : names) {
            if (root.hasNonNull(name)) {
                return root.path(name);
            }
        }
        return root.path("no such field");
    }

    int whole(String... names) {
        JsonNode node = first(names);
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("No " + String.join(" or ", names));
        }
        return node.asInt();
    }

    double number(double otherwise, String... names) {
        return first(names).asDouble(otherwise);
    }

    boolean flag(boolean otherwise, String... names) {
        return first(names).asBoolean(otherwise);
    }

    String text(String otherwise, String... names) {
        return first(names).asText(otherwise);
    }
}
