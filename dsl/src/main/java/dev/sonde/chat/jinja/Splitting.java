package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

/** Python's ways to cut a text. */
final class Splitting {
    private Splitting() {}

    static List<Object> split(String text, Arguments arguments) {
        List<Object> bound = arguments.bind("sep", "maxsplit");
        Object separator = Arguments.or(bound.get(0), None.NONE);
        int most = most(bound.get(1));
        return separator == None.NONE ? words(text, most) : split(text, separator(separator), most);
    }

    private static List<Object> split(String text, String separator, int most) {
        var parts = new ArrayList<Object>();
        int at = 0;
        for (int next = text.indexOf(separator); next >= 0 && parts.size() < most; next = text.indexOf(separator, at)) {
            parts.add(text.substring(at, next));
            at = next + separator.length();
        }
        parts.add(text.substring(at));
        return List.copyOf(parts);
    }

    static List<Object> splitFromEnd(String text, Arguments arguments) {
        List<Object> bound = arguments.bind("sep", "maxsplit");
        if (!(bound.get(0) instanceof String)) {
            throw JinjaException.of("'rsplit' is known with a separator only");
        }
        String separator = separator(bound.get(0));
        int most = most(bound.get(1));
        var parts = new LinkedList<Object>();
        int end = text.length();
        int next = text.lastIndexOf(separator, end - separator.length());
        while (next >= 0 && parts.size() < most) {
            parts.addFirst(text.substring(next + separator.length(), end));
            end = next;
            next = end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
        }
        parts.addFirst(text.substring(0, end));
        return List.copyOf(parts);
    }

    static List<Object> lines(String text, Arguments arguments) {
        arguments.bind();
        return text.lines().<Object>map(line -> line).toList();
    }

    private static List<Object> words(String text, int most) {
        var words = new ArrayList<Object>();
        String rest = PyText.strip(text, PyText::isSpace, true, false);
        while (!rest.isEmpty() && words.size() < most) {
            String left = rest;
            int end = 0;
            while (end < left.length() && !PyText.isSpace(left.codePointAt(end))) {
                end += Character.charCount(left.codePointAt(end));
            }
            words.add(left.substring(0, end));
            rest = PyText.strip(left.substring(end), PyText::isSpace, true, false);
        }
        if (!rest.isEmpty()) {
            words.add(rest);
        }
        return List.copyOf(words);
    }

    private static int most(Object given) {
        int most = Values.index(Arguments.or(given, -1L));
        return most < 0 ? Integer.MAX_VALUE : most;
    }

    private static String separator(Object value) {
        String separator = TextMethods.text(value);
        if (separator.isEmpty()) {
            throw JinjaException.of("a text cannot be split at an empty separator");
        }
        return separator;
    }
}
