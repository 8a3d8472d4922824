package dev.sonde.cache;

import dev.sonde.backend.Evaluation;
import dev.sonde.score.Score;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps answers in memory, up to a limit in bytes; the answer that was not used for longest goes first.
 *
 * <p>Sizes are estimates: four bytes for each token of a full distribution, 32 for each listed token, the length of the
 * texts. Safe for several threads.
 */
public final class MemoryStore implements EvaluationStore {
    private final long limitBytes;
    private final Map<Key, Score> answers = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private record Key(String modelId, Evaluation<?> evaluation) {}

    /** A store of at most {@code limitBytes}; an answer that is larger by itself is not kept. */
    public MemoryStore(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** A store of at most a third of the memory that this JVM may use. */
    public MemoryStore() {
        this(Runtime.getRuntime().maxMemory() / 3);
    }

    @Override
    public synchronized Optional<Score> find(String modelId, Evaluation<?> evaluation) {
        return Optional.ofNullable(answers.get(new Key(modelId, evaluation)));
    }

    @Override
    public synchronized void put(String modelId, Evaluation<?> evaluation, Score score) {
        var key = new Key(modelId, evaluation);
        Score earlier = answers.put(key, score);
        bytes += ScoreSize.bytes(evaluation, score) - (earlier == null ? 0 : ScoreSize.bytes(evaluation, earlier));
        var oldest = answers.entrySet().iterator();
        while (bytes > limitBytes && oldest.hasNext()) {
            var entry = oldest.next();
            bytes -= ScoreSize.bytes(entry.getKey().evaluation(), entry.getValue());
            oldest.remove();
        }
    }

    /** How many answers are kept. */
    public synchronized int size() {
        return answers.size();
    }
}
