package dev.sonde.backend.djl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the JSON of model folders: no duplicate keys, nothing behind the end. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        // a tokenizer of 200,000 tokens and a header of 100,000 tensors are long, not hostile
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(1 << 20)
                        .build());
    }

    private Json() {}

    static JsonNode object(Path file) {
        try {
            return object(file, MAPPER.readTree(file.toFile()));
        } catch (JsonProcessingException e) {
            throw ModelFileErrors.notJson(file, e.getOriginalMessage());
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(file, e);
        }
    }

    /** A file whose top level is a list. */
    static JsonNode list(Path file) {
        try {
            JsonNode node = MAPPER.readTree(file.toFile());
            if (!node.isArray()) {
                throw ModelFileErrors.notJson(file, "the top level is not a list");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw ModelFileErrors.notJson(file, e.getOriginalMessage());
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(file, e);
        }
    }

    static JsonNode object(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    private static JsonNode object(Path file, JsonNode node) {
        if (!node.isObject()) {
            throw ModelFileErrors.notJson(file, "the top level is not an object");
        }
        return node;
    }
}
