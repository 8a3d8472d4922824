package dev.sonde.probe.multiturn;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.View;
import dev.sonde.chat.ChatTemplate;
import dev.sonde.probe.Alignment;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.multiturn.Dialogues.Turn;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * How far apart the views are in the answers of each turn.
 *
 * @param turns the dialogues, turn by turn
 * @param shifts the mean divergence of each dialogue in each turn; under a null adapter in the last turn only
 * @param exact whether both views gave their whole distributions; else the shifts are lower bounds
 */
record DialogueShifts(List<List<Turn>> turns, List<double[]> shifts, boolean exact) {

    /** Lets the tuned view lead the dialogues, and reads its answers under both views. */
    static DialogueShifts read(MultiTurnSpec spec, ChatTemplate template, ProbeContext context) {
        var dialogues = new Dialogues(spec, template, context);
        var turns = new ArrayList<List<Turn>>();
        var shifts = new ArrayList<double[]>();
        boolean exact = true;
        for (int turn = 1; turn <= spec.maxTurns(); turn++) {
            var said = dialogues.next();
            turns.add(said);
            if (turn == spec.maxTurns() || !(context.tuned() instanceof View.NullAdapter)) {
                var comparison = Comparison.of(said, spec, context);
                shifts.add(comparison.means().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
                exact &= comparison.exact();
            }
        }
        return new DialogueShifts(turns, shifts, exact);
    }

    double[] first() {
        return shifts.get(0);
    }

    double[] last() {
        return shifts.get(shifts.size() - 1);
    }

    /** The views within the answers of one turn: the mean over the places of each answer. */
    private record Comparison(List<Double> means, boolean exact) {

        static Comparison of(List<Turn> turns, MultiTurnSpec spec, ProbeContext context) {
            var places = turns.stream()
                    .map(turn -> turn.beginnings(spec.positions()))
                    .toList();
            var texts = NextTokens.of(places.stream().flatMap(List::stream).toList(), spec.topK(), context);
            var base = context.readAll(under(View.BASE, texts));
            var tuned = context.readAll(under(context.tuned(), texts));
            var all = texts.shifts(spec.divergence(), base, tuned);
            var means = new ArrayList<Double>();
            int from = 0;
            for (List<String> answer : places) {
                int to = from + answer.size();
                means.add(Summary.of(all.subList(from, to).stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray())
                        .mean());
                from = to;
            }
            return new Comparison(means, Alignment.of(base.get(0), tuned.get(0)).exact());
        }

        private static List<Evaluation<TokenDistribution>> under(View view, NextTokens texts) {
            return texts.prompts().stream()
                    .map(text -> new Evaluation<TokenDistribution>(
                            view, new NextToken(text, texts.topK(), TextForm.RENDERED)))
                    .toList();
        }
    }
}
