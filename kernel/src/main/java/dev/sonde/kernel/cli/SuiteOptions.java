package dev.sonde.kernel.cli;

import dev.sonde.backend.ModelSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code sonde run} that are for suites only. */
final class SuiteOptions {

    @Option(names = "--json", paramLabel = "F", description = "Suite: write the result, for 'sonde report'.")
    @Nullable
    Path json;

    @Option(names = "--markdown", paramLabel = "F", description = "Suite: write the report as Markdown.")
    @Nullable
    Path markdown;

    @Option(
            names = "--trace",
            paramLabel = "F",
            description = "Suite: write each use of an evaluation, for 'sonde trace'.")
    @Nullable
    Path trace;

    @Option(names = "--base", paramLabel = "DIR", description = "Suite: another base model than the file names.")
    private @Nullable Path base;

    @Option(names = "--adapter", paramLabel = "DIR", description = "Suite: another adapter than the file names.")
    private @Nullable Path adapter;

    @Option(names = "--device", description = "Suite: auto, cpu or cuda.")
    private @Nullable String device;

    @Option(
            names = "--skip-missing-kinds",
            description = "Suite: skip probes of kinds that this version does not have, instead of refusing the file.")
    boolean skipMissingKinds;

    /**
     * The model that the file names, with what the command line puts in its place.
     *
     * @throws UsageException if neither names a model
     */
    ModelSource model(Optional<ModelSource> named) {
        ModelSource source = named.or(() -> Optional.ofNullable(base)
                        .map(folder -> ModelSource.huggingFace(folder.toAbsolutePath(), Optional.empty())))
                .orElseThrow(() -> new UsageException("The suite names no model. "
                        + "Give one with --base DIR (and --adapter DIR), or write 'models' into the file."));
        return new ModelSource(
                base == null ? source.kind() : "hf",
                base == null ? source.base() : base.toAbsolutePath().toString(),
                Optional.ofNullable(adapter)
                        .map(path -> path.toAbsolutePath().toString())
                        .or(source::adapter),
                source.dtype(),
                device == null ? source.device() : device,
                source.directory());
    }
}
