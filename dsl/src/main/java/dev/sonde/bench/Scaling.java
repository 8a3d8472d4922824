package dev.sonde.bench;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.backend.View;
import dev.sonde.backend.djl.DjlBackend;
import dev.sonde.cache.DiskStore;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.RunOptions;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.trace.HitRate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does ten times the work, again and again: whole suites over a store on disk and with a trace, and texts of twice the
 * length. Cost per evaluation, cost per token and memory should stay where they are.
 */
public final class Scaling {

    private static final int WARM_UP = 200;
    private static final int WORDS = 8;
    private static final int LONGEST_WORDS = 80; // some 250 tokens of the demo model, which reads 256
    private static final int LONG_TEXTS = 32;

    private final DjlBackend backend;
    private final Path folder;
    private final Consumer<String> progress;
    private long seed;

    private Scaling(DjlBackend backend, Path folder, Consumer<String> progress) {
        this.backend = backend;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param backend a model with an adapter
     * @param largest evaluations of the largest suite, at least 10; their answers take room on the disk for a while
     * @param progress is told what starts
     * @throws CancellationException if the thread is interrupted; the flag stays set
     */
    public static List<ScalingStep> measure(DjlBackend backend, int largest, Consumer<String> progress) {
        if (largest < 10) {
            throw new IllegalArgumentException("Scaling needs at least 10 evaluations, got " + largest);
        }
        try (TemporaryFolder own = new TemporaryFolder()) {
            var scaling = new Scaling(backend, own.path(), progress);
            scaling.suite(WARM_UP);
            List<ScalingStep> steps = new ArrayList<>();
            int evaluations = 10;
            steps.add(scaling.suite(evaluations));
            while (evaluations <= largest / 10) {
                evaluations *= 10;
                steps.add(scaling.suite(evaluations));
            }
            steps.add(scaling.suite(evaluations)); // what a larger heap took stays; a leak goes on
            for (int words = LONGEST_WORDS / 16; words <= LONGEST_WORDS; words *= 2) {
                steps.add(scaling.texts(words));
            }
            return steps;
        }
    }

    private ScalingStep suite(int evaluations) {
        var spec = DeltaKlSpec.of("scaling", BenchTexts.of(evaluations / 2, WORDS, ++seed));
        var suite = Suite.of("Scaling", seed, List.of(spec));
        var model = Model.of(backend, DiskStore.in(folder));
        var options = RunOptions.DEFAULT.withTrace(folder.resolve("trace.jsonl"));
        progress.accept("a suite of %d evaluations".formatted(evaluations));
        return step("suite, %d words a prompt".formatted(WORDS), () -> {
            SuiteResult result = Runner.run(suite, model, options);
            if (!result.complete()) {
                throw new CancellationException("Interrupted in a suite of " + evaluations);
            }
            long tokens =
                    result.trace().perView().stream().mapToLong(HitRate::tokens).sum();
            return new Work(result.statistics().cacheMisses(), tokens);
        });
    }

    private ScalingStep texts(int words) {
        var evaluations = BenchTexts.of(LONG_TEXTS, words, ++seed).stream()
                .map(text -> new Evaluation<>(View.FINE_TUNED, new RollingLogProb(text)))
                .toList();
        progress.accept("texts of %d words".formatted(words));
        return step("texts of %d words".formatted(words), new Pass(backend, evaluations, LONG_TEXTS)::run);
    }

    private static ScalingStep step(String what, Supplier<Work> work) {
        long start = System.nanoTime();
        Work done = work.get();
        double millis = (System.nanoTime() - start) / 1e6;
        ProcessMemory memory = ProcessMemory.afterCollection();
        return new ScalingStep(what, done.items(), done.tokens(), millis, memory.residentMiB(), memory.heapMiB());
    }
}
