package dev.sonde.backend;

import java.util.List;
import java.util.Locale;

/**
 * Which ids a question puts through the model, and which of them it scores.
 *
 * <p>Prompt and completion are tokenised together, and what lies behind as many ids as the prompt alone has is scored.
 * Where a token reaches over the boundary, the ids in front of it are not the prompt's own ones, and that token's
 * probability is not part of the score: {@link #boundaryInsideToken()} tells so, and {@link #merged()} which one.
 *
 * @param text prompt and completion, or the text
 * @param form whether special tokens were added
 * @param tokens in order
 * @param boundary where the completion begins in the text, in UTF-16 units; the text's length without one
 * @param firstScored index of the first scored token; as many as there are tokens where what follows them is asked for
 * @param sharedWithPrompt how many tokens at the start are those of the prompt alone
 */
public record TokenAudit(
        String text, TextForm form, List<AuditedToken> tokens, int boundary, int firstScored, int sharedWithPrompt) {

    /** Copies {@code tokens}. */
    public TokenAudit {
        tokens = List.copyOf(tokens);
    }

    /** The ids in order. */
    public List<Integer> ids() {
        return tokens.stream().map(AuditedToken::id).toList();
    }

    /** The tokens whose log-probabilities are asked for. */
    public List<AuditedToken> scored() {
        return tokens.subList(Math.min(firstScored, tokens.size()), tokens.size());
    }

    /** Whether the completion changes the tokens of its prompt. */
    public boolean boundaryInsideToken() {
        return sharedWithPrompt < firstScored && boundary < text.length();
    }

    /**
     * The tokens that hold characters of the prompt and are not among the prompt's own tokens. The first of them is told by
     * its id alone: many tokenizers leave the blank before a word out of the token's place.
     */
    public List<AuditedToken> merged() {
        if (!boundaryInsideToken() || sharedWithPrompt == tokens.size()) {
            return List.of();
        }
        int end = sharedWithPrompt + 1;
        while (end < tokens.size() && tokens.get(end).start() < boundary) {
            end++;
        }
        return tokens.subList(sharedWithPrompt, end);
    }

    /** Whether the text begins with the same special token twice: one that was added, and one that is written in it. */
    public boolean startsTwice() {
        return tokens.size() > 1
                && tokens.get(0).added()
                && !tokens.get(1).added()
                && tokens.get(0).id() == tokens.get(1).id();
    }

    /** A table for people: place, id, token, and what becomes of it. */
    @Override
    public String toString() {
        var table = new StringBuilder("%s text, %d tokens, %d scored%s%s%n"
                .formatted(
                        form.name().toLowerCase(Locale.ROOT),
                        tokens.size(),
                        scored().size(),
                        boundaryInsideToken() ? "; the boundary is inside a token" : "",
                        startsTwice() ? "; the first special token is there twice" : ""));
        for (int i = 0; i < tokens.size(); i++) {
            AuditedToken token = tokens.get(i);
            table.append("%5d %7d  %-24s %s%n".formatted(i, token.id(), shown(token), part(i)));
        }
        return table.toString();
    }

    private static String shown(AuditedToken token) {
        return token.name().replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
    }

    private String part(int index) {
        AuditedToken token = tokens.get(index);
        if (token.added()) {
            return "added";
        }
        String part = index >= firstScored ? "scored" : firstScored == tokens.size() ? "" : "given";
        return merged().contains(token) ? part + ", over the boundary" : part;
    }
}
