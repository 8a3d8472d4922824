package dev.sonde.probe;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.TokenSight;
import dev.sonde.backend.View;
import dev.sonde.score.Score;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a probe sees of the run it is part of; how texts become tokens too, where the backend can show it. */
public interface ProbeContext extends TokenSight {

    /** The view under test: {@link View#FINE_TUNED}, or a null adapter while its null distribution is measured. */
    View tuned();

    /** How many tokens of a next-token distribution are asked for; 0 for the whole vocabulary. */
    int topK();

    /**
     * The answer to one evaluation.
     *
     * @throws BackendException if it failed
     */
    <S extends Score> S read(Evaluation<S> evaluation);

    /**
     * Answers in the same order, computed in one batch where they are not known yet.
     *
     * @throws BackendException the first failure
     */
    <S extends Score> List<S> readAll(List<Evaluation<S>> evaluations);

    /**
     * A seed for one purpose of this probe, drawn from the suite's seed, the probe's name and the purpose: independent
     * of order, of the cache and of other probes.
     */
    long seed(String purpose);

    /** What the backend can do. */
    Set<Capability> capabilities();

    /** Which model answers. */
    ModelCard card();

    /** What asks for the token behind a prompt and the beginning of its answer; in a chat where the suite is one. */
    default NextToken nextToken(String prompt, String answer, int wanted) {
        return new NextToken(prompt + answer, wanted);
    }

    /** The modules that the adapter changes, see {@link dev.sonde.backend.ScoringBackend#adaptedModules()}. */
    default List<String> adaptedModules() {
        return List.of();
    }

    /** The folder of the model's adapter; empty where there is none, or it was not read from a folder. */
    default Optional<Path> adapterFolder() {
        return Optional.empty();
    }

    /** The text of one token, for people. */
    String tokenText(int tokenId);

    /** This probe's raw values under each null adapter; empty where the suite has none, or while they are measured. */
    Optional<NullValues> nulls();

    /** How much the backend differs from itself; empty where it was not measured. */
    Optional<NoiseFloor> noiseFloor();

    /** The enabled probes of the suite whose kinds are {@linkplain ProbeKind#calibrated() calibrated}, in suite order. */
    List<CalibratedProbe<?>> calibratedProbes();

    /** Tells whoever waits that a long probe is at step {@code done} of at most {@code total}. */
    default void progress(long done, long total) {}

    /** The same context for another probe, with {@code view} under test and no nulls of its own. */
    ProbeContext under(View view, String probeName);
}
