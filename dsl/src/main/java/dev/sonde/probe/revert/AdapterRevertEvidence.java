package dev.sonde.probe.revert;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import java.util.List;

/**
 * What was answered to each wording.
 *
 * @param pairs one for each paraphrase, case by case
 * @param controls one for each case: its prompt as it was trained
 * @param reverts how many pairs reverted
 * @param counted how many pairs were counted: neither trivial nor empty
 * @param countedCases how many cases have a counted pair
 * @param trivial pairs to which base itself says about the same as gold
 * @param empty pairs with an answer without a word
 * @param learned how many of the counted controls stayed with gold
 * @param controlsCounted how many controls were counted
 * @param embedder what compared the answers
 * @param truncated how many texts were longer than the embedder reads
 */
public record AdapterRevertEvidence(
        List<RevertPair> pairs,
        List<RevertPair> controls,
        int reverts,
        int counted,
        int countedCases,
        int trivial,
        int empty,
        int learned,
        int controlsCounted,
        String embedder,
        int truncated)
        implements Evidence {

    /** Copies the lists. */
    public AdapterRevertEvidence {
        pairs = List.copyOf(pairs);
        controls = List.copyOf(controls);
    }

    /** How much nearer each answer is to gold than to base's. */
    @Override
    public List<PromptValue> perPrompt() {
        return pairs.stream()
                .map(pair -> new PromptValue(pair.wording(), pair.margin(), pair.base(), pair.tuned()))
                .toList();
    }
}
