package dev.sonde.kernel.code;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in its code the cursor stands.
 *
 * @param kind what is written there
 * @param start UTF-16 offset where the word, or the text of the string, begins that the cursor is in or behind
 * @param prefix what is there between the start and the cursor
 * @param calls the open brackets, innermost first
 */
record CodeSpot(Kind kind, int start, String prefix, List<OpenCall> calls) {

    private static final Pattern NUMBER = Pattern.compile("(?:^|[^\\w.])\\d[\\d_]*\\.$");
    private static final Pattern TEMPLATE_NAME = Pattern.compile("(?<!\\\\)\\$([A-Za-z_]\\w*)$");

    /** What is written at a place. */
    enum Kind {
        /** A name may begin here. */
        NAME,
        /** The name of a member may begin here: a dot stands before it. */
        MEMBER,
        /** Text between quotes. */
        TEXT,
        /** Nothing to say: a comment, or a number. */
        NOTHING
    }

    /** The spot of an offset in code without magics; never fails, however wrong the code is. */
    static CodeSpot of(String code, int utf16Offset) {
        int end = Math.max(0, Math.min(utf16Offset, code.length()));
        var scanner = new CodeScanner(code, end);
        List<OpenCall> calls = scanner.brackets().stream()
                .filter(Bracket::isOfCode)
                .map(Bracket::toCall)
                .toList();
        if (scanner.isBeyondCode()) {
            return new CodeSpot(Kind.NOTHING, end, "", calls);
        }
        Bracket top = scanner.brackets().peek();
        if (top != null && top.isText()) {
            return inText(code.substring(0, end), top.opened, calls);
        }
        int start = Words.start(code, end);
        String prefix = code.substring(start, end);
        return new CodeSpot(kind(code, start, prefix), start, prefix, calls);
    }

    private static CodeSpot inText(String before, int start, List<OpenCall> calls) {
        String text = before.substring(start);
        Matcher name = TEMPLATE_NAME.matcher(text);
        return name.find()
                ? new CodeSpot(Kind.NAME, before.length() - name.group(1).length(), name.group(1), calls)
                : new CodeSpot(Kind.TEXT, start, text, calls);
    }

    private static Kind kind(String code, int start, String prefix) {
        boolean number = !prefix.isEmpty() && Character.isDigit(prefix.charAt(0));
        if (number || NUMBER.matcher(code.substring(0, start)).find()) {
            return Kind.NOTHING;
        }
        boolean dot = code.startsWith(".", start - 1) && !code.startsWith("..", start - 2);
        return dot ? Kind.MEMBER : Kind.NAME;
    }

    /** The call whose arguments the cursor is directly in. */
    Optional<OpenCall> arguments() {
        return calls.stream().findFirst().filter(OpenCall::isArguments);
    }
}
