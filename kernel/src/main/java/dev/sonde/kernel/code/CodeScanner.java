package dev.sonde.kernel.code;

import dev.sonde.kernel.repl.Analysis;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Kotlin from its beginning to the cursor, as far as brackets, strings and comments go. */
final class CodeScanner {

    private static final Set<String> NO_CALLS =
            Set.of("if", "while", "for", "when", "catch", "try", "else", "do", "finally", "return", "in", "is", "by");
    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:fun\\s+(?:<[^>]*>\\s*)?(?:[\\w<>?]+\\.)*|(?:class|object|interface)\\s+)$");
    private static final Pattern ARGUMENT_NAME = Pattern.compile("\\s*(\\w+)\\s*");
    private static final Pattern NUMBER = Pattern.compile("(?:^|[^\\w.])\\d[\\d_]*\\.$");
    private static final Pattern TEMPLATE_NAME = Pattern.compile("(?<!\\\\)\\$([A-Za-z_]\\w*)$");

    private final String code;
    private final int end;
    private final Deque<Bracket> open = new ArrayDeque<>();
    private @Nullable Bracket closed;
    private int closedAt;
    private boolean stray;
    private boolean inComment;
    private int at;

    /** A bracket, or a quotation mark: {@code "} of a string, {@code R} of a raw one, {@code $} of a template in one. */
    private static final class Bracket {
        final char sign;
        final String name;
        final boolean member;
        final int opened;
        int argument;
        int placed;
        int argumentStart;
        String named = "";

        Bracket(char sign, String name, boolean member, int opened) {
            this.sign = sign;
            this.name = name;
            this.member = member;
            this.opened = opened;
            this.argumentStart = opened;
        }

        boolean isText() {
            return sign == '"' || sign == 'R';
        }

        OpenCall toCall() {
            return new OpenCall(sign, name, member, opened, argument, placed, argumentStart, named);
        }
    }

    CodeScanner(String code, int offset) {
        this.code = code;
        this.end = Math.max(0, Math.min(offset, code.length()));
    }

    CodeSpot spot() {
        scan();
        return describe();
    }

    /** What the brackets alone tell of the whole code: nothing that follows can mend one that closes what is not open. */
    Optional<Analysis.Syntax> syntax() {
        scan();
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

    private CodeSpot describe() {
        List<OpenCall> calls = open.stream()
                .filter(bracket -> "([{".indexOf(bracket.sign) >= 0)
                .map(Bracket::toCall)
                .toList();
        Bracket top = open.peek();
        String before = code.substring(0, end);
        if (at > end) { // in a comment, or in the middle of a quotation mark
            return new CodeSpot(CodeSpot.Kind.NOTHING, end, "", calls);
        }
        if (top != null && top.isText()) {
            Matcher name = TEMPLATE_NAME.matcher(before.substring(top.opened));
            return name.find()
                    ? new CodeSpot(CodeSpot.Kind.NAME, end - name.group(1).length(), name.group(1), calls)
                    : new CodeSpot(CodeSpot.Kind.TEXT, top.opened, before.substring(top.opened), calls);
        }
        int start = wordStart(end);
        String prefix = code.substring(start, end);
        return new CodeSpot(kind(start, prefix), start, prefix, calls);
    }

    private CodeSpot.Kind kind(int start, String prefix) {
        boolean number = !prefix.isEmpty() && Character.isDigit(prefix.charAt(0));
        if (number || NUMBER.matcher(code.substring(0, start)).find()) {
            return CodeSpot.Kind.NOTHING;
        }
        boolean dot = code.startsWith(".", start - 1) && !code.startsWith("..", start - 2);
        return dot ? CodeSpot.Kind.MEMBER : CodeSpot.Kind.NAME;
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

    // skips a comment; one that the cursor is in leaves the position behind the end
    private boolean comment() {
        if (code.startsWith("//", at)) {
            int line = code.indexOf('\n', at);
            at = line < 0 || line >= end ? end + 1 : line;
            return true;
        }
        if (!code.startsWith("/*", at)) {
            return false;
        }
        int depth = 0;
        do {
            boolean opens = code.startsWith("/*", at);
            boolean closes = !opens && code.startsWith("*/", at);
            depth += opens ? 1 : closes ? -1 : 0;
            at += opens || closes ? 2 : 1;
        } while (depth > 0 && at < end);
        inComment = depth > 0;
        at = inComment ? end + 1 : at;
        return true;
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
        int start = wordStart(position);
        String word = code.substring(start, position);
        boolean call = sign == '(' && !NO_CALLS.contains(word) && !isDeclared(start);
        return new Bracket(sign, call ? word : "", code.startsWith(".", start - 1), position + 1);
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
        int start = wordStart(before);
        String word = code.substring(start, before);
        boolean call = !NO_CALLS.contains(word) && !isDeclared(start);
        return new Bracket('{', call ? word : "", code.startsWith(".", start - 1), at + 1);
    }

    private boolean isDeclared(int wordStart) {
        int line = code.lastIndexOf('\n', wordStart - 1) + 1;
        return DECLARED.matcher(code.substring(line, wordStart)).find();
    }

    private int wordStart(int position) {
        int start = position;
        while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1)) && code.charAt(start - 1) != '$') {
            start--;
        }
        return start;
    }
}
