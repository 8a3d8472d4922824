package dev.sonde.backend;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a model comes from, before it is loaded.
 *
 * @param kind which provider loads it, such as {@code hf}, {@code http}, {@code demo}, {@code dummy}
 * @param base a directory, or a name that the provider knows
 * @param adapter a directory, or for {@code demo} and {@code http} the adapter's name; empty for the base model alone
 * @param dtype of the weights in memory: {@code fp32}; {@code bf16} or {@code fp16}: as the file has them, which takes half
 *     the room and some time; {@code auto}: fp32 where that fits. Computed is in fp32 with each, and the results are the same
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 * @param directory what relative paths are resolved against
 * @param options what only this kind of model has, by the keys of suite files, such as {@code url}; never a secret. The
 *     provider refuses keys that it does not {@linkplain BackendProvider#options() know}
 */
public record ModelSource(
        String kind,
        String base,
        Optional<String> adapter,
        String dtype,
        String device,
        Path directory,
        Map<String, String> options) {

    /** Copies {@code options}, in the order of their keys. */
    public ModelSource {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** A model without options of its kind. */
    public ModelSource(
            String kind, String base, Optional<String> adapter, String dtype, String device, Path directory) {
        this(kind, base, adapter, dtype, device, directory, Map.of());
    }

    /** A Hugging Face folder and, perhaps, a PEFT adapter; dtype and device are chosen by the machine. */
    public static ModelSource huggingFace(Path base, Optional<Path> adapter) {
        return new ModelSource("hf", base.toString(), adapter.map(Path::toString), "auto", "auto", Path.of(""));
    }

    /** The small model that comes with Sonde, with its adapter {@code healthy}, {@code undertrained}, {@code null} or {@code overfitted}. */
    public static ModelSource demo(String adapter) {
        return new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "auto", Path.of(""));
    }

    /**
     * A completion server that serves a model and, perhaps, a LoRA adapter of it under names of their own.
     *
     * @param url such as {@code https://host/v1}; without user and password
     * @param base the model's name on the server
     * @param adapter the adapter's name on the server
     */
    public static ModelSource http(String url, String base, Optional<String> adapter) {
        return new ModelSource("http", base, adapter, "auto", "auto", Path.of(""), Map.of("url", url));
    }

    /** The same model with one more option of its kind, such as {@code key_variable}. */
    public ModelSource withOption(String key, String value) {
        var more = new TreeMap<>(options);
        more.put(key, value);
        return new ModelSource(kind, base, adapter, dtype, device, directory, more);
    }

    /** {@link #base} as a path, resolved. */
    public Path basePath() {
        return directory.resolve(base).normalize();
    }

    /** {@link #adapter} as a path, resolved. */
    public Optional<Path> adapterPath() {
        return adapter.map(path -> directory.resolve(path).normalize());
    }

    /** The same base with another adapter, named as {@link #adapter} is. */
    public ModelSource withAdapter(String other) {
        return new ModelSource(kind, base, Optional.of(other), dtype, device, directory, options);
    }
}
