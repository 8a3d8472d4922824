package dev.sonde.kernel.cli;

import dev.sonde.backend.Capability;
import dev.sonde.backend.SondeVersion;
import dev.sonde.backend.djl.DjlBackend;
import dev.sonde.bench.BenchReport;
import dev.sonde.bench.Contender;
import dev.sonde.bench.ModelContenders;
import dev.sonde.bench.Rounds;
import dev.sonde.bench.Scaling;
import dev.sonde.bench.ScalingReport;
import dev.sonde.bench.ScalingStep;
import dev.sonde.bench.Timing;
import dev.sonde.kernel.display.Renderers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** Measures how fast a model answers, in several ways that take turns. */
@Command(
        name = "bench",
        description = {
            "Measures how fast a model answers: batched, one by one, cached, long texts, generation.",
            "The ways take turns, so that their ratios hold on a busy machine too; the first line is the floor.",
        })
final class BenchCommand implements Callable<Integer> {

    @Mixin
    private BenchModel model = new BenchModel();

    @Option(names = "--prompts", paramLabel = "N", defaultValue = "64", description = "Short prompts (default: 64).")
    private int prompts;

    @Option(names = "--words", paramLabel = "N", defaultValue = "10", description = "Words of each (default: 10).")
    private int words;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "1", description = "Unmeasured rounds (default: 1).")
    private int warmUp;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Measured rounds (default: 5).")
    private int rounds;

    @Option(names = "--only", paramLabel = "REGEX", description = "Only what has this in its name.")
    private @Nullable Pattern only;

    @Option(
            names = "--scaling",
            paramLabel = "N",
            description = "Instead: suites of 10 to N evaluations and texts of growing length, with cost and memory.")
    private @Nullable Integer scaling;

    @Option(names = "--json", paramLabel = "F", description = "Write every measured time.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (prompts < 1 || words < 1 || warmUp < 1 || rounds < 1) {
            throw new UsageException("--prompts, --words, --warm-up and --rounds are at least 1.");
        }
        if (scaling != null && scaling < 10) {
            throw new UsageException("--scaling is at least 10.");
        }
        var status = StatusLine.on(Objects.requireNonNull(spec).commandLine().getErr());
        try (var hook = new InterruptHook()) {
            if (scaling == null) {
                compare(status);
            } else {
                scale(scaling, status);
            }
        }
        return ExitCode.PASSED;
    }

    private void compare(StatusLine status) {
        try (var contenders = new ModelContenders(model::open, prompts, words)) {
            List<Contender> wanted = contenders.all().stream().filter(wanted()).toList();
            if (wanted.isEmpty()) {
                throw new UsageException("--only '%s' leaves nothing to measure.".formatted(only));
            }
            List<Timing> timings = new Rounds(warmUp, rounds)
                    .measure(
                            wanted,
                            (round, contender) -> status.show(
                                    "round %d of %d: %s".formatted(round, warmUp + rounds, contender.name())));
            status.clear();
            BenchReport report = new BenchReport(environment(), warmUp, timings);
            show(report.table(), report::write);
        }
    }

    private void scale(int largest, StatusLine status) {
        try (DjlBackend backend = model.open(DjlBackend.packed())) {
            if (!backend.capabilities().contains(Capability.FINE_TUNED)) {
                throw new UsageException(
                        "--scaling needs an adapter. Give one with --adapter DIR, or take --demo healthy.");
            }
            List<ScalingStep> steps = Scaling.measure(backend, largest, status::show);
            status.clear();
            ScalingReport report = new ScalingReport(environment(), steps);
            show(report.table(), report::write);
        }
    }

    private Predicate<Contender> wanted() {
        return contender -> only == null || only.matcher(contender.name()).find();
    }

    private Map<String, String> environment() {
        return Map.of(
                "sonde", SondeVersion.current(),
                "java", Runtime.version().toString(),
                "os", System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "cpus", Integer.toString(Runtime.getRuntime().availableProcessors()),
                "model", model.name());
    }

    private void show(Table table, Consumer<Path> writing) {
        Output.of(spec).println(new Renderers().render(table).get("text/plain"));
        if (json != null) {
            writing.accept(json);
            Output.of(spec).println("written: " + json);
        }
    }
}
