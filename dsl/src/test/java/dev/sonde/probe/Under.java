package dev.sonde.probe;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.View;
import dev.sonde.score.Score;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code outer} with another view under test and no nulls. */
record Under(TableContext outer, View tuned) implements ProbeContext {

    @Override
    public int topK() {
        return outer.topK();
    }

    @Override
    public <S extends Score> S read(Evaluation<S> evaluation) {
        return outer.read(evaluation);
    }

    @Override
    public <S extends Score> List<S> readAll(List<Evaluation<S>> evaluations) {
        return outer.readAll(evaluations);
    }

    @Override
    public long seed(String purpose) {
        return outer.seed(purpose);
    }

    @Override
    public Set<Capability> capabilities() {
        return outer.capabilities();
    }

    @Override
    public ModelCard card() {
        return outer.card();
    }

    @Override
    public String tokenText(int tokenId) {
        return outer.tokenText(tokenId);
    }

    @Override
    public Optional<NullValues> nulls() {
        return Optional.empty();
    }

    @Override
    public Optional<NoiseFloor> noiseFloor() {
        return outer.noiseFloor();
    }

    @Override
    public List<CalibratedProbe<?>> calibratedProbes() {
        return List.of();
    }

    @Override
    public ProbeContext under(View view, String probeName) {
        return new Under(outer, view);
    }
}
