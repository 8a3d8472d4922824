package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.View;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Greedy decoding without a cache: one pass over all tokens for each new one. */
record Recomputed(DjlBackend backend, View view) {

    private static final double TIE = 1e-4;

    /** How many of the written tokens were compared; it ends at a tie, which rounding decides. */
    int compare(String prompt, Generation written) {
        int[] start = backend.tokenizer().encode(prompt, TextForm.PLAIN);
        int[] ids = IntStream.concat(
                        Arrays.stream(start), written.tokenIds().stream().mapToInt(id -> id))
                .toArray();
        List<float[]> rows = next(ids, start.length);
        for (int i = 0; i < rows.size(); i++) {
            float[] sorted = rows.get(i).clone();
            Arrays.sort(sorted);
            float most = sorted[sorted.length - 1];
            if (most - sorted[sorted.length - 2] < TIE) {
                return i;
            }
            assertThat(rows.get(i)[ids[start.length + i]])
                    .as("token %d after '%s' under %s", i, prompt, view.id())
                    .isEqualTo(most);
        }
        return rows.size();
    }

    /** Log-probabilities behind each start of {@code ids} from {@code first} ids on, each computed as a text of its own. */
    private List<float[]> next(int[] ids, int first) {
        var asked = new Evaluation<>(view, Operation.NextToken.full(""));
        List<Question> questions = new ArrayList<>();
        List<TokenTree> rows = new ArrayList<>();
        for (int length = first; length < ids.length; length++) {
            int[] own = Arrays.copyOf(ids, length);
            questions.add(new Question(asked, own, length - 1, 1));
            rows.add(TokenTree.of(
                    new ScoredRow(own, backend.views().of(view), List.of(questions.get(questions.size() - 1)))));
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        var parts = backend.model().score(rows, ids.length - 1, false);
        return questions.stream()
                .map(question -> ((FullDistribution)
                                Objects.requireNonNull(parts.get(question)).score())
                        .logProbs())
                .toList();
    }
}
