package dev.sonde.suite.mine;

import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import java.util.List;
import java.util.Set;

/** A model whose adapter is one of the null adapters: what a miner finds in it, it finds by chance. */
record RandomAdapter(ScoringBackend inner, long seed) implements ScoringBackend {

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        return inner.evaluate(evaluations.stream()
                .map(each -> each.view().equals(View.FINE_TUNED)
                        ? under(new View.NullAdapter(NullRecipe.MATCHED_NORM, seed), each.operation())
                        : each)
                .toList());
    }

    private static <S extends dev.sonde.score.Score> Evaluation<S> under(View view, Operation<S> operation) {
        return new Evaluation<>(view, operation);
    }

    @Override
    public Set<Capability> capabilities() {
        return inner.capabilities();
    }

    @Override
    public ModelCard card() {
        return inner.card();
    }

    @Override
    public String tokenText(int tokenId) {
        return inner.tokenText(tokenId);
    }

    @Override
    public AdapterReport adapterReport() {
        return inner.adapterReport();
    }

    @Override
    public void close() {
        inner.close();
    }
}
