package dev.sonde.probe.preferenceflip;

import dev.sonde.score.Completion;

/** What the log-probability of an answer is, when two answers are compared. */
public enum MarginScale {
    /** The sum over its tokens, as in DPO: the probability of the whole answer. A shorter answer has an advantage. */
    SUM("nats per pair") {
        @Override
        double of(Completion answer) {
            return answer.logProb();
        }
    },

    /** The mean over its tokens, as in SimPO: answers of different lengths on the same footing. */
    PER_TOKEN("nats per token") {
        @Override
        double of(Completion answer) {
            return answer.meanLogProb();
        }
    };

    private final String unit;

    MarginScale(String unit) {
        this.unit = unit;
    }

    /** Unit of a margin on this scale. */
    public String unit() {
        return unit;
    }

    abstract double of(Completion answer);
}
