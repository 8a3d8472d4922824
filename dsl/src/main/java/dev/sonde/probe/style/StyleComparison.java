package dev.sonde.probe.style;

import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Fieller;
import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NeededNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The texts of both views against the reference.
 *
 * @param before how far base is from it
 * @param after how far the view under test is
 */
record StyleComparison(
        List<StylePair> pairs,
        StyleScale scale,
        List<double[]> base,
        List<double[]> tuned,
        StyleDistance before,
        StyleDistance after) {

    static StyleComparison of(String reference, List<StylePair> pairs) {
        var scale = StyleScale.of(reference, pairs.stream().map(StylePair::base).toList());
        var base = pairs.stream().map(pair -> scale.fingerprint(pair.base())).toList();
        var tuned = pairs.stream().map(pair -> scale.fingerprint(pair.tuned())).toList();
        var scales = IntStream.range(0, pairs.size())
                .mapToObj(i -> scale.fittedTo(StyleDistance.without(base, i)))
                .toList();
        return new StyleComparison(
                pairs,
                scale,
                base,
                tuned,
                StyleDistance.of(base, scale, scales),
                StyleDistance.of(tuned, scale, scales));
    }

    /** The share of base's distance that is gone; 1 at most, without a lower bound. */
    double shift() {
        return gone(after.squared() / before.squared());
    }

    /** Fieller's of the squares, as a share of the distance; empty where base may be as near as can be. */
    Optional<Interval> interval() {
        return Fieller.of(after.parts(), before.parts(), MeanInterval.DEFAULT_LEVEL)
                .map(left -> new Interval(
                        Math.min(shift(), gone(left.upper())),
                        Math.max(shift(), gone(left.lower())),
                        left.level(),
                        left.method() + " on squared distances"));
    }

    private static double gone(double squaresLeft) {
        return 1 - Math.sqrt(Math.max(0, squaresLeft));
    }

    /** How many prompts would show that base is further from the reference than can be by chance. */
    int neededForWay() {
        var interval = MeanInterval.studentT(before.parts(), MeanInterval.DEFAULT_LEVEL);
        return NeededNumber.toExclude(0, before.squared(), interval, pairs.size());
    }

    StyleFingerprintEvidence evidence(StyleFingerprintSpec spec) {
        var perPrompt = new ArrayList<PromptValue>();
        for (int i = 0; i < pairs.size(); i++) {
            var pair = pairs.get(i);
            perPrompt.add(
                    new PromptValue(pair.prompt(), before.parts()[i] - after.parts()[i], pair.base(), pair.tuned()));
        }
        return new StyleFingerprintEvidence(
                perPrompt,
                before.value(),
                after.value(),
                features(),
                scale.words(),
                scale.pieces().size(),
                spec.prompts().size() - pairs.size());
    }

    private List<StyleFingerprintEvidence.Feature> features() {
        var names = scale.features().names();
        double[] baseMean = StyleScale.mean(base);
        double[] tunedMean = StyleScale.mean(tuned);
        var features = new ArrayList<StyleFingerprintEvidence.Feature>();
        for (int i = 0; i < baseMean.length; i++) {
            features.add(new StyleFingerprintEvidence.Feature(
                    names.get(i), baseMean[i], tunedMean[i], scale.centre()[i], scale.spread()[i]));
        }
        return features;
    }
}
