package dev.sonde.backend.dummy;

import dev.sonde.backend.AuditedToken;
import dev.sonde.backend.Operation;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.TokenAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts text into words with the white space before them. Word {@code w7} is token 7, any other word is a token chosen by
 * its hash. Token 0 begins each text and ends each generation.
 */
final class ToyTokenizer {
    static final int END = 0;
    private static final Pattern PIECE = Pattern.compile("\\s*\\S+|\\s+$");
    private static final Pattern NUMBERED = Pattern.compile("\\s*w(\\d{1,6})");

    private final int vocabularySize;

    ToyTokenizer(int vocabularySize) {
        this.vocabularySize = vocabularySize;
    }

    /** A piece of the text with its token. */
    record Piece(String text, int tokenId) {}

    /** The pieces of {@code text}, without the token that begins it. */
    List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        var matcher = PIECE.matcher(text);
        while (matcher.find()) {
            pieces.add(new Piece(matcher.group(), tokenId(matcher.group())));
        }
        return pieces;
    }

    /** The tokens of an operation; a completion that does not begin with a blank changes the last word of its prompt. */
    TokenAudit audit(Operation<?> operation) {
        boolean added = operation.form() == TextForm.PLAIN;
        var tokens = new ArrayList<AuditedToken>();
        if (added) {
            tokens.add(new AuditedToken(END, tokenText(END), 0, 0, true));
        }
        int start = 0;
        for (Piece piece : pieces(operation.text())) {
            int end = start + piece.text().length();
            tokens.add(new AuditedToken(piece.tokenId(), piece.text(), start, end, false));
            start = end;
        }
        String prompt = operation instanceof Operation.CompletionLogProb asked ? asked.prompt() : operation.text();
        List<Piece> before = pieces(prompt);
        int specials = added ? 1 : 0;
        int given = before.size() + specials;
        int first = operation instanceof Operation.RollingLogProb ? Math.min(1, tokens.size()) : given;
        int shared = specials;
        while (shared < Math.min(given, tokens.size())
                && tokens.get(shared).id() == before.get(shared - specials).tokenId()) {
            shared++;
        }
        return new TokenAudit(operation.text(), operation.form(), tokens, prompt.length(), first, shared);
    }

    String tokenText(int tokenId) {
        return tokenId == END ? "<end>" : " w" + tokenId;
    }

    private int tokenId(String piece) {
        var numbered = NUMBERED.matcher(piece);
        if (numbered.matches()) {
            int id = Integer.parseInt(numbered.group(1));
            if (id < vocabularySize) {
                return id;
            }
        }
        return 1 + Math.floorMod(piece.strip().hashCode(), vocabularySize - 1);
    }
}
