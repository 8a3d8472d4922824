package dev.sonde.probe.mergeloss;

import dev.sonde.backend.MergedType;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * What each format loses.
 *
 * @param effect the adapter's own effect: mean divergence of the unmerged view from base, in nats
 * @param formats in the order of the spec
 */
public record MergeLossEvidence(double effect, List<Format> formats) implements Evidence {

    /** Copies {@code formats}. */
    public MergeLossEvidence {
        formats = List.copyOf(formats);
    }

    /**
     * One format.
     *
     * @param dtype the format
     * @param lost mean divergence of the merged from the unmerged view, in nats
     * @param share of the adapter's effect that is lost, by the roots of the divergences
     * @param interval around the share, by Fieller over prompts; empty where there is none
     * @param sameBest share of prompts on which both views have the same most probable token
     * @param perPrompt the loss in nats; {@code base} is what the unmerged view says, {@code tuned} what the merged one says
     */
    public record Format(
            MergedType dtype,
            double lost,
            double share,
            Optional<Interval> interval,
            double sameBest,
            List<PromptValue> perPrompt) {

        /** Copies {@code perPrompt}. */
        public Format {
            perPrompt = List.copyOf(perPrompt);
        }
    }
}
