package dev.sonde.probe;

import dev.sonde.backend.Embedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a probe's {@code embedding_model} names: a folder with a sentence embedder (BERT, as sentence-transformers writes
 * it), or the base model itself, which also stands for a name that is no folder here, such as the reference's default on a
 * model hub. {@link #note} says so then.
 *
 * @param name as in the suite; empty: the base model
 * @param directory what a relative folder is meant from
 */
public record EmbeddingModel(Optional<String> name, Path directory) {

    /** What is used without a folder. */
    public static final String BASE_MODEL = "base model, mean of the last hidden states";

    private static final int SHOWN = 12;

    /** A directory as specs keep it: absolute, and the same for all specs that name no folder, so that they are equal. */
    public static Path directory(Optional<String> name, Path directory) {
        return name.isPresent() ? directory.toAbsolutePath().normalize() : Path.of("");
    }

    /**
     * The embedder in the folder; empty for the base model.
     *
     * @throws dev.sonde.backend.BackendException if a path is given, and there is no embedder
     */
    public Optional<Embedder> embedder() {
        return folder().map(Embedder::in);
    }

    /** The embedder for people: the folder as it was given, and the start of its content's hash. */
    public String label() {
        return embedder()
                .map(found -> "%s (content %s)"
                        .formatted(name.orElseThrow(), found.id().substring(0, SHOWN)))
                .orElse(BASE_MODEL);
    }

    /** A sentence about the embedder behind a verdict; empty where none was asked for. */
    public String note() {
        return name.map(given -> folder().isPresent()
                        ? " Embedder: " + label() + "."
                        : " '%s' is no folder here: the base model itself embeds.".formatted(given))
                .orElse("");
    }

    /** A path that is meant as one, though it may be missing; names of a hub are none. */
    private Optional<Path> folder() {
        return name.filter(given -> given.startsWith("/")
                        || given.startsWith(".")
                        || given.startsWith("~/")
                        || Files.isDirectory(resolved(given)))
                .map(this::resolved);
    }

    private Path resolved(String given) {
        return SpecChecks.path(directory, given);
    }
}
