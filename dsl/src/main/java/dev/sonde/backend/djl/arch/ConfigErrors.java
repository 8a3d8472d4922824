package dev.sonde.backend.djl.arch;

import dev.sonde.backend.BackendException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What can be wrong with a model's config.json, worded once. */
public final class ConfigErrors {
    private ConfigErrors() {}

    /** A field is needed and absent. */
    public static BackendException missing(Path file, String field) {
        return new BackendException(
                "config-field-missing",
                "%s has no field '%s'. Take the config.json that belongs to the weights.".formatted(file, field));
    }

    /** A field has a value that makes no sense or is not supported. */
    public static BackendException value(Path file, String field, Object value, String advice) {
        return new BackendException("config-value", "%s: field '%s' is %s. %s".formatted(file, field, value, advice));
    }

    /** A family that nobody wrote. */
    public static BackendException family(Path file, String family, Collection<String> known) {
        var distance = LevenshteinDistance.getDefaultInstance();
        String nearest = Collections.min(known, Comparator.comparing(name -> distance.apply(family, name)));
        return new BackendException(
                "unknown-family",
                "%s: model_type '%s' is not a family that can be run; the nearest name is '%s'. Known families: %s. "
                                .formatted(file, family, nearest, String.join(", ", known))
                        + "Choose a decoder-only model of one of them.");
    }

    /** An encoder that nobody wrote. */
    static BackendException encoder(Path file, String family, Collection<String> known) {
        return new BackendException(
                "unknown-family",
                "%s: model_type '%s' cannot be run as a sentence embedder; known: %s. "
                                .formatted(file, family, String.join(", ", known))
                        + "Choose one of these, or leave embedding_model out: the base model embeds then.");
    }

    /** The model needs Python code from its folder. */
    public static BackendException customCode(Path file) {
        return new BackendException(
                "custom-code",
                file + ": field 'auto_map' says that the model needs Python code from its folder, which is never run. "
                        + "Use a model whose family is built in.");
    }

    /** The weights are quantised. */
    public static BackendException quantized(Path file, String method) {
        return new BackendException(
                "quantized-model",
                "%s: field 'quantization_config' (%s): quantised weights cannot be read. ".formatted(file, method)
                        + "Use the original fp32, bf16 or fp16 model.");
    }
}
