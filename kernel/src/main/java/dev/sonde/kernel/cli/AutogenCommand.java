package dev.sonde.kernel.cli;

import dev.sonde.backend.ModelSource;
import dev.sonde.suite.autogen.Autogen;
import dev.sonde.suite.autogen.AutogenSettings;
import dev.sonde.suite.autogen.StarterSuite;
import dev.sonde.suite.document.SourceDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a starter suite of a document. */
@Command(
        name = "autogen",
        description = {
            "Makes a starter suite of the document that an adapter was trained on (Markdown or .dlm).",
            "Nothing is loaded or computed; paths in the suite are relative to its file.",
        })
final class AutogenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DOC", description = "X.md or X.dlm.")
    private @Nullable Path document;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "F",
            description = "Write the suite here, not to standard output.")
    private @Nullable Path out;

    @Option(
            names = {"--base", "--model"},
            paramLabel = "DIR",
            description = "The base model's folder.")
    private @Nullable Path base;

    @Option(names = "--adapter", paramLabel = "DIR", description = "The adapter's folder.")
    private @Nullable Path adapter;

    @Option(names = "--demo", paramLabel = "ADAPTER", description = "The built-in demo model with this adapter.")
    private @Nullable String demo;

    @Option(
            names = "--held-out",
            paramLabel = "HEADING",
            description = "A section that was not trained on: it becomes a control. May be given several times.")
    private List<String> heldOut = List.of();

    @Option(names = "--chat", description = "Prompts are what a user says, in the model's own chat template.")
    private boolean chat;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of the suite (default: 0).")
    private long seed;

    @Option(names = "--force", description = "Overwrite the file that --out names.")
    private boolean force;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (out != null && Files.exists(out) && !force) {
            throw new UsageException("'%s' exists. Give --force to overwrite it.".formatted(out));
        }
        Path folder =
                out == null ? Path.of("") : Optional.ofNullable(out.getParent()).orElse(Path.of(""));
        Path directory = folder.toAbsolutePath().normalize();
        StarterSuite starter = starter(directory);
        if (out == null) {
            Output.of(spec).print(starter.yaml());
            Output.of(spec).flush();
        } else {
            starter.write(out);
            Output.of(spec)
                    .println("Suite: %s, %d probes"
                            .formatted(out, starter.suite().entries().size()));
            starter.document().notes().forEach(note -> Output.of(spec).println("Note: " + note));
            starter.omitted().forEach(reason -> Output.of(spec).println("Left out: " + reason));
        }
        return ExitCode.PASSED;
    }

    private StarterSuite starter(Path directory) {
        SourceDocument source = SourceDocument.read(Objects.requireNonNull(document));
        try {
            return Autogen.of(source, new AutogenSettings(model(directory), directory, seed, chat, heldOut));
        } catch (IllegalArgumentException unfit) {
            throw new UsageException(String.valueOf(unfit.getMessage()));
        }
    }

    private Optional<ModelSource> model(Path directory) {
        if (demo != null) {
            if (base != null || adapter != null) {
                throw new UsageException("--demo brings its own model and adapter. Give either.");
            }
            return Optional.of(new ModelSource("demo", "demo-model", Optional.of(demo), "auto", "auto", directory));
        }
        if (base == null && adapter != null) {
            throw new UsageException("--adapter needs the model that it belongs to. Give --base DIR.");
        }
        return Optional.ofNullable(base)
                .map(model -> new ModelSource(
                        "hf",
                        relative(directory, model),
                        Optional.ofNullable(adapter).map(path -> relative(directory, path)),
                        "auto",
                        "auto",
                        directory));
    }

    private static String relative(Path directory, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return Objects.equals(directory.getRoot(), absolute.getRoot())
                ? directory.relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }
}
