package dev.sonde.probe.promptcollapse;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.TextForm;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.perplexity.Corpus;
import dev.sonde.probe.perplexity.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Text that has nothing to do with the prompts: as many of its tokens as asked for, up to the end of a word.
 *
 * <p>Where the backend does not show its tokens, four characters are taken for one.
 */
record Padding(String text, boolean legacy, ProbeContext context) {

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final String END = "\n\n";

    static Padding of(PromptCollapseSpec spec, ProbeContext context) {
        String prose = spec.padding()
                .orElseGet(() -> Corpus.passages().stream().map(Passage::text).collect(Collectors.joining(END)));
        return new Padding(prose, spec.legacyStuffing(), context);
    }

    /**
     * Prompts behind other text.
     *
     * @param asked tokens asked for
     * @param tokens tokens that really stand before a prompt, the mean over the prompts
     * @param counted whether they were counted, and not taken for what was asked
     * @param longest tokens of the longest text; 0 where they cannot be counted
     * @param prompts the texts
     */
    record Padded(int asked, double tokens, boolean counted, int longest, List<String> prompts) {}

    /** The prompts behind each number of tokens that leaves them within the model's context. */
    List<Padded> before(List<String> prompts, List<Integer> lengths) {
        var fitting = new ArrayList<Padded>();
        for (int length : lengths) {
            if (length >= context.card().contextLength()) {
                break; // they are ascending
            }
            var padded = before(prompts, length);
            if (length == 0 || padded.longest() <= context.card().contextLength()) {
                fitting.add(padded);
            }
        }
        return fitting;
    }

    private Padded before(List<String> prompts, int length) {
        String padding = length == 0 ? "" : cut(length) + END;
        var texts = prompts.stream().map(prompt -> padding + prompt).toList();
        double added = 0;
        int longest = 0;
        for (int i = 0; i < texts.size(); i++) {
            var tokens = tokens(texts.get(i));
            var alone = tokens(prompts.get(i));
            if (tokens.isEmpty() || alone.isEmpty()) {
                return new Padded(length, length, false, 0, texts);
            }
            added += tokens.getAsInt() - alone.getAsInt();
            longest = Math.max(longest, tokens.getAsInt());
        }
        return new Padded(length, added / texts.size(), true, longest, texts);
    }

    private OptionalInt tokens(String prompt) {
        try {
            return OptionalInt.of(context.audit(NextToken.full(prompt)).tokens().size());
        } catch (BackendException unseen) {
            return OptionalInt.empty();
        }
    }

    private String cut(int length) {
        int characters = CHARACTERS_PER_TOKEN * length;
        if (legacy) {
            return repeated(characters).substring(0, characters);
        }
        String enough = repeated(2 * characters);
        int end = Math.min(characters, enough.length());
        try {
            // in a chat too, only the words themselves are counted
            var tokens = context.audit(new NextToken(enough, NextToken.FULL, TextForm.RENDERED))
                    .tokens();
            while (tokens.size() < length) {
                enough = enough + END + enough;
                tokens = context.audit(new NextToken(enough, NextToken.FULL, TextForm.RENDERED))
                        .tokens();
            }
            end = tokens.get(length - 1).end();
        } catch (BackendException unseen) { // of a server
        }
        while (end < enough.length() && insideWord(enough, end)) {
            end++;
        }
        return enough.substring(0, end).strip();
    }

    private static boolean insideWord(String text, int at) {
        return !Character.isWhitespace(text.charAt(at)) && !Character.isWhitespace(text.charAt(at - 1));
    }

    private String repeated(int characters) {
        return text.repeat(characters / text.length() + 1);
    }
}
