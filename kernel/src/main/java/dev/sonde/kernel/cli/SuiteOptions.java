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

    @Option(
            names = "--demo",
            paramLabel = "ADAPTER",
            description = "Suite: the built-in demo model with its adapter healthy, undertrained, null or overfitted.")
    private @Nullable String demo;

    @Option(names = "--device", description = "Suite: auto, cpu or cuda.")
    private @Nullable String device;

    @Option(
            names = "--skip-missing-kinds",
            description = "Suite: skip probes of kinds that this version does not have, instead of refusing the file.")
    boolean skipMissingKinds;

    /**
     * The model that the file names, with what the command line puts in its place.
     *
     * @throws UsageException if neither names a model, or the command line names two
     */
    ModelSource model(Optional<ModelSource> named) {
        ModelSource source = chosen(named);
        return new ModelSource(
                source.kind(),
                source.base(),
                Optional.ofNullable(adapter)
                        .map(path -> isServed(source)
                                ? path.toString()
                                : path.toAbsolutePath().toString())
                        .or(source::adapter),
                source.dtype(),
                device == null ? source.device() : device,
                source.directory(),
                source.options());
    }

    /** Whether the command line names a model or an adapter. */
    boolean namesModel() {
        return base != null || adapter != null || demo != null;
    }

    /** A server knows its adapters by name. */
    private static boolean isServed(ModelSource source) {
        return source.kind().equals("http");
    }

    private ModelSource chosen(Optional<ModelSource> named) {
        if (demo != null) {
            if (base != null || adapter != null) {
                throw new UsageException(
                        "--demo brings its own model and adapter. Give either --demo or --base and --adapter.");
            }
            return new ModelSource("demo", "demo-model", Optional.of(demo), "auto", "auto", Path.of(""));
        }
        if (base == null) {
            return named.orElseThrow(() -> new UsageException("The suite names no model. "
                    + "Give one with --base DIR (and --adapter DIR), take the built-in one with --demo healthy, "
                    + "or write 'models' into the file."));
        }
        String folder = base.toAbsolutePath().toString();
        return named.map(file ->
                        new ModelSource("hf", folder, file.adapter(), file.dtype(), file.device(), file.directory()))
                .orElseGet(() -> ModelSource.huggingFace(Path.of(folder), Optional.empty()));
    }
}
