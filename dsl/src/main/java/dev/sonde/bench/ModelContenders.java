package dev.sonde.bench;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.backend.djl.DjlBackend;
import dev.sonde.backend.djl.GemmFloor;
import dev.sonde.cache.CachedBackend;
import dev.sonde.cache.DiskStore;
import dev.sonde.cache.EvaluationStore;
import dev.sonde.cache.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The ways of asking one model that {@code sonde bench} compares. All but the stores' compute every round anew.
 */
public final class ModelContenders implements AutoCloseable {

    private static final int LONG_WORDS = 200;
    /** For a model with as small a context as the demo model's. */
    private static final int FEWER_LONG_WORDS = 80;

    private static final int LONG_TEXTS = 8;
    private static final int ENDINGS = 8;
    private static final int WRITTEN_TOKENS = 32;

    private final DjlBackend packed;
    private final DjlBackend composed;
    private final TemporaryFolder folder;
    private final boolean adapted;
    private final List<String> prompts;
    private final List<String> longTexts;

    /**
     * Loads the model twice, once for each implementation of the kernels.
     *
     * @param open opens the model with the op pack (true) or with its composed twin (false)
     * @param prompts how many short prompts are scored
     * @param words how long each is
     * @throws dev.sonde.backend.BackendException if the model cannot be used
     */
    public ModelContenders(Function<Boolean, DjlBackend> open, int prompts, int words) {
        this.prompts = BenchTexts.of(prompts, words, 1);
        packed = open.apply(true);
        try {
            composed = open.apply(false);
            folder = new TemporaryFolder();
        } catch (RuntimeException e) {
            packed.close();
            throw e;
        }
        longTexts = longTexts(packed);
        adapted = packed.capabilities().contains(Capability.FINE_TUNED);
    }

    private static List<String> longTexts(DjlBackend backend) {
        List<String> texts = BenchTexts.of(LONG_TEXTS, LONG_WORDS, 2);
        boolean readable = backend.evaluate(rolling(texts)).stream().allMatch(Outcome.Answer.class::isInstance);
        return readable ? texts : BenchTexts.of(LONG_TEXTS, FEWER_LONG_WORDS, 2);
    }

    private static List<? extends Evaluation<?>> rolling(List<String> texts) {
        return texts.stream()
                .map(text -> new Evaluation<>(View.BASE, new Operation.RollingLogProb(text)))
                .toList();
    }

    /** The contenders; the first is the floor that no other can be under for the same prompts. */
    public List<Contender> all() {
        List<Contender> all = new ArrayList<>(List.of(
                floor(),
                next("batched", packed, prompts.size(), View.BASE),
                next("batched, composed kernels", composed, prompts.size(), View.BASE),
                next("one by one", packed, 1, View.BASE),
                next("warm store in memory", over(new MemoryStore()), prompts.size(), View.BASE),
                next("warm store on disk", over(DiskStore.in(folder.path())), prompts.size(), View.BASE)));
        if (adapted) {
            all.add(next("batched, fine-tuned", packed, prompts.size(), View.FINE_TUNED));
            all.add(next("batched, base and fine-tuned", packed, 2 * prompts.size(), View.BASE, View.FINE_TUNED));
        }
        all.add(asked("rolling, long texts", rolling(longTexts)));
        all.add(asked("endings of one long prompt", endings()));
        all.add(asked(
                "greedy text",
                prompts.stream()
                        .limit(LONG_TEXTS)
                        .map(text -> new Evaluation<>(
                                View.BASE, new Operation.Generate(text, GenerationParameters.greedy(WRITTEN_TOKENS))))
                        .toList()));
        return all;
    }

    private Contender floor() {
        GemmFloor floor = GemmFloor.of(packed);
        Work work = new Pass(packed, next(prompts, View.BASE), prompts.size()).run();
        return new Contender("floor: matrix products of 'batched'", () -> {
            floor.run((int) work.tokens(), prompts.size());
            return work;
        });
    }

    private ScoringBackend over(EvaluationStore store) {
        return new CachedBackend(packed, store);
    }

    private Contender next(String name, ScoringBackend backend, int size, View... views) {
        List<Evaluation<?>> evaluations = new ArrayList<>();
        for (View view : views) {
            evaluations.addAll(next(prompts, view));
        }
        return new Contender(name, new Pass(backend, evaluations, size)::run);
    }

    private static List<? extends Evaluation<?>> next(List<String> prompts, View view) {
        return prompts.stream()
                .map(prompt -> new Evaluation<>(view, Operation.NextToken.full(prompt)))
                .toList();
    }

    private List<? extends Evaluation<?>> endings() {
        String prompt = longTexts.get(0);
        return BenchTexts.of(ENDINGS, 3, 3).stream()
                .map(ending -> new Evaluation<>(View.BASE, new Operation.CompletionLogProb(prompt, " " + ending)))
                .toList();
    }

    private Contender asked(String name, List<? extends Evaluation<?>> evaluations) {
        return new Contender(name, new Pass(packed, evaluations, evaluations.size())::run);
    }

    @Override
    public void close() {
        packed.close();
        composed.close();
        folder.close();
    }
}
