package dev.sonde.probe.clusterkl;

import dev.sonde.probe.Divergence;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * The shift of each prompt and of each topic.
 *
 * @param divergence how two answers were compared
 * @param perPrompt divergence in nats, with the best tokens of both views; in the order of the spec
 * @param topics those that have prompts
 * @param mean divergence over all prompts, in nats
 * @param permutationP p-value of the difference between topics: the shifts are shuffled over the prompts
 * @param embedder what told topics apart; empty where they were given
 * @param truncated how many prompts were longer than the embedder reads
 * @param exact false: only the best tokens of an answer were known, and the divergences are lower bounds
 */
public record ClusterKlEvidence(
        Divergence divergence,
        List<PromptValue> perPrompt,
        List<Topic> topics,
        double mean,
        double permutationP,
        String embedder,
        int truncated,
        boolean exact)
        implements Evidence {

    /** Copies the lists. */
    public ClusterKlEvidence {
        perPrompt = List.copyOf(perPrompt);
        topics = List.copyOf(topics);
    }

    /**
     * Prompts about the same.
     *
     * @param name as given, or a number
     * @param prompts its prompts, in the order of the spec
     * @param mean divergence in nats
     * @param interval around the mean; empty below 4 prompts
     */
    public record Topic(String name, List<String> prompts, double mean, Optional<Interval> interval) {

        /** Copies {@code prompts}. */
        public Topic {
            prompts = List.copyOf(prompts);
        }
    }
}
