package dev.sonde.probe.retention;

import dev.sonde.probe.drift.CalibrationDriftEvidence.Answers;
import dev.sonde.probe.drift.ItemScore;
import dev.sonde.probe.drift.KnowledgeItem;
import dev.sonde.stats.Interval;
import dev.sonde.stats.McNemar;
import dev.sonde.stats.Multiplicity;
import dev.sonde.stats.PairedRates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the answers of one category.
 *
 * @param category its name
 * @param items how many it has
 * @param baseRight right under base
 * @param tunedRight right under the view under test
 * @param flips exact test of the items that changed sides; {@code onlyFirst} went from right to wrong
 * @param change of the share that is right, Tango's interval at 90 %, for this category alone
 * @param adjustedP of {@code flips}, by Holm over all categories: who looks for the worst of eight finds one by chance
 */
public record CategoryRetention(
        String category, int items, int baseRight, int tunedRight, McNemar flips, Interval change, double adjustedP) {

    /** What items without a category are under, where others have one. */
    public static final String OTHER = "other";

    /** In order of first appearance; empty where no item has a category. */
    static List<CategoryRetention> of(
            List<KnowledgeItem> items, List<ItemScore> base, List<ItemScore> tuned, double level) {
        if (items.stream().allMatch(item -> item.category().isEmpty())) {
            return List.of();
        }
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            places.computeIfAbsent(items.get(i).category().orElse(OTHER), name -> new ArrayList<>())
                    .add(i);
        }
        Map<String, Answers> answers = new LinkedHashMap<>();
        places.forEach((name, own) -> answers.put(
                name, Answers.of(at(items, own), at(base, own), at(tuned, own)).orElseThrow()));
        double[] adjusted = Multiplicity.holm(answers.values().stream()
                .mapToDouble(each -> each.flips().pValue())
                .toArray());
        var categories = new ArrayList<CategoryRetention>();
        answers.forEach((name, each) -> categories.add(of(name, each, level, adjusted[categories.size()])));
        return List.copyOf(categories);
    }

    private static CategoryRetention of(String name, Answers answers, double level, double adjustedP) {
        var flips = answers.flips();
        return new CategoryRetention(
                name,
                answers.items(),
                answers.baseRight(),
                answers.tunedRight(),
                flips,
                PairedRates.tango(flips.onlySecond(), flips.onlyFirst(), answers.items(), level),
                adjustedP);
    }

    private static <T> List<T> at(List<T> all, List<Integer> places) {
        return places.stream().map(all::get).toList();
    }

    /** Change of the share that is right. */
    public double raw() {
        return (double) (tunedRight - baseRight) / items;
    }
}
