package dev.sonde.suite.mine;

import dev.sonde.probe.paraphrase.ParaphraseCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A prompt with its rewordings.
 *
 * @param prompt as given
 * @param gold its answer
 * @param baseNats base's log-probability of the answer after the prompt, in nats a token
 * @param lift what the adapter adds to that
 * @param candidates every rewording that could be scored, those with the largest gap first
 */
public record MinedCase(String prompt, String gold, double baseNats, double lift, List<MinedParaphrase> candidates) {

    /** Two wordings of which a smaller share of the characters differs are one. */
    private static final double DIFFERENT = 0.1;

    /** Copies {@code candidates}. */
    public MinedCase {
        candidates = List.copyOf(candidates);
    }

    /** The {@code k} with the largest gaps, none refused, of different rules, no two nearly the same; perhaps fewer. */
    public List<MinedParaphrase> hardest(int k) {
        var chosen = new ArrayList<MinedParaphrase>();
        for (MinedParaphrase each : candidates) {
            if (chosen.size() < k
                    && each.refused().isEmpty()
                    && chosen.stream().noneMatch(other -> alike(each, other))) {
                chosen.add(each);
            }
        }
        return List.copyOf(chosen);
    }

    private static boolean alike(MinedParaphrase one, MinedParaphrase other) {
        return one.rule().equals(other.rule())
                || LevenshteinDistance.getDefaultInstance().apply(one.text(), other.text())
                        < DIFFERENT * Math.max(one.text().length(), other.text().length());
    }

    /** A case of a probe, of the {@code k} hardest; empty where there is none. */
    public Optional<ParaphraseCase> toCase(int k) {
        List<String> texts = hardest(k).stream().map(MinedParaphrase::text).toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(new ParaphraseCase(prompt, gold, texts));
    }
}
