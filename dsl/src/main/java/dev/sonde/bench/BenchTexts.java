package dev.sonde.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts of common words, all different, the same on every machine. */
final class BenchTexts {

    private static final List<String> WORDS = List.of(
            "time",
            "water",
            "people",
            "house",
            "day",
            "world",
            "hand",
            "night",
            "light",
            "river",
            "word",
            "place",
            "story",
            "garden",
            "money",
            "winter",
            "paper",
            "letter",
            "window",
            "street",
            "music",
            "table",
            "morning",
            "question",
            "answer",
            "number",
            "summer",
            "mountain",
            "village",
            "teacher",
            "bridge",
            "market");

    private BenchTexts() {}

    /** {@code count} texts of {@code words} words each. */
    static List<String> of(int count, int words, long seed) {
        var random = new SplittableRandom(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> own = new ArrayList<>();
            for (int j = 0; j < words; j++) {
                own.add(WORDS.get(random.nextInt(WORDS.size())));
            }
            texts.add("The " + String.join(" ", own));
        }
        return texts;
    }
}
