package dev.sonde.backend;

import dev.sonde.score.Score;

/** What became of one evaluation: an answer, or a failure that leaves the others of its batch untouched. */
public sealed interface Outcome {

    /** What it cost. */
    Cost cost();

    /** The same outcome at another cost. */
    Outcome withCost(Cost cost);

    /**
     * The answer.
     *
     * @param score of the class that the operation {@linkplain Operation#answers() announces}
     */
    record Answer(Score score, Cost cost) implements Outcome {
        @Override
        public Answer withCost(Cost cost) {
            return new Answer(score, cost);
        }
    }

    /** Why there is no answer. */
    record Failure(BackendException error, Cost cost) implements Outcome {
        @Override
        public Failure withCost(Cost cost) {
            return new Failure(error, cost);
        }
    }
}
