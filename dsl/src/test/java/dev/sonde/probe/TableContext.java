package dev.sonde.probe;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Score;
import dev.sonde.score.TokenDistribution;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** A run whose answers come from a table, or from a function of view and prompt. Remembers what was asked. */
public final class TableContext implements ProbeContext {

    private final Map<Evaluation<?>, Score> answers = new HashMap<>();
    private final List<Evaluation<?>> seen = new ArrayList<>();
    private final List<CalibratedProbe<?>> calibrated = new ArrayList<>();
    private Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    private Optional<NullValues> nulls = Optional.empty();
    private Optional<NoiseFloor> floor = Optional.empty();
    private BiFunction<View, String, Optional<TokenDistribution>> answering = (view, prompt) -> Optional.empty();
    private int topK = NextToken.FULL;

    /** Answers with these probabilities of tokens 0, 1, ... */
    public TableContext answer(View view, String prompt, double... probabilities) {
        return answer(view, prompt, full(probabilities));
    }

    public TableContext answer(View view, String prompt, TokenDistribution answer) {
        answers.put(new Evaluation<>(view, new NextToken(prompt, topK)), answer);
        return this;
    }

    public TableContext answering(BiFunction<View, String, TokenDistribution> function) {
        answering = (view, prompt) -> Optional.of(function.apply(view, prompt));
        return this;
    }

    public TableContext offering(Set<Capability> offered) {
        capabilities = offered;
        return this;
    }

    public TableContext topK(int k) {
        topK = k;
        return this;
    }

    public TableContext nulls(List<Double> values) {
        nulls = Optional.of(new NullValues("matched-norm", values));
        return this;
    }

    public TableContext floor(double js, double kl) {
        floor = Optional.of(new NoiseFloor(js, kl, 4));
        return this;
    }

    public <S extends ProbeSpec> TableContext calibrating(Probe<S, ?> probe, S spec) {
        calibrated.add(new CalibratedProbe<>(probe, spec));
        return this;
    }

    /** Every evaluation that was read, in order. */
    public List<Evaluation<?>> seen() {
        return seen;
    }

    public static FullDistribution full(double... probabilities) {
        var logProbs = new float[probabilities.length];
        for (int i = 0; i < logProbs.length; i++) {
            logProbs[i] = (float) Math.log(probabilities[i]);
        }
        return FullDistribution.of(logProbs);
    }

    @Override
    public View tuned() {
        return View.FINE_TUNED;
    }

    @Override
    public int topK() {
        return topK;
    }

    @Override
    public <S extends Score> S read(Evaluation<S> evaluation) {
        seen.add(evaluation);
        var known = answers.get(evaluation);
        if (known == null) {
            known = answering
                    .apply(evaluation.view(), evaluation.operation().text())
                    .orElse(null);
        }
        return evaluation.operation().answers().cast(Objects.requireNonNull(known, () -> "no answer to " + evaluation));
    }

    @Override
    public <S extends Score> List<S> readAll(List<Evaluation<S>> evaluations) {
        return evaluations.stream().map(this::read).toList();
    }

    @Override
    public long seed(String purpose) {
        return purpose.hashCode();
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public ModelCard card() {
        return new ModelCard("table", "", Map.of(), 3, 100);
    }

    @Override
    public String tokenText(int tokenId) {
        return "t" + tokenId;
    }

    @Override
    public Optional<NullValues> nulls() {
        return nulls;
    }

    @Override
    public Optional<NoiseFloor> noiseFloor() {
        return floor;
    }

    @Override
    public List<CalibratedProbe<?>> calibratedProbes() {
        return calibrated;
    }

    @Override
    public ProbeContext under(View view, String probeName) {
        return new Under(this, view);
    }
}
