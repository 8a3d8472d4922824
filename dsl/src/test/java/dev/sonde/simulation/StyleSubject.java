package dev.sonde.simulation;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.View;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.style.StyleFingerprintEvidence;
import dev.sonde.probe.style.StyleFingerprintProbe;
import dev.sonde.probe.style.StyleFingerprintSpec;
import dev.sonde.score.Score;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * {@code style_fingerprint}: texts of 40 words whose style lies between base's and the reference's, half of the way (and the
 * share of the distance that this is, is the bound), or most of it.
 */
final class StyleSubject implements Subject {

    private static final double HALF = 0.5;
    private static final double MOST = 0.85;
    private static final int WORDS = 40;
    private static final int REFERENCE_WORDS = 320;
    private static final int WORLDS_FOR_TRUTH = 400;

    private static final List<String> PLAIN = List.of(
            "the", "cat", "went", "out", "and", "it", "was", "a", "day", "of", "rain", "so", "we", "ran", "home");
    private static final List<String> ORNATE = List.of(
            "the",
            "magnificent",
            "and",
            "of",
            "evening",
            "whispered",
            "beneath",
            "a",
            "splendour",
            "forgotten",
            "towers");

    private final String reference = text(1, REFERENCE_WORDS, new SplittableRandom(1));
    private final Map<String, Double> truths = new HashMap<>();

    @Override
    public String name() {
        return "`style_fingerprint`, share of the way";
    }

    @Override
    public Trial<StyleFingerprintSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double way = truth == Truth.AT_BOUND ? HALF : MOST;
        double share = share(way, n);
        var spec = StyleFingerprintSpec.of(probe, Observed.texts(n, "prompt"), reference);
        var asked = truth == Truth.AT_BOUND ? spec.withAssertShiftGte(share) : spec;
        return new Trial<>(
                new StyleFingerprintProbe(),
                asked,
                answers(way, n, random),
                Optional.of(view -> view.id().hashCode() * 1e-12), // null adapters move next to nothing
                share);
    }

    private Function<Evaluation<?>, Score> answers(double way, int n, SplittableRandom random) {
        var texts = new HashMap<View, String[]>();
        return evaluation -> {
            var written = texts.computeIfAbsent(evaluation.view(), view -> {
                double own = view.equals(View.BASE) ? 0 : way;
                var all = new String[n];
                for (int i = 0; i < n; i++) {
                    all[i] = text(own, WORDS, random);
                }
                return all;
            });
            return Answers.text(written[Observed.index(((Generate) evaluation.operation()).prompt())]);
        };
    }

    private static ProbeResult<StyleFingerprintEvidence> run(
            StyleFingerprintSpec spec, Function<Evaluation<?>, Score> answers, View view) {
        return new StyleFingerprintProbe()
                .run(spec, new World(any -> answers, spec.name(), view, 1, Optional.empty(), List.of()));
    }

    /** What share of the distance this way is, over many worlds: not all features follow the words evenly. */
    private synchronized double share(double way, int n) {
        return truths.computeIfAbsent(way + " " + n, any -> {
            var random = new SplittableRandom(n);
            double falls = 0;
            double squares = 0;
            for (int i = 0; i < WORLDS_FOR_TRUTH; i++) {
                var spec = StyleFingerprintSpec.of("style", Observed.texts(n, "prompt"), reference);
                var found = run(spec, answers(way, n, random), View.FINE_TUNED)
                        .evidence()
                        .orElseThrow();
                falls += found.perPrompt().stream()
                        .mapToDouble(PromptValue::value)
                        .average()
                        .orElseThrow();
                squares += found.baseDistance() * found.baseDistance();
            }
            return 1 - Math.sqrt(1 - falls / squares);
        });
    }

    /** Words, commas and ends of sentences by chance; {@code ornate} from 0 to 1 says how. */
    private static String text(double ornate, int words, SplittableRandom random) {
        var text = new StringBuilder();
        boolean begins = true;
        for (int i = 0; i < words; i++) {
            var list = random.nextDouble() < ornate ? ORNATE : PLAIN;
            String word = list.get(random.nextInt(list.size()));
            text.append(begins ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word);
            begins = random.nextDouble() < 0.2 - 0.12 * ornate;
            text.append(begins ? ". " : random.nextDouble() < 0.02 + 0.13 * ornate ? ", " : " ");
        }
        return text.toString();
    }
}
