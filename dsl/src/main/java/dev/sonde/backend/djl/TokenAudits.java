package dev.sonde.backend.djl;

import dev.sonde.backend.AuditedToken;
import dev.sonde.backend.Operation;
import dev.sonde.backend.TokenAudit;
import java.util.List;

/** Tells which ids of an operation go through the model; {@link Question} asks by the same rule. */
final class TokenAudits {

    private TokenAudits() {}

    static TokenAudit of(Operation<?> operation, TextTokenizer tokenizer) {
        List<AuditedToken> tokens = tokenizer.tokens(operation.text(), operation.form());
        int end = tokens.size();
        int length = operation.text().length();
        if (operation instanceof Operation.CompletionLogProb completion) {
            int[] prompt = tokenizer.encode(completion.prompt(), completion.form());
            int shared = 0;
            while (shared < Math.min(prompt.length, end) && tokens.get(shared).id() == prompt[shared]) {
                shared++;
            }
            int boundary = completion.prompt().length();
            return new TokenAudit(operation.text(), operation.form(), tokens, boundary, prompt.length, shared);
        }
        int first = operation instanceof Operation.RollingLogProb ? Math.min(1, end) : end;
        return new TokenAudit(operation.text(), operation.form(), tokens, length, first, end);
    }
}
