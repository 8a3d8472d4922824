package dev.sonde.kernel.docs;

import java.util.ArrayList;
import java.util.List;

/** What an entry says of itself, as Markdown: signature, unit and default, documentation, parameters. */
public final class DocPage {

    private static final int LIMIT_LINE = 88;

    private final DocIndex docs;
    private final boolean whole;

    /**
     * Pages.
     *
     * @param whole whether examples, failures and the members of types belong to a page
     */
    public DocPage(DocIndex docs, boolean whole) {
        this.docs = docs;
        this.whole = whole;
    }

    /** The page of a word. */
    public String of(DocEntry entry) {
        var blocks = new ArrayList<String>();
        blocks.add("```kotlin\n" + signature(entry) + "\n```");
        blocks.add(facts(entry));
        blocks.add(whole ? entry.text() : entry.text().replaceAll("(?s)\\s*```.*?```", ""));
        blocks.add(list(entry.parameters().stream()
                .filter(parameter -> whole || !parameter.text().isEmpty())
                .map(parameter -> "`" + parameter.signature() + "`" + said(parameter.text()))
                .toList()));
        blocks.add(entry.result().isEmpty() ? "" : "Returns " + entry.result());
        blocks.add(whole ? list(entry.failures().stream().map(DocPage::failure).toList()) : "");
        blocks.add(members(entry));
        blocks.removeIf(String::isBlank);
        return String.join("\n\n", blocks);
    }

    /** The page of a parameter of a function. */
    public String of(DocEntry function, DocParameter parameter) {
        String head = "```kotlin\n" + parameter.signature() + "\n```\n\n";
        return head + (parameter.text().isEmpty() ? "" : capital(parameter.text()) + "\n\n") + "A parameter of `"
                + function.name() + "`.";
    }

    private static String facts(DocEntry entry) {
        var facts = new ArrayList<String>();
        if (!entry.unit().isEmpty() && !entry.kind().equals("function")) {
            facts.add("unit: " + entry.unit());
        }
        if (!entry.defaultValue().isEmpty() && entry.kind().equals("property")) {
            facts.add("default: `" + entry.defaultValue() + "`");
        }
        return String.join(" · ", facts);
    }

    private String members(DocEntry entry) {
        String builder = entry.builder();
        if (docs.type(builder).isPresent()) {
            return "Inside the braces:\n\n" + words(builder);
        }
        boolean type = entry.type().isEmpty() && !entry.kind().equals("function");
        if (!type || !whole && !entry.kind().equals("enum")) {
            return "";
        }
        String path = entry.owner().isEmpty() ? entry.name() : entry.owner() + "." + entry.name();
        return words(path);
    }

    private String words(String type) {
        return list(docs.members(type).stream()
                .filter(member -> whole || member.receiver().isEmpty())
                .filter(member -> !member.kind().equals("component"))
                .map(member -> "`" + brief(member) + "`" + said(member.summary()))
                .distinct()
                .toList());
    }

    private static String brief(DocEntry member) {
        String value =
                member.kind().equals("property") && !member.defaultValue().isEmpty()
                        ? " = " + member.defaultValue()
                        : "";
        return member.signature().replaceFirst("^(?:var|val|fun) ", "") + value;
    }

    private static String failure(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? "`" + text + "`" : "Throws `" + text.substring(0, space) + "`" + text.substring(space);
    }

    private static String said(String text) {
        return text.isEmpty() ? "" : " — " + text;
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private static String list(List<String> items) {
        return items.isEmpty() ? "" : "- " + String.join("\n- ", items);
    }

    /** In one line where that fits, else a line for each parameter. */
    private static String signature(DocEntry entry) {
        String line = entry.signature();
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (line.length() <= LIMIT_LINE || open < 0 || entry.parameters().isEmpty()) {
            return line;
        }
        List<String> parameters = entry.parameters().stream()
                .map(each -> entry.kind().equals("function") ? each.signature() : each.type() + " " + each.name())
                .toList();
        return line.substring(0, open + 1) + "\n    " + String.join(",\n    ", parameters) + "\n"
                + line.substring(close);
    }
}
