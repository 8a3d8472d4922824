package dev.sonde.probe.tooluse;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Interval;
import dev.sonde.stats.McNemar;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The calls of both views.
 *
 * @param perCase in the order of the spec
 * @param validBase how many calls of base are valid
 * @param validTuned how many of the view under test
 * @param breaksAgainstMends exact test of calls that were valid and are not, against those that became so
 * @param deltaInterval of the change of the share of valid calls
 * @param calls of the view under test, valid or not
 * @param allowed how many of them call an allowed tool
 * @param argumentAgreement share of argument values, over cases that both views answer validly, that are the same; empty
 *     where there is none. For information: another good answer may have other arguments
 */
public record ToolUseFidelityEvidence(
        List<CasePair> perCase,
        int validBase,
        int validTuned,
        McNemar breaksAgainstMends,
        Interval deltaInterval,
        int calls,
        int allowed,
        OptionalDouble argumentAgreement)
        implements Evidence {

    /** Copies {@code perCase}. */
    public ToolUseFidelityEvidence {
        perCase = List.copyOf(perCase);
    }

    /** One case under both views. */
    public record CasePair(String prompt, CallOutcome base, CallOutcome tuned) {}

    /** The change of validity of each case: -1, 0 or 1. */
    @Override
    public List<PromptValue> perPrompt() {
        return perCase.stream()
                .map(pair -> new PromptValue(
                        pair.prompt(),
                        (pair.tuned().valid() ? 1 : 0) - (pair.base().valid() ? 1 : 0),
                        pair.base().text(),
                        pair.tuned().text()))
                .toList();
    }
}
