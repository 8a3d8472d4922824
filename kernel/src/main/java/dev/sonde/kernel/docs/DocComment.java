package dev.sonde.kernel.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A documentation comment of Java or Kotlin, taken apart and turned into Markdown.
 *
 * @param text before the tags
 * @param parameters by name
 * @param result what is returned; may be empty
 * @param failures each an exception and its condition
 */
record DocComment(String text, Map<String, String> parameters, String result, List<String> failures) {

    private static final Pattern TAG = Pattern.compile("@(\\w+)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("\\{@(\\w+)\\s+([^{}]*)}");
    private static final Pattern KDOC_LINK = Pattern.compile("(?<![\\w`)])\\[([\\w.]+)](?![(\\w])");

    static DocComment none() {
        return new DocComment("", Map.of(), "", List.of());
    }

    /** A comment as it stands in Java, without its stars. */
    static DocComment java(String comment) {
        return of(html(inline(comment)));
    }

    /** A comment as it stands in Kotlin, with its stars. */
    static DocComment kotlin(String comment) {
        String bare =
                comment.replaceFirst("^/\\*\\*", "").replaceFirst("\\*/$", "").replaceAll("(?m)^[ \\t]*\\*[ ]?", "");
        return of(KDOC_LINK.matcher(bare).replaceAll("`$1`"));
    }

    private static DocComment of(String markdown) {
        String[] blocks = markdown.strip().split("\\n\\s*(?=@[a-z])|^(?=@[a-z])");
        String text = "";
        var parameters = new LinkedHashMap<String, String>();
        var failures = new ArrayList<String>();
        String result = "";
        for (String block : blocks) {
            var tag = TAG.matcher(block.strip());
            if (!tag.matches()) {
                text = paragraphs(block);
            } else if (tag.group(1).equals("param")) {
                String[] words = tag.group(2).split("\\s+", 2);
                parameters.put(words[0], words.length < 2 ? "" : oneLine(words[1]));
            } else if (tag.group(1).startsWith("return")) {
                result = oneLine(tag.group(2));
            } else if (tag.group(1).equals("throws")) {
                failures.add(oneLine(tag.group(2)));
            }
        }
        return new DocComment(text, parameters, result, failures);
    }

    private static String inline(String javadoc) {
        return INLINE.matcher(javadoc).replaceAll(found -> {
            String words = oneLine(found.group(2)).replace("$", "\\$");
            return found.group(1).matches("link.*|value") ? "`" + shown(words) + "`" : "`" + words + "`";
        });
    }

    // {@link Type#member(int) words}: the words, or the member as a reader would write it
    private static String shown(String link) {
        int space = link.indexOf(' ', link.indexOf(')') < 0 ? 0 : link.indexOf(')'));
        return space > 0
                ? link.substring(space + 1)
                : link.replaceFirst("^#", "").replace('#', '.');
    }

    private static String html(String javadoc) {
        return javadoc.replaceAll("(?s)<pre>\\s*", "\n```\n")
                .replaceAll("(?s)\\s*</pre>", "\n```\n")
                .replaceAll("\\s*<li>\\s*", "\n- ")
                .replaceAll("\\s*<p>\\s*", "\n\n")
                .replaceAll("</?(?:[a-z]+[0-9]?)(?: [^<>]*)?>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replace("&#64;", "@");
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    // lines of a paragraph flow together; lists and code keep theirs
    private static String paragraphs(String text) {
        var out = new StringBuilder();
        boolean code = false;
        for (String line : text.strip().split("\\n", -1)) {
            boolean fence = line.strip().startsWith("```");
            boolean own = code || fence || line.isBlank() || line.strip().startsWith("- ");
            boolean after = out.length() > 0 && out.charAt(out.length() - 1) != '\n';
            out.append(after ? own ? "\n" : " " : "").append(code ? line.stripTrailing() : line.strip());
            out.append(own && !line.strip().startsWith("- ") ? "\n" : "");
            code ^= fence;
        }
        return out.toString().replaceAll("\\n{3,}", "\n\n").strip();
    }
}
