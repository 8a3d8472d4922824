package dev.sonde.backend.dummy;

import dev.sonde.backend.GenerationParameters;
import dev.sonde.score.Generation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes text token by token, greedily or by seeded draws. */
final class ToyGenerator {
    private final ToyTokenizer tokenizer;
    private final Function<String, double[]> nextLogProbs;

    /**
     * A generator for one view.
     *
     * @param nextLogProbs log-probabilities of the token after a text, in nats
     */
    ToyGenerator(ToyTokenizer tokenizer, Function<String, double[]> nextLogProbs) {
        this.tokenizer = tokenizer;
        this.nextLogProbs = nextLogProbs;
    }

    Generation after(String prompt, GenerationParameters parameters) {
        var random = new Random(parameters.seed());
        var ids = new ArrayList<Integer>();
        var text = new StringBuilder();
        while (ids.size() < parameters.maxNewTokens()) {
            int next = choose(nextLogProbs.apply(prompt + text), parameters, random);
            if (next == ToyTokenizer.END) {
                return new Generation(ids, text.toString(), Generation.Ending.END_TOKEN);
            }
            ids.add(next);
            text.append(tokenizer.tokenText(next));
        }
        return new Generation(ids, text.toString(), Generation.Ending.LENGTH);
    }

    private static int choose(double[] logProbs, GenerationParameters parameters, Random random) {
        List<Integer> best = IntStream.range(0, logProbs.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(id -> -logProbs[id]).thenComparing(id -> id))
                .limit(parameters.topK() == 0 ? Long.MAX_VALUE : parameters.topK())
                .collect(Collectors.toCollection(ArrayList::new));
        if (parameters.temperature() == 0) {
            return best.get(0);
        }
        double[] weights = best.stream()
                .mapToDouble(id -> Math.exp((logProbs[id] - logProbs[best.get(0)]) / parameters.temperature()))
                .toArray();
        return best.get(draw(weights, parameters.topP(), random));
    }

    private static int draw(double[] weights, double topP, Random random) {
        double all =
                IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
        double kept = 0;
        int size = 0;
        while (size < weights.length && (size == 0 || kept < topP * all)) {
            kept += weights[size++];
        }
        double point = random.nextDouble() * kept;
        int chosen = 0;
        while (chosen < size - 1 && point >= weights[chosen]) {
            point -= weights[chosen++];
        }
        return chosen;
    }
}
