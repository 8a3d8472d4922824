package dev.sonde.kernel.code;

import dev.sonde.kernel.repl.Analysis;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Kotlin from its beginning to the cursor, as far as brackets, strings and comments go. */
final class CodeScanner {

    private static final Pattern ARGUMENT_NAME = Pattern.compile("\\s*(\\w+)\\s*");

    private final String code;
    private final int end;
    private final Deque<Bracket> open = new ArrayDeque<>();
    private @Nullable Bracket closed;
    private int closedAt;
    private boolean stray;
    private boolean inComment;
    private int at;

    /** Reads the code up to an offset. */
    CodeScanner(String code, int offset) {
        this.code = code;
        this.end = Math.max(0, Math.min(offset, code.length()));
        scan();
    }

    /** The brackets that are open, the innermost first. */
    Deque<Bracket> brackets() {
        return open;
    }

    /** Whether the end is in a comment, or in the middle of a quotation mark. */
    boolean isBeyondCode() {
        return at > end;
    }

    /** What the brackets alone tell of the whole code: nothing that follows can mend one that closes what is not open. */
    Optional<Analysis.Syntax> syntax() {
        return stray
                ? Optional.of(Analysis.Syntax.INVALID)
                : inComment ? Optional.of(Analysis.Syntax.INCOMPLETE) : Optional.empty();
    }

    private void scan() {
        while (at < end) {
            Bracket top = open.peek();
            if (top != null && top.isText()) {
                text(top);
            } else if (!comment()) {
                symbol(code.charAt(at));
            }
        }
    }

    private void text(Bracket string) {
        boolean raw = string.sign == 'R';
        if (code.startsWith("${", at)) {
            at += 2;
            open.push(new Bracket('$', "", false, at));
        } else if (code.startsWith(raw ? "\"\"\"" : "\"", at)) {
            at += raw ? 3 : 1;
            open.pop();
        } else if (!raw && code.charAt(at) == '\n') {
            open.pop(); // the line does not close it: an error, but not one of the lines below
        } else {
            at += !raw && code.charAt(at) == '\\' && at + 1 < end ? 2 : 1;
        }
    }

    private boolean comment() {
        int after = Comments.after(code, at, end);
        inComment = after > end && code.startsWith("/*", at);
        boolean begins = after > at;
        at = after;
        return begins;
    }

    private void symbol(char c) {
        Bracket top = open.peek();
        if (c == '"') {
            boolean raw = code.startsWith("\"\"\"", at) && at + 3 <= end;
            at += raw ? 3 : 1;
            open.push(new Bracket(raw ? 'R' : '"', "", false, at));
            return;
        }
        if (c == '\'') {
            at = afterCharacter();
            return;
        }
        if (c == '(' || c == '[') {
            open.push(called(c, at));
        } else if (c == '{') {
            open.push(block());
        } else if (c == ')' || c == ']' || c == '}') {
            close();
        } else if (top != null && top.sign == '(') {
            argument(top, c);
        }
        at++;
    }

    private int afterCharacter() {
        int from = code.startsWith("\\", at + 1) ? at + 3 : at + 2;
        int close = code.indexOf('\'', from);
        return close >= 0 && close <= at + 8 && close < end ? close + 1 : at + 1;
    }

    private void close() {
        stray |= open.isEmpty() || closer(open.peek().sign) != code.charAt(at);
        if (!open.isEmpty()) {
            closed = open.pop();
            closedAt = at + 1;
        }
    }

    private static char closer(char sign) {
        return sign == '(' ? ')' : sign == '[' ? ']' : '}';
    }

    private void argument(Bracket call, char c) {
        if (c == ',') {
            call.argument++;
            call.placed += call.named.isEmpty() ? 1 : 0;
            call.argumentStart = at + 1;
            call.named = "";
        } else if (c == '=' && !code.startsWith("==", at) && call.named.isEmpty()) {
            Matcher name = ARGUMENT_NAME.matcher(code.substring(call.argumentStart, at));
            call.named = name.matches() ? name.group(1) : "";
        }
    }

    private Bracket called(char sign, int position) {
        int start = Words.start(code, position);
        String call = sign == '(' ? Words.called(code, start, position) : "";
        return new Bracket(sign, call, code.startsWith(".", start - 1), position + 1);
    }

    // a block belongs to the call whose arguments end before it, or to the word before it
    private Bracket block() {
        int before = at;
        while (before > 0 && code.charAt(before - 1) == ' ') {
            before--;
        }
        if (closed != null && closed.sign == '(' && closedAt == before) {
            return new Bracket('{', closed.name, closed.member, at + 1);
        }
        int start = Words.start(code, before);
        return new Bracket('{', Words.called(code, start, before), code.startsWith(".", start - 1), at + 1);
    }
}
