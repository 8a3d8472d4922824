package dev.sonde.suite;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** No model: it can do nothing, and every question fails. */
final class NoBackend implements ScoringBackend {

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        return evaluations.stream()
                .<Outcome>map(evaluation -> new Outcome.Failure(
                        new BackendException("no-model", "There is no model to ask. Run the suite on one."), Cost.NONE))
                .toList();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public ModelCard card() {
        return new ModelCard("no model", "", Map.of("model", "none"), ModelCard.UNKNOWN, ModelCard.UNKNOWN);
    }

    @Override
    public String tokenText(int tokenId) {
        return "";
    }

    @Override
    public AdapterReport adapterReport() {
        return AdapterReport.none();
    }

    @Override
    public void close() {}
}
