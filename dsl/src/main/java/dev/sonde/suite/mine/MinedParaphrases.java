package dev.sonde.suite.mine;

import dev.sonde.probe.Figure;
import dev.sonde.probe.paraphrase.ParaphraseInvarianceSpec;
import dev.sonde.stats.Summary;
import java.util.List;
import java.util.Optional;

/**
 * Rewordings of several prompts, the hardest of each first.
 *
 * @param cases in the order in which they were given
 * @param dropped prompts and rewordings that could not be scored, each with the reason
 */
public record MinedParaphrases(List<MinedCase> cases, List<String> dropped) {

    /** Copies the lists. */
    public MinedParaphrases {
        cases = List.copyOf(cases);
        dropped = List.copyOf(dropped);
    }

    /**
     * A probe of the {@code k} hardest rewordings of each prompt. They were chosen for being hard on this very model: what
     * is kept of the gain is the least that is kept, not the usual; compare adapters by it, or write paraphrases yourself.
     *
     * @throws IllegalArgumentException if no prompt has a rewording
     */
    public ParaphraseInvarianceSpec toProbe(String name, int k) {
        return ParaphraseInvarianceSpec.of(
                name, cases.stream().flatMap(each -> each.toCase(k).stream()).toList());
    }

    /** What was found, in a sentence or two. */
    public String conclusion() {
        long candidates =
                cases.stream().mapToLong(each -> each.candidates().size()).sum();
        long used = cases.stream()
                .flatMap(each -> each.candidates().stream())
                .filter(each -> each.refused().isEmpty())
                .count();
        String gap = worst().map(each ->
                        " The adapter adds %s nats a token after the prompts, and %s after the hardest rewording of each."
                                .formatted(
                                        Figure.of(Summary.of(cases.stream()
                                                        .mapToDouble(MinedCase::lift)
                                                        .toArray())
                                                .mean()),
                                        Figure.of(each)))
                .orElse("");
        return "%d rewordings of %d prompts, of which %d may be used.%s".formatted(candidates, cases.size(), used, gap);
    }

    private Optional<Double> worst() {
        double[] lifts = cases.stream()
                .flatMap(each -> each.hardest(1).stream())
                .mapToDouble(MinedParaphrase::lift)
                .toArray();
        return lifts.length == 0
                ? Optional.empty()
                : Optional.of(Summary.of(lifts).mean());
    }
}
