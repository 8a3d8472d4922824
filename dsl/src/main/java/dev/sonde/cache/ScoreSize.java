package dev.sonde.cache;

import dev.sonde.backend.Evaluation;
import dev.sonde.score.Completion;
import dev.sonde.score.Embedding;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TopKDistribution;

/** Estimates how much memory an answer takes. */
final class ScoreSize {
    private static final long ENTRY_BYTES = 200;
    private static final long LISTED_TOKEN_BYTES = 32;

    private ScoreSize() {}

    static long bytes(Evaluation<?> evaluation, Score score) {
        return ENTRY_BYTES + 2L * evaluation.operation().text().length() + bytes(score);
    }

    private static long bytes(Score score) {
        if (score instanceof Completion completion) {
            return LISTED_TOKEN_BYTES * completion.tokens().size();
        }
        if (score instanceof RollingLogProbs rolling) {
            return LISTED_TOKEN_BYTES * rolling.tokens().size();
        }
        if (score instanceof Generation generation) {
            return LISTED_TOKEN_BYTES * generation.tokenIds().size()
                    + 2L * generation.text().length();
        }
        if (score instanceof Embedding embedding) {
            return 4L * embedding.dimensions();
        }
        if (score instanceof TopKDistribution best) {
            return LISTED_TOKEN_BYTES * best.top().size();
        }
        return 4L * ((TokenDistribution) score).vocabularySize();
    }
}
