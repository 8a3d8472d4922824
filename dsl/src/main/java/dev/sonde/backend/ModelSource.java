package dev.sonde.backend;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a model comes from, before it is loaded.
 *
 * @param kind which provider loads it, such as {@code hf}, {@code demo}, {@code dummy}
 * @param base a directory, or a name that the provider knows
 * @param adapter a directory, or for {@code demo} the adapter's name; empty for the base model alone
 * @param dtype {@code auto}, {@code fp32}, {@code bf16} or {@code fp16}
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 * @param directory what relative paths are resolved against
 */
public record ModelSource(
        String kind, String base, Optional<String> adapter, String dtype, String device, Path directory) {

    /** A Hugging Face folder and, perhaps, a PEFT adapter; dtype and device are chosen by the machine. */
    public static ModelSource huggingFace(Path base, Optional<Path> adapter) {
        return new ModelSource("hf", base.toString(), adapter.map(Path::toString), "auto", "auto", Path.of(""));
    }

    /** {@link #base} as a path, resolved. */
    public Path basePath() {
        return directory.resolve(base).normalize();
    }

    /** {@link #adapter} as a path, resolved. */
    public Optional<Path> adapterPath() {
        return adapter.map(path -> directory.resolve(path).normalize());
    }
}
