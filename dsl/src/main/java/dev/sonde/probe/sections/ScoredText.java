package dev.sonde.probe.sections;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.backend.View;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import dev.sonde.score.Completion;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.TokenLogProb;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is scored of a section, and what it costs a view: nats per observation, lower for a view that knows it. */
sealed interface ScoredText {

    /** What is asked of {@code view}. */
    List<Evaluation<?>> questions(View view);

    /** The cost of each observation: of a token, an answer or a preference. */
    double[] costs(View view, ProbeContext context);

    /** What of a section is scored: its pairs, where it has some of its kind, else its content. */
    static ScoredText of(Section section, int proseChars) {
        return switch (section.kind()) {
            case INSTRUCTION ->
                section.probes().isEmpty() ? prose(section.content(), proseChars) : new Answers(section.probes());
            case PREFERENCE ->
                section.preferences().isEmpty()
                        ? prose(section.content(), proseChars)
                        : new Preferences(section.preferences());
            case PROSE -> prose(section.content(), proseChars);
        };
    }

    /** Running text in pieces of at most {@code proseChars} characters, cut at blanks where there is one. */
    static Prose prose(String text, int proseChars) {
        var pieces = new ArrayList<String>();
        String rest = text.strip();
        while (rest.length() > proseChars) {
            int blank = rest.lastIndexOf(' ', proseChars);
            int cut = blank > 0 ? blank : proseChars;
            pieces.add(rest.substring(0, cut));
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            pieces.add(rest);
        }
        return new Prose(List.copyOf(pieces));
    }

    /** Running text: minus the log-probability of each token. */
    record Prose(List<String> pieces) implements ScoredText {
        @Override
        public List<Evaluation<?>> questions(View view) {
            return List.copyOf(rolling(view));
        }

        private List<Evaluation<RollingLogProbs>> rolling(View view) {
            return pieces.stream()
                    .map(piece -> new Evaluation<RollingLogProbs>(view, new RollingLogProb(piece)))
                    .toList();
        }

        @Override
        public double[] costs(View view, ProbeContext context) {
            return context.readAll(rolling(view)).stream()
                    .flatMap(scored -> scored.tokens().stream())
                    .mapToDouble(TokenLogProb::logProb)
                    .map(nats -> -nats)
                    .toArray();
        }
    }

    /** Questions: minus the mean log-probability a token of each answer. */
    record Answers(List<QuestionAnswer> pairs) implements ScoredText {
        @Override
        public List<Evaluation<?>> questions(View view) {
            return List.copyOf(completions(view));
        }

        private List<Evaluation<Completion>> completions(View view) {
            return pairs.stream()
                    .map(pair -> new Evaluation<Completion>(view, new CompletionLogProb(pair.prompt(), pair.gold())))
                    .toList();
        }

        @Override
        public double[] costs(View view, ProbeContext context) {
            return context.readAll(completions(view)).stream()
                    .mapToDouble(answer -> -answer.meanLogProb())
                    .toArray();
        }
    }

    /**
     * Preferences: {@code log(1 + exp(−margin))}, minus the log-probability that a Bradley-Terry model of the margin gives
     * to the chosen answer.
     */
    record Preferences(List<PreferenceTriple> triples) implements ScoredText {
        @Override
        public List<Evaluation<?>> questions(View view) {
            return List.copyOf(completions(view));
        }

        private List<Evaluation<Completion>> completions(View view) {
            return triples.stream()
                    .flatMap(triple -> Stream.of(triple.chosen(), triple.rejected())
                            .map(answer ->
                                    new Evaluation<Completion>(view, new CompletionLogProb(triple.prompt(), answer))))
                    .toList();
        }

        @Override
        public double[] costs(View view, ProbeContext context) {
            var answers = context.readAll(completions(view));
            return IntStream.range(0, triples.size())
                    .mapToDouble(i -> -answers.get(2 * i).logProb()
                            + answers.get(2 * i + 1).logProb())
                    .map(ScoredText::softplus)
                    .toArray();
        }
    }

    private static double softplus(double x) {
        return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
