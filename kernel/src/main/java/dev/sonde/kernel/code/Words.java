package dev.sonde.kernel.code;

import java.util.Set;
import java.util.regex.Pattern;

/** The words of Kotlin code, by where they stand. */
final class Words {

    private static final Set<String> NO_CALLS =
            Set.of("if", "while", "for", "when", "catch", "try", "else", "do", "finally", "return", "in", "is", "by");
    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:fun\\s+(?:<[^>]*>\\s*)?(?:[\\w<>?]+\\.)*|(?:class|object|interface)\\s+)$");

    private Words() {}

    /** Where the word begins that ends at a position; the position itself if there is none. */
    static int start(String code, int end) {
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1)) && code.charAt(start - 1) != '$') {
            start--;
        }
        return start;
    }

    /** Where the word ends that an offset is in or before. */
    static int end(String code, int offset) {
        int end = offset;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The function that is called where a word stands before a bracket; empty if the word is a keyword or is declared there. */
    static String called(String code, int start, int end) {
        String word = code.substring(start, end);
        int line = code.lastIndexOf('\n', start - 1) + 1;
        boolean declared = DECLARED.matcher(code.substring(line, start)).find();
        return NO_CALLS.contains(word) || declared ? "" : word;
    }
}
