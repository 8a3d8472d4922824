package dev.sonde.probe.style;

import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Words;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts of both views against the reference.
 *
 * @param gains by pair: how much nearer to the reference the tuned text is
 * @param ways by pair: how far base is from the reference, beyond the reference's own distance
 */
record StyleComparison(
        List<StylePair> pairs,
        StyleScale scale,
        List<double[]> base,
        List<double[]> tuned,
        double[] gains,
        double[] ways,
        int pieces) {

    static StyleComparison of(StyleFingerprintSpec spec, List<StylePair> pairs) {
        var scale = StyleScale.of(
                spec.docReference(), pairs.stream().map(StylePair::base).toList());
        var base = pairs.stream().map(pair -> scale.fingerprint(pair.base())).toList();
        var tuned = pairs.stream().map(pair -> scale.fingerprint(pair.tuned())).toList();
        var gains = new double[pairs.size()];
        var ways = new double[pairs.size()];
        for (int i = 0; i < gains.length; i++) {
            double before = scale.distance(base.get(i));
            gains[i] = before - scale.distance(tuned.get(i));
            ways[i] = before - scale.own();
        }
        int pieces = Words.windows(spec.docReference(), scale.words()).size();
        return new StyleComparison(pairs, scale, base, tuned, gains, ways, pieces);
    }

    double gain() {
        return Summary.of(gains).mean();
    }

    double way() {
        return Summary.of(ways).mean();
    }

    StyleFingerprintEvidence evidence(int prompts) {
        var perPrompt = new ArrayList<PromptValue>();
        for (int i = 0; i < gains.length; i++) {
            var pair = pairs.get(i);
            perPrompt.add(new PromptValue(pair.prompt(), gains[i], pair.base(), pair.tuned()));
        }
        double baseDistance = way() + scale.own();
        return new StyleFingerprintEvidence(
                perPrompt,
                baseDistance,
                baseDistance - gain(),
                scale.own(),
                features(),
                scale.words(),
                pieces,
                prompts - pairs.size());
    }

    private List<StyleFingerprintEvidence.Feature> features() {
        var names = scale.features().names();
        double[] before = StyleScale.mean(base);
        double[] after = StyleScale.mean(tuned);
        var features = new ArrayList<StyleFingerprintEvidence.Feature>();
        for (int i = 0; i < before.length; i++) {
            features.add(new StyleFingerprintEvidence.Feature(
                    names.get(i), before[i], after[i], scale.centre()[i], scale.spread()[i]));
        }
        return features;
    }
}
