package dev.sonde.backend.dummy;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.View;
import dev.sonde.score.Completion;
import dev.sonde.score.Embedding;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TokenLogProb;
import dev.sonde.score.TopKDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Answers from the table, and from the toy model where the table has none. */
final class DummyAnswers {
    private static final int EMBEDDING_WIDTH = 16;

    private final DummyTable table;
    private final ToyModel model;
    private final ToyTokenizer tokenizer = new ToyTokenizer(DummyBackend.VOCABULARY_SIZE);

    DummyAnswers(long seed, DummyTable table) {
        this.table = table;
        this.model = new ToyModel(seed, DummyBackend.VOCABULARY_SIZE);
    }

    ToyTokenizer tokenizer() {
        return tokenizer;
    }

    Score to(Evaluation<?> evaluation) {
        table.failIfProgrammed(evaluation);
        View view = evaluation.view();
        Operation<?> operation = evaluation.operation();
        return table.find(view, operation)
                .or(() -> table.find(table.modules().asStrength(view), operation))
                .map(score -> cut(score, operation))
                .orElseGet(() -> plausible(view, operation));
    }

    static void requireCapabilities(Evaluation<?> evaluation, Set<Capability> offered) {
        for (Capability needed : needs(evaluation.view(), evaluation.operation())) {
            if (!offered.contains(needed)) {
                String what = "%s on view '%s'"
                        .formatted(
                                evaluation.operation().op(), evaluation.view().id());
                throw BackendErrors.capabilityMissing(what, needed, offered);
            }
        }
    }

    private static List<Capability> needs(View view, Operation<?> operation) {
        var needs = new ArrayList<Capability>();
        if (operation instanceof Operation.Generate) {
            needs.add(Capability.GENERATE);
        } else if (operation instanceof Operation.Embed) {
            needs.add(Capability.EMBED);
        } else if (operation instanceof Operation.NextToken next && next.topK() == Operation.NextToken.FULL) {
            needs.add(Capability.FULL_DISTRIBUTION);
        }
        View weights = view;
        if (view instanceof View.Repeated repeated) {
            needs.add(Capability.REPEATED);
            weights = repeated.of();
        }
        if (weights instanceof View.FineTuned) {
            needs.add(Capability.FINE_TUNED);
        } else if (weights instanceof View.Partial) {
            needs.add(Capability.PARTIAL);
        } else if (weights instanceof View.Merged) {
            needs.add(Capability.MERGED);
        } else if (weights instanceof View.Scaled) {
            needs.add(Capability.SCALED);
        } else if (weights instanceof View.NullAdapter) {
            needs.add(Capability.NULL_ADAPTER);
        }
        return needs;
    }

    private Score plausible(View view, Operation<?> operation) {
        if (operation instanceof Operation.NextToken next) {
            return cut(distribution(logProbs(view, next.prompt())), operation);
        }
        if (operation instanceof Operation.CompletionLogProb asked) {
            int before = tokenizer.pieces(asked.prompt()).size();
            return new Completion(before + 1, scored(view, asked.text(), before));
        }
        if (operation instanceof Operation.Generate asked) {
            return new ToyGenerator(tokenizer, text -> logProbs(view, text)).after(asked.prompt(), asked.parameters());
        }
        if (operation instanceof Operation.Embed asked) {
            return embedding(asked);
        }
        return new RollingLogProbs(scored(view, operation.text(), 0));
    }

    /** The mean of a random direction for each word, whatever the view: texts with words in common are near one another. */
    private Embedding embedding(Operation.Embed asked) {
        asked.embedder().ifPresent(given -> {
            throw BackendErrors.embedderUnsupported(given);
        });
        List<ToyTokenizer.Piece> pieces = tokenizer.pieces(asked.text());
        var mean = new float[EMBEDDING_WIDTH];
        for (ToyTokenizer.Piece piece : pieces) {
            var random = model.random("embedding", piece.text().strip());
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (float) random.nextGaussian() / pieces.size();
            }
        }
        return Embedding.of(mean, pieces.size() + 1, false);
    }

    private List<TokenLogProb> scored(View view, String text, int from) {
        List<ToyTokenizer.Piece> pieces = tokenizer.pieces(text);
        if (from >= pieces.size()) {
            throw BackendErrors.nothingToScore(text);
        }
        var scored = new ArrayList<TokenLogProb>();
        var before = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            int id = pieces.get(i).tokenId();
            if (i >= from) {
                scored.add(new TokenLogProb(id, Math.min(0, logProbs(view, before.toString())[id])));
            }
            before.append(pieces.get(i).text());
        }
        return scored;
    }

    private double[] logProbs(View view, String text) {
        return model.logProbs(table.modules().asStrength(view), text, table.logProbs(text));
    }

    private static FullDistribution distribution(double[] logProbs) {
        var floats = new float[logProbs.length];
        for (int id = 0; id < floats.length; id++) {
            floats[id] = (float) logProbs[id];
        }
        return FullDistribution.of(floats);
    }

    private static Score cut(Score score, Operation<?> operation) {
        if (!(operation instanceof Operation.NextToken next)
                || next.topK() == Operation.NextToken.FULL
                || !(score instanceof FullDistribution full)) {
            return score;
        }
        List<TokenLogProb> top = full.top(Math.min(next.topK(), full.vocabularySize()));
        double inside =
                top.stream().mapToDouble(token -> Math.exp(token.logProb())).sum();
        TokenDistribution cut = new TopKDistribution(
                top, full.vocabularySize(), OptionalDouble.of(Math.max(0, Math.min(1 - inside, Math.nextDown(1.0)))));
        return cut;
    }
}
