package dev.sonde.suite.autogen;

import dev.sonde.probe.paraphrase.ParaphraseCase;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import dev.sonde.probe.sections.QuestionAnswer;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionKind;
import dev.sonde.suite.document.Openings;
import dev.sonde.suite.document.SourceDocument;
import dev.sonde.suite.mine.Rewording;
import dev.sonde.suite.mine.Rewordings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a document gives to ask, sampled over all its sections in turn, so that late ones are not left out.
 *
 * @param trained sections that are asked about
 * @param heldOut sections that the adapter did not see
 * @param openings beginnings of sentences, section by section in turn
 * @param questions likewise, framed as the model is to be asked
 * @param preferences likewise
 */
record Material(
        List<Section> trained,
        List<Section> heldOut,
        List<QuestionAnswer> openings,
        List<QuestionAnswer> questions,
        List<PreferenceTriple> preferences) {

    private static final int REWORDINGS = 3;

    static Material of(SourceDocument document, AutogenSettings settings) {
        List<Section> out = document.sections().stream()
                .filter(section -> settings.heldOut().stream().anyMatch(name -> SourceDocument.isNamed(section, name)))
                .toList();
        for (String name : settings.heldOut()) {
            if (out.stream().noneMatch(section -> SourceDocument.isNamed(section, name))) {
                throw new IllegalArgumentException("No section of '%s' is called '%s'. It has: %s"
                        .formatted(
                                document.name(),
                                name,
                                String.join(
                                        ", ",
                                        document.sections().stream()
                                                .map(Section::id)
                                                .toList())));
            }
        }
        List<Section> trained = document.asked(settings.chat()).sections().stream()
                .filter(section -> out.stream().noneMatch(held -> held.id().equals(section.id())))
                .toList();
        return new Material(
                trained,
                out,
                inTurn(trained, settings.seed(), Material::openings),
                inTurn(trained, settings.seed(), Section::probes),
                inTurn(trained, settings.seed(), Section::preferences));
    }

    private static List<QuestionAnswer> openings(Section section) {
        return section.kind() == SectionKind.PROSE
                ? Openings.of(section.content()).stream()
                        .map(opening -> new QuestionAnswer(opening.prompt(), opening.gold()))
                        .toList()
                : List.of();
    }

    /** What sections give, shuffled within each, one of each section in turn; none twice. */
    private static <T> List<T> inTurn(List<Section> sections, long seed, Function<Section, List<T>> given) {
        var random = new Random(seed);
        var piles = new ArrayList<List<T>>();
        for (Section section : sections) {
            var pile = new ArrayList<>(given.apply(section));
            Collections.shuffle(pile, random);
            piles.add(pile);
        }
        var all = new LinkedHashSet<T>();
        int highest = piles.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < highest; i++) {
            for (List<T> pile : piles) {
                if (i < pile.size()) {
                    all.add(pile.get(i));
                }
            }
        }
        return List.copyOf(all);
    }

    /** Up to {@code most} prompts: questions, and beginnings of sentences where these are too few. */
    List<String> prompts(int most) {
        return distinct(Stream.concat(questions.stream(), openings.stream()).map(QuestionAnswer::prompt), most);
    }

    /**
     * Up to {@code most} questions with rewordings. Not beginnings of sentences: of most of these, the rules make nothing but
     * the same behind a few words.
     */
    List<ParaphraseCase> cases(int most) {
        var cases = new LinkedHashMap<String, ParaphraseCase>();
        for (QuestionAnswer each : questions) {
            if (cases.size() == most) {
                break;
            }
            List<String> rewordings = Rewordings.of(each.prompt()).stream()
                    .map(Rewording::text)
                    .limit(REWORDINGS)
                    .toList();
            if (!rewordings.isEmpty()) {
                cases.putIfAbsent(each.prompt(), new ParaphraseCase(each.prompt(), each.gold(), rewordings));
            }
        }
        return List.copyOf(cases.values());
    }

    /** The texts of sections of running text. */
    List<String> prose() {
        return distinct(
                trained.stream()
                        .filter(section -> section.kind() == SectionKind.PROSE)
                        .map(Section::content),
                Integer.MAX_VALUE);
    }

    static List<String> distinct(Stream<String> texts, int most) {
        return texts.distinct().limit(most).toList();
    }
}
