package dev.sonde.probe.positionshift;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.backend.View;
import dev.sonde.probe.Alignment;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.ProbeContext;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TokenLogProb;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Asks base and the view under test for the next token at each token of some texts. */
final class TextReader {

    /** Distributions in memory at once, of each view; at least one text. */
    private static final int AT_ONCE = 128;

    private final PositionShiftSpec spec;
    private final ProbeContext context;
    private final int topK;
    private boolean exact = true;

    TextReader(PositionShiftSpec spec, ProbeContext context) {
        this.spec = spec;
        this.context = context;
        topK = NextTokens.of(List.of(), spec.topK(), context).topK();
    }

    /** Where the texts come from: answers of the view under test, or the tokens that given texts consist of. */
    List<Evaluation<?>> plan() {
        return new ArrayList<>(spec.texts().isEmpty() ? answers() : tokens());
    }

    private List<Evaluation<Generation>> answers() {
        var greedy = GenerationParameters.greedy(spec.positions());
        return spec.prompts().stream()
                .map(prompt -> new Evaluation<Generation>(context.tuned(), new Generate(prompt, greedy)))
                .toList();
    }

    private List<Evaluation<RollingLogProbs>> tokens() {
        return spec.texts().stream()
                .map(text -> new Evaluation<RollingLogProbs>(View.BASE, new RollingLogProb(text)))
                .toList();
    }

    /** Whether whole vocabularies were compared so far. */
    boolean exact() {
        return exact;
    }

    /** The changes along each text, in the order of the spec. */
    List<TextShift> read() {
        List<Cut> texts = spec.texts().isEmpty() ? generated() : given();
        var shifts = new ArrayList<TextShift>();
        int together = Math.max(1, AT_ONCE / spec.positions());
        for (int from = 0; from < texts.size(); from += together) {
            shifts.addAll(shifts(texts.subList(from, Math.min(texts.size(), from + together))));
        }
        return shifts;
    }

    /** A text behind a prompt, with the places in it where a token is asked for. */
    private record Cut(String prompt, String text, List<Integer> places) {}

    /** Where the answer ends by itself, its end is a token like any other. */
    private List<Cut> generated() {
        List<Generation> answers = context.readAll(answers());
        var cuts = new ArrayList<Cut>();
        for (int i = 0; i < answers.size(); i++) {
            Generation answer = answers.get(i);
            var places = new ArrayList<>(TokenCuts.of(
                    answer.text(),
                    answer.tokenIds().stream().map(context::tokenText).toList()));
            boolean ended = answer.ending() == Generation.Ending.END_TOKEN && places.size() < spec.positions();
            if (ended || places.isEmpty()) {
                places.add(answer.text().length());
            }
            cuts.add(new Cut(spec.prompts().get(i), answer.text(), places));
        }
        return cuts;
    }

    private List<Cut> given() {
        List<RollingLogProbs> scored = context.readAll(tokens());
        var cuts = new ArrayList<Cut>();
        for (int i = 0; i < scored.size(); i++) {
            String text = spec.texts().get(i);
            List<Integer> places = TokenCuts.of(
                            text,
                            scored.get(i).tokens().stream()
                                    .map(TokenLogProb::tokenId)
                                    .map(context::tokenText)
                                    .toList())
                    .stream()
                    .filter(place -> place > 0) // before the first token there is nothing to ask with
                    .limit(spec.positions())
                    .toList();
            if (places.isEmpty()) {
                throw new IllegalArgumentException("Text '" + text + "' has one token; at least two are needed.");
            }
            cuts.add(new Cut("", text, places));
        }
        return cuts;
    }

    private List<TextShift> shifts(List<Cut> texts) {
        List<NextToken> asked =
                texts.stream().flatMap(text -> questions(text).stream()).toList();
        List<TokenDistribution> base = answers(View.BASE, asked);
        List<TokenDistribution> tuned = answers(context.tuned(), asked);
        var shifts = new ArrayList<TextShift>();
        int at = 0;
        for (Cut text : texts) {
            int from = at;
            at += text.places().size();
            List<PositionShift> positions = IntStream.range(from, at)
                    .mapToObj(i -> shift(i - from + 1, base.get(i), tuned.get(i)))
                    .toList();
            shifts.add(new TextShift(text.prompt(), text.text(), positions));
        }
        return shifts;
    }

    private List<NextToken> questions(Cut text) {
        return text.places().stream()
                .map(place -> text.text().substring(0, place))
                .map(begun -> text.prompt().isEmpty()
                        ? new NextToken(begun, topK)
                        : context.nextToken(text.prompt(), begun, topK))
                .toList();
    }

    private List<TokenDistribution> answers(View view, List<NextToken> asked) {
        return context.readAll(asked.stream()
                .map(question -> new Evaluation<TokenDistribution>(view, question))
                .toList());
    }

    private PositionShift shift(int position, TokenDistribution base, TokenDistribution tuned) {
        exact &= Alignment.of(base, tuned).exact();
        int best = tuned.top(1).get(0).tokenId();
        return new PositionShift(
                position,
                context.tokenText(best),
                context.tokenText(base.top(1).get(0).tokenId()),
                spec.divergence().of(base, tuned),
                rank(base, best));
    }

    /** Equal probabilities share the better rank: a token that base likes as much as its best is not shifted. */
    static int rank(TokenDistribution base, int token) {
        if (base instanceof FullDistribution full) {
            double own = full.logProb(token);
            return 1
                    + (int) IntStream.range(0, full.vocabularySize())
                            .filter(id -> full.logProb(id) > own)
                            .count();
        }
        List<TokenLogProb> listed = base.top(base.vocabularySize());
        return listed.stream()
                .filter(each -> each.tokenId() == token)
                .map(own -> 1
                        + (int) listed.stream()
                                .filter(other -> other.logProb() > own.logProb())
                                .count())
                .findFirst()
                .orElse(listed.size() + 1);
    }
}
