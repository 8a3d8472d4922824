package dev.sonde.suite;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.TokenAudit;
import dev.sonde.backend.View;
import dev.sonde.chat.ChatTemplate;
import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.NoiseFloor;
import dev.sonde.probe.NullValues;
import dev.sonde.probe.ProbeContext;
import dev.sonde.score.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The run as one probe sees it. */
record RunContext(
        ScoringBackend backend,
        String probe,
        View tuned,
        long suiteSeed,
        int topK,
        Optional<NullValues> nulls,
        Optional<NoiseFloor> noiseFloor,
        List<CalibratedProbe<?>> calibratedProbes,
        Optional<Path> adapterFolder,
        RunListener listener)
        implements ProbeContext {

    @Override
    public <S extends Score> S read(Evaluation<S> evaluation) {
        return readAll(List.of(evaluation)).get(0);
    }

    @Override
    public <S extends Score> List<S> readAll(List<Evaluation<S>> evaluations) {
        List<Outcome> outcomes = backend.evaluate(evaluations);
        var scores = new ArrayList<S>(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            scores.add(evaluations.get(i).operation().answers().cast(score(outcomes.get(i))));
        }
        return scores;
    }

    private static Score score(Outcome outcome) {
        if (outcome instanceof Outcome.Failure failure) {
            throw failure.error();
        }
        return ((Outcome.Answer) outcome).score();
    }

    @Override
    public long seed(String purpose) {
        return Seeds.seed(suiteSeed, probe, purpose);
    }

    @Override
    public Set<Capability> capabilities() {
        return backend.capabilities();
    }

    @Override
    public ModelCard card() {
        return backend.card();
    }

    @Override
    public NextToken nextToken(String prompt, String answer, int wanted) {
        return backend instanceof ChatBackend chat
                ? chat.nextToken(prompt, answer, wanted)
                : ProbeContext.super.nextToken(prompt, answer, wanted);
    }

    @Override
    public List<String> adaptedModules() {
        return backend.adaptedModules();
    }

    @Override
    public String tokenText(int tokenId) {
        return backend.tokenText(tokenId);
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return backend.chatTemplate();
    }

    @Override
    public TokenAudit audit(Operation<?> operation) {
        return backend.audit(operation);
    }

    @Override
    public void progress(long done, long total) {
        listener.probeStepped(probe, done, total);
    }

    @Override
    public ProbeContext under(View view, String probeName) {
        return new RunContext(
                backend,
                probeName,
                view,
                suiteSeed,
                topK,
                Optional.empty(),
                noiseFloor,
                calibratedProbes,
                adapterFolder,
                listener);
    }

    /** The same run for another probe. */
    RunContext forProbe(String name, Optional<NullValues> nullValues) {
        return new RunContext(
                backend,
                name,
                tuned,
                suiteSeed,
                topK,
                nullValues,
                noiseFloor,
                calibratedProbes,
                adapterFolder,
                listener);
    }

    RunContext withNoiseFloor(Optional<NoiseFloor> measured) {
        return new RunContext(
                backend, probe, tuned, suiteSeed, topK, nulls, measured, calibratedProbes, adapterFolder, listener);
    }
}
